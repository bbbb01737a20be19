import { bytesOfBase64, webAssembly } from "../../../base/index.js";
import { doubled } from "./field.js";
import { fountainKernelBytes } from "./kernel-bytes.js";
import { type FountainPlan, planFountain } from "./plan.js";
import { operation } from "./program.js";
import { degreeBounds, type FountainShape } from "./rows.js";

/** Runs programs on slots of bytes. */
export type FountainEngine = {
  readonly name: "wasm" | "typescript";
  /** What {@link planFountain} finds. */
  plan(shape: FountainShape, numbers: ArrayLike<number>): FountainPlan | null;
  /**
   * Runs a program on `slots` slots of `size` bytes each, a multiple of {@link slotUnit}. `fill` writes what slots hold before, `take` reads
   * what they hold after; what other slots hold before does not matter.
   */
  run(
    words: Uint32Array,
    slots: number,
    size: number,
    fill: (bytes: Uint8Array) => void,
    take: (bytes: Uint8Array) => void,
  ): void;
};

/** The functions of packages/core/assembly/fountain.ts. */
type FountainFunctions = {
  setShape(
    dimension: number,
    checks: number,
    dense: number,
    modulus: number,
    seed: number,
    degreeBounds: number,
    free: number,
  ): void;
  writeRows(numbers: number, numberCount: number): void;
  peel(): void;
  writeUnknowns(): void;
  eliminateLeft(): void;
  solveDense(): number;
  writeSums(numberCount: number): void;
  writeDense(): void;
  writeSymbols(result: number): void;
  runFountain(word: number, end: number, slots: number, size: number): void;
};

/** Sizes of slots are multiples of this. */
export const slotUnit = 64;

let compiled: object | undefined;

/** Runs them in vectors. @throws Error where there is no WebAssembly with SIMD, or no memory for it */
export function vectorEngine(): FountainEngine {
  const global = webAssembly();
  compiled ??= new global.Module(bytesOfBase64(fountainKernelBytes));
  // One memory is used again and again: fresh pages cost more than what is done with them.
  const memory = new global.Memory({ initial: 1 });
  const { exports } = new global.Instance(compiled, { env: { memory } });
  const functions = exports as FountainFunctions;
  const reserve = (bytes: number): void => {
    const missing = bytes - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / 65_536));
  };
  return {
    name: "wasm",
    plan({ dimension, checks, dense, modulus, seed }, numbers) {
      if (numbers.length < dimension) return null;
      const boundsAt = 64;
      const numbersAt = boundsAt + 8 * Math.ceil(degreeBounds.length / 2);
      const free = numbersAt + 8 * numbers.length;
      reserve(free);
      new Uint32Array(memory.buffer, boundsAt, degreeBounds.length).set(degreeBounds);
      new Float64Array(memory.buffer, numbersAt, numbers.length).set(numbers);
      functions.setShape(dimension, checks, dense, modulus, seed, boundsAt, free);
      functions.writeRows(numbersAt, numbers.length);
      functions.peel();
      functions.writeUnknowns();
      functions.eliminateLeft();
      if (functions.solveDense() === 0) return null;
      functions.writeSums(numbers.length);
      functions.writeDense();
      functions.writeSymbols(0);
      const [program, length, slots, inactive] = new Uint32Array(memory.buffer, 0, 4);
      return { words: new Uint32Array(memory.buffer, program, length).slice(), slots, inactive };
    },
    run(words, slots, size, fill, take) {
      const first = Math.ceil((4 * words.length + 64) / 64) * 64;
      reserve(first + 64 + slots * size);
      new Uint32Array(memory.buffer, 64, words.length).set(words);
      const held = new Uint8Array(memory.buffer, first + 64, slots * size);
      fill(held);
      functions.runFountain(64, 64 + 4 * words.length, first + 64, size);
      take(held);
    },
  };
}

/** Runs them in words of 32 bits. */
export function scalarEngine(): FountainEngine {
  let held = new Int32Array(0);
  return {
    name: "typescript",
    plan: planFountain,
    run(words, slots, size, fill, take) {
      if (held.length < (slots * size) / 4) held = new Int32Array((slots * size) / 4);
      const bytes = new Uint8Array(held.buffer, 0, slots * size);
      fill(bytes);
      runProgram(words, held, size / 4);
      take(bytes);
    },
  };
}

function runProgram(words: Uint32Array, held: Int32Array, size: number): void {
  for (let at = 0; at < words.length; ) {
    const kind = words[at] & 3;
    const count = words[at] >>> 2;
    const target = words[at + 1] * size;
    const begin = at + 2;
    at = begin + count;
    if (kind === operation.running) {
      const [source, first, second] = [words[begin] * size, words[begin + 1] * size, words[begin + 2] * size];
      for (let i = 0; i < size; i++) {
        const value = doubled(held[target + i]) ^ held[source + i];
        held[target + i] = value;
        held[first + i] ^= value;
        held[second + i] ^= value;
      }
      continue;
    }
    if (kind === operation.sum) held.fill(0, target, target + size);
    else if (kind === operation.doubleAdd) {
      for (let i = 0; i < size; i++) held[target + i] = doubled(held[target + i]);
    }
    for (let read = begin; read < at; read++) {
      const source = words[read] * size;
      for (let i = 0; i < size; i++) held[target + i] ^= held[source + i];
    }
  }
}
