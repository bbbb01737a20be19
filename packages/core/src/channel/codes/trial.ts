import { checkInteger, checkOneOf, type RandomStream, rejected } from "../../base/index.js";
import { checkGraph, type SkillTextGraph } from "../../graph/index.js";
import { type Channel, checkChannel } from "../noise/channel.js";
import { drawArrivals } from "../noise/erase.js";
import { flipBits, flipSoftValues } from "../noise/flip.js";
import { gaussianSoftValues } from "../noise/gaussian.js";
import { beliefDecoder } from "./beliefs/decoder.js";
import { bitCodeNames, type CodeName, codeNames, linkCodes } from "./link-codes.js";
import { erasurePeeler } from "./peeler.js";
import { staircaseCode } from "./staircase.js";

/** A code of a link on its own: how many symbols of a message it loses. */
export type BlockTrial = {
  /** Symbols of the message (packets over erasures, else bits), and of the word. */
  readonly dimension: number;
  readonly length: number;
  /** Sends one word; returns the message symbols that are lost or wrong. */
  readonly run: (rng: RandomStream) => number;
  /**
   * Sends `count` words, each with a stream of its own: what `run` does, side by side where that is faster. `take` gets what each
   * loses, in the order in which they are done.
   */
  readonly runAll: (
    count: number,
    rng: (word: number) => RandomStream,
    take: (word: number, lost: number) => void,
  ) => void;
};

/**
 * Prepares words of a link's code over a channel: what {@link SemanticLink} does to a layer, without its texts. Over
 * erasures symbols are packets, by a staircase code of degree 5, or an LT code or a fountain code behind the message, stalled
 * peeling is solved; over bit flips and noise they are bits of a staircase code of degree 3, by belief propagation with the rule min*.
 *
 * @param code - `"ldpc"`, `"lt"` or `"fountain"`; the latter two over erasures alone.
 * @param dimension - Symbols of the message, an integer >= 1.
 * @param length - Symbols sent, an integer > dimension.
 * @throws TypeError or RangeError for what does not fit together.
 *
 * @example
 * ```ts
 * import { stream } from "@onset/core/base";
 * import { blockTrial, parseChannel } from "@onset/core/channel";
 * blockTrial("ldpc", parseChannel("erasure:0.1"), 100, 200).run(stream(1)); // => 0
 * blockTrial("lt", parseChannel("flip:0.1"), 100, 200); // throws RangeError: "code" expected "ldpc", as the channel loses no packets, got "lt"
 * ```
 */
export function blockTrial(code: CodeName, channel: Channel, dimension: number, length: number): BlockTrial {
  checkChannel(channel);
  checkInteger(dimension, "dimension", 1);
  checkInteger(length, "length", dimension + 1);
  checkOneOf(code, "code", codeNames);
  if (channel.kind !== "erasure") {
    if (!linkCodes[code].hasBits) {
      const names = bitCodeNames.map((name) => `"${name}"`).join(" or ");
      throw rejected(code, "code", `${names}, as the channel loses no packets`);
    }
    return { dimension, length, ...bitTrial(channel, staircaseCode(dimension, length, 3), dimension) };
  }
  const { probability } = channel;
  const run = linkCodes[code].trial(probability, dimension, length);
  return { dimension, length, run, runAll: oneByOne(run) };
}

/**
 * Prepares words of a code of one's own over a channel: erasures are peeled, bit flips and noise decoded by belief propagation with
 * the rule min*. The code is linear and the channel symmetric, so that the word of zeros stands for all; all symbols count.
 *
 * @param graph - Checks as texts, symbols as skills: see {@link parseAlist}.
 * @throws TypeError or RangeError for what is no code or channel.
 *
 * @example
 * ```ts
 * import { stream } from "@onset/core/base";
 * import { codeTrial, parseChannel, randomCode } from "@onset/core/channel";
 * const graph = randomCode({ kind: "regular", degree: 6 }, { kind: "regular", degree: 3 }, 500, 1000, stream(1));
 * codeTrial(graph, parseChannel("erasure:0.3")).run(stream(2)); // => 0
 * codeTrial(graph, parseChannel("erasure:0.6")).run(stream(2)) > 400; // => true
 * ```
 */
export function codeTrial(graph: SkillTextGraph, channel: Channel): BlockTrial {
  checkGraph(graph);
  checkChannel(channel);
  const { skillCount: length } = graph;
  if (channel.kind !== "erasure") return { dimension: length, length, ...bitTrial(channel, graph, length) };
  const peeler = erasurePeeler(graph);
  const run = (rng: RandomStream): number => peeler.peel(drawArrivals(length, channel.probability, rng));
  return { dimension: length, length, run, runAll: oneByOne(run) };
}

/** Words one after the other. */
function oneByOne(run: BlockTrial["run"]): BlockTrial["runAll"] {
  return (count, rng, take) => {
    for (let word = 0; word < count; word++) take(word, run(rng(word)));
  };
}

/** The code is linear and the channel symmetric: the word of zeros stands for all. The first `dimension` bits count. */
function bitTrial(
  channel: Exclude<Channel, { kind: "erasure" }>,
  graph: SkillTextGraph,
  dimension: number,
): Pick<BlockTrial, "run" | "runAll"> {
  const decoder = beliefDecoder(graph);
  const zeros = new Uint8Array(graph.skillCount);
  const soft = (rng: RandomStream): Float64Array =>
    channel.kind === "flip"
      ? flipSoftValues(flipBits(zeros, channel.probability, rng), channel.probability)
      : gaussianSoftValues(zeros, channel.snr, rng);
  const runAll: BlockTrial["runAll"] = (count, rng, take) => {
    decoder.decodeAll(
      count,
      (word) => soft(rng(word)),
      (word, { bits }) => {
        let wrong = 0;
        for (let bit = 0; bit < dimension; bit++) wrong += bits[bit];
        take(word, wrong);
      },
    );
  };
  return {
    run(rng) {
      let lost = 0;
      runAll(
        1,
        () => rng,
        (_, wrong) => {
          lost = wrong;
        },
      );
      return lost;
    },
    runAll,
  };
}
