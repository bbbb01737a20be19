/** The exact giant component of the association graph against learned random graphs. */
import { describe, expect, it } from "vitest";
import { associationComponents } from "../../src/association/index.js";
import { stream, Welford } from "../../src/base/index.js";
import { uniformGraph } from "../../src/graph/index.js";
import { learnSequential } from "../../src/learning/index.js";
import {
  type DegreeLaw,
  type GiantOptions,
  giantComponent,
  poisson,
  polynomial,
  regular,
} from "../../src/theory/index.js";
import values from "../reference/values.json" with { type: "json" };
import { cases } from "../support/cases.js";

const skills = cases(100_000);
const runs = 12;

/** Mean and standard error of the share of the largest component over random graphs. */
function simulate(
  law: DegreeLaw,
  ratio: number,
  { maxUnlearned = 1, unknown = 1 }: GiantOptions,
  key: number,
): Welford {
  const share = new Welford();
  for (let run = 0; run < runs; run++) {
    const rng = stream(80, key, run);
    const graph = uniformGraph(law, Math.round(ratio * skills), skills, rng);
    const known = Uint8Array.from({ length: skills }, () => (rng.nextFloat() < unknown ? 0 : 1));
    const { learnedFlags: learned } = learnSequential(graph, { maxUnlearned, known });
    share.add(associationComponents(graph, learned).giant / skills);
  }
  return share;
}

/** Four standard errors of our own simulation, and no less than what the shares of 10^5 skills resolve. */
const tolerance = (share: Welford) => 4 * share.standardError + 2 / skills;

describe("the exact giant component", () => {
  it.each(values.giantComponent)(
    "of c = $c, R = $R lies within 4 standard errors of our own simulation",
    ({ c, R, independent }) => {
      const share = simulate(poisson(c), R, {}, Math.round(1000 * c * R));
      const { giant } = giantComponent(poisson(c), R);
      expect(Math.abs(giant - share.mean)).toBeLessThan(tolerance(share));
      // The simulation is sharp enough to reject the approximation of independent skills.
      if (Math.abs(giant - independent) > 0.01)
        expect(Math.abs(independent - share.mean)).toBeGreaterThan(tolerance(share));
    },
  );

  const further: [string, DegreeLaw, number, GiantOptions][] = [
    ["two new skills at once", poisson(3), 0.3, { maxUnlearned: 2 }],
    ["two new skills at once, near the jump", poisson(5), 0.5, { maxUnlearned: 2 }],
    ["three new skills at once", poisson(3), 0.25, { maxUnlearned: 3 }],
    ["texts of 2 skills of which both may be new", regular(2), 0.7, { maxUnlearned: 2 }],
    [
      "texts of 3 skills of which 2 may be new, a third of the skills known",
      regular(3),
      0.35,
      { maxUnlearned: 2, unknown: 2 / 3 },
    ],
    ["a mixture of sizes", polynomial({ 1: 0.3, 6: 0.7 }), 1.2, {}],
    ["a mixture of sizes above the jump", polynomial({ 1: 0.3, 6: 0.7 }), 1.8, {}],
    ["a tenth of the skills known", poisson(4), 0.8, { unknown: 0.9 }],
  ];
  it.each(further)("holds for %s", (_, law, ratio, options) => {
    const share = simulate(law, ratio, options, 7);
    const { giant, giantIndependent } = giantComponent(law, ratio, options);
    expect(giant).toBeGreaterThan(0.001);
    expect(Math.abs(giant - share.mean)).toBeLessThan(tolerance(share));
    if (Math.abs(giant - giantIndependent) > 0.01) {
      expect(Math.abs(giantIndependent - share.mean)).toBeGreaterThan(tolerance(share));
    }
  });
});
