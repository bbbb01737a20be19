import { bytesOfBase64, webAssembly } from "../../../base/index.js";
import type { SkillTextGraph } from "../../../graph/index.js";
import { beliefKernelBytes } from "./kernel-bytes.js";
import { type BeliefLanes, quantized } from "./lanes.js";

/** The functions of packages/core/assembly/beliefs.ts. */
type BeliefFunctions = {
  setBeliefs(
    values: number,
    messages: number,
    checks: number,
    offsets: number,
    bits: number,
    incoming: number,
    behind: number,
  ): void;
  sweepBeliefs(): void;
  failingLanes(lanes: number): number;
  clearLane(lane: number, edges: number): void;
};

const laneCount = 16;
let compiled: object | undefined;

/**
 * Sixteen words at a time in WebAssembly.
 *
 * @throws Error where there is no WebAssembly, it lacks SIMD, may not be compiled, or so much memory cannot be had.
 */
export function vectorLanes(graph: SkillTextGraph, maxDegree: number): BeliefLanes {
  const { skillCount, edgeCount, textCount } = graph;
  let bytes = 64;
  const take = (size: number): number => {
    const position = bytes;
    bytes = Math.ceil((position + size) / 64) * 64;
    return position;
  };
  const valuesAt = take(2 * laneCount * skillCount);
  const messagesAt = take(laneCount * edgeCount);
  const offsetsAt = take(4 * (textCount + 1));
  const bitsAt = take(4 * edgeCount);
  const incomingAt = take(laneCount * maxDegree);
  const behindAt = take(laneCount * maxDegree);
  const global = webAssembly();
  compiled ??= new global.Module(bytesOfBase64(beliefKernelBytes));
  const memory = new global.Memory({ initial: Math.ceil(bytes / 65_536) });
  const instance = new global.Instance(compiled, { env: { memory } });
  const functions = instance.exports as BeliefFunctions;
  functions.setBeliefs(valuesAt, messagesAt, textCount, offsetsAt, bitsAt, incomingAt, behindAt);
  new Uint32Array(memory.buffer, offsetsAt, textCount + 1).set(graph.textOffsets);
  const bits = new Uint32Array(memory.buffer, bitsAt, edgeCount);
  for (let edge = 0; edge < edgeCount; edge++) bits[edge] = 2 * laneCount * graph.textSkills[edge];
  const values = new Int16Array(memory.buffer, valuesAt, laneCount * skillCount);
  return {
    engine: "wasm",
    count: laneCount,
    load(lane, soft) {
      for (let bit = 0, at = lane; bit < skillCount; bit++, at += laneCount)
        values[at] = quantized(soft[bit]);
      functions.clearLane(lane, edgeCount);
    },
    sweep: functions.sweepBeliefs,
    failing: functions.failingLanes,
    value: (lane, bit) => values[laneCount * bit + lane],
  };
}
