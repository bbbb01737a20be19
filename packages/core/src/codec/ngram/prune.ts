import { log2 } from "../log2.js";
import type { Level } from "./counts.js";
import type { Estimate } from "./estimate.js";

/**
 * By level, for each kept n-gram how many bits of the training texts it saves: what its symbol gains in its context
 * less what the others lose because the rest has to be spread thinner (entropy pruning: Stolcke 1998). O(n-grams).
 *
 * @returns minus infinity for n-grams that are not kept or have no share
 */
export function savings({ levels, kept, share, rest, base }: Estimate): Float64Array[] {
  const probability = probabilities({ levels, kept, share, rest, base });
  return levels.map(({ size, parent, suffix }, l) => {
    const saved = new Float64Array(size).fill(Number.NEGATIVE_INFINITY);
    if (l === 0) return saved;
    const flags = kept[l];
    const shares = share[l];
    const rests = rest[l - 1];
    const here = probability[l];
    const shorter = probability[l - 1];
    const occurrences = occurrencesOf(levels[l - 1].size, levels[l]);
    for (let i = 0; i < size; i++) {
      if (!flags[i] || !(shares[i] > 0)) continue;
      const context = parent[i];
      const left = rests[context];
      const with_ = here[i];
      const without = shorter[suffix[i]];
      const wider = left + shares[i];
      const gained = with_ * log2(with_ / (wider * without)) - left * (1 - without) * log2(wider / left);
      saved[i] = occurrences[context] * gained;
    }
    return saved;
  });
}

/**
 * Which n-grams pay for their place: those that save at least `least` bits, and those that one of them needs, as its
 * context or without its first symbol. O(n-grams).
 *
 * @param kept - those that are asked about
 * @returns by level a byte an n-gram
 */
export function worthKeeping(
  levels: readonly Level[],
  kept: readonly Uint8Array[],
  saved: readonly Float64Array[],
  least: number,
): Uint8Array[] {
  const worth = levels.map(({ size }) => new Uint8Array(size));
  worth[0].fill(1);
  for (let l = levels.length - 1; l >= 1; l--) {
    const { size, parent, suffix } = levels[l];
    const flags = kept[l];
    const bits = saved[l];
    const here = worth[l];
    const shorter = worth[l - 1];
    for (let i = 0; i < size; i++) {
      if (!flags[i] || !(here[i] || bits[i] >= least)) continue;
      here[i] = 1;
      shorter[parent[i]] = 1;
      shorter[suffix[i]] = 1;
    }
  }
  return worth;
}

/** By context: how often something was told behind it. */
function occurrencesOf(contexts: number, { size, parent, count }: Level): Int32Array {
  const occurrences = new Int32Array(contexts);
  for (let i = 0; i < size; i++) occurrences[parent[i]] += count[i];
  return occurrences;
}

/** By level the probability of each n-gram's last symbol in its context. */
function probabilities({ levels, share, rest, base }: Estimate): Float64Array[] {
  let total = 0;
  for (let i = 0; i < base.length; i++) total += Math.max(base[i], 0.5);
  const found = [base.map((times) => Math.max(times, 0.5) / total)];
  for (let l = 1; l < levels.length; l++) {
    const { size, parent, suffix } = levels[l];
    const shorter = found[l - 1];
    const shares = share[l];
    const rests = rest[l - 1];
    const here = new Float64Array(size);
    for (let i = 0; i < size; i++) here[i] = shares[i] + rests[parent[i]] * shorter[suffix[i]];
    found.push(here);
  }
  return found;
}
