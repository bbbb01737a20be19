import { geometric } from "@onset/charts";
import { levelAccuracy, poisson, splitBudget } from "@onset/core/theory";
import type { Point } from "../../../figures/figure.js";
import type { Recipe } from "../recipe.js";

const mean = 6;
const law = poisson(mean);
const levels = [
  { skills: 1000, pairs: 4, prerequisites: 0, weight: 0.4 },
  { skills: 1000, pairs: 60, prerequisites: 3, weight: 0.4 },
  { skills: 1000, pairs: 800, prerequisites: 4, weight: 0.2 },
];
const taskSizes = [0, 1];

/** Nayak and Varshney (arXiv 2410.01243): accuracy against the budget, with a plateau for each level. */
export const skillLevels: Recipe = {
  name: "skill-levels",
  about: "accuracy against a budget of texts times concepts: a plateau for each level of skills",
  make() {
    const points: Point[] = [];
    for (const x of geometric(1e5, 1e16, 221)) {
      const { skills: concepts, texts, learned } = splitBudget(law, x);
      const state = levelAccuracy(learned, texts, (mean * learned) / concepts, levels, { taskSizes });
      points.push({ panel: "", series: "all tasks", witness: "theory", x, y: state.accuracy });
      for (const [l, { accuracy: y }] of state.levels.entries()) {
        points.push({ panel: "", series: `level ${l + 1}`, witness: "theory", x, y });
      }
    }
    return {
      title: "Skills of several levels emerge one after the other",
      caption:
        "Tasks of two skills succeed when both are in the giant component of their level. Concepts and texts are as many as learn the most concepts for the budget.",
      x: { label: "budget, texts times concepts", scale: "log" },
      y: { label: "tasks that succeed", percent: true, domain: [0, 1] },
      points,
      facts: { mean, levels },
    };
  },
};
