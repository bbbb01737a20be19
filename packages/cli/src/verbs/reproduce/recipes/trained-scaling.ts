import { linear, withJumps } from "@onset/charts";
import type { RandomStream } from "@onset/core/base";
import { uniformGraph } from "@onset/core/graph";
import { evolve, poisson, ratioThreshold } from "@onset/core/theory";
import { textLoss, trainSkills } from "@onset/core/training";
import type { Point } from "../../../figures/figure.js";
import { meanOf, theoryCurve } from "../../../figures/simulate.js";
import type { Recipe } from "../recipe.js";

const means = [2, 3];
const skills = 500;
const newTexts = 2000;
const [first, last] = [0.3, 2.1];

/** The error of a trained model on new texts follows density evolution and its scaling law. */
export const trainedScaling: Recipe = {
  name: "trained-scaling",
  about: "error of a trained model on new texts against texts per skill, beside the scaling law",
  make({ seed, trials, progress }) {
    const points: Point[] = [];
    for (const mean of means) {
      const law = poisson(mean);
      const series = `c = ${mean}`;
      const { jumps } = ratioThreshold(law);
      const grid = withJumps(linear(first, last, 181), jumps);
      points.push(...theoryCurve(grid, (x) => evolve(law, x).textError, { series }));
      for (const x of linear(first, last, 10)) {
        progress.stage(`trained-scaling: ${series}, R = ${x.toFixed(1)}`);
        const key = `trained-scaling/${mean}/${Math.round(1000 * x)}`;
        const estimate = meanOf(trials(6), seed, key, (rng) => errorOnNewTexts(mean, x, rng));
        if (estimate.low > 0) points.push({ panel: "", series, witness: "simulation", x, ...estimate });
      }
    }
    return {
      title: "The error of a trained model follows the scaling law",
      caption: `Share of new texts that the model gets wrong after 200 steps of plain gradient descent on R texts a skill; ${skills} skills, 4 symbols. Lines: density evolution, which goes to c exp(-cR).`,
      x: { label: "texts per skill, R" },
      y: { label: "error on new texts", scale: "log" },
      points,
      facts: { skills, newTexts, asymptote: "c exp(-cR)" },
    };
  },
};

function errorOnNewTexts(mean: number, ratio: number, rng: RandomStream): number {
  const law = { kind: "poisson", mean } as const;
  const { model } = trainSkills(uniformGraph(law, Math.round(ratio * skills), skills, rng), rng);
  return 1 - textLoss(model, uniformGraph(law, newTexts, skills, rng)).understood / newTexts;
}
