import { afterEach, describe, expect, it, vi } from "vitest";
import { stream } from "../../src/base/index.js";
import {
  beliefDecoder,
  drawArrivals,
  flipBits,
  flipSoftValues,
  gaussianSoftValues,
  planErasures,
  propagateBeliefs,
  randomCode,
} from "../../src/channel/index.js";
import { buildGraphOfTexts, type DegreeLawData, type SkillTextGraph } from "../../src/graph/index.js";
import { naiveMinStar } from "../reference/naive-beliefs.js";
import { cases } from "../support/cases.js";

const regular = (degree: number): DegreeLawData => ({ kind: "regular", degree });
const engines = ["wasm", "typescript"] as const;

/** The standard global, which has no types without those of browsers. */
const { WebAssembly } = globalThis as unknown as { readonly WebAssembly: Record<string, unknown> };

afterEach(() => {
  vi.unstubAllGlobals();
});

/** A small code with checks of all sizes from 0 on, and soft values of every size. */
function randomCase(trial: number): { graph: SkillTextGraph; soft: Float64Array } {
  const rng = stream(90, trial);
  const bits = 8 + rng.nextInteger(50);
  const lists = Array.from({ length: 1 + rng.nextInteger(40) }, (_, i) => {
    const chosen = new Set<number>();
    const size = i < 8 ? i : 2 + rng.nextInteger(4);
    while (chosen.size < size) chosen.add(rng.nextInteger(bits));
    return [...chosen];
  });
  const offsets = [0];
  for (const list of lists) offsets.push(offsets[offsets.length - 1] + list.length);
  const { graph } = buildGraphOfTexts(bits, Uint32Array.from(offsets), Uint32Array.from(lists.flat()));
  const size = [0.3, 3, 30][trial % 3];
  return { graph, soft: Float64Array.from({ length: bits }, () => size * (2 * rng.nextFloat() - 0.9)) };
}

describe("belief propagation by min* in 8 bits", () => {
  it.each(engines)("gives the bits of its naive reference in random cases: %s", (engine) => {
    let sweeps = 0;
    for (let trial = 0; trial < cases(300); trial++) {
      const { graph, soft } = randomCase(trial);
      const values = new Float64Array(graph.skillCount);
      const decoded = beliefDecoder(graph, engine).decode(soft, 7, values);
      const expected = naiveMinStar(graph, soft, 7);
      expect(Array.from(values, (value) => 8 * value || 0)).toEqual(
        expected.values.map((value) => value || 0),
      );
      expect([decoded.sweeps, decoded.converged]).toEqual([expected.sweeps, expected.converged]);
      expect([...decoded.bits]).toEqual(expected.values.map((value) => (value < 0 ? 1 : 0)));
      sweeps += decoded.sweeps;
    }
    expect(sweeps).toBeGreaterThan(cases(500));
  });

  it.each(engines)("decodes many words side by side as it decodes each alone: %s", (engine) => {
    const length = 256;
    const graph = randomCode(regular(6), regular(3), length / 2, length, stream(91));
    const decoder = beliefDecoder(graph, engine);
    expect(decoder.engine).toBe(engine);
    const zeros = new Uint8Array(length);
    // Near the threshold some words need no sweep more than a few, some the most.
    const soft = (word: number) => gaussianSoftValues(zeros, -1.6 + (word % 5) * 0.5, stream(92, word));
    const found = new Map<number, string>();
    decoder.decodeAll(
      83,
      soft,
      (word, { bits, converged, sweeps }) => found.set(word, `${bits.join("")} ${converged} ${sweeps}`),
      12,
    );
    expect(found.size).toBe(83);
    const alone = beliefDecoder(graph, engine);
    const seen = new Set<number>();
    for (let word = 0; word < 83; word++) {
      const { bits, converged, sweeps } = alone.decode(soft(word), 12, new Float64Array(length));
      expect(found.get(word)).toBe(`${bits.join("")} ${converged} ${sweeps}`);
      seen.add(sweeps);
    }
    expect(seen.size).toBeGreaterThan(5);
    expect(seen.has(12)).toBe(true);
  });

  it("recovers over erasures exactly what peeling recovers", () => {
    const length = 2048;
    const graph = randomCode(regular(6), regular(3), length / 2, length, stream(93));
    for (const probability of [0.35, 0.42, 0.46]) {
      const arrived = drawArrivals(length, probability, stream(94, 100 * probability));
      const soft = Float64Array.from(arrived, (one) => (one === 1 ? 20 : 0));
      const { values } = propagateBeliefs(graph, soft, { rule: "min-star", maxSweeps: 300 });
      const { recovered } = planErasures(graph, arrived, { maxInactive: 0 });
      expect(Array.from(values, (value) => (value !== 0 ? 1 : 0))).toEqual([...recovered]);
    }
  });

  it("fails as often as sum-product within 5 standard deviations of the words on which they differ", () => {
    const length = 512;
    const graph = randomCode(regular(6), regular(3), length / 2, length, stream(95));
    const zeros = new Uint8Array(length);
    const words = 400;
    for (const [name, soft] of [
      ["noise", (word: number) => gaussianSoftValues(zeros, -1.4, stream(96, word))],
      ["flips", (word: number) => flipSoftValues(flipBits(zeros, 0.07, stream(97, word)), 0.07)],
    ] as const) {
      const fails = new Uint8Array(words);
      beliefDecoder(graph).decodeAll(words, soft, (word, { bits }) => {
        fails[word] = bits.some((bit) => bit === 1) ? 1 : 0;
      });
      let [better, worse, both] = [0, 0, 0];
      for (let word = 0; word < words; word++) {
        const reference = propagateBeliefs(graph, soft(word)).bits.some((bit) => bit === 1);
        if (reference && fails[word] === 1) both++;
        else if (reference) better++;
        else if (fails[word] === 1) worse++;
      }
      // Enough words fail to tell: min-sum would fail on about 1.7 times as many.
      expect(both, name).toBeGreaterThan(30);
      expect(Math.abs(worse - better), name).toBeLessThan(5 * Math.sqrt(Math.max(1, worse + better)));
      expect(worse + better, name).toBeLessThan(0.5 * both);
    }
  });

  it("goes on in TypeScript where vectors cannot be had, with the same bits, and says when WebAssembly was asked for", () => {
    const { graph, soft } = randomCase(5);
    const vectors = propagateBeliefs(graph, soft, { rule: "min-star" });
    vi.stubGlobal("WebAssembly", undefined);
    expect(beliefDecoder(graph).engine).toBe("typescript");
    const values = new Float64Array(graph.skillCount);
    beliefDecoder(graph).decode(soft, 50, values);
    expect([...values]).toEqual([...vectors.values]);
    expect(() => beliefDecoder(graph, "wasm")).toThrow("there is no WebAssembly here");
    vi.stubGlobal("WebAssembly", WebAssembly);
    expect(() => beliefDecoder(graph, "gpu" as never)).toThrow(
      '"engine" expected "auto" or "wasm" or "typescript", got "gpu"',
    );
    expect(() => beliefDecoder(graph).decode([1, 2], 50, values)).toThrow(
      `"soft.length" expected ${graph.skillCount}, one a bit, got 2`,
    );
  });
});
