import { geometric, withJumps } from "@onset/charts";
import { evolve, poisson, ratioThreshold } from "@onset/core/theory";
import type { Point } from "../../../figures/figure.js";
import { learnedShare, meanOf, theoryCurve } from "../../../figures/simulate.js";
import type { Recipe } from "../recipe.js";

const means = [3, 4, 5, 8];
const skills = 4000;

/** Liao, Chang, Hong (arXiv 2404.07009): learned skills against the ratio, for several learners. */
export const emergenceCurves: Recipe = {
  name: "emergence-curves",
  about: "share of learned skills against texts per skill, for c = 3, 4, 5, 8 and D = 1, 2, 3",
  make({ seed, trials, progress }) {
    const points: Point[] = [];
    const thresholds: Record<string, number | null> = {};
    for (const maxUnlearned of [1, 2, 3]) {
      const panel = `D = ${maxUnlearned}`;
      for (const mean of means) {
        progress.stage(`emergence-curves: ${panel}, c = ${mean}`);
        const series = `c = ${mean}`;
        const law = poisson(mean);
        const { value, jumps } = ratioThreshold(law, { maxUnlearned });
        thresholds[`c=${mean} D=${maxUnlearned}`] = value;
        const grid = withJumps(geometric(0.1, 30, 241), jumps);
        const learned = (x: number): number => evolve(law, x, { maxUnlearned }).learned;
        points.push(...theoryCurve(grid, learned, { panel, series }));
        for (const x of geometric(0.1, 30, 22)) {
          const key = `emergence-curves/${maxUnlearned}/${mean}/${x}`;
          const estimate = meanOf(trials(x > 5 ? 4 : 16), seed, key, (rng) =>
            learnedShare(law, x, skills, maxUnlearned, rng),
          );
          points.push({ panel, series, witness: "simulation", x, ...estimate });
        }
      }
    }
    return {
      title: "Skills emerge at a threshold",
      caption: `A learner takes up to D new skills from a text; texts need c skills on average (Poisson). Lines: density evolution; points: random corpora with ${skills.toLocaleString("en-US")} skills.`,
      x: { label: "texts per skill, R", scale: "log" },
      y: { label: "skills learned", percent: true, domain: [0, 1] },
      points,
      facts: { skills, thresholds },
    };
  },
};
