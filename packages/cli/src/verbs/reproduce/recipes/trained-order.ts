import { stream, Welford } from "@onset/core/base";
import { type SkillTextGraph, uniformGraph } from "@onset/core/graph";
import { learnRounds } from "@onset/core/learning";
import { neverLearned, trainGaps, trainSkills } from "@onset/core/training";
import type { Point } from "../../../figures/figure.js";
import { estimateOf } from "../../../figures/simulate.js";
import type { Recipe } from "../recipe.js";

const ratios = [2.5, 2.7, 3.2];
const skills = 600;

/** The step at which a trained model learns a skill goes up with the round in which peeling does. */
export const trainedOrder: Recipe = {
  name: "trained-order",
  about: "step at which gradient descent learns a skill against the round in which peeling does",
  make({ seed, progress }) {
    const points: Point[] = [];
    for (const ratio of ratios) {
      progress.stage(`trained-order: R = ${ratio}`);
      const { graph, attempt } = emerging(ratio, seed);
      const { roundOfSkill } = learnRounds(graph);
      const rng = stream(seed, "trained-order", "model", attempt);
      const series = `R = ${ratio}`;
      const trained = byRound(roundOfSkill, trainSkills(graph, rng).stepOfSkill);
      const expected = byRound(roundOfSkill, trainGaps(graph).stepOfSkill);
      expected.forEach((steps, x) => {
        points.push({ panel: "", series, witness: "theory", x, y: steps.mean });
      });
      trained.forEach((steps, x) => {
        points.push({ panel: "", series, witness: "simulation", x, ...estimateOf(steps) });
      });
    }
    return {
      title: "Gradient descent learns in the order of peeling",
      caption: `Mean step after which the skills of a round are learned (c = 5, ${skills} skills, noise 10^-12 at the start). Lines: descent without noise, one number a skill. Near the threshold of 2.457 learning waits in a bottleneck.`,
      x: { label: "round in which peeling learns the skill" },
      y: { label: "step of gradient descent" },
      points: points.sort((a, b) => a.x - b.x),
      facts: { skills, ratios },
    };
  },
};

/** The first corpus of a series in which peeling learns nearly all. */
function emerging(ratio: number, seed: number): { graph: SkillTextGraph; attempt: number } {
  for (let attempt = 0; ; attempt++) {
    const rng = stream(seed, "trained-order", Math.round(1000 * ratio), attempt);
    const graph = uniformGraph({ kind: "poisson", mean: 5 }, Math.round(ratio * skills), skills, rng);
    if (learnRounds(graph).learnedCount > 0.9 * skills) return { graph, attempt };
  }
}

/** The steps of the skills of each round. */
function byRound(rounds: Uint32Array, steps: Uint32Array): Map<number, Welford> {
  const all = new Map<number, Welford>();
  rounds.forEach((round, skill) => {
    const step = steps[skill];
    if (round === neverLearned || step === neverLearned) return;
    const mean = all.get(round) ?? new Welford();
    mean.add(step);
    all.set(round, mean);
  });
  return all;
}
