import { checkInteger, checkOneOf, checkOptions, type OptionKeys, rejected } from "../../../base/index.js";
import { type FountainEngine, scalarEngine, slotUnit, vectorEngine } from "./engine.js";
import type { FountainPlan } from "./plan.js";
import { operation, Program } from "./program.js";
import {
  type FountainShape,
  fountainShape,
  maxPacketDegree,
  maxPacketDense,
  writePacketRow,
} from "./rows.js";

/** What a fountain code is made of. */
export type FountainOptions = {
  /** Names the code: an integer in [0, 2^24). Default 0. */
  readonly seed?: number | undefined;
  /** `"auto"` takes WebAssembly where it can be had, else TypeScript; the bytes are the same. Default `"auto"`. */
  readonly engine?: "auto" | "wasm" | "typescript" | undefined;
};

export const fountainOptionsKeys: OptionKeys<FountainOptions> = { seed: true, engine: true };

/** What came of packets. */
export type FountainDecoded = {
  /** The message; packets of it that are lost are zeros. */
  readonly message: Uint8Array<ArrayBuffer>;
  /** Packets of the message that are lost. */
  readonly lost: number;
  /** One byte for each packet of the message: 1 when it arrived or is recovered. */
  readonly recovered: Uint8Array<ArrayBuffer>;
};

/** A systematic code with as many packets as are wanted: the first hold the message, any others repair it. */
export type FountainCode = {
  /** Packets of a message. */
  readonly dimension: number;
  /** What it is run in. */
  readonly engine: "wasm" | "typescript";
  /** The packets with these numbers, one after the other. */
  encode(message: Uint8Array, numbers: ArrayLike<number>): Uint8Array<ArrayBuffer>;
  /** The message from the packets with these numbers, each number once. */
  decode(numbers: ArrayLike<number>, packets: Uint8Array): FountainDecoded;
  /** Whether the packets with these numbers tell the whole message. */
  decodes(numbers: ArrayLike<number>): boolean;
};

/** Most packets of a message, as many as RFC 6330 allows. */
export const maxFountainDimension = 56_403;

/** Slots of one pass take about so many bytes: fewer passes read the program less often (of 2 MB: 2^20 took 1.5 times as long). */
const passBytes = 1 << 23;

/**
 * Makes a fountain code: packets 0 to K - 1 are the message, all others are sums of what the message determines. Of any K + m
 * packets all is recovered but with a probability of about 256^-(m + 1): the sparse part is an LT code with a precode, decoded by
 * the learner and inactivation, and beside it stand dense rows over the field of 256 elements. All or nothing: unlike
 * `ratelessCode`, it tells no part of what fewer packets hold but those of the message that arrived, so density evolution says
 * nothing about it.
 *
 * Encoding and decoding take O(K) sums of packets, and time for a plan: 0.7 us a packet of the message, in TypeScript 1.4.
 * The first packet that is not of the message plans the code.
 *
 * Source: RFC 6330 (RaptorQ), whose construction it follows with rows of its own: the packets are not those of the standard.
 *
 * @param dimension - Packets of a message, an integer in [1, 56403].
 * @throws TypeError or RangeError for numbers out of range.
 *
 * @example
 * ```ts
 * import { fountainCode } from "@onset/core/channel";
 * const code = fountainCode(4, { seed: 7 });
 * const message = Uint8Array.of(10, 20, 30, 40);
 * [...code.encode(message, [0, 1, 2, 3])]; // => [10, 20, 30, 40]
 * // Two packets of the message are lost, three others came.
 * const numbers = [1, 3, 7, 8, 9];
 * const { message: decoded, lost } = code.decode(numbers, code.encode(message, numbers));
 * [...decoded, lost]; // => [10, 20, 30, 40, 0]
 * code.decodes([1, 2, 3]); // => false
 * ```
 */
export function fountainCode(dimension: number, options: FountainOptions = {}): FountainCode {
  checkOptions(options, fountainOptionsKeys);
  checkInteger(dimension, "dimension", 1, maxFountainDimension);
  const seed = checkInteger(options.seed ?? 0, "seed", 0, 2 ** 24 - 1);
  const engine = engineOf(checkOneOf(options.engine ?? "auto", "engine", ["auto", "wasm", "typescript"]));
  let found: Systematic | undefined;
  // Its plan takes as long as all else: who has only packets of the message waits for none.
  const systematic = (): Systematic => {
    found ??= findSystematic(engine, dimension, seed);
    return found;
  };
  return {
    dimension,
    engine: engine.name,
    encode(bytes, numbers) {
      const size = sizeOf(bytes, dimension, "message", `the ${dimension} packets of a message`);
      const packets = new Uint8Array(size * numbers.length);
      const wanted: Wanted[] = [];
      for (let i = 0; i < numbers.length; i++) {
        const number = checkInteger(numbers[i], "number", 0);
        if (number < dimension) packets.set(bytes.subarray(number * size, (number + 1) * size), i * size);
        else wanted.push({ number, at: i });
      }
      if (wanted.length > 0) runPlan(engine, systematic(), bytes, packets, size, wanted);
      return packets;
    },
    decode(numbers, packets) {
      const size = sizeOf(packets, numbers.length, "packets", `the ${numbers.length} packets`);
      const decoded = new Uint8Array(size * dimension);
      const recovered = new Uint8Array(dimension);
      for (let i = 0; i < numbers.length; i++) {
        const number = checkInteger(numbers[i], "number", 0);
        if (number >= dimension) continue;
        recovered[number] = 1;
        decoded.set(packets.subarray(i * size, (i + 1) * size), number * size);
      }
      const wanted: Wanted[] = [];
      for (let number = 0; number < dimension; number++) {
        if (recovered[number] === 0) wanted.push({ number, at: number });
      }
      if (wanted.length === 0) return { message: decoded, lost: 0, recovered };
      const { shape } = systematic();
      const plan = engine.plan(shape, numbers);
      if (plan === null) return { message: decoded, lost: wanted.length, recovered };
      runPlan(engine, { shape, plan }, packets, decoded, size, wanted);
      return { message: decoded, lost: 0, recovered: recovered.fill(1) };
    },
    decodes(numbers) {
      const arrived = new Uint8Array(dimension);
      for (let i = 0; i < numbers.length; i++) {
        if (checkInteger(numbers[i], "number", 0) < dimension) arrived[numbers[i]] = 1;
      }
      return arrived.every((one) => one === 1) || engine.plan(systematic().shape, numbers) !== null;
    },
  };
}

/** A packet to be computed, and its place in what is returned. */
type Wanted = { readonly number: number; readonly at: number };

/** A code of a seed, and how its symbols follow from the message. */
type Systematic = { readonly shape: FountainShape; readonly plan: FountainPlan };

/** The first of the codes of a seed of which the packets of the message tell all symbols; almost always it is the first. */
function findSystematic(engine: FountainEngine, dimension: number, seed: number): Systematic {
  const message = new Uint32Array(dimension);
  for (let number = 0; number < dimension; number++) message[number] = number;
  for (let attempt = 0; attempt < 256; attempt++) {
    const shape = fountainShape(dimension, (seed << 8) | attempt);
    const plan = engine.plan(shape, message);
    if (plan !== null) return { shape, plan };
  }
  // Probability 256^-256.
  throw new RangeError(`no fountain code of ${dimension} packets was found for the seed ${seed}`);
}

function engineOf(name: "auto" | "wasm" | "typescript"): FountainEngine {
  if (name === "typescript") return scalarEngine();
  try {
    return vectorEngine();
  } catch (error) {
    if (name === "wasm") throw error;
    return scalarEngine();
  }
}

function sizeOf({ length }: Uint8Array, count: number, title: string, what: string): number {
  const size = count === 0 ? 0 : length / count;
  if (Number.isInteger(size) && (count > 0 || length === 0)) return size;
  throw rejected(length, `${title}.length`, `a multiple of ${what}`);
}

/** Runs a plan on packets and writes the packets that are wanted, part after part of their bytes. */
function runPlan(
  engine: FountainEngine,
  { shape, plan: { words, slots } }: Systematic,
  packets: Uint8Array,
  into: Uint8Array,
  size: number,
  wanted: readonly Wanted[],
): void {
  const program = wantedRows(shape, wanted, slots);
  const all = new Uint32Array(words.length + program.length);
  all.set(words);
  all.set(program, words.length);
  const count = packets.length / Math.max(1, size);
  const allSlots = slots + wanted.length;
  const units = Math.max(1, Math.floor(passBytes / (slotUnit * allSlots)));
  const first = shape.sparse + shape.dense;
  for (let begin = 0; begin < size; ) {
    const part = Math.min(size - begin, units * slotUnit);
    const padded = Math.ceil(part / slotUnit) * slotUnit;
    engine.run(
      all,
      allSlots,
      padded,
      (bytes) => {
        // Most often all bytes at once: a copy each is slow before V8 has compiled this.
        if (padded === size) return bytes.set(packets, first * size);
        for (let i = 0; i < count; i++) {
          const at = (first + i) * padded;
          bytes.set(packets.subarray(i * size + begin, i * size + begin + part), at);
          if (part < padded) bytes.fill(0, at + part, at + padded);
        }
      },
      (bytes) => {
        for (let i = 0; i < wanted.length; i++) {
          const at = (slots + i) * padded;
          into.set(bytes.subarray(at, at + part), wanted[i].at * size + begin);
        }
      },
    );
    begin += part;
  }
}

/** The packets that are wanted, from the intermediate symbols. */
function wantedRows(shape: FountainShape, wanted: readonly Wanted[], slots: number): Uint32Array {
  const program = new Program();
  const row = new Uint32Array(maxPacketDegree + maxPacketDense);
  for (let i = 0; i < wanted.length; i++) {
    const { count } = writePacketRow(shape, wanted[i].number, row, 0);
    const head = program.begin(slots + i);
    for (let j = 0; j < count; j++) program.read(row[j]);
    program.end(head, operation.sum);
  }
  return program.words;
}
