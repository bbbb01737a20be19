/**
 * Density evolution with typed edges. With q_k the probability that the skill end of an edge of type k is unlearned (seen
 * without that edge) and u_k the probability that its text end teaches,
 *
 *     u_k = mean over text ends of type k of  Pr(fewer than D of the other ends of the text are unlearned)
 *     q_k = eps mean over skill ends of type k of  prod over the other ends e' of the skill of (1 - f u_k')
 *
 * f is the share of the texts that are kept. f > 1 adds texts of the same kind: every end of a skill brings a Poisson
 * number of further ones of its type, of mean f - 1. From q = eps the iteration falls to the largest fixed point.
 */
import {
  checkInteger,
  checkMaxUnlearned,
  checkOptions,
  checkPositive,
  checkProbability,
  exp,
  type OptionKeys,
  rejected,
} from "../../base/index.js";
import type { EdgeTypeEnsemble } from "./ensemble.js";
import {
  fewUnlearnedScratch,
  type KindScratch,
  kindScratch,
  maxEnds,
  productsOf,
  sumFewUnlearned,
  sumOthers,
} from "./kernels.js";

/** Options of density evolution with typed edges. */
export type EdgeTypeOptions = {
  /** D: a text with at least 1 and at most D unlearned skills teaches all of them; 1 unless given. */
  readonly maxUnlearned?: number | undefined;
  /** eps: the probability that a skill is unknown at the start; 1 unless given. */
  readonly unknown?: number | undefined;
  /** f > 0: the share of the texts that are kept, each by chance; above 1 texts of the same kind are added. 1 unless given. */
  readonly kept?: number | undefined;
  /** The iteration ends when no q_k changes by more than this; 1e-9 unless given. */
  readonly tolerance?: number | undefined;
  /** The iteration ends after so many steps; 5,000 unless given. */
  readonly maxIterations?: number | undefined;
};

export const edgeTypeOptionsKeys: OptionKeys<EdgeTypeOptions> = {
  maxUnlearned: true,
  unknown: true,
  kept: true,
  tolerance: true,
  maxIterations: true,
};

/** The state in which learning ends. */
export type EdgeTypeEvolution = {
  /** The share of the skills that are learned or known; 1 when there are none. */
  readonly learned: number;
  /** For every skill the probability that it stays unlearned. */
  readonly unlearnedOfSkill: Float64Array<ArrayBuffer>;
  /** u_k: for every type the probability that a text end teaches. */
  readonly teach: Float64Array<ArrayBuffer>;
  /** q_k: for every type the probability that a skill end is unlearned, seen without its edge. */
  readonly unlearnedOfType: Float64Array<ArrayBuffer>;
  /** The probability that a text of the same types that was held out has an unlearned skill; 0 without texts. */
  readonly textError: number;
  /** Whether the last step changed less than the tolerance. */
  readonly converged: boolean;
  /** Steps, each over all texts and skills. */
  readonly iterations: number;
};

/** Options as the iteration takes them. */
export type CheckedOptions = Required<{ readonly [K in keyof EdgeTypeOptions]: number }>;

export function checkedOptions(options: EdgeTypeOptions): CheckedOptions {
  const kept = checkPositive(options.kept ?? 1, "kept");
  if (kept > 1e6) throw rejected(kept, "kept", "a number > 0, at most 1e6");
  return {
    maxUnlearned: checkMaxUnlearned(options.maxUnlearned),
    unknown: checkProbability(options.unknown ?? 1, "unknown"),
    kept,
    tolerance: checkPositive(options.tolerance ?? 1e-9, "tolerance"),
    maxIterations: checkInteger(options.maxIterations ?? 5000, "maxIterations", 1),
  };
}

/** After so many plain steps a long one is tried: until then what falls fast has fallen. */
const plainSteps = 4;
/** By how much rounding may move a probability. */
const rounding = 1e-15;

/**
 * The state of an iteration: it falls from where it stands, so that a state of fewer kept texts may be gone on from.
 *
 * For D = 1 some steps are long ones that cannot pass the largest fixed point q*. With q' >= q two states of the iteration,
 * let x(s) = q - s (q' - q) for s >= 0. As a function of s, u(x(s)) is convex, a mean of products of 1 - x_k that rise: it
 * is at least v(s) = u(q) + s (u(q) - u(q')). What q is for a given u falls with u, and is convex along a line. So
 * B(s), what it is for v(s), is at least F(x(s)), and x(s) - B(s) is concave. Where it is >= 0 for 0 and for s, it is so
 * between them: x(t) >= F(x(t)) for all t <= s. Then q* <= x(s), for x(t) cannot meet q* on the way, and q* <= B(s), from
 * where the iteration goes on. B costs a pass over the skills, mostly a tenth of a step. For D > 1, u is not convex.
 */
export class EdgeTypeState {
  readonly unlearned: Float64Array<ArrayBuffer>;
  readonly teach: Float64Array<ArrayBuffer>;
  readonly #ensemble: EdgeTypeEnsemble;
  readonly #next: Float64Array<ArrayBuffer>;
  readonly #factors: Float64Array<ArrayBuffer>;
  readonly #texts: KindScratch;
  readonly #skills: KindScratch;
  readonly #scratch: Float64Array<ArrayBuffer>;
  readonly #few: number;
  readonly #options: CheckedOptions;

  constructor(ensemble: EdgeTypeEnsemble, options: CheckedOptions) {
    const types = ensemble.edgesOfType.length;
    this.#ensemble = ensemble;
    this.#options = options;
    this.unlearned = new Float64Array(types).fill(options.unknown);
    this.teach = new Float64Array(types);
    this.#next = new Float64Array(types);
    this.#factors = new Float64Array(types);
    // More than the largest text can have is as good as all of them.
    this.#few = options.maxUnlearned === 1 ? 1 : Math.min(options.maxUnlearned, maxEnds(ensemble.texts));
    this.#texts = kindScratch(ensemble.texts);
    this.#skills = kindScratch(ensemble.skills);
    this.#scratch = this.#few > 1 ? fewUnlearnedScratch(ensemble.texts, this.#few) : new Float64Array(0);
  }

  /** The same state, to go on from with more texts. */
  copy(): EdgeTypeState {
    const copy = new EdgeTypeState(this.#ensemble, this.#options);
    copy.unlearned.set(this.unlearned);
    copy.teach.set(this.teach);
    return copy;
  }

  /** u of the q that are. */
  #tellSkills(): void {
    const { texts, edgesOfType } = this.#ensemble;
    const [q, u, factors] = [this.unlearned, this.teach, this.#factors];
    if (this.#few > 1) sumFewUnlearned(texts, q, this.#few, this.#scratch, u);
    else {
      for (let type = 0; type < q.length; type++) factors[type] = 1 - q[type];
      sumOthers(texts, factors, u, this.#texts);
    }
    // Rounding may lead beyond 1, by which a skill would be learned more than surely.
    for (let type = 0; type < u.length; type++)
      u[type] = edgesOfType[type] === 0 ? 0 : Math.min(1, u[type] / edgesOfType[type]);
  }

  /** What q is for given u, into `q`. */
  #tellTexts({ unknown, kept }: CheckedOptions, u: Float64Array, q: Float64Array): void {
    const { skills, edgesOfType } = this.#ensemble;
    const factors = this.#factors;
    this.#missed(kept, u);
    sumOthers(skills, factors, q, this.#skills);
    const more = Math.max(0, kept - 1);
    for (let type = 0; type < q.length; type++) {
      const others = edgesOfType[type] === 0 ? 0 : Math.min(1, q[type] / edgesOfType[type]);
      // An end of an added text has all given ones of its skill beside it; a given end all but itself.
      const added = more === 0 ? 1 : (exp(-more * u[type]) + more * factors[type]) / kept;
      q[type] = unknown * others * added;
    }
  }

  /** The probability that a skill learns nothing from an end of each type, into the factors. */
  #missed(kept: number, u: Float64Array): void {
    const factors = this.#factors;
    if (kept <= 1) for (let type = 0; type < u.length; type++) factors[type] = 1 - kept * u[type];
    else
      for (let type = 0; type < u.length; type++) factors[type] = (1 - u[type]) * exp((1 - kept) * u[type]);
  }

  /** Steps until nothing changes; returns how many, and whether that was reached. */
  settle(options: CheckedOptions): { readonly iterations: number; readonly converged: boolean } {
    const [q, u, next] = [this.unlearned, this.teach, this.#next];
    const long = this.#few === 1 ? new LongStep(q, u) : null;
    for (let iterations = 1; iterations <= options.maxIterations; iterations++) {
      this.#tellSkills();
      this.#tellTexts(options, u, next);
      let change = 0;
      for (let type = 0; type < q.length; type++) change = Math.max(change, Math.abs(next[type] - q[type]));
      const converged = change <= options.tolerance;
      if (!converged) long?.take(q, u, next, (farther, far) => this.#tellTexts(options, farther, far));
      q.set(next);
      if (converged) return { iterations, converged };
    }
    return { iterations: options.maxIterations, converged: false };
  }

  /** The share of the skills that are unlearned, and for each row of skills its own, into `rows`. */
  unlearnedSkills({ unknown, kept }: CheckedOptions, rows: Float64Array): number {
    const { skills, skillCount } = this.#ensemble;
    this.#missed(kept, this.teach);
    productsOf(skills, this.#factors, rows, this.#skills);
    let unlearned = 0;
    for (let row = 0; row < rows.length; row++) {
      rows[row] *= unknown;
      unlearned += rows[row] * skills.weights[row];
    }
    return skillCount === 0 ? 0 : unlearned / skillCount;
  }

  /** The share of texts of the same types that have an unlearned skill. */
  textError(): number {
    const { texts, textCount } = this.#ensemble;
    const q = this.unlearned;
    for (let type = 0; type < q.length; type++) this.#factors[type] = 1 - q[type];
    const understood = new Float64Array(texts.weights.length);
    productsOf(texts, this.#factors, understood, this.#texts);
    let sum = 0;
    for (let row = 0; row < understood.length; row++) sum += understood[row] * texts.weights[row];
    return textCount === 0 ? 0 : Math.max(0, 1 - sum / textCount);
  }
}

/** The long steps of one iteration; see {@link EdgeTypeState}. */
class LongStep {
  /** q' and u(q'). */
  readonly #before: Float64Array<ArrayBuffer>;
  readonly #teachBefore: Float64Array<ArrayBuffer>;
  readonly #farTeach: Float64Array<ArrayBuffer>;
  readonly #far: Float64Array<ArrayBuffer>;
  #plain = 0;
  /** The s that is tried: twice what was possible the last time. */
  #reach = 1;

  constructor(q: Float64Array, u: Float64Array) {
    this.#before = Float64Array.from(q);
    this.#teachBefore = Float64Array.from(u);
    this.#farTeach = new Float64Array(q.length);
    this.#far = new Float64Array(q.length);
  }

  /** Lowers `next` = F(q) when it is time to, by what `tellTexts` makes of a u; and holds q and u for the next step. */
  take(
    q: Float64Array,
    u: Float64Array,
    next: Float64Array,
    tellTexts: (teach: Float64Array, q: Float64Array) => void,
  ): void {
    if (++this.#plain > plainSteps) {
      this.#plain = 0;
      this.#lower(q, u, next, tellTexts);
    }
    this.#before.set(q);
    this.#teachBefore.set(u);
  }

  #lower(
    q: Float64Array,
    u: Float64Array,
    next: Float64Array,
    tellTexts: (teach: Float64Array, q: Float64Array) => void,
  ): void {
    const [before, teachBefore, farTeach, far, reach] = [
      this.#before,
      this.#teachBefore,
      this.#farTeach,
      this.#far,
      this.#reach,
    ];
    for (let type = 0; type < u.length; type++)
      farTeach[type] = Math.min(1, u[type] + reach * (u[type] - teachBefore[type]));
    tellTexts(farTeach, far);
    // B is convex, so that between 0 and the reach its chord, from next to far, may stand for it.
    let length = reach;
    for (let type = 0; type < q.length; type++) {
      const slope = before[type] - q[type] - (next[type] - far[type]) / reach;
      const gap = q[type] - next[type] + rounding;
      if (length * slope > gap) length = Math.max(0, gap / slope);
    }
    for (let type = 0; type < q.length; type++) next[type] -= (length / reach) * (next[type] - far[type]);
    this.#reach = Math.min(1000, Math.max(0.5, 2 * length));
  }
}

/**
 * Returns the state in which learning from a corpus with these types of edges ends, in the limit of large corpora.
 * O(ends of distinct rows) a step, 20 to 60 steps away from a jump; D > 1 costs D times as much, in more steps.
 *
 * With one type it is the prediction from degrees alone (`predictCorpus`). With a type for each edge it is belief
 * propagation on the corpus itself: for `kept` < 1 `unlearnedOfSkill` is each skill's chance not to be learned from a
 * random part of the texts, and for `kept` = 1 it is 0 or 1, what learning itself gives.
 *
 * @param ensemble - An ensemble of `edgeTypeEnsemble`.
 * @param options - The learner, the unknown share, the kept share of the texts and where to stop.
 * @throws RangeError for options outside their range.
 *
 * @example
 * ```ts
 * import { edgeTypeEnsemble, evolveEdgeTypes } from "@onset/core/theory";
 * // Texts {0}, {0, 1}, {1, 2}; a type for each edge.
 * const corpus = {
 *   textOffsets: Uint32Array.of(0, 1, 3, 5),
 *   textSkills: Uint32Array.of(0, 0, 1, 1, 2),
 *   skillOffsets: Uint32Array.of(0, 2, 4, 5),
 * };
 * const ensemble = edgeTypeEnsemble(corpus, Uint32Array.of(0, 1, 2, 3, 4));
 * evolveEdgeTypes(ensemble).learned; // => 1
 * [...evolveEdgeTypes(ensemble, { kept: 0.5 }).unlearnedOfSkill]; // => [0.5, 0.75, 0.875]
 * evolveEdgeTypes(ensemble, { kept: 0 }); // throws RangeError: "kept" expected a number > 0, got 0
 * ```
 */
export function evolveEdgeTypes(
  ensemble: EdgeTypeEnsemble,
  options: EdgeTypeOptions = {},
): EdgeTypeEvolution {
  checkOptions(options, edgeTypeOptionsKeys);
  const checked = checkedOptions(options);
  const state = new EdgeTypeState(ensemble, checked);
  const { iterations, converged } = state.settle(checked);
  const rows = new Float64Array(ensemble.skills.weights.length);
  const unlearned = state.unlearnedSkills(checked, rows);
  return {
    learned: 1 - unlearned,
    unlearnedOfSkill: Float64Array.from(ensemble.skills.rowOfNode, (row) => rows[row]),
    teach: state.teach,
    unlearnedOfType: state.unlearned,
    textError: state.textError(),
    converged,
    iterations,
  };
}

/** What is learned from growing shares of the texts. */
export type EdgeTypeCurve = {
  /** For each share of the texts the share of the skills that is learned. */
  readonly learned: Float64Array<ArrayBuffer>;
  /** For each share of the texts, and every skill, the probability that it stays unlearned. */
  readonly unlearnedOfSkill: readonly Float64Array<ArrayBuffer>[];
  /** Whether density evolution came to its end for all shares. */
  readonly converged: boolean;
};

/** Options of {@link edgeTypeCurve}, which makes the shares that are kept its own. */
export type EdgeTypeCurveOptions = Omit<EdgeTypeOptions, "kept">;

export const edgeTypeCurveOptionsKeys: OptionKeys<EdgeTypeCurveOptions> = {
  maxUnlearned: true,
  unknown: true,
  tolerance: true,
  maxIterations: true,
};

/**
 * Returns what is learned from growing shares of the texts: a margin without sampling. Each
 * share goes on from the state of the one before, so that all of them cost little more than the last.
 *
 * @param ensemble - An ensemble of `edgeTypeEnsemble`.
 * @param shares - Shares of the texts, > 0, ascending.
 * @param options - As for {@link evolveEdgeTypes}; `kept` is given by the shares.
 * @throws RangeError when the shares do not ascend.
 *
 * @example
 * ```ts
 * import { edgeTypeCurve, edgeTypeEnsemble } from "@onset/core/theory";
 * const corpus = {
 *   textOffsets: Uint32Array.of(0, 1, 3),
 *   textSkills: Uint32Array.of(0, 0, 1),
 *   skillOffsets: Uint32Array.of(0, 2, 3),
 * };
 * const ensemble = edgeTypeEnsemble(corpus, Uint32Array.of(0, 1, 2));
 * edgeTypeCurve(ensemble, [0.5, 1]).learned; // => [0.375, 1]
 * ```
 */
export function edgeTypeCurve(
  ensemble: EdgeTypeEnsemble,
  shares: ArrayLike<number>,
  options: EdgeTypeCurveOptions = {},
): EdgeTypeCurve {
  checkOptions(options, edgeTypeCurveOptionsKeys);
  const learned = new Float64Array(shares.length);
  const unlearnedOfSkill: Float64Array<ArrayBuffer>[] = [];
  let converged = true;
  const rows = new Float64Array(ensemble.skills.weights.length);
  let state: EdgeTypeState | null = null;
  for (let i = 0; i < shares.length; i++) {
    const checked = checkedOptions({ ...options, kept: shares[i] });
    if (i > 0 && !(shares[i] >= shares[i - 1])) throw rejected(shares[i], "shares", "ascending shares");
    state ??= new EdgeTypeState(ensemble, checked);
    if (!state.settle(checked).converged) converged = false;
    learned[i] = 1 - state.unlearnedSkills(checked, rows);
    unlearnedOfSkill.push(Float64Array.from(ensemble.skills.rowOfNode, (row) => rows[row]));
  }
  return { learned, unlearnedOfSkill, converged };
}
