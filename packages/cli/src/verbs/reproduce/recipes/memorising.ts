import { expm1, log, stream } from "@onset/core/base";
import { type SkillTextGraph, uniformGraph } from "@onset/core/graph";
import { neverLearned, trainGaps } from "@onset/core/training";
import type { Point } from "../../../figures/figure.js";
import type { Recipe } from "../recipe.js";

const skills = 1000;
const [mean, ratio, symbols] = [3, 1.3, 4];
const [last, every] = [400, 10];
const law = { kind: "poisson", mean } as const;
const panels = [
  "loss on training, of ln 4",
  "texts of training understood",
  "new texts understood",
  "skills learned",
];

/** A model with a free matrix a text says all it was shown, and has learned little. */
export const memorising: Recipe = {
  name: "memorising",
  about:
    "a model that can memorise its texts beside one that cannot: texts, new texts and skills over the steps",
  make({ seed, progress }) {
    const rng = stream(seed, "memorising");
    const graph = uniformGraph(law, ratio * skills, skills, rng);
    const unseen = uniformGraph(law, 2000, skills, rng);
    const points: Point[] = [];
    for (const memory of [false, true]) {
      const series = memory ? "a matrix a skill and one a text" : "a matrix a skill";
      progress.stage(`memorising: ${series}`);
      for (let steps = 0; steps <= last; steps += every) {
        const { gaps, stepOfSkill, rightOfText } = trainGaps(graph, { memory, steps, symbols });
        const loss = rightOfText.reduce((sum, right) => sum - log(right), 0) / graph.textCount;
        const learned = stepOfSkill.reduce((count, step) => count + (step === neverLearned ? 0 : 1), 0);
        const shares = [
          loss / log(symbols),
          understood(rightOfText),
          understood(rightOfNew(unseen, gaps)),
          learned / skills,
        ];
        shares.forEach((y, i) => {
          points.push({ panel: panels[i], series, witness: "simulation", x: steps, y });
        });
      }
    }
    return {
      title: "What can memorise has no need of skills",
      caption: `${skills.toLocaleString("en-US")} skills, c = ${mean}, R = ${ratio}, above the threshold of 1.038. With a free matrix a text descent explains the texts it saw by those, and most skills stay unknown.`,
      x: { label: "step of gradient descent" },
      y: { label: "share", percent: true, domain: [0, 1] },
      points,
      facts: { skills, mean, ratio, symbols },
    };
  },
};

function understood(right: Float64Array): number {
  return right.reduce((count, value) => count + (value > 0.9 ? 1 : 0), 0) / right.length;
}

/** What the skills alone say of texts that were not trained on: P_right = (1 + (p - 1) A)/p. */
function rightOfNew(graph: SkillTextGraph, gaps: Float64Array): Float64Array {
  return Float64Array.from({ length: graph.textCount }, (_, text) => {
    let share = 1;
    for (const skill of graph.skillsOfText(text)) share *= 1 - symbols / (expm1(gaps[skill]) + symbols);
    return (1 + (symbols - 1) * share) / symbols;
  });
}
