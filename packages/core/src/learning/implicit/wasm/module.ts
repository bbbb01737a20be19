/** The WebAssembly kernels, compiled once a thread. */
import { bytesOfBase64, webAssembly } from "../../../base/index.js";
import { kernelBytes, sharedKernelBytes } from "./kernel-bytes.js";

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
  compiled ??= new WebAssembly.Module(bytesOfBase64(kernelBytes));
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
  sharedCompiled ??= new WebAssembly.Module(bytesOfBase64(sharedKernelBytes));
  return new WebAssembly.Instance(sharedCompiled, { env: { memory } }).exports as KernelFunctions;
}
