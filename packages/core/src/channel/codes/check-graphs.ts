import { checkInteger, checkLaw, checkStream, type RandomStream, rejected } from "../../base/index.js";
import {
  buildGraph,
  configurationGraph,
  type DegreeLawData,
  drawDegrees,
  type SkillTextGraph,
  trimDegrees,
} from "../../graph/index.js";

/**
 * A random LDPC code from degree laws: `checks` checks (texts) and `length` symbols (skills), their ends matched
 * uniformly (the configuration model: the ensemble of density evolution and of the finite-length law). Where the drawn
 * degrees do not fit each other, surplus ends are taken away at random. O(edges).
 *
 * @throws TypeError or RangeError for what is no law or no count.
 *
 * @example
 * ```ts
 * import { stream } from "@onset/core/base";
 * import { randomCode } from "@onset/core/channel";
 * const graph = randomCode({ kind: "regular", degree: 6 }, { kind: "regular", degree: 3 }, 50, 100, stream(1));
 * [graph.textCount, graph.skillCount, graph.edgeCount]; // => [50, 100, 300]
 * ```
 */
export function randomCode(
  lawOfChecks: DegreeLawData,
  lawOfSymbols: DegreeLawData,
  checks: number,
  length: number,
  rng: RandomStream,
): SkillTextGraph {
  checkLaw(lawOfChecks, "lawOfChecks");
  checkLaw(lawOfSymbols, "lawOfSymbols");
  checkStream(rng);
  const ofChecks = drawDegrees(lawOfChecks, checks, rng);
  const ofSymbols = drawDegrees(lawOfSymbols, length, rng);
  const ends = Math.min(total(ofChecks), total(ofSymbols));
  return configurationGraph(trimDegrees(ofChecks, ends, rng), trimDegrees(ofSymbols, ends, rng), rng).graph;
}

function total(degrees: Uint32Array): number {
  return degrees.reduce((sum, degree) => sum + degree, 0);
}

/**
 * A code by progressive edge growth: each edge of a symbol goes to a check that is as far away from it as possible, of
 * those to one with the fewest edges, so that short cycles are avoided. Better at short lengths than a random code of
 * the same degrees. O(symbols * edges) at worst; a (3, 6) code of 2,048 symbols takes about 0.3 s.
 *
 * Source: Hu, Eleftheriou, Arnold, "Regular and irregular progressive edge-growth Tanner graphs" (2005).
 *
 * @param degrees - The number of checks of each symbol, each at most `checks`.
 * @throws RangeError when a symbol has more edges than there are checks.
 *
 * @example
 * ```ts
 * import { stream } from "@onset/core/base";
 * import { progressiveCode } from "@onset/core/channel";
 * const graph = progressiveCode(8, new Uint32Array(16).fill(2), stream(1));
 * [graph.textCount, graph.skillCount, graph.edgeCount]; // => [8, 16, 32]
 * ```
 */
export function progressiveCode(checks: number, degrees: Uint32Array, rng: RandomStream): SkillTextGraph {
  checkStream(rng);
  checkInteger(checks, "checks", 1);
  const symbolsOf: number[][] = Array.from({ length: checks }, () => []);
  const checksOf: number[][] = Array.from(degrees, () => []);
  for (let symbol = 0; symbol < degrees.length; symbol++) {
    if (degrees[symbol] > checks)
      throw rejected(degrees[symbol], "degrees", `at most ${checks}, one a check`);
    for (let edge = 0; edge < degrees[symbol]; edge++) {
      const candidates = farthest(symbol, checksOf, symbolsOf);
      let fewest = checks * degrees.length;
      for (const check of candidates) fewest = Math.min(fewest, symbolsOf[check].length);
      const best = candidates.filter((check) => symbolsOf[check].length === fewest);
      const check = best[rng.nextInteger(best.length)];
      checksOf[symbol].push(check);
      symbolsOf[check].push(symbol);
    }
  }
  const symbols = symbolsOf.flat();
  const owners = symbolsOf.flatMap((list, check) => list.map(() => check));
  return buildGraph(checks, degrees.length, Uint32Array.from(owners), Uint32Array.from(symbols)).graph;
}

/** The checks that no path leads to; where paths lead to all, those of the last step. */
function farthest(
  symbol: number,
  checksOf: readonly (readonly number[])[],
  symbolsOf: readonly (readonly number[])[],
): number[] {
  const seenCheck = new Uint8Array(symbolsOf.length);
  const seenSymbol = new Uint8Array(checksOf.length);
  seenSymbol[symbol] = 1;
  let reached = 0;
  let front: number[] = [symbol];
  for (;;) {
    const found: number[] = [];
    for (const member of front) {
      for (const check of checksOf[member]) {
        if (seenCheck[check] === 1) continue;
        seenCheck[check] = 1;
        found.push(check);
      }
    }
    if (reached + found.length === symbolsOf.length) return found;
    reached += found.length;
    const next: number[] = [];
    for (const check of found) {
      for (const member of symbolsOf[check]) {
        if (seenSymbol[member] === 1) continue;
        seenSymbol[member] = 1;
        next.push(member);
      }
    }
    if (next.length === 0) return Array.from(symbolsOf.keys()).filter((check) => seenCheck[check] === 0);
    front = next;
  }
}
