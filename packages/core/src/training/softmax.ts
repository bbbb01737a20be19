/**
 * From dLoss/dM to dLoss/dlogits, in place. Row r of the logits gets M_r (g_r - sum of M_r g_r), M_r = 1/p + D_r, g_r
 * the gradient of the row plus the part common to all rows. What that part does to a uniform row is again common to all
 * rows and no direction of the parameters, whose columns sum to 0: it is left out, then columns are centred.
 */
export function throughSoftmax(
  { gradient, common }: { readonly gradient: Float64Array; readonly common: Float64Array },
  deviations: Float64Array,
  symbols: number,
): void {
  const uniform = 1 / symbols;
  const skills = common.length / symbols;
  for (let skill = 0; skill < skills; skill++) {
    const shared = skill * symbols;
    let sharedMean = 0;
    for (let i = 0; i < symbols; i++) sharedMean += common[shared + i] / symbols;
    const first = skill * symbols * symbols;
    for (let row = first; row < first + symbols * symbols; row += symbols) {
      let mean = 0;
      let shift = 0;
      for (let i = 0; i < symbols; i++) {
        const deviation = deviations[row + i];
        mean += (uniform + deviation) * gradient[row + i];
        shift += deviation * common[shared + i];
      }
      for (let i = 0; i < symbols; i++) {
        const deviation = deviations[row + i];
        gradient[row + i] =
          (uniform + deviation) * (gradient[row + i] - mean - shift) +
          deviation * (common[shared + i] - sharedMean);
      }
    }
    centreColumns(gradient, first, symbols);
  }
}

/** Takes from every entry of a matrix the mean of its column. */
export function centreColumns(values: Float64Array, first: number, symbols: number): void {
  for (let column = first; column < first + symbols; column++) {
    let sum = 0;
    for (let i = 0; i < symbols; i++) sum += values[column + i * symbols];
    const mean = sum / symbols;
    for (let i = 0; i < symbols; i++) values[column + i * symbols] -= mean;
  }
}
