import { linear, withJumps } from "@onset/charts";
import { evolve, polynomial, ratioThreshold } from "@onset/core/theory";
import { learnedShare, meanOf, theoryCurve } from "../../../figures/simulate.js";
import type { Recipe } from "../recipe.js";

// Short, medium and long texts: what is left after the avalanche of one kind waits for that of the next.
const law = polynomial({ 1: 0.5, 6: 0.3, 300: 0.2 });
const skills = 20_000;

/** Several jumps with plateaus between them, as Nayak and Varshney (arXiv 2410.01243) describe them. */
export const plateaus: Recipe = {
  name: "plateaus",
  about: "a mixture of short and long texts learns in several jumps with plateaus between them",
  make({ seed, trials, progress }) {
    const { jumps } = ratioThreshold(law);
    const [first, last] = [1, 2.2];
    const series = "skills not learned";
    const points = theoryCurve(withJumps(linear(first, last, 301), jumps), (x) => evolve(law, x).unlearned, {
      series,
    });
    for (const x of linear(first, last, 30)) {
      progress.stage(`plateaus: R = ${x.toFixed(2)}`);
      const estimate = meanOf(
        trials(6),
        seed,
        `plateaus/${x}`,
        (rng) => 1 - learnedShare(law, x, skills, 1, rng),
      );
      points.push({ panel: "", series, witness: "simulation", x, ...estimate });
    }
    return {
      title: "A mixture of texts learns in several jumps",
      caption: `Half of the texts need 1 skill, 30% need 6 and 20% need 300. Points: random corpora with ${skills.toLocaleString("en-US")} skills.`,
      x: { label: "texts per skill, R" },
      y: { label: "skills not learned", scale: "log", domain: [1e-4, 1] },
      points,
      marks: jumps.map((jump) => ({ panel: "", x: jump.value, label: `R = ${jump.value.toPrecision(4)}` })),
      facts: { jumps },
    };
  },
};
