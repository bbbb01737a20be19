import { rejected } from "../../base/index.js";
import type { SkillTextGraph } from "../../graph/index.js";
import { none } from "../../learning/index.js";
import type { ErasurePlan } from "./plan.js";

/**
 * Computes the lost symbols of one codeword as a plan says: each is the exclusive or of the other symbols of the check
 * that taught it, in the order in which they were learned. Symbols that stay lost become zeros. Runs in place.
 *
 * O(edges of the checks used * bytes of a symbol). Words of 32 bits are added at a time when the bytes of a symbol are a
 * multiple of 4 and both arrays begin at one.
 *
 * @param plan - From `planErasures`.
 * @param symbols - The symbols one after the other, all of one size; what lost ones hold does not matter.
 * @param values - What the symbols of each check add up to, of the same size; zeros unless given.
 * @throws RangeError when the symbols are not so many, or the values do not fit.
 *
 * @example
 * ```ts
 * import { fillSymbols, planErasures } from "@onset/core/channel";
 * import { buildGraphOfTexts } from "@onset/core/graph";
 * // One check: the sum of three symbols of two bytes is zero.
 * const { graph } = buildGraphOfTexts(3, Uint32Array.of(0, 3), Uint32Array.of(0, 1, 2));
 * const symbols = Uint8Array.of(1, 2, 0, 0, 4, 4);
 * fillSymbols(planErasures(graph, Uint8Array.of(1, 0, 1)), symbols);
 * [...symbols]; // => [1, 2, 5, 6, 4, 4]
 * ```
 */
export function fillSymbols(plan: ErasurePlan, symbols: Uint8Array, values?: Uint8Array): void {
  const { skillCount, textCount } = plan.graph;
  const size = skillCount === 0 ? 0 : symbols.length / skillCount;
  if (!Number.isInteger(size)) {
    throw rejected(symbols.length, "symbols.length", `a multiple of the number of symbols, ${skillCount}`);
  }
  if (values !== undefined && values.length !== size * textCount) {
    throw rejected(values.length, "values.length", `${size * textCount}, ${size} for each check`);
  }
  const given = values ?? new Uint8Array(0);
  if (size % 4 === 0 && symbols.byteOffset % 4 === 0 && given.byteOffset % 4 === 0) {
    fill(plan, wordsOf(symbols), size / 4, wordsOf(given));
  } else fill(plan, symbols, size, given);
}

function wordsOf({ buffer, byteOffset, length }: Uint8Array): Int32Array {
  return new Int32Array(buffer, byteOffset, length / 4);
}

/** Either all of one kind or all of the other, so that the loops stay fast. */
type Words = Int32Array | Uint8Array;

function fill(plan: ErasurePlan, symbols: Words, size: number, values: Words): void {
  const { graph, order, textOfSkill, residual, recovered } = plan;
  for (let i = 0; i < order.length; i++) {
    const skill = order[i];
    sumOthers(graph, textOfSkill[skill], skill, symbols, size, values, symbols, skill * size);
  }
  if (residual !== null) {
    const { inactive, order: followers, textOf, equations, additions, told } = residual;
    // What follows from the known ones alone: the part of those set aside is added by doing it again.
    for (const skill of inactive) symbols.fill(0, skill * size, (skill + 1) * size);
    fillFollowers(graph, followers, textOf, symbols, size, values);
    const sums =
      symbols instanceof Uint8Array ? new Uint8Array(size * told.length) : new Int32Array(size * told.length);
    for (let i = 0; i < told.length; i++) {
      if (told[i] !== none) sumOthers(graph, equations[i], none, symbols, size, values, sums, i * size);
    }
    for (let i = 0; i < additions.length; i += 2)
      add(sums, additions[i] * size, sums, additions[i + 1] * size, size);
    for (let i = 0; i < told.length; i++) {
      if (told[i] === none) continue;
      symbols.set(sums.subarray(i * size, (i + 1) * size), inactive[told[i]] * size);
    }
    fillFollowers(graph, followers, textOf, symbols, size, values);
  }
  for (let skill = 0; plan.lost > 0 && skill < recovered.length; skill++) {
    if (recovered[skill] === 0) symbols.fill(0, skill * size, (skill + 1) * size);
  }
}

function fillFollowers(
  graph: SkillTextGraph,
  order: Uint32Array,
  textOf: Uint32Array,
  symbols: Words,
  size: number,
  values: Words,
): void {
  for (let i = 0; i < order.length; i++) {
    sumOthers(graph, textOf[i], order[i], symbols, size, values, symbols, order[i] * size);
  }
}

/** Writes the value of a check plus all its symbols but one at `target` of `into`. */
function sumOthers(
  { textOffsets, textSkills }: SkillTextGraph,
  text: number,
  but: number,
  symbols: Words,
  size: number,
  values: Words,
  into: Words,
  target: number,
): void {
  if (values.length === 0) into.fill(0, target, target + size);
  else for (let i = 0; i < size; i++) into[target + i] = values[text * size + i];
  const end = textOffsets[text + 1];
  for (let edge = textOffsets[text]; edge < end; edge++) {
    const skill = textSkills[edge];
    if (skill !== but) add(into, target, symbols, skill * size, size);
  }
}

function add(into: Words, target: number, from: Words, source: number, size: number): void {
  for (let i = 0; i < size; i++) into[target + i] ^= from[source + i];
}
