import { checkInteger, rejected } from "../base/index.js";

/** Trials from the first number up to, but without, the second. */
export type Range = readonly [number, number];

/**
 * Sets of trials as ranges: ascending, not empty, none touching the next. Every set has one such list.
 */
export type Ranges = readonly Range[];

/** Returns the union of two disjoint sets; null when they share a trial. O(ranges). */
export function unite(first: Ranges, second: Ranges): Ranges | null {
  const all = [...first, ...second].sort(([a], [b]) => a - b);
  const united: [number, number][] = [];
  for (const [from, to] of all) {
    const last = united.at(-1);
    if (last === undefined || from > last[1]) united.push([from, to]);
    else if (from === last[1]) last[1] = to;
    else return null;
  }
  return united;
}

/** Returns what of a range is not in a set. O(ranges). */
export function missing([from, to]: Range, covered: Ranges): Ranges {
  const gaps: Range[] = [];
  let start = from;
  for (const [a, b] of covered) {
    if (b <= start) continue;
    if (a >= to) break;
    if (a > start) gaps.push([start, a]);
    start = b;
  }
  if (start < to) gaps.push([start, to]);
  return gaps;
}

/** Returns how many trials a set has. */
export function countTrials(ranges: Ranges): number {
  return ranges.reduce((sum, [from, to]) => sum + to - from, 0);
}

/** Throws unless a list of pairs is a set in its normal form. */
export function checkRanges(ranges: Ranges, title: string): Ranges {
  if (!Array.isArray(ranges)) throw rejected(ranges, title, "a list of pairs", true);
  let end = -1;
  for (const range of ranges) {
    if (!Array.isArray(range) || range.length !== 2) throw rejected(range, title, "pairs of trials", true);
    const [from, to] = range as unknown as Range;
    checkInteger(from, title, end + 1);
    checkInteger(to, title, from + 1);
    end = to;
  }
  return ranges;
}
