/** The codes of a link and of sweeps, by what repairs the message that all send as it is: one record a code. */
import type { RandomStream } from "../../base/index.js";
import { buildGraphOfTexts } from "../../graph/index.js";
import { drawArrivals } from "../noise/erase.js";
import { fillSymbols } from "./fill.js";
import { type FountainCode, fountainCode, maxFountainDimension } from "./fountain/fountain.js";
import { encodeSymbols, type LinearCode, linearCode } from "./linear-code.js";
import { erasurePeeler } from "./peeler.js";
import { planErasures } from "./plan.js";
import { type RatelessCode, ratelessCode, repairLaw } from "./rateless.js";
import { staircaseCode } from "./staircase.js";

/** What a code of a link can do. Lengths count packets, the message's first. */
export type LinkCodeRecord = {
  /** Whether it also works on bits, where the channel loses no packets. */
  readonly hasBits: boolean;
  /** The most packets of a message. */
  readonly maxDimension: number;
  /** The packets of a message and of its repair, one after the other; there is some repair. */
  readonly encode: (message: Uint8Array, dimension: number, length: number) => Uint8Array;
  readonly decode: Decoder;
  /** Sends one word over erasures a call; returns the packets of the message that are lost. */
  readonly trial: (probability: number, dimension: number, length: number) => (rng: RandomStream) => number;
};

type Decoded = { readonly recovered: Uint8Array; readonly symbols: Uint8Array };
type Decoder = (
  arrived: ReadonlyMap<number, Uint8Array>,
  dimension: number,
  length: number,
  size: number,
) => Decoded;

const cacheSize = 64;
const codes = new Map<string, LinearCode>();

/** The staircase code of given sizes; the last few are kept. */
export function staircaseOf(dimension: number, length: number, degree: number): LinearCode {
  const key = `${dimension} ${length} ${degree}`;
  const known = codes.get(key);
  if (known !== undefined) return known;
  const message = Uint32Array.from({ length: dimension }, (_, i) => i);
  const code = linearCode(staircaseCode(dimension, length, degree), message);
  if (codes.size >= cacheSize) codes.delete(codes.keys().next().value as string);
  codes.set(key, code);
  return code;
}

const fountains = new Map<number, FountainCode>();

/** The fountain code of a dimension; the last few are kept. */
function fountainOf(dimension: number): FountainCode {
  const code = fountains.get(dimension) ?? fountainCode(dimension);
  if (fountains.size >= cacheSize) fountains.delete(fountains.keys().next().value as number);
  fountains.set(dimension, code);
  return code;
}

function repairCode(dimension: number): RatelessCode {
  return ratelessCode(dimension, { law: repairLaw(dimension) });
}

// Of 30 packets that are enough on average, so many edges a packet left the fewest undecoded; more take longer.
const erasureDegree = 5;

const decodeStaircase: Decoder = (arrived, dimension, length, size) => {
  const symbols = new Uint8Array(length * size);
  const flags = new Uint8Array(length);
  for (const [index, bytes] of arrived) {
    symbols.set(bytes, index * size);
    flags[index] = 1;
  }
  if (length === dimension) return { recovered: flags, symbols };
  const plan = planErasures(staircaseOf(dimension, length, erasureDegree).graph, flags);
  fillSymbols(plan, symbols);
  return { recovered: plan.recovered, symbols };
};

const decodeFountain: Decoder = (arrived, dimension, _length, size) => {
  const packets = new Uint8Array(arrived.size * size);
  [...arrived.values()].forEach((bytes, i) => {
    packets.set(bytes, i * size);
  });
  const { message, recovered } = fountainOf(dimension).decode([...arrived.keys()], packets);
  return { recovered, symbols: message };
};

/** Packets of the message are known skills, packets of repair are texts with a value. */
const decodeRateless: Decoder = (arrived, dimension, _length, size) => {
  const code = repairCode(dimension);
  const symbols = new Uint8Array(dimension * size);
  const flags = new Uint8Array(dimension);
  const offsets = [0];
  const lists: number[] = [];
  const repair: Uint8Array[] = [];
  for (const [index, bytes] of arrived) {
    if (index < dimension) {
      symbols.set(bytes, index * size);
      flags[index] = 1;
      continue;
    }
    lists.push(...code.packet(index - dimension));
    offsets.push(lists.length);
    repair.push(bytes);
  }
  const values = new Uint8Array(repair.length * size);
  repair.forEach((bytes, i) => {
    values.set(bytes, i * size);
  });
  const { graph } = buildGraphOfTexts(dimension, Uint32Array.from(offsets), Uint32Array.from(lists));
  const plan = planErasures(graph, flags);
  fillSymbols(plan, symbols, values);
  return { recovered: plan.recovered, symbols };
};

function packetTrial(probability: number, dimension: number, length: number): (rng: RandomStream) => number {
  const graph = staircaseCode(dimension, length);
  const peeler = erasurePeeler(graph);
  return (rng) => {
    const arrived = drawArrivals(length, probability, rng);
    if (peeler.peel(arrived) === 0) return 0;
    return countLost(planErasures(graph, arrived).recovered, dimension);
  };
}

function ratelessTrial(
  probability: number,
  dimension: number,
  length: number,
): (rng: RandomStream) => number {
  const code = ratelessCode(dimension, { law: repairLaw(dimension) });
  const packets = Array.from({ length: length - dimension }, (_, number) => code.packet(number));
  return (rng) => {
    const arrived = drawArrivals(length, probability, rng);
    const lists = packets.filter((_, number) => arrived[dimension + number] === 1);
    const offsets = new Uint32Array(lists.length + 1);
    lists.forEach((list, i) => {
      offsets[i + 1] = offsets[i] + list.length;
    });
    const skills = Uint32Array.from(lists.flatMap((list) => [...list]));
    const { graph } = buildGraphOfTexts(dimension, offsets, skills);
    return countLost(planErasures(graph, arrived.subarray(0, dimension)).recovered, dimension);
  };
}

function fountainTrial(
  probability: number,
  dimension: number,
  length: number,
): (rng: RandomStream) => number {
  const code = fountainCode(dimension);
  return (rng) => {
    const arrived = drawArrivals(length, probability, rng);
    const lost = countLost(arrived, dimension);
    if (lost === 0) return 0;
    const numbers: number[] = [];
    for (let number = 0; number < length; number++) if (arrived[number] === 1) numbers.push(number);
    return code.decodes(numbers) ? 0 : lost;
  };
}

/** The name of a code, as `--code` and `code` take it. */
export type CodeName = "ldpc" | "lt" | "fountain";

/** The codes by name. */
export const linkCodes: Readonly<Record<CodeName, LinkCodeRecord>> = {
  /** A staircase code. */
  ldpc: {
    hasBits: true,
    maxDimension: 1e6,
    encode: (message, dimension, length) =>
      encodeSymbols(staircaseOf(dimension, length, erasureDegree), message),
    decode: decodeStaircase,
    trial: packetTrial,
  },
  /** An LT code behind the message itself. */
  lt: {
    hasBits: false,
    maxDimension: 1e6,
    encode: encodeRateless,
    decode: decodeRateless,
    trial: ratelessTrial,
  },
  /** A fountain code, whose first packets are the message. */
  fountain: {
    hasBits: false,
    maxDimension: maxFountainDimension,
    encode: (message, dimension, length) =>
      fountainOf(dimension).encode(
        message,
        Uint32Array.from({ length }, (_, i) => i),
      ),
    decode: decodeFountain,
    trial: fountainTrial,
  },
};

export const codeNames: readonly CodeName[] = Object.keys(linkCodes) as CodeName[];

/** Codes that work on bits, where the channel loses no packets. */
export const bitCodeNames: readonly CodeName[] = codeNames.filter((name) => linkCodes[name].hasBits);

function encodeRateless(message: Uint8Array, dimension: number, length: number): Uint8Array {
  const numbers = Array.from({ length: length - dimension }, (_, i) => i);
  const repair = repairCode(dimension).encode(message, numbers);
  const word = new Uint8Array(message.length + repair.length);
  word.set(message);
  word.set(repair, message.length);
  return word;
}

/** How many symbols of the message are not there. */
export function countLost(recovered: Uint8Array, dimension: number): number {
  let lost = 0;
  for (let symbol = 0; symbol < dimension; symbol++) lost += 1 - recovered[symbol];
  return lost;
}
