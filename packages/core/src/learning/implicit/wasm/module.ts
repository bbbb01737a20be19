/**
 * The WebAssembly kernels, compiled once a thread. What the standard global `WebAssembly` looks like is declared here as far as it
 * is used: it is the same in browsers, workers and Node, but belongs to the types of each of them.
 */
import { kernelBytes, sharedKernelBytes } from "./kernel-bytes.js";

type WebAssemblyGlobal = {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
  readonly Memory: new (descriptor: object) => { readonly buffer: ArrayBuffer };
};

/** Memory that threads share: a WebAssembly.Memory, which may be posted to them. */
export type SharedMemory = { readonly buffer: ArrayBuffer };

/** The functions of packages/core/assembly/index.ts. Positions in memory and numbers of bytes are in bytes. */
export type KernelFunctions = {
  setLaw(
    shift: number,
    mask: number,
    own: number,
    alias: number,
    textCount: number,
    minQuads: number,
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
    learned: number,
    fresh: number,
    pointed: number,
    pointedBytes: number,
    senders: number,
    senderCount: number,
  ): void;
  setShare(
    index: number,
    starts: number,
    chunkEnds: number,
    cursors: number,
    list: number,
    candidates: number,
    budget: number,
    chunkBegin: number,
    chunkEnd: number,
    wordEnd: number,
    binBegin: number,
    binEnd: number,
  ): void;
  setStored(
    texts: number,
    textCount: number,
    messages: number,
    starts: number,
    cursors: number,
    chunkEnds: number,
    binCount: number,
    learned: number,
    pointed: number,
    teachers: number,
    candidates: number,
    sink: number,
  ): void;
  removeStored(first: number, end: number): void;
  beginTelling(): void;
  sendMessages(): number;
  addMessages(): void;
  removeMessages(): void;
  pointAtFirst(): void;
  learnPointed(): number;
};

let compiled: object | undefined;
let sharedCompiled: object | undefined;

/**
 * New kernels with `bytes` of memory of their own.
 *
 * @throws Error where there is no WebAssembly, it lacks SIMD, may not be compiled, or so much memory cannot be had.
 */
export function kernels(bytes: number): {
  readonly functions: KernelFunctions;
  readonly buffer: ArrayBuffer;
} {
  const WebAssembly = webAssembly();
  compiled ??= new WebAssembly.Module(decoded(kernelBytes));
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / 65_536) });
  const { exports } = new WebAssembly.Instance(compiled, { env: { memory } });
  return { functions: exports as KernelFunctions, buffer: memory.buffer };
}

/**
 * `bytes` of memory for several threads.
 *
 * @throws Error where there is no WebAssembly, threads may not share memory, or so much cannot be had.
 */
export function sharedMemory(bytes: number): SharedMemory {
  const WebAssembly = webAssembly();
  if (typeof SharedArrayBuffer === "undefined") throw new Error("threads cannot share memory here");
  const pages = Math.ceil(bytes / 65_536);
  return new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
}

/** New kernels on memory that other threads use as well; those of the direct kernel are not among them. */
export function sharedKernels(memory: SharedMemory): KernelFunctions {
  const WebAssembly = webAssembly();
  sharedCompiled ??= new WebAssembly.Module(decoded(sharedKernelBytes));
  return new WebAssembly.Instance(sharedCompiled, { env: { memory } }).exports as KernelFunctions;
}

function webAssembly(): WebAssemblyGlobal {
  const { WebAssembly } = globalThis as { readonly WebAssembly?: WebAssemblyGlobal };
  if (WebAssembly === undefined) throw new Error("there is no WebAssembly here");
  return WebAssembly;
}

/** The bytes of a base64 text: `atob` is not part of the language. */
function decoded(text: string): Uint8Array {
  const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const length = text.replace(/=+$/, "").length;
  const bytes = new Uint8Array(Math.floor((length * 3) / 4));
  let bits = 0;
  for (let i = 0, at = 0; i < length; i++) {
    bits = (bits << 6) | digits.indexOf(text[i]);
    if ((i & 3) !== 0) bytes[at++] = bits >>> (6 - 2 * (i & 3));
  }
  return bytes;
}
