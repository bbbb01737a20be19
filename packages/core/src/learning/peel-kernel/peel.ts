/** Peeling in place by WebAssembly. */
import { bytesOfBase64, webAssembly } from "../../base/index.js";
import type { SkillTextGraph } from "../../graph/index.js";
import { Layout } from "../implicit/wasm/space.js";
import { type Learner, none, type Peeled } from "../result.js";
import { peelKernelBytes } from "./kernel-bytes.js";

/** The functions of packages/core/assembly/peel.ts. */
type PeelFunctions = {
  setGraph(
    textCount: number,
    skillCount: number,
    skillOffsets: number,
    skillTexts: number,
    texts: number,
    rounds: number,
    teachers: number,
    queue: number,
  ): void;
  fillTexts(): void;
  queueFirst(): number;
  tell(begin: number, end: number, nextRound: number): number;
  keepCounts(): void;
};

type Kernel = { readonly functions: PeelFunctions; readonly buffer: ArrayBuffer };

// Fewer edges are learned before the kernel is compiled; more would be copied into memory that stays.
const minEdges = 20_000;
const maxEdges = 4_000_000;

/** Whether the kernel is worth it for this graph. */
export function worthKernel({ edgeCount }: SkillTextGraph): boolean {
  return edgeCount >= minEdges && edgeCount <= maxEdges;
}

let compiled: object | undefined;
let last: Kernel | undefined;

/** A kernel with so much memory, the last one when it has: fresh pages cost more than what is done with them. */
function kernelOf(bytes: number): Kernel {
  if (last !== undefined && last.buffer.byteLength >= bytes) return last;
  const WebAssembly = webAssembly();
  compiled ??= new WebAssembly.Module(bytesOfBase64(peelKernelBytes));
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / 65_536) });
  const { exports } = new WebAssembly.Instance(compiled, { env: { memory } });
  last = { functions: exports as PeelFunctions, buffer: memory.buffer };
  return last;
}

/** What `peelInPlace` does, in the same order; null where WebAssembly or memory for it is missing. */
export function peelInKernel(graph: SkillTextGraph, { learned, knownCount }: Learner): Peeled | null {
  const { textCount, skillCount, skillOffsets, skillTexts } = graph;
  const layout = new Layout();
  const [offsetsAt, listsAt] = [layout.take(skillOffsets.byteLength), layout.take(skillTexts.byteLength)];
  const textsAt = layout.take(8 * textCount);
  const [roundsAt, teachersAt, queueAt] = [0, 0, 0].map(() => layout.take(4 * skillCount));
  let kernel: Kernel;
  try {
    kernel = kernelOf(layout.bytes);
  } catch {
    return null;
  }
  const { functions, buffer } = kernel;
  const words = (at: number, length: number) => new Uint32Array(buffer, at, length);
  words(offsetsAt, skillCount + 1).set(skillOffsets);
  words(listsAt, skillTexts.length).set(skillTexts);
  words(textsAt, 2 * textCount).fill(0);
  const rounds = words(roundsAt, skillCount).fill(none);
  const teachers = words(teachersAt, skillCount).fill(none);
  for (let skill = 0; knownCount > 0 && skill < skillCount; skill++) {
    if (learned[skill] === 1) rounds[skill] = 0;
  }
  functions.setGraph(textCount, skillCount, offsetsAt, listsAt, textsAt, roundsAt, teachersAt, queueAt);
  functions.fillTexts();
  const perRound: number[] = [];
  let told = 0;
  for (let queued = functions.queueFirst(); told < queued; ) {
    const end = queued;
    perRound.push(end - told);
    queued = functions.tell(told, end, perRound.length + 1);
    told = end;
  }
  functions.keepCounts();
  const queue = words(queueAt, told).slice();
  for (const skill of queue) learned[skill] = 1;
  return {
    textOfSkill: teachers.slice(),
    roundOfSkill: rounds.slice(),
    learnedPerRound: Uint32Array.from(perRound),
    queue,
    unlearnedOfText: words(textsAt, textCount).slice(),
  };
}
