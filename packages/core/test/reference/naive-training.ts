/**
 * Training as its definition reads: whole matrices, products from left to right, no deviations, the loss a sum of
 * logarithms. The kernels are compared with it.
 */
export type NaiveModel = {
  readonly symbols: number;
  /** For every skill the image of each symbol. */
  readonly permutations: readonly (readonly number[])[];
  /** Laid out as the logits of a model. */
  readonly logits: Float64Array;
};

type Matrix = number[][];

/** The row softmax of the logits of a skill. */
export function naiveMatrix({ symbols, logits }: NaiveModel, skill: number): Matrix {
  return Array.from({ length: symbols }, (_, i) => {
    const first = (skill * symbols + i) * symbols;
    const powers = [...logits.subarray(first, first + symbols)].map((logit) => Math.exp(logit));
    const sum = powers.reduce((total, power) => total + power, 0);
    return powers.map((power) => power / sum);
  });
}

function product(a: Matrix, b: Matrix): Matrix {
  return a.map((row) => row.map((_, j) => row.reduce((sum, value, l) => sum + value * b[l][j], 0)));
}

function identity(symbols: number): Matrix {
  return Array.from({ length: symbols }, (_, i) =>
    Array.from({ length: symbols }, (_, j) => (i === j ? 1 : 0)),
  );
}

/** The composition of the permutations of a text. */
function answers(model: NaiveModel, text: readonly number[]): number[] {
  return Array.from({ length: model.symbols }, (_, i) =>
    text.reduce((symbol, skill) => model.permutations[skill][symbol], i),
  );
}

/** Sum over texts of the mean over inputs of -log P. */
export function naiveLoss(model: NaiveModel, texts: readonly (readonly number[])[]): number {
  const matrices = model.permutations.map((_, skill) => naiveMatrix(model, skill));
  let loss = 0;
  for (const text of texts) {
    const whole = text.map((skill) => matrices[skill]).reduce(product, identity(model.symbols));
    answers(model, text).forEach((right, i) => {
      loss -= Math.log(whole[i][right]) / model.symbols;
    });
  }
  return loss;
}

/** The loss where each text adds a free matrix to the logarithm of its product. */
export function naiveMemoryLoss(
  model: NaiveModel,
  texts: readonly (readonly number[])[],
  memories: Float64Array,
): number {
  const { symbols: p } = model;
  let loss = 0;
  texts.forEach((text, t) => {
    const whole = text.map((skill) => naiveMatrix(model, skill)).reduce(product, identity(p));
    answers(model, text).forEach((right, i) => {
      const powers = whole[i].map((share, j) => share * Math.exp(memories[(t * p + i) * p + j]));
      loss -= Math.log(powers[right] / powers.reduce((sum, power) => sum + power, 0)) / p;
    });
  });
  return loss;
}

/** dLoss/dlogits by the chain rule on whole matrices, without any centring. */
export function naiveGradient(model: NaiveModel, texts: readonly (readonly number[])[]): Float64Array {
  const { symbols: p } = model;
  const gradient = new Float64Array(model.logits.length);
  for (const text of texts) {
    const matrices = text.map((skill) => naiveMatrix(model, skill));
    const whole = matrices.reduce(product, identity(p));
    const right = answers(model, text);
    text.forEach((skill, j) => {
      const before = matrices.slice(0, j).reduce(product, identity(p));
      const after = matrices.slice(j + 1).reduce(product, identity(p));
      for (let a = 0; a < p; a++) {
        const slopes = Array.from({ length: p }, (_, b) =>
          right.reduce((sum, y, i) => sum - (before[i][a] * after[b][y]) / whole[i][y] / p, 0),
        );
        const mean = slopes.reduce((sum, slope, b) => sum + slope * matrices[j][a][b], 0);
        slopes.forEach((slope, b) => {
          gradient[(skill * p + a) * p + b] += matrices[j][a][b] * (slope - mean);
        });
      }
    });
  }
  return centred(gradient, p);
}

/** Takes from each entry the mean of its column: the direction inside the space of parameters. */
export function centred(values: Float64Array, p: number): Float64Array {
  const result = values.slice();
  for (let first = 0; first < values.length; first += p * p) {
    for (let b = 0; b < p; b++) {
      let sum = 0;
      for (let a = 0; a < p; a++) sum += values[first + a * p + b];
      for (let a = 0; a < p; a++) result[first + a * p + b] -= sum / p;
    }
  }
  return result;
}
