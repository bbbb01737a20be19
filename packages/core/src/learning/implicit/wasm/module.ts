/**
 * The WebAssembly kernels, compiled once a thread. What the standard global `WebAssembly` looks like is declared here as far as it
 * is used: it is the same in browsers, workers and Node, but belongs to the types of each of them.
 */
import { kernelBytes } from "./kernel-bytes.js";

type WebAssemblyGlobal = {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
  readonly Memory: new (descriptor: { readonly initial: number }) => { readonly buffer: ArrayBuffer };
};

/** The functions of packages/core/assembly/index.ts. Positions in memory and numbers of bytes are in bytes. */
export type KernelFunctions = {
  setLaw(
    shift: number,
    mask: number,
    own: number,
    alias: number,
    textCount: number,
    leastQuads: number,
    batchTexts: number,
    batchSkills: number,
    batchEdges: number,
    group: number,
  ): void;
  setKey(a: number, b: number, c: number, d: number): void;
  setDirect(
    texts: number,
    textCount: number,
    learned: number,
    skillCount: number,
    queue: number,
    candidates: number,
  ): void;
  addSkills(): number;
  queueFirst(): number;
  removeSkills(begin: number, end: number): number;
  setBinned(
    texts: number,
    textCount: number,
    skillWords: number,
    learned: number,
    fresh: number,
    pointed: number,
    list: number,
    candidates: number,
    starts: number,
    binCount: number,
    cursors: number,
    chunkEnds: number,
    budget: number,
  ): void;
  tellFresh(remove: number): number;
  pointAtFirst(): void;
  learnPointed(): number;
};

let compiled: object | undefined;

/**
 * New kernels with `bytes` of memory of their own.
 *
 * @throws Error where there is no WebAssembly, it lacks SIMD, may not be compiled, or so much memory cannot be had.
 */
export function kernels(bytes: number): {
  readonly functions: KernelFunctions;
  readonly buffer: ArrayBuffer;
} {
  const { WebAssembly } = globalThis as { readonly WebAssembly?: WebAssemblyGlobal };
  if (WebAssembly === undefined) throw new Error("there is no WebAssembly here");
  compiled ??= new WebAssembly.Module(decoded(kernelBytes));
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / 65_536) });
  const { exports } = new WebAssembly.Instance(compiled, { env: { memory } });
  return { functions: exports as KernelFunctions, buffer: memory.buffer };
}

/** The bytes of a base64 text: `atob` is not part of the language. */
function decoded(text: string): Uint8Array {
  const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const length = text.replace(/=+$/, "").length;
  const bytes = new Uint8Array(Math.floor((length * 3) / 4));
  let bits = 0;
  for (let i = 0, at = 0; i < length; i++) {
    bits = (bits << 6) | digits.indexOf(text[i]!);
    if ((i & 3) !== 0) bytes[at++] = bits >>> (6 - 2 * (i & 3));
  }
  return bytes;
}
