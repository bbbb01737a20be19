import { linear, withJumps } from "@onset/charts";
import type { RandomStream } from "@onset/core/base";
import { exp } from "@onset/core/base";
import { textSizeCounts, uniformGraph } from "@onset/core/graph";
import { learnSequential } from "@onset/core/learning";
import { evolve, poisson, ratioThreshold } from "@onset/core/theory";
import type { Point } from "../../../figures/figure.js";
import { meanOf, theoryCurve } from "../../../figures/simulate.js";
import type { Recipe } from "../recipe.js";

const means = [2, 3, 4];
const skills = 50_000;
const last = 3.2;

/** Liao, Chang, Hong (arXiv 2404.07009): above the threshold the error falls exponentially with the ratio. */
export const scalingLaw: Recipe = {
  name: "scaling-law",
  about: "error on new texts against texts per skill, with its asymptote ln(error) = ln c - cR",
  make({ seed, trials, progress }) {
    const points: Point[] = [];
    for (const mean of means) {
      const law = poisson(mean);
      const series = `c = ${mean}`;
      const { jumps } = ratioThreshold(law);
      const grid = linear(0.2, last, 301);
      const error = (x: number): number => evolve(law, x).textError;
      const relative = (x: number): number => error(x) / (mean * exp(-mean * x));
      points.push(...theoryCurve(withJumps(grid, jumps), error, { series, panel: "share of new texts" }));
      points.push(...theoryCurve(grid, relative, { series, panel: "divided by the asymptote c exp(-cR)" }));
      for (const x of linear(0.3, last, 15)) {
        progress.stage(`scaling-law: c = ${mean}, R = ${x.toFixed(2)}`);
        const key = `scaling-law/${mean}/${x}`;
        const estimate = meanOf(trials(12), seed, key, (rng) => errorOnNewTexts(mean, x, rng));
        if (!(estimate.low > 0)) continue;
        points.push({ panel: "share of new texts", series, witness: "simulation", x, ...estimate });
      }
    }
    return {
      title: "Above the threshold the error falls exponentially",
      caption: `Share of new texts with a skill that was not learned; it approaches c exp(-cR). Points: random corpora with ${skills.toLocaleString("en-US")} skills, each tested on as many new texts.`,
      x: { label: "texts per skill, R" },
      y: { label: "error on new texts", scale: "log" },
      freeScales: true,
      points,
      facts: { skills, asymptote: "c exp(-cR)" },
    };
  },
};

/** Learns from random texts and meets new ones of the same kind. */
function errorOnNewTexts(mean: number, ratio: number, rng: RandomStream): number {
  const law = { kind: "poisson", mean } as const;
  const { learnedFlags: learned } = learnSequential(
    uniformGraph(law, Math.round(ratio * skills), skills, rng),
  );
  // Texts by their number of unlearned skills: entry 0 are those understood.
  const unlearned = textSizeCounts(uniformGraph(law, skills, skills, rng), { known: learned });
  return 1 - unlearned[0] / skills;
}
