import { describe, expect, it } from "vitest";
import { stream } from "../../src/base/index.js";
import { type SkillTextGraph, uniformGraph } from "../../src/graph/index.js";
import { learnRounds } from "../../src/learning/index.js";
import { peelInPlace } from "../../src/learning/peel.js";
import { peelBinned, worthBins } from "../../src/learning/peel-binned.js";
import { peelInKernel, worthKernel } from "../../src/learning/peel-kernel/peel.js";
import type { Learner } from "../../src/learning/result.js";
import { graphOf, randomTexts } from "../reference/random-texts.js";
import { cases } from "../support/cases.js";

function learner(graph: SkillTextGraph, known: Uint8Array | undefined) {
  const learned = new Uint8Array(graph.skillCount);
  if (known !== undefined) learned.set(known);
  return { learned, knownCount: learned.reduce((sum, flag) => sum + flag, 0), maxUnlearned: 1 };
}

/** The kernels: in place in TypeScript and in WebAssembly, with bins in WebAssembly and in TypeScript. */
const kernels = [
  (graph: SkillTextGraph, input: Learner) => peelInPlace(graph, input, "typescript"),
  (graph: SkillTextGraph, input: Learner) => peelInKernel(graph, input)!,
  peelBinned,
  (graph: SkillTextGraph, input: Learner) => peelBinned(graph, input, "typescript"),
];

/** All kernels, with their queues sorted by round and skill (each has its own order within a round). */
function all(graph: SkillTextGraph, known?: Uint8Array) {
  return kernels.map((kernel) => {
    const input = learner(graph, known);
    const { queue, ...result } = kernel(graph, input);
    const rounds = [...queue].map((skill) => result.roundOfSkill[skill]);
    expect(rounds).toEqual([...rounds].sort((a, b) => a - b));
    return { ...result, skills: Uint32Array.from(queue).sort(), learned: input.learned };
  });
}

describe("the kernels of the 1-skill learner", () => {
  it("give the same rounds, texts and counts on random graphs with and without known skills", () => {
    for (let trial = 0; trial < cases(500); trial++) {
      const random = stream(95, trial);
      const skillCount = random.nextInteger(50);
      const texts = randomTexts(random, random.nextInteger(80), skillCount, 0.5 + 3 * random.nextFloat());
      const known = Uint8Array.from({ length: skillCount }, () => (random.nextFloat() < 0.15 ? 1 : 0));
      const [inPlace, ...others] = all(graphOf(texts, skillCount), trial % 2 === 1 ? known : undefined);
      for (const other of others) expect(other).toEqual(inPlace);
    }
  });

  it("give the same over several blocks of texts and chunks of skills", () => {
    const graph = uniformGraph({ kind: "poisson", mean: 5 }, 340_000, 130_000, stream(96));
    const [inPlace, ...binned] = all(graph);
    for (const kernel of binned) {
      for (const name of ["roundOfSkill", "textOfSkill", "unlearnedOfText", "learned", "skills"] as const) {
        expect(Buffer.compare(Buffer.from(kernel[name].buffer), Buffer.from(inPlace[name].buffer))).toBe(0);
      }
      expect(kernel.learnedPerRound).toEqual(inPlace.learnedPerRound);
    }
    expect(inPlace.learnedPerRound.length).toBeGreaterThan(15);
  });

  it("learn in the same order in place, in WebAssembly as in TypeScript", () => {
    const graph = uniformGraph({ kind: "poisson", mean: 5 }, 26_000, 10_000, stream(97));
    expect(worthKernel(graph)).toBe(true);
    const typescript = peelInPlace(graph, learner(graph, undefined), "typescript");
    expect(typescript.queue.length).toBeGreaterThan(9900);
    expect(peelInPlace(graph, learner(graph, undefined))).toEqual(typescript);
    expect(peelInKernel(graph, learner(graph, undefined))).toEqual(typescript);
  });

  it("are chosen by size: bins only for hundreds of thousands of texts of at most 255 skills", () => {
    expect(worthBins(uniformGraph({ kind: "regular", degree: 1 }, 1000, 1000, stream(1)))).toBe(false);
    const many = uniformGraph({ kind: "regular", degree: 1 }, 3e5, 1000, stream(1));
    expect(worthBins(many)).toBe(true);
    expect(learnRounds(many).learnedCount).toBe(1000);
    const long = uniformGraph(
      { kind: "polynomial", degrees: [0, 256], probabilities: [0.9999, 0.0001] },
      3e5,
      1000,
      stream(2),
      {
        repeats: "redraw",
      },
    );
    expect(long.edgeCount).toBeGreaterThan(0);
    expect(worthBins(long)).toBe(false);
  });
});
