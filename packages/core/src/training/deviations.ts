/**
 * What the model believes, as deviations from knowing nothing: D_s = M_s - 1/p. A matrix that is uniform to 10^-100 is
 * no different from a uniform one in double precision, but its deviation has all its digits. Rows of D sum to 0, so the
 * product of matrices needs products and column means of deviations alone.
 */
import { exp, expm1 } from "../base/index.js";
import type { SkillModel } from "./skill-model.js";

/** Relative error of a column mean: of the sum of p terms, and of the logits after many steps. */
const rounding = 2 ** -44;

/** Deviations of all skills. */
export type Deviations = {
  /** D, laid out as the logits of the model. */
  readonly values: Float64Array<ArrayBuffer>;
  /** The column means of D: entry `s * p + j`. */
  readonly columnMeans: Float64Array<ArrayBuffer>;
};

/** The deviations of a model; into `reused` when it is given. O(skills * p^2). */
export function deviationsOf(
  { skillCount, symbols, logits }: SkillModel,
  reused: Deviations = {
    values: new Float64Array(logits.length),
    columnMeans: new Float64Array(skillCount * symbols),
  },
): Deviations {
  const { values, columnMeans } = reused;
  for (let row = 0; row < logits.length; row += symbols) softmaxDeviation(logits, values, row, symbols);
  for (let skill = 0; skill < skillCount; skill++) meanColumns(values, columnMeans, skill, symbols);
  return reused;
}

/**
 * The column means of one skill. Those that are smaller than the rounding errors of their terms are 0: as noise they would
 * be nothing beside the deviations of this skill, but they reach the others that share its texts, which may be at 10^-100.
 */
function meanColumns(values: Float64Array, columnMeans: Float64Array, skill: number, symbols: number): void {
  const first = skill * symbols * symbols;
  let largest = 0;
  for (let i = first; i < first + symbols * symbols; i++) {
    const size = Math.abs(values[i]);
    if (size > largest) largest = size;
  }
  for (let column = 0; column < symbols; column++) {
    let sum = 0;
    for (let i = 0; i < symbols; i++) sum += values[first + i * symbols + column];
    const mean = sum / symbols;
    columnMeans[skill * symbols + column] = Math.abs(mean) > rounding * largest ? mean : 0;
  }
}

/** softmax - 1/p of one row, exact to its last digits however small the logits are. */
function softmaxDeviation(logits: Float64Array, into: Float64Array, row: number, symbols: number): void {
  let max = logits[row];
  let min = max;
  for (let i = row + 1; i < row + symbols; i++) {
    const logit = logits[i];
    if (logit > max) max = logit;
    else if (logit < min) min = logit;
  }
  let sum = 0;
  if (max < 1 && min > -1) {
    // softmax_i - 1/p = (e_i - mean of e)/(p + sum of e) with e = exp(logit) - 1.
    for (let i = row; i < row + symbols; i++) sum += into[i] = expm1(logits[i]);
    const mean = sum / symbols;
    for (let i = row; i < row + symbols; i++) into[i] = (into[i] - mean) / (symbols + sum);
  } else {
    for (let i = row; i < row + symbols; i++) sum += into[i] = exp(logits[i] - max);
    for (let i = row; i < row + symbols; i++) into[i] = into[i] / sum - 1 / symbols;
  }
}
