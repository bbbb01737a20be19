/**
 * The names most like one that does not exist: the fewest letters inserted, left out, exchanged or swapped with
 * their neighbour (capitals do not matter), and among equals those that begin the same, then in order.
 * O(names length^2).
 *
 * @example
 * ```ts
 * import { nearestNames } from "@onset/core/base";
 * nearestNames("crary", ["add", "curry", "carry"], 2); // => ["carry", "curry"]
 * ```
 */
export function nearestNames(name: string, names: readonly string[], count: number): string[] {
  const wanted = [...name.toLowerCase()];
  const nearest: { name: string; distance: number; shared: number }[] = [];
  for (const other of names) {
    const letters = [...other.toLowerCase()];
    const worst = nearest.length < count ? Number.POSITIVE_INFINITY : nearest[nearest.length - 1].distance;
    if (Math.abs(letters.length - wanted.length) > worst) continue;
    const found = { name: other, distance: distance(wanted, letters), shared: sharedStart(wanted, letters) };
    if (found.distance > worst) continue;
    nearest.push(found);
    nearest.sort((a, b) => a.distance - b.distance || b.shared - a.shared || (a.name < b.name ? -1 : 1));
    if (nearest.length > count) nearest.pop();
  }
  return nearest.map((one) => one.name);
}

/**
 * The name that was probably meant: the nearest one, when it is off by at most a third of the letters of `name` or by
 * two; null when none is that near. O(names length^2).
 *
 * @example
 * ```ts
 * import { nearestName } from "@onset/core/base";
 * nearestName("ration", ["law", "ratio", "skills"]); // => "ratio"
 * nearestName("colour", ["law", "ratio", "skills"]); // => null
 * ```
 */
export function nearestName(name: string, names: readonly string[]): string | null {
  const [nearest] = nearestNames(name, names, 1);
  if (nearest === undefined) return null;
  const off = distance([...name.toLowerCase()], [...nearest.toLowerCase()]);
  return off <= Math.max(2, Math.floor(name.length / 3)) ? nearest : null;
}

/** Optimal string alignment: a swap of neighbours counts once. */
function distance(a: readonly string[], b: readonly string[]): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const exchanged = last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, exchanged);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    before = last;
    last = row;
  }
  return last[b.length];
}

function sharedStart(a: readonly string[], b: readonly string[]): number {
  let shared = 0;
  while (shared < a.length && a[shared] === b[shared]) shared++;
  return shared;
}
