/**
 * The hypergeometric law of what stays: a text has `count` random ones of `unlearned` skills, `learned` of which are
 * learned now. Entry i is the probability that i of its skills stay unlearned. By the ratio of neighbours from near the
 * mode outwards, so that no term is larger than a few. O(count).
 */
export function keptProbabilities(count: number, unlearned: number, learned: number): Float64Array {
  const stay = unlearned - learned;
  const law = new Float64Array(count + 1);
  const most = Math.min(count, stay);
  const least = Math.max(0, count - learned);
  const mode = Math.max(least, Math.min(most, Math.floor(((count + 1) * (stay + 1)) / (unlearned + 2))));
  // Pr(i - 1)/Pr(i) = i (learned - count + i) / ((stay - i + 1) (count - i + 1))
  let sum = 1;
  law[mode] = 1;
  for (let i = mode; i > least; i--) {
    law[i - 1] = (law[i] * i * (learned - count + i)) / ((stay - i + 1) * (count - i + 1));
    sum += law[i - 1];
  }
  for (let i = mode + 1; i <= most; i++) {
    law[i] = (law[i - 1] * (stay - i + 1) * (count - i + 1)) / (i * (learned - count + i));
    sum += law[i];
  }
  for (let i = least; i <= most; i++) law[i] /= sum;
  return law;
}
