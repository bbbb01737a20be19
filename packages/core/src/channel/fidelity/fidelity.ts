/** How much of a meaning arrived. */
export type SetFidelity = {
  /** Skills sent, received, and in both. */
  readonly sent: number;
  readonly received: number;
  readonly shared: number;
  /** 2 shared/(sent + received); 1 when both are empty. */
  readonly f1: number;
  /** shared/(sent or received); 1 when both are empty. */
  readonly jaccard: number;
};

/**
 * Compares the skills that were sent with those received; repeats count once. O(skills).
 *
 * @example
 * ```ts
 * import { setFidelity } from "@onset/core/channel";
 * setFidelity(["boat", "sail"], ["boat", "oar"]); // => { sent: 2, received: 2, shared: 1, f1: 0.5, jaccard: 1 / 3 }
 * setFidelity([], []).f1; // => 1
 * ```
 */
export function setFidelity(sent: Iterable<string>, received: Iterable<string>): SetFidelity {
  const [first, second] = [new Set(sent), new Set(received)];
  let shared = 0;
  for (const skill of second) if (first.has(skill)) shared++;
  const both = first.size + second.size;
  return {
    sent: first.size,
    received: second.size,
    shared,
    f1: both === 0 ? 1 : (2 * shared) / both,
    jaccard: both === 0 ? 1 : shared / (both - shared),
  };
}

/**
 * Returns Kendall's tau of the order of the skills that two sequences share, by their first appearance: 1 for the same
 * order, -1 for the reverse, null with fewer than two shared skills. O(shared^2).
 *
 * Source: Kendall, "A new measure of rank correlation" (1938).
 *
 * @example
 * ```ts
 * import { kendallTau } from "@onset/core/channel";
 * kendallTau(["a", "b", "c", "d"], ["a", "b", "d", "c"]); // => 2 / 3
 * kendallTau(["a", "b"], ["b", "x", "a"]); // => -1
 * kendallTau(["a"], ["a"]); // => null
 * ```
 */
export function kendallTau(first: readonly string[], second: readonly string[]): number | null {
  const place = new Map<string, number>();
  for (const [i, skill] of second.entries()) if (!place.has(skill)) place.set(skill, i);
  const order = [...new Set(first)].flatMap((skill) => place.get(skill) ?? []);
  const pairs = (order.length * (order.length - 1)) / 2;
  if (pairs === 0) return null;
  let discordant = 0;
  for (let i = 0; i < order.length; i++) {
    for (let j = i + 1; j < order.length; j++) if (order[i] > order[j]) discordant++;
  }
  return 1 - (2 * discordant) / pairs;
}
