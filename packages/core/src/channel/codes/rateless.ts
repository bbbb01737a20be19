import {
  checkInteger,
  checkOpenProbability,
  checkOptions,
  log,
  type OptionKeys,
  rejected,
  stream,
} from "../../base/index.js";
import {
  buildGraphOfTexts,
  type DegreeLawData,
  type DegreeSampler,
  degreeSampler,
  type SkillTextGraph,
} from "../../graph/index.js";
import { fillSymbols } from "./fill.js";
import { type LinearCode, linearCode } from "./linear-code.js";
import { type ErasureOptions, type ErasurePlan, planErasures } from "./plan.js";
import { staircaseCode } from "./staircase.js";

/**
 * Luby's robust soliton law of `count` symbols as a degree law: 1/count, 1/(k (k - 1)), plus what keeps about
 * c ln(count/delta) sqrt(count) symbols at hand and one spike. O(count).
 *
 * Source: Luby, "LT codes" (2002), definition 11.
 *
 * @param delta - The share of decodings that may fail, between 0 and 1. Default 0.05.
 * @param c - Default 0.03.
 *
 * @example
 * ```ts
 * import { robustSoliton } from "@onset/core/channel";
 * robustSoliton(1000).probabilities[1].toFixed(2); // => "0.46"
 * ```
 */
export function robustSoliton(count: number, delta = 0.05, c = 0.03): DegreeLawData & { kind: "polynomial" } {
  checkInteger(count, "count", 1);
  checkOpenProbability(delta, "delta");
  const ripple = c * log(count / delta) * Math.sqrt(count);
  const spike = Math.max(1, Math.min(count, Math.round(count / ripple)));
  const weights = Array.from({ length: count }, (_, i) => {
    const degree = i + 1;
    const ideal = degree === 1 ? 1 / count : 1 / (degree * (degree - 1));
    if (degree > spike) return ideal;
    const more = degree < spike ? 1 / degree : Math.max(0, log(ripple / delta));
    return ideal + (ripple / count) * more;
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return {
    kind: "polynomial",
    degrees: weights.map((_, i) => i + 1),
    probabilities: weights.map((weight) => weight / total),
  };
}

/** The degree law of Raptor codes in RFC 5053, section 5.4.4.2. */
export const raptorLaw: DegreeLawData & { kind: "polynomial" } = {
  kind: "polynomial",
  degrees: [1, 2, 3, 4, 10, 11, 40],
  probabilities: [10241, 481341, 221212, 118901, 116707, 80413, 19761].map((weight) => weight / 1048576),
};

/**
 * The degree law of packets that repair a message which is itself sent as it is: each is the sum of (ln count + 2)/0.35
 * symbols. Where a third or more of the message is missing, so many are needed that hardly a packet tells nothing new; the
 * low degrees of soliton laws would mostly meet symbols that arrived. Made for inactivation, not for peeling alone.
 *
 * @example
 * ```ts
 * import { repairLaw } from "@onset/core/channel";
 * repairLaw(128).degree; // => 20
 * repairLaw(3).degree; // => 3
 * ```
 */
export function repairLaw(count: number): DegreeLawData & { kind: "regular" } {
  checkInteger(count, "count", 1);
  return { kind: "regular", degree: Math.min(count, Math.ceil((log(count) + 2) / 0.35)) };
}

/** What a rateless code is made of. */
export type RatelessOptions = {
  /** The law of the number of symbols of a packet. Default: {@link raptorLaw} with a precode, else {@link robustSoliton}. */
  readonly law?: DegreeLawData | undefined;
  /** Repair symbols of a staircase precode, an integer >= 0. Default 0, an LT code; a Raptor-like code has a few per cent. */
  readonly precode?: number | undefined;
  /** Names the code: packets of different seeds have different symbols. Default 0. */
  readonly seed?: number | undefined;
};

export const ratelessOptionsKeys: OptionKeys<RatelessOptions> = { law: true, precode: true, seed: true };

/** A code with as many packets as are wanted: each is the sum of some symbols, which its number tells. */
export type RatelessCode = {
  /** Symbols of a message. */
  readonly dimension: number;
  /** The symbols of which packet `number` is the sum: a text and its skills. */
  packet(number: number): Uint32Array<ArrayBuffer>;
  /** The packets with these numbers, one after the other. O(their symbols * bytes of a symbol). */
  encode(message: Uint8Array, numbers: ArrayLike<number>): Uint8Array<ArrayBuffer>;
  /** What can be recovered from the packets with these numbers. */
  plan(numbers: ArrayLike<number>, options?: ErasureOptions): ErasurePlan;
  /** The message from those packets; symbols that the plan leaves lost are zeros. */
  decode(plan: ErasurePlan, packets: Uint8Array): Uint8Array<ArrayBuffer>;
};

/**
 * Makes a rateless code: an LT code, or with a precode one like Raptor codes. Its packets are texts of a corpus whose
 * skills are the symbols: a receiver with R texts per skill learns the message where R is above the threshold of the
 * law, and density evolution says what it learns below.
 *
 * Sources: Luby, "LT codes" (2002); Shokrollahi, "Raptor codes" (2006).
 *
 * @throws TypeError or RangeError for numbers out of range or what is no law.
 *
 * @example
 * ```ts
 * import { ratelessCode } from "@onset/core/channel";
 * const code = ratelessCode(4);
 * const numbers = [3, 8, 9, 10, 14, 15, 20, 22];
 * const packets = code.encode(Uint8Array.of(10, 20, 30, 40), numbers);
 * const plan = code.plan(numbers);
 * plan.lost; // => 0
 * [...code.decode(plan, packets)]; // => [10, 20, 30, 40]
 * ```
 */
export function ratelessCode(dimension: number, options: RatelessOptions = {}): RatelessCode {
  checkOptions(options, ratelessOptionsKeys);
  checkInteger(dimension, "dimension", 1);
  const { precode = 0, seed = 0 } = options;
  checkInteger(precode, "precode", 0);
  const count = dimension + precode;
  const law = options.law ?? (precode > 0 ? raptorLaw : robustSoliton(count));
  const drawSize = degreeSampler(law);
  const streams = stream(seed, "rateless", count);
  const inner = precode > 0 ? staircaseOf(dimension, count) : null;
  const packet = (number: number): Uint32Array<ArrayBuffer> => drawPacket(number, count, drawSize, streams);
  return {
    dimension,
    packet,
    encode(message, numbers) {
      const size = message.length / dimension;
      if (!Number.isInteger(size)) {
        throw rejected(
          message.length,
          "message.length",
          `a multiple of the ${dimension} symbols of a message`,
        );
      }
      const symbols = new Uint8Array(size * count);
      symbols.set(message);
      if (inner !== null) fillSymbols(inner.encoding, symbols);
      const packets = new Uint8Array(size * numbers.length);
      for (let i = 0; i < numbers.length; i++) {
        for (const symbol of packet(numbers[i])) {
          for (let byte = 0; byte < size; byte++) packets[i * size + byte] ^= symbols[symbol * size + byte];
        }
      }
      return packets;
    },
    plan(numbers, erasureOptions) {
      const graph = receivedGraph(numbers, packet, count, inner?.graph ?? null);
      return planErasures(graph, new Uint8Array(count), erasureOptions);
    },
    decode(plan, packets) {
      const received = plan.graph.textCount - precode;
      const size = packets.length / received;
      if (!Number.isInteger(size)) {
        throw rejected(packets.length, "packets.length", `a multiple of the ${received} packets of the plan`);
      }
      const values = new Uint8Array(size * plan.graph.textCount);
      values.set(packets, size * precode);
      const symbols = new Uint8Array(size * count);
      fillSymbols(plan, symbols, values);
      return symbols.slice(0, size * dimension);
    },
  };
}

function staircaseOf(dimension: number, count: number): LinearCode {
  return linearCode(
    staircaseCode(dimension, count),
    Uint32Array.from({ length: dimension }, (_, i) => i),
  );
}

/** Draws the size of a packet and its distinct symbols from the stream of its number. */
function drawPacket(
  number: number,
  count: number,
  drawSize: DegreeSampler,
  streams: ReturnType<typeof stream>,
): Uint32Array<ArrayBuffer> {
  const rng = streams.split(checkInteger(number, "number", 0));
  const size = Math.min(count, drawSize(rng));
  const chosen = new Set<number>();
  while (chosen.size < size) chosen.add(rng.nextInteger(count));
  return Uint32Array.from(chosen);
}

/** The checks of the precode, then a text for each packet. */
function receivedGraph(
  numbers: ArrayLike<number>,
  packet: (number: number) => Uint32Array,
  count: number,
  inner: SkillTextGraph | null,
): SkillTextGraph {
  const offsets: number[] = [0];
  const lists: number[] = [];
  for (let text = 0; inner !== null && text < inner.textCount; text++) {
    for (const skill of inner.skillsOfText(text)) lists.push(skill);
    offsets.push(lists.length);
  }
  for (let i = 0; i < numbers.length; i++) {
    for (const skill of packet(numbers[i])) lists.push(skill);
    offsets.push(lists.length);
  }
  return buildGraphOfTexts(count, Uint32Array.from(offsets), Uint32Array.from(lists)).graph;
}
