import { describe, expect, it } from "vitest";
import { stream } from "../../src/base/index.js";
import { buildGraphOfTexts, uniformGraph } from "../../src/graph/index.js";
import { learnRounds, learnTolerantly } from "../../src/learning/index.js";
import { naiveTolerant } from "../reference/naive-tolerant.js";

describe("learning with a D of its own for each text", () => {
  it("is what the definition says, on random corpora", () => {
    for (let trial = 0; trial < 200; trial++) {
      const rng = stream(5, trial);
      const texts = Array.from({ length: 1 + rng.nextInteger(12) }, () => {
        const skills = new Set(Array.from({ length: rng.nextInteger(5) }, () => rng.nextInteger(8)));
        return [...skills].sort((a, b) => a - b);
      });
      const offsets = Uint32Array.from([0, ...texts.map((_, i) => texts.slice(0, i + 1).flat().length)]);
      const { graph } = buildGraphOfTexts(8, offsets, Uint32Array.from(texts.flat()));
      const tolerances = texts.map(() => rng.nextInteger(4));
      const known = [0, 1, 2, 3, 4, 5, 6, 7].map(() => rng.nextInteger(5) === 0);
      const naive = naiveTolerant(
        texts,
        tolerances,
        known.flatMap((is, skill) => (is ? [skill] : [])),
      );
      const fast = learnTolerantly(graph, tolerances, { known: Uint8Array.from(known, Number) });
      expect([...fast.learnedPerRound]).toEqual(naive.perRound);
      expect([...fast.learnedFlags].flatMap((flag, skill) => (flag ? [skill] : []))).toEqual(
        [...naive.learned].sort((a, b) => a - b),
      );
      expect(fast.knownCount).toBe(known.filter(Boolean).length);
      expect(fast.learnedCount).toBe(naive.learned.size - fast.knownCount);
    }
  });

  it("with the same D is the D-skill learner", () => {
    for (const maxUnlearned of [1, 2, 3]) {
      const graph = uniformGraph({ kind: "poisson", mean: 5 }, 700, 400, stream(6, maxUnlearned));
      const plain = learnRounds(graph, { maxUnlearned });
      const tolerant = learnTolerantly(graph, new Uint8Array(graph.textCount).fill(maxUnlearned));
      expect(tolerant.learnedFlags).toEqual(plain.learnedFlags);
      expect(tolerant.learnedPerRound).toEqual(plain.learnedPerRound);
    }
  });

  it("refuses a wrong number of them", () => {
    const graph = uniformGraph({ kind: "regular", degree: 2 }, 3, 5, stream(7));
    expect(() => learnTolerantly(graph, [1])).toThrow(
      '"tolerances.length" expected 3, one for each text, got 1',
    );
  });
});
