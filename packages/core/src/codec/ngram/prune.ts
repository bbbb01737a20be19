import { log2 } from "../log2.js";
import type { Level } from "./counts.js";
import type { Estimate } from "./estimate.js";

/**
 * Which n-grams pay for their place: those that save at least `least` bits of the training texts. What one saves is
 * what its symbol gains in its context less what the others lose because the rest has to be spread thinner
 * (entropy pruning: Stolcke 1998). One that a kept longer n-gram needs, as its context or without its first symbol,
 * stays. O(n-grams).
 *
 * @returns by level a byte an n-gram
 */
export function worthKeeping({ levels, kept, share, rest, base }: Estimate, least: number): Uint8Array[] {
  const probability = probabilities({ levels, kept, share, rest, base });
  const worth = levels.map(({ size }) => new Uint8Array(size));
  worth[0].fill(1);
  for (let l = levels.length - 1; l >= 1; l--) {
    const { size, parent, suffix } = levels[l];
    const occurrences = occurrencesOf(levels[l - 1].size, levels[l]);
    for (let i = 0; i < size; i++) {
      if (!kept[l][i]) continue;
      if (!worth[l][i]) {
        const context = parent[i];
        const left = rest[l - 1][context];
        const with_ = probability[l][i];
        const without = probability[l - 1][suffix[i]];
        const wider = left + share[l][i];
        const gained = with_ * log2(with_ / (wider * without)) - left * (1 - without) * log2(wider / left);
        if (!(share[l][i] > 0) || occurrences[context] * gained < least) continue;
        worth[l][i] = 1;
      }
      worth[l - 1][parent[i]] = 1;
      worth[l - 1][suffix[i]] = 1;
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
    const here = new Float64Array(size);
    for (let i = 0; i < size; i++) here[i] = share[l][i] + rest[l - 1][parent[i]] * shorter[suffix[i]];
    found.push(here);
  }
  return found;
}
