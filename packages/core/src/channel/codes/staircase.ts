import { checkInteger, stream } from "../../base/index.js";
import { buildGraph, type SkillTextGraph } from "../../graph/index.js";

/**
 * The staircase LDPC code: each of `dimension` message symbols is in `degree` checks, spread evenly, and repair symbol i
 * is in the checks i and i + 1. So the learner encodes it too, in linear time: with the message known, check 0 teaches
 * repair symbol 0, check 1 then repair symbol 1, and so on. Symbols: the message, then the repair; its length may be
 * anything from one message symbol up, so that it suits short packets. The same arguments give the same code everywhere.
 * O(edges).
 *
 * Sources: RFC 5170 and RFC 6816 (LDPC-Staircase); Jin, Khandekar, McEliece, "Irregular repeat-accumulate codes" (2000).
 *
 * @param dimension - Message symbols, an integer >= 1.
 * @param length - Symbols in all, an integer > dimension.
 * @param degree - Checks of a message symbol, at most half of all: an integer >= 1. Default 5, best where stalled peeling is
 * solved; belief propagation does better with 3.
 * @throws TypeError or RangeError for other numbers.
 *
 * @example
 * ```ts
 * import { planErasures, staircaseCode } from "@onset/core/channel";
 * import { skillFlags } from "@onset/core/graph";
 * const graph = staircaseCode(10, 20);
 * planErasures(graph, skillFlags(20, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9])).order.length; // => 10
 * staircaseCode(10, 10); // throws RangeError: "length" expected an integer >= 11, got 10
 * ```
 */
export function staircaseCode(dimension: number, length: number, degree = 5): SkillTextGraph {
  checkInteger(dimension, "dimension", 1);
  checkInteger(length, "length", dimension + 1);
  checkInteger(degree, "degree", 1);
  const checks = length - dimension;
  const rng = stream(0, "staircase", dimension, length, degree);
  // In all checks, message symbols could not be told apart.
  const each = Math.min(degree, Math.ceil(checks / 2));
  const ends = evenEnds(checks, dimension * each);
  const owners: number[] = [];
  const symbols: number[] = [];
  const put = (check: number, symbol: number): void => {
    owners.push(check);
    symbols.push(symbol);
  };
  for (let symbol = 0; symbol < dimension; symbol++) {
    const taken = new Set<number>();
    for (let edge = 0; edge < each; edge++) {
      const check = drawEnd(ends, taken, checks, rng.nextInteger.bind(rng));
      taken.add(check);
      put(check, symbol);
    }
  }
  for (let check = 0; check < checks; check++) {
    put(check, dimension + check);
    if (check > 0) put(check, dimension + check - 1);
  }
  return buildGraph(checks, length, Uint32Array.from(owners), Uint32Array.from(symbols)).graph;
}

/** So many ends, dealt to the checks in turn; `left` of them are not yet taken. */
function evenEnds(checks: number, count: number): { values: Uint32Array; left: number } {
  return { values: Uint32Array.from({ length: count }, (_, i) => i % checks), left: count };
}

/** Takes a random end of a check that the symbol does not have yet; where none is left, any such check. */
function drawEnd(
  ends: { values: Uint32Array; left: number },
  taken: ReadonlySet<number>,
  checks: number,
  nextInteger: (bound: number) => number,
): number {
  for (let attempt = 0; attempt < 20 && ends.left > 0; attempt++) {
    const place = nextInteger(ends.left);
    const check = ends.values[place];
    if (taken.has(check)) continue;
    ends.left--;
    ends.values[place] = ends.values[ends.left];
    return check;
  }
  for (;;) {
    const check = nextInteger(checks);
    if (!taken.has(check)) return check;
  }
}
