import { geometric, withJumps } from "@onset/charts";
import { stream } from "@onset/core/base";
import { weightedGraph, zipfWeights } from "@onset/core/graph";
import { learnSequential } from "@onset/core/learning";
import { evolve, largestCombination, poisson, ratioThreshold, zipfSkills } from "@onset/core/theory";
import type { Point } from "../../../figures/figure.js";
import type { Recipe } from "../recipe.js";

const mean = 4;
const zipfMean = 2;
const skills = 30_000;
const exponents = [1.3, 1.5, 2];

/** Arora and Goyal (arXiv 2307.15936): how many skills can be asked for at once, as the texts become more. */
export const combinations: Recipe = {
  name: "combinations",
  about: "how many skills can be asked for at once, against the number of texts",
  make({ seed, progress }) {
    const points: Point[] = [];
    const add = (panel: string, series: string, x: number, edgeUnlearned: number) => {
      const y = largestCombination(edgeUnlearned);
      if (y < 1e5) points.push({ panel, series, witness: "theory", x, y });
    };
    const [uniform, zipf] = ["equally popular skills", "popularity of rank s: s^-a"];
    for (const unknown of [1, 0.8]) {
      const series = unknown === 1 ? "nothing known" : "a fifth known";
      const { jumps } = ratioThreshold(poisson(mean), { unknown });
      for (const x of withJumps(geometric(0.2, 4, 161), jumps)) {
        add(uniform, series, x, evolve(poisson(mean), x, { unknown }).edgeUnlearned);
      }
    }
    const growth: Record<string, number> = {};
    for (const exponent of exponents) {
      const series = `a = ${exponent}`;
      const at = (x: number) =>
        evolve(poisson(zipfMean), zipfSkills(poisson(zipfMean), x, skills, exponent)).edgeUnlearned;
      for (const x of geometric(0.01, 100, 121)) add(zipf, series, x, at(x));
      growth[series] = largestCombination(at(1)) / largestCombination(at(0.1));
      const weights = zipfWeights(skills, exponent);
      for (const x of geometric(0.02, 20, 8)) {
        progress.stage(`combinations: a = ${exponent}, R = ${x.toPrecision(2)}`);
        const rng = stream(seed, `combinations/${exponent}/${x}`);
        const law = { kind: "poisson", mean: zipfMean } as const;
        const { learnedFlags } = learnSequential(weightedGraph(law, Math.round(x * skills), weights, rng));
        // The unlearned share as tasks see it: skills drawn as texts draw them.
        let [missed, total] = [0, 0];
        for (let skill = 0; skill < skills; skill++) {
          total += weights[skill];
          if (learnedFlags[skill] === 0) missed += weights[skill];
        }
        if (missed > 0) {
          points.push({
            panel: zipf,
            series,
            witness: "simulation",
            x,
            y: largestCombination(missed / total),
          });
        }
      }
    }
    return {
      title: "How many skills can be asked for at once",
      caption: `The number of skills, drawn as a text draws its own, that are all learned half of the time. Texts need ${mean} skills on average (left) or ${zipfMean} out of ${skills.toLocaleString("en-US")} (right, where ten times the texts give the same factor again and again: 10^(1 - 1/a)).`,
      x: { label: "texts per skill, R", scale: "log" },
      y: { label: "skills at once", scale: "log" },
      points,
      freeScales: true,
      facts: { growthFromTenfoldTexts: growth },
    };
  },
};
