import { checkNonNegative, checkPositive, rejected } from "../base/index.js";

/** How a gradient becomes a step. */
export type Optimiser =
  /** Plain gradient descent: the step is the gradient times the rate. The default. */
  | { readonly kind: "descent" }
  /**
   * Adam (Kingma, Ba, 2015) with means over 0.9 and 0.999. `epsilon`, a number > 0 with default 0.3, is what makes a
   * gradient large: below it steps are proportional to gradients, above it they are of one size. With the usual tiny
   * epsilon every noise becomes a step, and the model guesses at once.
   */
  | { readonly kind: "adam"; readonly epsilon?: number | undefined };

/** What bounds and shapes steps. */
export type StepOptions = {
  /** Step size, a number > 0, default 1. It multiplies the sum over texts, not their mean. */
  readonly rate?: number | undefined;
  /** Default plain gradient descent. */
  readonly optimiser?: Optimiser | undefined;
  /** The gradient of a skill is shortened to this Euclidean norm at most; a number > 0, default none. */
  readonly maxNorm?: number | undefined;
  /** The gradient of a skill whose norm is below this is left out; a number >= 0, default 0. */
  readonly minNorm?: number | undefined;
  /** Factors of the rate, one number >= 0 a skill; 0 freezes a skill. Default 1. */
  readonly skillRates?: Float64Array | undefined;
};

/** Takes a step against the gradient. Both arrays are laid out as logits. */
export type Update = (logits: Float64Array, gradient: Float64Array) => void;

/** The update of options, with its own memory of earlier gradients. */
export function updateOf(options: StepOptions, skillCount: number, square: number): Update {
  const { rate = 1, optimiser = { kind: "descent" }, maxNorm = Number.MAX_VALUE, minNorm = 0 } = options;
  const { skillRates } = options;
  checkPositive(rate, "rate");
  checkPositive(maxNorm, "maxNorm");
  checkNonNegative(minNorm, "minNorm");
  if (skillRates !== undefined) checkFactors(skillRates, "skillRates", skillCount, "skill");
  const direction = directionOf(optimiser, skillCount * square);
  return (logits, gradient) => {
    for (let skill = 0; skill < skillCount; skill++) {
      shorten(gradient, skill * square, (skill + 1) * square, minNorm, maxNorm);
    }
    direction(gradient);
    for (let skill = 0, i = 0; skill < skillCount; skill++) {
      const size = skillRates === undefined ? rate : rate * skillRates[skill];
      for (const end = i + square; i < end; i++) logits[i] -= size * gradient[i];
    }
  };
}

function shorten(gradient: Float64Array, begin: number, end: number, minNorm: number, maxNorm: number): void {
  if (minNorm === 0 && maxNorm === Number.MAX_VALUE) return;
  let squares = 0;
  for (let i = begin; i < end; i++) squares += gradient[i] * gradient[i];
  const norm = Math.sqrt(squares);
  const factor = norm < minNorm ? 0 : norm > maxNorm ? maxNorm / norm : 1;
  if (factor !== 1) for (let i = begin; i < end; i++) gradient[i] *= factor;
}

function directionOf(optimiser: Optimiser, length: number): (gradient: Float64Array) => void {
  if (optimiser.kind === "descent") return () => {};
  if (optimiser.kind !== "adam") {
    throw rejected((optimiser as { kind: unknown }).kind, "optimiser.kind", '"descent" or "adam"');
  }
  const epsilon = checkPositive(optimiser.epsilon ?? 0.3, "optimiser.epsilon");
  const means = new Float64Array(length);
  const squares = new Float64Array(length);
  // What is left of the zeros that both means began with.
  let [meanRest, squareRest] = [1, 1];
  return (gradient) => {
    meanRest *= 0.9;
    squareRest *= 0.999;
    for (let i = 0; i < length; i++) {
      const value = gradient[i];
      means[i] = 0.9 * means[i] + 0.1 * value;
      squares[i] = 0.999 * squares[i] + 0.001 * value * value;
      gradient[i] = means[i] / (1 - meanRest) / (Math.sqrt(squares[i] / (1 - squareRest)) + epsilon);
    }
  };
}

/** Returns `factors` when they are one finite number >= 0 each. */
export function checkFactors(
  factors: Float64Array,
  title: string,
  count: number,
  owner: string,
): Float64Array {
  if (!(factors instanceof Float64Array)) throw rejected(factors, title, "a Float64Array", true);
  if (factors.length !== count) {
    throw new RangeError(
      `"${title}" expected one number for each of the ${count} ${owner}s, got ${factors.length}`,
    );
  }
  factors.forEach((factor, i) => {
    checkNonNegative(factor, `${title}[${i}]`);
  });
  return factors;
}
