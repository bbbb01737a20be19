import { linear, withJumps } from "@onset/charts";
import { stream } from "@onset/core/base";
import { uniformGraph } from "@onset/core/graph";
import { learnSequential } from "@onset/core/learning";
import { evolve, poisson, ratioThreshold } from "@onset/core/theory";
import { trainSkills } from "@onset/core/training";
import type { Point } from "../../../figures/figure.js";
import type { Recipe } from "../recipe.js";

const ratios = { 3: [0.6, 1.6], 4: [0.9, 2.1], 5: [1.6, 3.2] } as const;
const skills = 200;
const corpora = 3;
const panels = { peeled: "learned by peeling", trained: "learned by gradient descent" };

/** A model trained by plain gradient descent learns the skills that peeling learns, corpus by corpus. */
export const trainedEmergence: Recipe = {
  name: "trained-emergence",
  about: "skills learned by peeling and by gradient descent, the same random corpora side by side",
  make({ seed, trials, progress }) {
    const points: Point[] = [];
    let skillsThatDiffer = 0;
    let runs = 0;
    for (const [mean, [first, last]] of Object.entries(ratios)) {
      const series = `c = ${mean}`;
      const law = poisson(Number(mean));
      const { jumps } = ratioThreshold(law);
      for (const x of withJumps(linear(first, last, 121), jumps)) {
        const y = evolve(law, x).learned;
        for (const panel of Object.values(panels)) points.push({ panel, series, witness: "theory", x, y });
      }
      for (const x of linear(first, last, 9)) {
        progress.stage(`trained-emergence: ${series}, R = ${x.toFixed(2)}`);
        for (let corpus = 0; corpus < trials(corpora); corpus++) {
          const rng = stream(seed, "trained-emergence", mean, Math.round(1000 * x), corpus);
          const graph = uniformGraph(
            { kind: "poisson", mean: Number(mean) },
            Math.round(x * skills),
            skills,
            rng,
          );
          const peeled = learnSequential(graph);
          const trained = trainSkills(graph, rng);
          runs++;
          trained.learnedFlags.forEach((flag, skill) => {
            if (flag !== peeled.learnedFlags[skill]) skillsThatDiffer++;
          });
          const shares = { peeled: peeled.learnedCount / skills, trained: trained.learnedCount / skills };
          points.push({ panel: panels.peeled, series, witness: "simulation", x, y: shares.peeled });
          points.push({ panel: panels.trained, series, witness: "simulation", x, y: shares.trained });
        }
      }
    }
    return {
      title: "A trained model emerges where peeling does",
      caption: `Each point is one random corpus of ${skills} skills, the same in both panels. Right: a model with a 4 x 4 matrix a skill, after 200 steps of plain gradient descent. Lines: density evolution.`,
      x: { label: "texts per skill, R" },
      y: { label: "skills learned", percent: true, domain: [0, 1] },
      points,
      facts: { skills, corpora: runs, skillsThatDiffer },
    };
  },
};
