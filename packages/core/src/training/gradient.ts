/**
 * The gradient of the loss with respect to the deviations, text by text.
 *
 * The loss of a text is the mean over its p inputs i of -log P[i, y(i)], P the product of its matrices, y the
 * composition of its permutations. With U = 1/p everywhere, P_j = the product of the first j matrices and Q_j = D_1...D_j,
 *
 *     P_j = 1 e_j' + Q_j,   e_j = 1/p + m_j,   m_1 = 0,   m_j = (column means of D_j) + m_(j-1) D_j.
 *
 * Row i of Q_j is a vector that walks through the text, so no matrix is ever stored. The derivative with respect to
 * P[i, y(i)] is -1/(1 + d_i) (d_i = p times the deviation there) = -1 + d_i/(1 + d_i). Walking back, the part -1 meets
 * the uniform e_j' only in the sum over all inputs, where it is constant and every row sum is 0: it vanishes exactly and
 * is left out, where subtraction would leave rounding errors far above 10^-100. What is left is
 *
 *     dD_j = sum over i of Q_(j-1)[i]' a_j[i]  +  m_(j-1) b_j'  +  (1/p) 1 b_j'   (the last two for j > 1),
 *
 * a_j[i] and b_j the walks back of the derivative at input i and of the sum over inputs of d_i/(1 + d_i). The last term
 * moves all rows alike; it is kept apart for the same reason.
 */
import type { SkillTextGraph } from "../graph/index.js";
import type { Deviations } from "./deviations.js";
import type { SkillModel } from "./skill-model.js";
import { stepBack, timesMatrix } from "./vectors.js";

/** Right answers below this share of 1/p pull as if they were there: a loss that stays finite. */
const floor = 1e-9;

/** What the gradient of texts is computed with: made once, used in every step. */
export type TextGradients = {
  /** dLoss/dD, summed over texts, without what moves all rows of a skill alike; laid out as the logits. */
  readonly gradient: Float64Array<ArrayBuffer>;
  /** What moves all rows of a skill alike: entry `s * p + j`. */
  readonly common: Float64Array<ArrayBuffer>;
  /** Adds the gradient of a text, times `weight`. O(size * p^3). */
  add(text: number, weight: number): void;
};

/** For every text the composition of its permutations: entry `text * p + i` is the image of i. O(edges * p). */
export function textTargets(
  { permutations, symbols }: Pick<SkillModel, "permutations" | "symbols">,
  { textCount, textOffsets, textSkills }: SkillTextGraph,
): Uint8Array<ArrayBuffer> {
  const targets = new Uint8Array(textCount * symbols);
  for (let text = 0; text < textCount; text++) {
    for (let i = 0; i < symbols; i++) {
      let image = i;
      for (let edge = textOffsets[text]; edge < textOffsets[text + 1]; edge++) {
        image = permutations[textSkills[edge] * symbols + image];
      }
      targets[text * symbols + i] = image;
    }
  }
  return targets;
}

/** The gradient of texts at the deviations, which may change between texts and steps. Memory: O(longest text * p). */
export function textGradients(
  { symbols, logits }: SkillModel,
  graph: SkillTextGraph,
  targets: Uint8Array,
  deviations: Deviations,
): TextGradients {
  const { textOffsets, textSkills, textCount } = graph;
  let longest = 0;
  for (let text = 0; text < textCount; text++) {
    longest = Math.max(longest, textOffsets[text + 1] - textOffsets[text]);
  }
  const gradient = new Float64Array(logits.length);
  const common = new Float64Array(logits.length / symbols);
  // Three vectors a position: m_(j+1), the walk Q_(j+1)[i], and the walk back.
  const scratch = new Float64Array((2 * longest + 4) * symbols);
  return {
    gradient,
    common,
    add: (text, weight) => {
      const begin = textOffsets[text];
      const size = textOffsets[text + 1] - begin;
      if (size === 0) return;
      const place = { skills: textSkills, begin, size, targets, firstTarget: text * symbols };
      addText(place, weight, symbols, deviations, gradient, common, scratch);
    },
  };
}

/** Where the skills and the targets of a text stand: to cut them out would take a tenth of the time of its gradient. */
type TextPlace = {
  readonly skills: Uint32Array;
  readonly begin: number;
  readonly size: number;
  readonly targets: Uint8Array;
  readonly firstTarget: number;
};

function addText(
  { skills, begin, size, targets, firstTarget }: TextPlace,
  weight: number,
  p: number,
  { values, columnMeans }: Deviations,
  gradient: Float64Array,
  common: Float64Array,
  scratch: Float64Array,
): void {
  const last = size - 1;
  const square = p * p;
  const walk = size * p;
  const back = 2 * walk;
  const pulls = back + 2 * p;
  const lastMatrix = skills[begin + last] * square;
  // m_1 = 0, m_j = (column means of D_j) + m_(j-1) D_j.
  for (let b = 0; b < p; b++) scratch[b] = scratch[pulls + b] = 0;
  for (let j = 1; j <= last; j++) {
    const skill = skills[begin + j];
    timesMatrix(scratch, (j - 1) * p, values, skill * square, p);
    for (let b = 0; b < p; b++) scratch[j * p + b] += columnMeans[skill * p + b];
  }
  for (let i = 0; i < p; i++) {
    const answer = targets[firstTarget + i];
    const column = lastMatrix + answer;
    let deviation = scratch[last * p + answer];
    if (last === 0) deviation += values[column + i * p];
    else {
      const first = skills[begin] * square + i * p;
      for (let b = 0; b < p; b++) scratch[walk + b] = values[first + b];
      for (let j = 1; j < last; j++)
        timesMatrix(scratch, walk + (j - 1) * p, values, skills[begin + j] * square, p);
      const end = walk + (last - 1) * p;
      for (let a = 0; a < p; a++) deviation += scratch[end + a] * values[column + a * p];
    }
    const d = Math.max(p * deviation, floor - 1);
    const derivative = -weight / (1 + d);
    scratch[pulls + answer] += (weight * d) / (1 + d);
    if (last === 0) {
      gradient[column + i * p] += derivative;
      continue;
    }
    const end = walk + (last - 1) * p;
    for (let a = 0; a < p; a++) {
      gradient[column + a * p] += scratch[end + a] * derivative;
      scratch[back + a] = values[column + a * p] * derivative;
    }
    for (let j = last - 1; j > 0; j--) {
      stepBack(scratch, walk + (j - 1) * p, back, values, gradient, skills[begin + j] * square, p);
    }
    const first = skills[begin] * square + i * p;
    for (let b = 0; b < p; b++) gradient[first + b] += scratch[back + b];
  }
  for (let j = last; j > 0; j--) {
    const skill = skills[begin + j];
    for (let b = 0; b < p; b++) common[skill * p + b] += scratch[pulls + b] / p;
    stepBack(scratch, (j - 1) * p, pulls, values, gradient, skill * square, p);
  }
}
