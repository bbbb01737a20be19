/** Density evolution along a list of ratios: the emergence curve. */
import { checkLaw, checkOptions } from "../base/index.js";
import { type EvolutionOptions, evolutionOptionsKeys } from "./ensemble.js";
import { evolve } from "./evolution.js";
import type { DegreeLaw } from "./laws.js";

/** {@link Evolution} for each of a list of ratios: item i belongs to ratio i. */
export type EvolutionCurve = {
  readonly learned: Float64Array<ArrayBuffer>;
  readonly unlearned: Float64Array<ArrayBuffer>;
  readonly edgeUnlearned: Float64Array<ArrayBuffer>;
  readonly textError: Float64Array<ArrayBuffer>;
  readonly heldOutError: Float64Array<ArrayBuffer>;
  /** Whether all of them converged. */
  readonly converged: boolean;
};

/**
 * Returns where learning ends at each of a list of ratios, for texts that choose their skills uniformly; the
 * same numbers as `evolve` at each. 1 ms for 200 ratios of a Poisson law.
 *
 * @param texts - The law of the number of skills of a text.
 * @param ratios - Ratios of texts to skills, >= 0; may be empty.
 * @param options - The learner and the `unknown` share.
 * @throws TypeError or RangeError as `evolve` does.
 *
 * @example
 * ```ts
 * import { evolveCurve, poisson } from "@onset/core/theory";
 * evolveCurve(poisson(5), [0, 2.4, 2.5]).learned; // => [0, 0.18189859009940235, 0.9999962724785362]
 * ```
 */
export function evolveCurve(
  texts: DegreeLaw,
  ratios: ArrayLike<number>,
  options: EvolutionOptions = {},
): EvolutionCurve {
  checkLaw(texts, "texts");
  checkOptions(options, evolutionOptionsKeys);
  const points = Array.from(ratios, (ratio) => evolve(texts, ratio, options));
  const column = (field: "learned" | "unlearned" | "edgeUnlearned" | "textError" | "heldOutError") =>
    Float64Array.from(points, (point) => point[field]);
  return {
    learned: column("learned"),
    unlearned: column("unlearned"),
    edgeUnlearned: column("edgeUnlearned"),
    textError: column("textError"),
    heldOutError: column("heldOutError"),
    converged: points.every((point) => point.converged),
  };
}
