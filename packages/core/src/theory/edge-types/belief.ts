/**
 * Belief propagation on a corpus: density evolution with a type for each edge, its messages one after another in memory. The
 * numbers are those of `edgeTypeCurve` with such types, to the last bit, in half the time.
 */
import { checkOptions, rejected } from "../../base/index.js";
import { type EdgeLists, edgeTypeEnsemble } from "./ensemble.js";
import {
  checkedOptions,
  type EdgeTypeCurve,
  type EdgeTypeCurveOptions,
  edgeTypeCurve,
  edgeTypeCurveOptionsKeys,
} from "./evolution.js";

/**
 * Returns each skill's chance not to be learned from growing random shares of the texts of one corpus. Exact on corpora
 * without loops, close where loops are long. O(edges) a step, 25 to 120 steps a share.
 *
 * @param corpus - Lists of skills; leave out the skills that are known.
 * @param shares - Shares of the texts in (0, 1], ascending.
 * @param options - As for `edgeTypeCurve`.
 * @throws RangeError when the lists do not fit each other, or shares do not ascend or are beyond 1.
 *
 * @example
 * ```ts
 * import { beliefCurve } from "@onset/core/theory";
 * const corpus = {
 *   textOffsets: Uint32Array.of(0, 1, 3),
 *   textSkills: Uint32Array.of(0, 0, 1),
 *   skillOffsets: Uint32Array.of(0, 2, 3),
 * };
 * beliefCurve(corpus, [0.5, 1]).learned; // => [0.375, 1]
 * ```
 */
export function beliefCurve(
  corpus: EdgeLists,
  shares: ArrayLike<number>,
  options: EdgeTypeCurveOptions = {},
): EdgeTypeCurve {
  checkOptions(options, edgeTypeCurveOptionsKeys);
  for (let i = 0; i < shares.length; i++) {
    if (!(shares[i] > 0 && shares[i] <= 1))
      throw rejected(shares[i], `shares[${i}]`, "a number > 0, at most 1");
    if (i > 0 && !(shares[i] >= shares[i - 1])) throw rejected(shares[i], `shares[${i}]`, "ascending shares");
  }
  const { maxUnlearned, unknown, tolerance, maxIterations } = checkedOptions(options);
  if (maxUnlearned > 1 || unknown < 1) {
    const own = Uint32Array.from({ length: corpus.textSkills.length }, (_, edge) => edge);
    return edgeTypeCurve(edgeTypeEnsemble(corpus, own), shares, options);
  }
  const messages = new Messages(corpus);
  const learned = new Float64Array(shares.length);
  const unlearnedOfSkill: Float64Array<ArrayBuffer>[] = [];
  let converged = true;
  for (let i = 0; i < shares.length; i++) {
    let change = Infinity;
    for (let step = 0; step < maxIterations && change > tolerance; step++) change = messages.step(shares[i]);
    converged &&= change <= tolerance;
    const unlearned = messages.unlearnedSkills();
    unlearnedOfSkill.push(unlearned);
    const sum = unlearned.reduce((total, chance) => total + chance, 0);
    learned[i] = unlearned.length === 0 ? 1 : 1 - sum / unlearned.length;
  }
  return { learned, unlearnedOfSkill, converged };
}

/** Two messages an edge: from its skill, by text, and from its text, by skill. */
class Messages {
  readonly #textOffsets: Uint32Array;
  readonly #skillOffsets: Uint32Array;
  /** For every edge, text after text, its place skill after skill; and the other way round. */
  readonly #placeOfEdge: Uint32Array<ArrayBuffer>;
  readonly #edgeOfPlace: Uint32Array<ArrayBuffer>;
  /** 1 - q: how likely the skill of an edge is learned without it, text after text. */
  readonly #known: Float64Array<ArrayBuffer>;
  readonly #unlearned: Float64Array<ArrayBuffer>;
  /** 1 - f u: how likely a skill learns nothing from an edge, skill after skill. */
  readonly #missed: Float64Array<ArrayBuffer>;

  constructor({ textOffsets, textSkills, skillOffsets }: EdgeLists) {
    const edges = textSkills.length;
    this.#textOffsets = textOffsets;
    this.#skillOffsets = skillOffsets;
    this.#placeOfEdge = new Uint32Array(edges);
    this.#edgeOfPlace = new Uint32Array(edges);
    const cursor = skillOffsets.slice();
    for (let edge = 0; edge < edges; edge++) {
      const place = cursor[textSkills[edge]]++;
      this.#placeOfEdge[edge] = place;
      this.#edgeOfPlace[place] = edge;
    }
    this.#known = new Float64Array(edges);
    this.#unlearned = new Float64Array(edges).fill(1);
    this.#missed = new Float64Array(edges);
  }

  /** One step; returns the largest change of a q. */
  step(kept: number): number {
    this.#tellSkills(kept);
    return this.#tellTexts();
  }

  #tellSkills(kept: number): void {
    const [offsets, known, missed, placeOfEdge] = [
      this.#textOffsets,
      this.#known,
      this.#missed,
      this.#placeOfEdge,
    ];
    for (let text = 0; text + 1 < offsets.length; text++) {
      const end = offsets[text + 1];
      let product = 1;
      let zeros = 0;
      for (let edge = offsets[text]; edge < end; edge++) {
        const factor = known[edge];
        if (factor > 0) product *= factor;
        else zeros++;
      }
      for (let edge = offsets[text]; edge < end; edge++) {
        const factor = known[edge];
        const others = factor > 0 ? (zeros === 0 ? product / factor : 0) : zeros === 1 ? product : 0;
        // Rounding may lead beyond 1, by which a skill would be learned more than surely.
        missed[placeOfEdge[edge]] = 1 - kept * (others < 1 ? others : 1);
      }
    }
  }

  #tellTexts(): number {
    const [offsets, known, unlearned, missed, edgeOfPlace] = [
      this.#skillOffsets,
      this.#known,
      this.#unlearned,
      this.#missed,
      this.#edgeOfPlace,
    ];
    let change = 0;
    for (let skill = 0; skill + 1 < offsets.length; skill++) {
      const end = offsets[skill + 1];
      let product = 1;
      let zeros = 0;
      for (let place = offsets[skill]; place < end; place++) {
        const factor = missed[place];
        if (factor > 0) product *= factor;
        else zeros++;
      }
      for (let place = offsets[skill]; place < end; place++) {
        const factor = missed[place];
        const others = factor > 0 ? (zeros === 0 ? product / factor : 0) : zeros === 1 ? product : 0;
        const next = others < 1 ? others : 1;
        const edge = edgeOfPlace[place];
        const difference = Math.abs(next - unlearned[edge]);
        if (difference > change) change = difference;
        unlearned[edge] = next;
        known[edge] = 1 - next;
      }
    }
    return change;
  }

  /** For every skill the chance that no text teaches it. */
  unlearnedSkills(): Float64Array<ArrayBuffer> {
    const [offsets, missed] = [this.#skillOffsets, this.#missed];
    const unlearned = new Float64Array(offsets.length - 1).fill(1);
    for (let skill = 0; skill < unlearned.length; skill++) {
      for (let place = offsets[skill]; place < offsets[skill + 1]; place++) unlearned[skill] *= missed[place];
    }
    return unlearned;
  }
}
