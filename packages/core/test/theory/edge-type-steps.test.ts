import { describe, expect, it } from "vitest";
import { stream } from "../../src/base/index.js";
import { type EdgeTypeEnsemble, edgeTypeEnsemble, evolveEdgeTypes } from "../../src/theory/index.js";
import { plainEdgeTypes } from "../reference/plain-edge-types.js";
import { graphOf, randomTexts } from "../reference/random-texts.js";

/** An ensemble of one type of edges: only how many skills each text has, and how many texts each skill, matters. */
function byDegrees(textSizes: readonly number[], skillDegrees: readonly number[]): EdgeTypeEnsemble {
  const positions = (sizes: readonly number[]) => {
    const offsets = new Uint32Array(sizes.length + 1);
    for (const [i, size] of sizes.entries()) offsets[i + 1] = offsets[i] + size;
    return offsets;
  };
  const textSkills = Uint32Array.from(
    skillDegrees.flatMap((degree, skill) => new Array<number>(degree).fill(skill)),
  );
  const corpus = { textOffsets: positions(textSizes), textSkills, skillOffsets: positions(skillDegrees) };
  return edgeTypeEnsemble(corpus, new Uint32Array(textSkills.length));
}

const times = (count: number, value: number) => new Array<number>(count).fill(value);

/** How much two states differ, and by how much the first is the lower one at most. */
function compare(one: Float64Array, other: Float64Array): { readonly apart: number; readonly below: number } {
  let [apart, below] = [0, 0];
  for (const [type, value] of one.entries()) {
    apart = Math.max(apart, Math.abs(value - other[type]));
    below = Math.max(below, other[type] - value);
  }
  return { apart, below };
}

describe("long steps of density evolution with typed edges", () => {
  it("end where the plain iteration ends, and never below it", () => {
    let [long, plain] = [0, 0];
    for (let trial = 0; trial < 200; trial++) {
      const random = stream(31, "long steps", trial);
      const skillCount = 2 + random.nextInteger(12);
      const graph = graphOf(
        randomTexts(random, 2 + random.nextInteger(25), skillCount, 1 + random.nextInteger(6)),
        skillCount,
      );
      // One type, a few, or one for each edge: belief propagation.
      const types = [1, 2, 3, graph.edgeCount][trial % 4];
      const drawn = Array.from(graph.textSkills, (_, edge) =>
        types === graph.edgeCount ? edge : random.nextInteger(types),
      );
      const numbers = [...new Set(drawn)];
      const ensemble = edgeTypeEnsemble(
        graph,
        Uint32Array.from(drawn, (type) => numbers.indexOf(type)),
      );
      const options = {
        maxUnlearned: [1, 1, 1, 2, 3][random.nextInteger(5)],
        unknown: random.nextInteger(3) === 0 ? random.nextFloat() : 1,
        kept: 0.2 + 2 * random.nextFloat(),
      };
      const reference = plainEdgeTypes(ensemble, { ...options, tolerance: 1e-15 });
      const found = evolveEdgeTypes(ensemble, { ...options, tolerance: 1e-13 });
      const { apart, below } = compare(found.unlearnedOfType, reference.unlearnedOfType);
      expect(found.converged).toBe(true);
      expect(apart).toBeLessThan(1e-9);
      expect(below).toBeLessThan(1e-11);
      long += found.iterations;
      plain += reference.stepsWithin(1e-13);
    }
    expect(long).toBeLessThan(0.8 * plain);
  });

  const twoBlocks = (): EdgeTypeEnsemble => {
    // Two halves with a jump each; one skill of the first is in texts of the second too.
    const random = stream(31, "two blocks");
    const first = randomTexts(random, 60, 20, 4).filter((text) => text.length > 2);
    const second = randomTexts(random, 45, 20, 4).filter((text) => text.length > 2);
    const texts = [
      [0],
      [1],
      [0, 20],
      [21],
      ...first,
      ...second.map((text) => text.map((skill) => skill + 20)),
    ];
    const graph = graphOf(texts, 40);
    return edgeTypeEnsemble(
      graph,
      graph.textSkills.map((skill) => (skill < 20 ? 0 : 1)),
    );
  };
  const ensembles: readonly (readonly [string, () => EdgeTypeEnsemble, number, number])[] = [
    [
      "starting texts and texts of four",
      () => byDegrees([...times(2, 1), ...times(16, 4)], times(22, 3)),
      1,
      1,
    ],
    [
      "two jumps in one type, near each other",
      () => byDegrees([1, 1, ...times(6, 4), ...times(4, 13)], [27, 27, ...times(6, 4)]),
      1,
      1,
    ],
    [
      "two jumps beyond all texts",
      () => byDegrees([1, 1, 1, ...times(4, 5), ...times(8, 18)], [42, 42, 42, ...times(10, 4), 1]),
      1,
      1,
    ],
    ["two types, loosely joined", twoBlocks, 1, 1],
    ["some skills known", () => byDegrees(times(18, 4), times(24, 3)), 0.7, 1],
    ["two skills at a time", () => byDegrees([...times(4, 2), ...times(16, 10)], times(42, 4)), 1, 2],
  ];

  it.each(ensembles)(
    "stop above a fixed point and pass where there is none: %s",
    (_, made, unknown, maxUnlearned) => {
      const ensemble = made();
      const plainSum = (kept: number, tolerance = 1e-10) => {
        const { unlearnedOfType } = plainEdgeTypes(ensemble, { kept, unknown, maxUnlearned, tolerance });
        return unlearnedOfType.reduce((sum, q) => sum + q, 0) / unlearnedOfType.length;
      };
      // Every jump on a grid of shares, each then by bisection with the plain iteration.
      let jumps = 0;
      let [gained, steps] = [0, 0];
      const grid = Array.from({ length: 60 }, (_, i) => 0.2 * 1.06 ** i);
      const coarse = grid.map((kept) => plainSum(kept, 1e-7));
      for (let i = 1; i < grid.length; i++) {
        if (coarse[i - 1] - coarse[i] < 0.15) continue;
        let [low, high] = [grid[i - 1], grid[i]];
        const [before, after] = [coarse[i - 1], coarse[i]];
        while (high > low * (1 + 5e-8)) {
          const middle = Math.sqrt(low * high);
          if (plainSum(middle) > (before + after) / 2) low = middle;
          else high = middle;
        }
        if (plainSum(low) - plainSum(high) < 0.05) continue;
        jumps++;
        for (const distance of [-1e-3, -1e-4, -1e-6, 1e-6, 1e-4, 1e-3]) {
          const kept = high * (1 + distance);
          const reference = plainEdgeTypes(ensemble, { kept, unknown, maxUnlearned, tolerance: 1e-14 });
          const found = evolveEdgeTypes(ensemble, {
            kept,
            unknown,
            maxUnlearned,
            tolerance: 1e-12,
            maxIterations: 1e6,
          });
          const { apart, below } = compare(found.unlearnedOfType, reference.unlearnedOfType);
          expect(apart).toBeLessThan(1e-7);
          expect(below).toBeLessThan(1e-9);
          if (Math.abs(distance) === 1e-6) {
            gained += found.iterations;
            steps += reference.stepsWithin(1e-12);
          }
        }
      }
      expect(jumps).toBeGreaterThan(0);
      if (maxUnlearned === 1) expect(gained).toBeLessThan(0.3 * steps);
    },
  );
});
