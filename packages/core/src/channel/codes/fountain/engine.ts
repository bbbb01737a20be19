import { bytesOfBase64, webAssembly } from "../../../base/index.js";
import { doubled } from "./field.js";
import { fountainKernelBytes } from "./kernel-bytes.js";
import { operation } from "./program.js";

/** Runs programs on slots of bytes. */
export type FountainEngine = {
  readonly name: "wasm" | "typescript";
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

/** Sizes of slots are multiples of this. */
export const slotUnit = 64;

let compiled: object | undefined;

/** Runs them in vectors. @throws Error where there is no WebAssembly with SIMD, or no memory for it */
export function vectorEngine(): FountainEngine {
  const global = webAssembly();
  compiled ??= new global.Module(bytesOfBase64(fountainKernelBytes));
  // One memory is used again and again: fresh pages cost more than what is done with them.
  let memory = new global.Memory({ initial: 1 });
  let runFountain = instance(memory);
  function instance(of: object) {
    const { exports } = new global.Instance(compiled!, { env: { memory: of } });
    return (exports as { runFountain(word: number, end: number, slots: number, size: number): void })
      .runFountain;
  }
  return {
    name: "wasm",
    run(words, slots, size, fill, take) {
      const first = Math.ceil((4 * words.length + 64) / 64) * 64;
      const bytes = first + slots * size;
      if (memory.buffer.byteLength < bytes) {
        memory = new global.Memory({ initial: Math.ceil((1.2 * bytes) / 65_536) });
        runFountain = instance(memory);
      }
      new Uint32Array(memory.buffer, 64, words.length).set(words);
      const held = new Uint8Array(memory.buffer, first + 64, slots * size);
      fill(held);
      runFountain(64, 64 + 4 * words.length, first + 64, size);
      take(held);
    },
  };
}

/** Runs them in words of 32 bits. */
export function scalarEngine(): FountainEngine {
  let held = new Int32Array(0);
  return {
    name: "typescript",
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
