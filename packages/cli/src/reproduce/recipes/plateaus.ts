import { evolve, polynomial, ratioThreshold } from "@onset/core/theory";
import type { Point } from "../../figures/figure.js";
import { geometric, learnedShare, meanOf, withJumps } from "../../figures/simulate.js";
import type { Recipe } from "../recipe.js";

// Short, medium and long texts: each kind sets off its own avalanche, and learning rests in between.
const law = polynomial({ 1: 0.04, 2: 0.01, 3: 0.2, 30: 0.75 });
const skills = 20_000;

/** Several jumps with plateaus between them, as Nayak and Varshney (arXiv 2410.01243) describe them. */
export const plateaus: Recipe = {
  name: "plateaus",
  about: "a mixture of short and long texts learns in several jumps with plateaus between them",
  make({ seed, trials, progress }) {
    const { jumps } = ratioThreshold(law);
    const points: Point[] = [];
    const [first, last] = [0.2, 40];
    for (const x of withJumps(
      geometric(first, last, 301),
      jumps.map((jump) => jump.value),
    )) {
      points.push({ panel: "", series: "skills learned", witness: "theory", x, y: evolve(law, x).learned });
    }
    for (const x of geometric(first, last, 30)) {
      progress.stage(`plateaus: R = ${x.toFixed(2)}`);
      const estimate = meanOf(trials(6), seed, `plateaus/${x}`, (rng) =>
        learnedShare(law, x, skills, 1, rng),
      );
      points.push({ panel: "", series: "skills learned", witness: "simulation", x, ...estimate });
    }
    return {
      title: "A mixture of texts learns in several jumps",
      caption: `4% of the texts need 1 skill, 1% need 2, 20% need 3 and 75% need 30. Points: random corpora with ${skills.toLocaleString("en-US")} skills.`,
      x: { label: "texts per skill, R", scale: "log" },
      y: { label: "skills learned", percent: true, domain: [0, 1] },
      points,
      marks: jumps.map((jump) => ({ panel: "", x: jump.value, label: `R = ${jump.value.toPrecision(4)}` })),
      facts: { jumps },
    };
  },
};
