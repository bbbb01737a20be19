/** The law of the number of occupied bins, ball by ball: entry l is Pr(l bins occupied). O(balls * bins). */
export function occupancyProbabilities(balls: number, bins: number): Float64Array {
  const probability = new Float64Array(Math.min(balls, bins) + 1);
  probability[0] = 1;
  for (let ball = 0; ball < balls; ball++) {
    for (let l = Math.min(ball + 1, bins); l >= 1; l--) {
      probability[l] = (probability[l] * l) / bins + (probability[l - 1] * (bins - l + 1)) / bins;
    }
    probability[0] = 0;
  }
  return probability;
}
