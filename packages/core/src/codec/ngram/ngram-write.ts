import { ByteWriter } from "../bytes/writer.js";
import { SymbolWriter } from "../entropy/symbols.js";
import { log2 } from "../log2.js";
import { classCount, countClass, extraBits, gapClass, riseClass, shareClass, symbolOf } from "./classes.js";
import type { Estimate } from "./estimate.js";
import { minRest, shareOfStep, shareSteps, wholeShare } from "./shares.js";

/** The kept n-grams of one level in the order of the file. */
type Rows = {
  /** By context of the level before (its place among the kept ones): where its followers begin. */
  readonly first: Int32Array;
  /** Index among all n-grams of the level. */
  readonly index: Int32Array;
  /** Place among the kept ones of the level before, of the n-gram without its first symbol. */
  readonly lower: Int32Array;
};

/** Writes the kept n-grams and their shares; `readNgrams` gives them back. */
export function writeNgrams({ levels, kept, share }: Estimate): Uint8Array<ArrayBuffer> {
  const order = levels.length;
  const rows = rowsOf({ levels, kept });
  const out = new ByteWriter();
  out.varint(order);
  for (let l = 1; l < order; l++) out.varint(rows[l].index.length);

  const symbols = new SymbolWriter(classCount);
  const number = (classIndex: number, value: number): void => {
    const code = symbolOf(value);
    symbols.symbol(classIndex, code);
    const extra = extraBits(code);
    if (extra > 0) symbols.bits(value & ((1 << extra) - 1), extra);
  };
  const maxShared = wholeShare - minRest(order);
  const rises = new Uint8Array(levels[0].size);
  for (let l = 1; l < order; l++) {
    const level = l + 1;
    const { first, index, lower } = rows[l];
    const symbolCount = levels[0].size;
    const contexts = rows[l - 1].index.length;
    for (let context = 0; context < contexts; context++) {
      const shorter = l === 1 ? -1 : rows[l - 1].lower[context];
      const base = l === 1 ? 0 : rows[l - 1].first[shorter];
      const candidates = l === 1 ? symbolCount : rows[l - 1].first[shorter + 1] - base;
      if (candidates === 0) continue;
      const begin = first[context];
      const end = first[context + 1];
      const followers = end - begin;
      number(countClass(level, l === 1 ? context : candidates), followers);
      if (followers === 0) continue;
      const least = stepsOf(index, begin, end, share[l], maxShared, rises);
      symbols.symbol(shareClass(level, followers), least);
      const riseIndex = riseClass(level, followers);
      let next = base;
      for (let i = begin; i < end; i++) {
        const left = end - i;
        const gap = lower[i] - next;
        number(gapClass(level, base + candidates - next, left), gap);
        next = lower[i] + 1;
        if (followers > 1) symbols.symbol(riseIndex, rises[i - begin]);
      }
    }
  }
  out.append(symbols.finish());
  return out.finish();
}

function rowsOf({ levels, kept }: Pick<Estimate, "levels" | "kept">): Rows[] {
  const size = levels[0].size;
  const all = Int32Array.from({ length: size }, (_, i) => i);
  const rows: Rows[] = [{ first: new Int32Array(1), index: all, lower: all }];
  // By n-gram of the level before: its place among the kept ones.
  let place = all;
  for (let l = 1; l < levels.length; l++) {
    const level = levels[l];
    const here = new Int32Array(level.size).fill(-1);
    const index = new Int32Array(kept[l].reduce((sum, flag) => sum + flag, 0));
    const first = new Int32Array(rows[l - 1].index.length + 1);
    let count = 0;
    for (let i = 0; i < level.size; i++) {
      if (!kept[l][i]) continue;
      here[i] = count;
      index[count++] = i;
      first[place[level.parent[i]] + 1]++;
    }
    for (let context = 0; context + 1 < first.length; context++) first[context + 1] += first[context];
    const shorter = place;
    rows.push({ first, index, lower: index.map((i) => shorter[level.suffix[i]]) });
    place = here;
  }
  return rows;
}

/** The highest rise: a step may not fall below 0. */
const maxRise: number = (shareSteps - 1) >> 1;

/**
 * The shares of a context's followers as steps: of the least likely one, and how far up each is from there.
 *
 * @param index - the followers in the order of the file are those from `begin` to `end`
 * @param rises - gets the rises, from 0 on
 * @returns the step of the least likely one
 */
function stepsOf(
  index: Int32Array,
  begin: number,
  end: number,
  share: Float64Array,
  most: number,
  rises: Uint8Array,
): number {
  let lowest = 1;
  let wanted = 0;
  for (let i = begin; i < end; i++) {
    lowest = Math.min(lowest, share[index[i]]);
    wanted += share[index[i]];
  }
  const floor = Math.max(lowest, 1 / wholeShare);
  const count = end - begin;
  let highest = 0;
  for (let i = 0; i < count; i++) {
    const above = share[index[begin + i]];
    // Most are as unlikely as the least likely one: their logarithm is known.
    rises[i] = above > floor ? Math.min(maxRise, Math.round(2 * log2(above / floor))) : 0;
    if (rises[i] > highest) highest = rises[i];
  }
  let best = -1;
  let bestError = Number.POSITIVE_INFINITY;
  // The step near the true one at which the sum of all shares comes closest.
  for (let least = Math.max(Math.round(-4 * log2(floor)) - 2, 2 * highest); least < shareSteps; least++) {
    let sum = 0;
    for (let i = 0; i < count; i++) sum += shareOfStep[least - 2 * rises[i]];
    const error = Math.abs(sum - wanted * wholeShare);
    if (sum > most) continue;
    if (error >= bestError) break;
    best = least;
    bestError = error;
  }
  if (best >= 0) return best;
  rises.fill(0, 0, count);
  return shareSteps - 1;
}
