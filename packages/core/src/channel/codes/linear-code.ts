import { rejected } from "../../base/index.js";
import { checkGraph, type SkillTextGraph, skillFlags } from "../../graph/index.js";
import { fillSymbols } from "./fill.js";
import { type ErasurePlan, planErasures } from "./plan.js";

/** A code with a systematic encoder: the message stands in some symbols of the codeword as it is. */
export type LinearCode = {
  readonly graph: SkillTextGraph;
  /** The symbols that hold the message, ascending; their number is the dimension of the code. */
  readonly message: Uint32Array<ArrayBuffer>;
  /** How the other symbols follow from them: encoding is decoding of a word of which only the message arrived. */
  readonly encoding: ErasurePlan;
};

/**
 * Finds which symbols of a code may hold a message, by elimination, once: the symbols that no check tells. O(cube of the
 * checks that peeling does not solve/32); a (3, 6) code of 2,048 symbols takes about half a second. A staircase code
 * needs none of this: say which symbols hold the message.
 *
 * @param graph - Checks as texts, symbols as skills.
 * @param message - The symbols that are to hold the message, when they are known to determine the others.
 * @throws RangeError when they do not, or when the code has no freedom left.
 *
 * @example
 * ```ts
 * import { linearCode, encodeSymbols } from "@onset/core/channel";
 * import { buildGraphOfTexts } from "@onset/core/graph";
 * const checks = Uint32Array.of(0, 2, 4, 6, 1, 2, 5, 6, 3, 4, 5, 6);
 * const hamming = linearCode(buildGraphOfTexts(7, Uint32Array.of(0, 4, 8, 12), checks).graph);
 * hamming.message.length; // => 4
 * encodeSymbols(hamming, Uint8Array.of(1, 0, 1, 1)).length; // => 7
 * ```
 */
export function linearCode(graph: SkillTextGraph, message?: Uint32Array): LinearCode {
  checkGraph(graph);
  const symbols = message === undefined ? untold(graph) : Uint32Array.from(message).sort();
  const encoding = planErasures(graph, skillFlags(graph.skillCount, symbols), {
    maxInactive: graph.skillCount,
  });
  if (encoding.lost > 0 || symbols.length === 0) {
    throw rejected(symbols.length, "message", "symbols that determine all others");
  }
  return { graph, message: symbols, encoding };
}

/** The symbols that stay free when nothing arrives: the columns without a pivot. */
function untold(graph: SkillTextGraph): Uint32Array<ArrayBuffer> {
  const nothing = new Uint8Array(graph.skillCount);
  const { residual } = planErasures(graph, nothing, { maxInactive: graph.skillCount });
  if (residual === null) return new Uint32Array(0);
  const told = new Set(residual.told);
  return residual.inactive.filter((_, place) => !told.has(place)).sort() as Uint32Array<ArrayBuffer>;
}

/**
 * Returns the codeword of a message: symbols of equal size, one after the other. O(edges * bytes of a symbol) for a
 * staircase code.
 *
 * @throws RangeError when the message is not a whole number of bytes for each of its symbols.
 */
export function encodeSymbols(
  { graph, message, encoding }: LinearCode,
  bytes: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const size = bytes.length / message.length;
  if (!Number.isInteger(size)) {
    throw rejected(
      bytes.length,
      "bytes.length",
      `a multiple of the ${message.length} symbols of the message`,
    );
  }
  const word = new Uint8Array(size * graph.skillCount);
  for (let i = 0; i < message.length; i++)
    word.set(bytes.subarray(i * size, (i + 1) * size), message[i] * size);
  fillSymbols(encoding, word);
  return word;
}
