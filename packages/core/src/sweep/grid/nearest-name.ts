/**
 * Returns the name that was probably meant: the one that the fewest changed, missing or superfluous letters turn
 * into `name`, when they are at most a third of its letters or two; null when none is that close.
 * O(names * length^2).
 *
 * @example
 * ```ts
 * import { nearestName } from "@onset/core/sweep";
 * nearestName("ration", ["law", "ratio", "skills"]); // => "ratio"
 * nearestName("colour", ["law", "ratio", "skills"]); // => null
 * ```
 */
export function nearestName(name: string, names: readonly string[]): string | null {
  let nearest: string | null = null;
  let least = Math.max(2, Math.floor(name.length / 3)) + 1;
  for (const candidate of names) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance < least) [nearest, least] = [candidate, distance];
  }
  return nearest;
}

/** Levenshtein's distance. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(changed, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}
