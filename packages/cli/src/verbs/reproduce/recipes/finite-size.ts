import { linear } from "@onset/charts";
import { log10, normalCdf } from "@onset/core/base";
import { learningChain } from "@onset/core/learning";
import {
  emergenceProbability,
  finiteSizeLaw,
  poisson,
  ratioOfEmergence,
  ratioThreshold,
} from "@onset/core/theory";
import type { Point } from "../../../figures/figure.js";
import { shareOf, theoryCurve } from "../../../figures/simulate.js";
import type { Recipe } from "../recipe.js";

const law = poisson(5);
const textNumber = "poisson";
const raw = "three sizes";
const rescaled = "all sizes, rescaled";
const drawnSizes = [1e3, 1e4, 1e5];
const sizes = [1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10];

/** When does a finite corpus emerge? The jump is smeared over a window of width n^(-1/2), shifted by n^(-2/3). */
export const finiteSize: Recipe = {
  name: "finite-size",
  about: "probability that skills emerge against texts per skill, from 10^3 to 10^10 skills",
  make({ seed, trials, progress }) {
    const finite = finiteSizeLaw(law)!;
    const { unlearnedBefore, unlearnedAfter } = ratioThreshold(law);
    // A corpus has emerged when it ended on the far side of the jump.
    const middle = 1 - (unlearnedBefore! + unlearnedAfter!) / 2;
    const points: Point[] = [];
    const deviation: Record<string, number> = {};
    for (const skills of drawnSizes) {
      const series = `n = ${power(skills)}`;
      const probability = (x: number) => emergenceProbability(finite, x, skills, { textNumber });
      points.push(...theoryCurve(linear(2.1, 3, 181), probability, { panel: raw, series }));
    }
    for (const skills of sizes) {
      const series = `n = ${power(skills)}`;
      let largest = 0;
      for (const score of linear(-2.5, 2.5, 11)) {
        progress.stage(`finite-size: ${series}, ${score} widths from the middle`);
        const share = normalCdf(score);
        const x = ratioOfEmergence(finite, share, skills, { textNumber });
        const chain = learningChain(law, x * skills, skills, { textNumber: "poisson" });
        const key = `finite-size/${skills}/${score}`;
        const estimate = shareOf(
          trials(2000),
          seed,
          key,
          (rng) => chain.run(rng).learnedCount > middle * skills,
        );
        largest = Math.max(largest, Math.abs(estimate.y - share));
        points.push({ panel: rescaled, series, witness: "simulation", x: score, ...estimate });
        if (drawnSizes.includes(skills)) {
          points.push({ panel: raw, series, witness: "simulation", x, ...estimate });
        }
      }
      deviation[skills.toExponential(0).replace("+", "")] = largest;
    }
    points.push(...theoryCurve(linear(-2.6, 2.6, 105), normalCdf, { panel: rescaled }));
    return {
      title: "The larger the corpus, the sharper the jump",
      caption:
        "Share of random corpora (c = 5) in which skills emerge. Rescaled: (R - R* - beta n^(-2/3)) sqrt(n) / alpha, where one curve, the normal distribution, serves all sizes from a thousand to ten billion skills.",
      x: { label: { [raw]: "texts per skill, R", [rescaled]: "widths from the middle of the window" } },
      y: { label: "corpora that emerge", percent: true, domain: [0, 1] },
      freeScales: true,
      points,
      marks: [{ panel: raw, x: finite.ratio, label: "R* (infinite corpus)" }],
      facts: {
        ratio: finite.ratio,
        alpha: finite.alphaPoissonTexts,
        beta: finite.beta,
        textNumber,
        largestDeviation: deviation,
      },
    };
  },
};

function power(size: number): string {
  return `10^${Math.round(log10(size))}`;
}
