import { geometric } from "@onset/charts";
import { expm1 } from "@onset/core/base";
import { textSizeCounts, weightedGraph, zipfWeights } from "@onset/core/graph";
import { learnSequential } from "@onset/core/learning";
import { evolve, poisson, zipfErrorLaw, zipfSkills } from "@onset/core/theory";
import type { Point } from "../../../figures/figure.js";
import { meanOf } from "../../../figures/simulate.js";
import type { Recipe } from "../recipe.js";

const law = poisson(2);
const exponents = [1.2, 1.5, 2];
const skills = 30_000;

/** Popular skills are learned at once, rare ones one after the other: the exponential turns into a power law. */
export const zipf: Recipe = {
  name: "zipf",
  about: "error on new texts when skills have Zipf popularity: a power law of the number of texts",
  make({ seed, trials, progress }) {
    const points: Point[] = [];
    const decays: Record<string, number> = {};
    const [first, last] = [0.01, 30];
    for (const exponent of exponents) {
      const power = zipfErrorLaw(law, skills, exponent)!;
      const series = `popularity of rank s: s^-${exponent}`;
      decays[series] = power.decay;
      for (const x of geometric(first, 100, 121)) {
        // A new text draws skills by popularity: its error is that of an edge.
        const { edgeUnlearned } = evolve(law, zipfSkills(law, x, skills, exponent));
        const y = -expm1(-law.mean * edgeUnlearned);
        points.push({ panel: "", series, witness: "theory", x, y });
      }
      const weights = zipfWeights(skills, exponent);
      for (const x of geometric(first, last, 13)) {
        progress.stage(`zipf: exponent ${exponent}, R = ${x.toPrecision(2)}`);
        const estimate = meanOf(trials(8), seed, `zipf/${exponent}/${x}`, (rng) => {
          const graph = weightedGraph(law, Math.round(x * skills), weights, rng);
          const { learnedFlags: learned } = learnSequential(graph);
          const tests = 20_000;
          return 1 - textSizeCounts(weightedGraph(law, tests, weights, rng), { known: learned })[0] / tests;
        });
        points.push({ panel: "", series, witness: "simulation", x, ...estimate });
      }
    }
    return {
      title: "Unequal popularity turns the exponential into a power law",
      caption: `Share of new texts with a skill that was not learned, for texts with 2 skills on average out of ${skills.toLocaleString("en-US")}. With popularity s^-a the error falls as R^-(1 - 1/a) until the rarest skills are met.`,
      x: { label: "texts per skill, R", scale: "log" },
      y: { label: "error on new texts", scale: "log" },
      points,
      facts: { skills, decays },
    };
  },
};
