import { exp, log1p } from "../../../base/index.js";
import type { SkillTextGraph } from "../../../graph/index.js";
import { type BeliefLanes, maxMessage, partsOfNat, quantized } from "./lanes.js";

/** The correction of every sum and difference of two sizes. */
const corrections = Uint8Array.from({ length: 2 * maxMessage + 1 }, (_, x) =>
  Math.round(partsOfNat * log1p(exp(-x / partsOfNat))),
);

/** One word at a time in TypeScript: the numbers of the vectors, where there are none. */
export function scalarLanes(graph: SkillTextGraph, maxDegree: number): BeliefLanes {
  const values = new Int16Array(graph.skillCount);
  const messages = new Int8Array(graph.edgeCount);
  const incoming = new Int8Array(maxDegree);
  const behind = new Int8Array(maxDegree);
  return {
    engine: "typescript",
    count: 1,
    load(_, soft) {
      for (let bit = 0; bit < values.length; bit++) values[bit] = quantized(soft[bit]);
      messages.fill(0);
    },
    sweep: () => sweep(graph, values, messages, incoming, behind),
    failing: (lanes) => (lanes & 1 & (failsCheck(graph, values) ? 1 : 0)) | 0,
    value: (_, bit) => values[bit],
  };
}

function sweep(
  graph: SkillTextGraph,
  values: Int16Array,
  messages: Int8Array,
  incoming: Int8Array,
  behind: Int8Array,
): void {
  const { textCount, textOffsets, textSkills } = graph;
  for (let check = 0; check < textCount; check++) {
    const begin = textOffsets[check];
    const size = textOffsets[check + 1] - begin;
    for (let i = 0; i < size; i++) {
      const bit = textSkills[begin + i];
      const value = saturated(values[bit] - messages[begin + i]);
      values[bit] = value;
      incoming[i] = value > maxMessage ? maxMessage : value < -maxMessage ? -maxMessage : value;
    }
    // From the last to the second: what they and those behind them say together.
    for (let i = size - 1; i > 0; i--)
      behind[i] = i === size - 1 ? incoming[i] : combine(incoming[i], behind[i + 1]);
    let before = maxMessage;
    for (let i = 0; i < size; i++) {
      const isLast = i === size - 1;
      let sum = before;
      if (!isLast) {
        sum = i === 0 ? behind[1] : combine(before, behind[i + 1]);
        before = i === 0 ? incoming[0] : combine(before, incoming[i]);
      }
      messages[begin + i] = sum;
      const bit = textSkills[begin + i];
      values[bit] = saturated(values[bit] + sum);
    }
  }
}

/** min* of two soft values. */
function combine(a: number, b: number): number {
  const [sizeA, sizeB] = [Math.abs(a), Math.abs(b)];
  const smaller = sizeA < sizeB ? sizeA : sizeB;
  const larger = sizeA < sizeB ? sizeB : sizeA;
  const size = Math.max(0, smaller + corrections[larger + smaller] - corrections[larger - smaller]);
  return a < 0 !== b < 0 ? -size : size;
}

function saturated(value: number): number {
  return value > 32_767 ? 32_767 : value < -32_768 ? -32_768 : value;
}

function failsCheck({ textCount, textOffsets, textSkills }: SkillTextGraph, values: Int16Array): boolean {
  for (let check = 0; check < textCount; check++) {
    const end = textOffsets[check + 1];
    let parity = 0;
    for (let edge = textOffsets[check]; edge < end; edge++) {
      const value = values[textSkills[edge]];
      if (value === 0) return true;
      if (value < 0) parity ^= 1;
    }
    if (parity !== 0) return true;
  }
  return false;
}
