import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { corpusThreshold, empirical, evolve, predictCorpus } from "../../src/theory/index.js";
import { iterate, lawOfCounts, mean, node, teach } from "../reference/density-evolution.js";
import "../reference/property-seed.js";

/** Poisson counts of `nodes` nodes, rounded. */
function poissonCounts(meanDegree: number, nodes: number): number[] {
  let p = Math.exp(-meanDegree);
  return Array.from({ length: Math.ceil(meanDegree + 12 * Math.sqrt(meanDegree) + 12) }, (_, k) => {
    const count = Math.round(nodes * p);
    p *= meanDegree / (k + 1);
    return count;
  });
}

/** Adds skills of degree 1, or texts of size 1, until both sides count the same edges. */
function balanced(texts: number[], skills: number[]): [number[], number[]] {
  const sum = (counts: number[]) => counts.reduce((total, count, degree) => total + degree * count, 0);
  const difference = sum(texts) - sum(skills);
  const fill = (counts: number[], more: number) => {
    const filled = counts.concat(counts.length < 2 ? [0, 0] : []);
    filled[1] += more;
    return filled;
  };
  return difference >= 0 ? [texts, fill(skills, difference)] : [fill(texts, -difference), skills];
}

describe("predictCorpus", () => {
  it("is density evolution with the corpus's own laws", () => {
    const counts = fc.array(fc.nat(20), { minLength: 2, maxLength: 9 });
    fc.assert(
      fc.property(counts, counts, fc.integer({ min: 1, max: 3 }), (first, second, maxUnlearned) => {
        const [texts, skills] = balanced(first, second);
        fc.pre(texts.some((count, k) => k > 0 && count > 0));
        const prediction = predictCorpus(texts, skills, { maxUnlearned });
        const evolution = evolve(empirical(texts), empirical(skills), { maxUnlearned });
        expect(prediction.learned).toBe(evolution.learned);
        expect(prediction.edgeUnlearned).toBe(evolution.edgeUnlearned);
        const law = lawOfCounts(texts);
        expect(prediction.textError).toBeCloseTo(1 - node(law, 1 - evolution.edgeUnlearned), 12);
      }),
    );
  });

  it("handles corpora without edges, without skills and without texts", () => {
    expect(predictCorpus([], [])).toMatchObject({ learned: 1, textError: 0, converged: true });
    expect(predictCorpus([10], [])).toMatchObject({ learned: 1, textError: 0 });
    expect(predictCorpus([10], [3])).toMatchObject({ learned: 0, textError: 0 });
  });

  it("rejects counts that do not belong together", () => {
    expect(() => predictCorpus([0, 3], [0, 2])).toThrow(RangeError);
    expect(() => predictCorpus([0, -3], [0, 2])).toThrow(RangeError);
    expect(() => predictCorpus([0, 1.5], [0, 2])).toThrow(RangeError);
  });
});

describe("corpusThreshold", () => {
  it("finds the ratio threshold of a corpus whose laws are Poisson", () => {
    // c = 5: R* = 2.4565308892; a corpus of 3,000,000 texts and 10^6 skills stands at 3.
    const [texts, skills] = balanced(poissonCounts(5, 3e9), poissonCounts(15, 1e9));
    const { main, jumps, stuck } = corpusThreshold(texts, skills);
    expect(stuck).toBe(false);
    expect(jumps).toHaveLength(1);
    expect(main!.ratio).toBeCloseTo(2.4565308892, 6);
    expect(main!.fraction).toBeCloseTo(2.4565308892 / 3, 6);
    expect(main!.unlearnedBefore).toBeCloseTo(0.771690974018, 6);
    expect(main!.unlearnedAfter).toBeCloseTo(4.6327e-6, 8);
  });

  it("finds the same threshold when the corpus is too small, since more texts keep its skills Poisson", () => {
    // A skill in d ~ Poisson(m) texts that gets Poisson((f-1) d) more is not Poisson(f m), but near.
    const [texts, skills] = balanced(poissonCounts(5, 2.4e9), poissonCounts(12, 1e9));
    const { main } = corpusThreshold(texts, skills);
    expect(main!.fraction).toBeGreaterThan(1.02);
    expect(main!.fraction).toBeLessThan(1.03);
  });

  it("separates what plain iteration of the resized corpus learns, on both sides of 1", () => {
    const corpora: [number[], number[], number][] = [
      [poissonCounts(4, 1e6), poissonCounts(9, 444_444), 1],
      [[0, 200, 0, 0, 0, 900], [0, 50, 100, 100, 300, 200, 100, 100, 100], 1],
      [[0, 40, 0, 0, 0, 1900], [0, 50, 100, 100, 300, 200, 1000], 1],
      [[0, 0, 10, 20, 30, 40, 500, 300, 200], [0, 10, 10, 10, 500, 400, 0, 0, 0, 0, 100], 2],
    ];
    for (const [first, second, maxUnlearned] of corpora) {
      const [texts, skills] = balanced(first, second);
      const [textLaw, skillLaw] = [lawOfCounts(texts), lawOfCounts(skills)];
      const { main } = corpusThreshold(texts, skills, { maxUnlearned });
      const state = (f: number) => {
        // The definition of the resized laws, term by term.
        const more = Math.max(0, f - 1);
        const kept = Math.min(1, f);
        const nodeAt = (x: number) => {
          let sum = 0;
          for (const [d, p] of skillLaw)
            sum += p * (1 - kept + kept * x) ** d * Math.exp(-more * d * (1 - x));
          return sum;
        };
        const edgeAt = (x: number) => {
          let sum = 0;
          for (const [d, p] of skillLaw) {
            if (d === 0) continue;
            const z = 1 - kept + kept * x;
            sum += p * d * (kept * z ** (d - 1) + more * z ** d) * Math.exp(-more * d * (1 - x));
          }
          return sum / (mean(skillLaw) * f);
        };
        return iterate(textLaw, { edge: edgeAt, node: nodeAt }, maxUnlearned, 1, 20_000);
      };
      const below = state(main!.fraction * (1 - 1e-5)).unlearned;
      const above = state(main!.fraction * (1 + 1e-5)).unlearned;
      expect(Math.abs(below - main!.unlearnedBefore)).toBeLessThan(0.02);
      expect(below).toBeGreaterThan(main!.unlearnedBefore);
      expect(Math.abs(above - main!.unlearnedAfter)).toBeLessThan(1e-3);
      expect(main!.ratio / main!.fraction).toBeCloseTo(
        texts.reduce((a, b) => a + b, 0) / skills.reduce((a, b) => a + b, 0),
        12,
      );
    }
  });

  it("returns every jump of a corpus with a plateau, and the highest as the main one", () => {
    // Short texts teach one half of the way; texts of 60 skills only then.
    const [texts, skills] = balanced(
      [0, 300, 0, 0, 0, 0, 3000, ...new Array(53).fill(0), 20_000],
      [...new Array(400).fill(0), 2500],
    );
    const { jumps, main } = corpusThreshold(texts, skills);
    expect(jumps.length).toBeGreaterThanOrEqual(2);
    for (let i = 1; i < jumps.length; i++) {
      expect(jumps[i].fraction).toBeGreaterThan(jumps[i - 1].fraction);
      expect(jumps[i].unlearnedBefore).toBeLessThanOrEqual(jumps[i - 1].unlearnedAfter + 1e-9);
    }
    expect(main!.unlearnedBefore - main!.unlearnedAfter).toBe(
      Math.max(...jumps.map((jump) => jump.unlearnedBefore - jump.unlearnedAfter)),
    );
    expect(teach(lawOfCounts(texts), 1, 1)).toBeGreaterThan(0);
  });

  it("comes to an end on five texts whose last minimum rounding hides", () => {
    // Texts of 1, 2, 2, 2 and 3 skills, five skills in two texts each.
    expect(corpusThreshold([0, 1, 3, 1], [0, 0, 5]).stuck).toBe(false);
  });

  it("is null where learning is gradual and where nothing can start, and tells which", () => {
    expect(corpusThreshold([0, 50, 50], [0, 50, 50])).toEqual({ main: null, jumps: [], stuck: false });
    expect(corpusThreshold([0, 0, 0, 50], [0, 0, 75])).toEqual({ main: null, jumps: [], stuck: true });
    expect(corpusThreshold([0, 0, 0, 50], [0, 0, 75], { maxUnlearned: 3 }).stuck).toBe(false);
    expect(corpusThreshold([7], [2])).toEqual({ main: null, jumps: [], stuck: false });
  });
});
