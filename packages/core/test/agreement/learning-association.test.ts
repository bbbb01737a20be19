import { describe, expect, it } from "vitest";
import { associationComponents, associationGrowth, binomialAverage } from "../../src/association/index.js";
import { stream, Welford } from "../../src/base/index.js";
import { uniformGraph } from "../../src/graph/index.js";
import { learnSequential } from "../../src/learning/index.js";

const skills = 40_000;
const graphs = 12;

/** The giant share of associated skills of learned graphs, measured. */
function measuredGiant(mean: number, ratio: number): Welford {
  const giant = new Welford();
  for (let trial = 0; trial < graphs; trial++) {
    const rng = stream(50, "giant", String(mean), String(ratio), trial);
    const graph = uniformGraph({ kind: "poisson", mean }, Math.round(ratio * skills), skills, rng);
    giant.add(associationComponents(graph, learnSequential(graph).learnedFlags).giant / skills);
  }
  return giant;
}

describe("the giant component of the association graph", () => {
  // Solutions of the exact equations for learned and connected skills (D = 1, Poisson texts), at infinite size.
  it.each([
    [3, 0.95, 0.256971],
    [3, 1.2, 0.952706],
    [2, 0.8, 0.251152],
    [5, 1.2, 0.037681],
  ])("of the learned skills at c = %d, R = %d has the share that theory gives", (mean, ratio, expected) => {
    const giant = measuredGiant(mean, ratio);
    // 1/skills is the size of the finite-size bias away from the thresholds.
    expect(Math.abs(giant.mean - expected)).toBeLessThan(5 * giant.standardError + 10 / skills);
    expect(giant.standardError).toBeLessThan(0.003);
  });

  it("of skills occupied at random has the share that site percolation gives", () => {
    // v = 1 - z + z exp(-cR (1 - w)), w = exp(-c (1 - v)), giant z (1 - exp(-cR (1 - w))).
    const [mean, ratio] = [3, 0.5];
    const curves: Uint32Array[] = [];
    for (let trial = 0; trial < graphs; trial++) {
      const rng = stream(51, "percolation", trial);
      const graph = uniformGraph({ kind: "poisson", mean }, ratio * skills, skills, rng);
      const order = Uint32Array.from({ length: skills }, (_, skill) => skill);
      for (let i = skills - 1; i > 0; i--) {
        const j = rng.nextInteger(i + 1);
        [order[i], order[j]] = [order[j], order[i]];
      }
      curves.push(associationGrowth(graph, order).giant);
    }
    // It appears at c^2 R z = 1, that is at z = 0.222.
    for (const occupied of [0.3, 0.5, 0.8, 1]) {
      let v = 0;
      for (let i = 0; i < 2000; i++) {
        const w = Math.exp(-mean * (1 - v));
        v = 1 - occupied + occupied * Math.exp(-mean * ratio * (1 - w));
      }
      const expected = occupied * (1 - Math.exp(-mean * ratio * (1 - Math.exp(-mean * (1 - v)))));
      const giant = new Welford();
      for (const curve of curves) giant.add(binomialAverage(curve, occupied) / skills);
      expect(Math.abs(giant.mean - expected)).toBeLessThan(5 * giant.standardError + 10 / skills);
    }
    const belowThreshold = curves.map((curve) => binomialAverage(curve, 0.15) / skills);
    expect(Math.max(...belowThreshold)).toBeLessThan(0.01);
  });
});
