/**
 * Decoding over erasures: the symbols of a codeword are skills, the checks of the code are texts, what arrived is known
 * from the start, and the learner of this library (D = 1) is the decoder. Where it gets stuck, a few symbols are set
 * aside as unknowns ("inactivated"), the learner goes on as if they were known, and what they are comes out of the
 * equations that are left, by Gaussian elimination: together as good as any decoder can be (maximum likelihood).
 *
 * Sources: Luby, Mitzenmacher, Shokrollahi, Spielman, "Efficient erasure correcting codes" (2001); Shokrollahi,
 * Lassen, Karp, "Systems and processes for decoding chain reaction codes through inactivation" (US patent, 2005).
 */
import { checkInteger, checkOptions, type OptionKeys } from "../../base/index.js";
import { checkGraph, checkSkillFlags, type SkillTextGraph } from "../../graph/index.js";
import { learnSequential } from "../../learning/index.js";
import { type Residual, solveResidual } from "./residual.js";

/** How erasures are solved. */
export type ErasureOptions = {
  /**
   * Most symbols that may be set aside where peeling stalls, an integer >= 0; 0 is peeling alone. Default 1,500. When
   * more were needed, what peeling recovered stands. The elimination takes about the cube of this number over 32.
   */
  readonly maxInactive?: number | undefined;
};

export const erasureOptionsKeys: OptionKeys<ErasureOptions> = { maxInactive: true };

/** Which symbols can be recovered, and how: run by `fillSymbols` on any number of payloads. */
export type ErasurePlan = {
  readonly graph: SkillTextGraph;
  /** One byte a symbol: 1 when it arrived or is recovered. */
  readonly recovered: Uint8Array<ArrayBuffer>;
  /** Symbols that stay lost. */
  readonly lost: number;
  /** Symbols recovered by peeling alone, in the order in which they are learned, ... */
  readonly order: Uint32Array<ArrayBuffer>;
  /** ... and by symbol the check that gives it. */
  readonly textOfSkill: Uint32Array<ArrayBuffer>;
  /** Symbols set aside; 0 when peeling was enough. */
  readonly inactive: number;
  /** What elimination adds; null when peeling was enough or inactivation is off. */
  readonly residual: Residual | null;
};

/**
 * Finds out which symbols can be recovered from those that arrived. The sum (exclusive or) of the symbols of each
 * check is 0, or a value that arrived.
 *
 * O(checks + symbols + edges) while peeling is enough.
 *
 * @param graph - Checks as texts, symbols as skills.
 * @param arrived - One byte a symbol, not 0 for those that arrived.
 * @throws TypeError or RangeError when `arrived` is not one byte a symbol.
 *
 * @example
 * ```ts
 * import { planErasures } from "@onset/core/channel";
 * import { buildGraphOfTexts } from "@onset/core/graph";
 * // The checks of the Hamming code: three equations of seven bits.
 * const checks = Uint32Array.of(0, 2, 4, 6, 1, 2, 5, 6, 3, 4, 5, 6);
 * const { graph } = buildGraphOfTexts(7, Uint32Array.of(0, 4, 8, 12), checks);
 * const arrived = Uint8Array.of(1, 1, 0, 1, 0, 1, 0);
 * planErasures(graph, arrived, { maxInactive: 0 }).lost; // => 3
 * planErasures(graph, arrived).lost; // => 0
 * ```
 */
export function planErasures(
  graph: SkillTextGraph,
  arrived: Uint8Array,
  options: ErasureOptions = {},
): ErasurePlan {
  checkGraph(graph);
  checkOptions(options, erasureOptionsKeys);
  checkSkillFlags(arrived, "arrived", graph.skillCount);
  const maxInactive = checkInteger(options.maxInactive ?? 1500, "maxInactive", 0);
  const learned = learnSequential(graph, { known: arrived });
  const recovered = learned.learnedFlags;
  const peeled = {
    graph,
    recovered,
    order: learned.order,
    textOfSkill: learned.textOfSkill,
  };
  const lost = graph.skillCount - learned.knownCount - learned.learnedCount;
  const residual = lost === 0 || maxInactive === 0 ? null : solveResidual(graph, learned, maxInactive);
  if (residual === null) return { ...peeled, lost, inactive: 0, residual };
  for (const skill of residual.solved) recovered[skill] = 1;
  return { ...peeled, lost: lost - residual.solved.length, inactive: residual.inactive.length, residual };
}
