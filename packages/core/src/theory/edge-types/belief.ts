/**
 * Belief propagation on a corpus: density evolution with a type for each edge, text after text. Each text hears what the
 * texts before it have taught in the same step, which halves the steps. The messages fall to the largest fixed point all
 * the same: the maps are monotone, so that none of their updates, in whatever order, leads from above it to below.
 *
 * Source: layered schedules of decoders, Hocevar, "A reduced complexity decoder architecture via layered decoding of LDPC
 * codes" (2004).
 */
import { checkOptions, rejected } from "../../base/index.js";
import { checkEdgeLists, type EdgeLists, edgeTypeEnsemble } from "./ensemble.js";
import {
  checkedOptions,
  type EdgeTypeCurve,
  type EdgeTypeCurveOptions,
  edgeTypeCurve,
  edgeTypeCurveOptionsKeys,
} from "./evolution.js";

/**
 * Returns each skill's chance not to be learned from growing random shares of the texts of one corpus. Exact on corpora
 * without loops, close where loops are long. O(edges) a step, 5 to 60 steps a share.
 *
 * @param corpus - Lists of skills; leave out the skills that are known.
 * @param shares - Shares of the texts in (0, 1], ascending.
 * @param options - As for `edgeTypeCurve`; the tolerance is how much a text's chance to teach changes.
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
  checkEdgeLists(corpus);
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
    messages.keep(shares[i]);
    let change = Infinity;
    for (let step = 0; step < maxIterations && change > tolerance; step++) change = messages.step();
    converged &&= change <= tolerance;
    const unlearned = messages.unlearnedSkills();
    unlearnedOfSkill.push(unlearned);
    const sum = unlearned.reduce((total, chance) => total + chance, 0);
    learned[i] = unlearned.length === 0 ? 1 : 1 - sum / unlearned.length;
  }
  return { learned, unlearnedOfSkill, converged };
}

/** A message for each edge from its text, and for each skill the product that those to the texts are taken from. */
class Messages {
  readonly #textOffsets: Uint32Array;
  readonly #textSkills: Uint32Array;
  /** u: how likely the text of an edge teaches, if it is kept. */
  readonly #teach: Float64Array<ArrayBuffer>;
  /** For every skill the product of 1 - f u over its edges. */
  readonly #missed: Float64Array<ArrayBuffer>;
  /** For the edges of one text 1 - q: how likely the skill is learned without it. */
  readonly #known: Float64Array<ArrayBuffer>;
  #kept = 1;

  constructor({ textOffsets, textSkills, skillOffsets }: EdgeLists) {
    let maxSkills = 0;
    for (let text = 0; text + 1 < textOffsets.length; text++)
      maxSkills = Math.max(maxSkills, textOffsets[text + 1] - textOffsets[text]);
    this.#textOffsets = textOffsets;
    this.#textSkills = textSkills;
    this.#teach = new Float64Array(textSkills.length);
    this.#missed = new Float64Array(skillOffsets.length - 1);
    this.#known = new Float64Array(maxSkills);
  }

  /** Goes on with another share of the texts. */
  keep(share: number): void {
    const [skills, teach, missed] = [this.#textSkills, this.#teach, this.#missed];
    this.#kept = share;
    missed.fill(1);
    for (let edge = 0; edge < skills.length; edge++)
      missed[skills[edge]] *= divisible(1 - share * teach[edge]);
  }

  /** One step; returns by how much a message of a text rose at most. */
  step(): number {
    const [offsets, skills, teach, missed, known, kept] = [
      this.#textOffsets,
      this.#textSkills,
      this.#teach,
      this.#missed,
      this.#known,
      this.#kept,
    ];
    let change = 0;
    for (let text = 0; text + 1 < offsets.length; text++) {
      const begin = offsets[text];
      const end = offsets[text + 1];
      let product = 1;
      for (let edge = begin; edge < end; edge++) {
        // Rounding may lead q beyond 1, and u.
        const factor = divisible(1 - missed[skills[edge]] / divisible(1 - kept * teach[edge]));
        known[edge - begin] = factor;
        product *= factor;
      }
      // Two skills that are surely unlearned: it teaches nothing, and has never done so.
      if (product === 0) continue;
      for (let edge = begin; edge < end; edge++) {
        const before = teach[edge];
        const others = product / known[edge - begin];
        const next = others < 1 ? others : 1;
        if (next - before > change) change = next - before;
        teach[edge] = next;
        missed[skills[edge]] *= divisible(1 - kept * next) / divisible(1 - kept * before);
      }
    }
    return change;
  }

  /** For every skill the chance that no text teaches it. */
  unlearnedSkills(): Float64Array<ArrayBuffer> {
    const [skills, teach, kept] = [this.#textSkills, this.#teach, this.#kept];
    const unlearned = new Float64Array(this.#missed.length).fill(1);
    for (let edge = 0; edge < skills.length; edge++) unlearned[skills[edge]] *= 1 - kept * teach[edge];
    return unlearned;
  }
}

/** A factor by which may be divided: of a product with one that was 0 nothing is left beside 1, of one with two 0. */
function divisible(factor: number): number {
  return factor > zero ? factor : zero;
}

const zero = 2 ** -540;
