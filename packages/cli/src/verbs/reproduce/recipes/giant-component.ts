import { linear, withJumps } from "@onset/charts";
import { associationComponents } from "@onset/core/association";
import { uniformGraph } from "@onset/core/graph";
import { learnSequential } from "@onset/core/learning";
import { giantComponent, giantThreshold, poisson, ratioThreshold } from "@onset/core/theory";
import type { Point } from "../../../figures/figure.js";
import { meanOf } from "../../../figures/simulate.js";
import type { Recipe } from "../recipe.js";

const skills = 20_000;
const panels = [
  { mean: 2, last: 1.6 },
  { mean: 3, last: 1.6 },
  { mean: 4, last: 2 },
  { mean: 5, last: 3 },
];

/** Being learned and being connected come from the same texts; to take them for independent is far off early on. */
export const giant: Recipe = {
  name: "giant-component",
  about: "giant component of the association graph: exact, by independent percolation, and simulated",
  make({ seed, trials, progress }) {
    const points: Point[] = [];
    const thresholds: Record<string, object> = {};
    for (const { mean, last } of panels) {
      const panel = `c = ${mean}`;
      const law = poisson(mean);
      const { jumps } = ratioThreshold(law);
      thresholds[panel] = giantThreshold(law);
      for (const x of withJumps(linear(0.02, last, 241), jumps)) {
        const state = giantComponent(law, x);
        const rows = {
          "skills learned": state.learned,
          exact: state.giant,
          independent: state.giantIndependent,
        };
        for (const [series, y] of Object.entries(rows)) {
          points.push({ panel, series, witness: "theory", x, y });
        }
      }
      for (const x of linear(last / 16, last, 16)) {
        progress.stage(`giant-component: ${panel}, R = ${x.toFixed(2)}`);
        const estimate = meanOf(trials(10), seed, `giant-component/${mean}/${x}`, (rng) => {
          const graph = uniformGraph(law, Math.round(x * skills), skills, rng);
          return associationComponents(graph, learnSequential(graph).learnedFlags).giant / skills;
        });
        points.push({ panel, series: "exact", witness: "simulation", x, ...estimate });
      }
    }
    return {
      title: "Learned skills connect sooner than independence says",
      caption: `Skills learned, and the largest group of learned skills that texts connect, as shares of all skills. Independent: site percolation with the same share occupied at random. Points: random corpora with ${skills.toLocaleString("en-US")} skills.`,
      x: { label: "texts per skill, R" },
      y: { label: "share of all skills", percent: true, domain: [0, 1] },
      freeScales: true,
      points,
      facts: { skills, thresholds },
    };
  },
};
