import { linear } from "@onset/charts";
import { classChain, hierarchyChain } from "@onset/core/learning";
import { evolveFrozen, evolveJoint } from "@onset/core/theory";
import type { Point } from "../../../figures/figure.js";
import { meanOf } from "../../../figures/simulate.js";
import type { Recipe } from "../recipe.js";

const foundationMean = 4;
const domainMeans = [2, 3] as const;
// The foundation's own threshold is 1.4664.
const foundationRatios = [1.3, 1.45, 1.48, 1.6];
const skills = 200_000;
const panels = { frozen: "frozen foundation", joint: "foundation and domain learned together" };

/** A foundation just below its own threshold destroys fine-tuning, however many domain texts there are. */
export const fineTuning: Recipe = {
  name: "fine-tuning",
  about: "domain skills learned on top of a foundation that is below or above its own threshold",
  make({ seed, trials, progress }) {
    const points: Point[] = [];
    const last = 4;
    for (const foundationRatio of foundationRatios) {
      const series = `foundation R = ${foundationRatio}`;
      for (const x of linear(0.02, last, 250)) {
        const levels = levelsOf(foundationRatio, x);
        const [frozen, joint] = [evolveFrozen(levels)[1].unlearned, evolveJoint(levels).unlearned[1]];
        points.push({ panel: panels.frozen, series, witness: "theory", x, y: 1 - frozen });
        points.push({ panel: panels.joint, series, witness: "theory", x, y: 1 - joint });
      }
      for (const x of linear(0.2, last, 20)) {
        progress.stage(`fine-tuning: ${series}, domain R = ${x.toFixed(1)}`);
        const [foundation, domain] = levelsOf(foundationRatio, x);
        const texts = [foundation, domain].map((level) => Math.round(level.texts));
        const frozen = hierarchyChain({
          basicSkills: skills,
          domainSkills: skills,
          foundationTexts: texts[0],
          domainTexts: texts[1],
          foundationMean,
          basicMean: domainMeans[0],
          domainMean: domainMeans[1],
        });
        const joint = classChain({
          skills: [skills, skills],
          texts,
          means: [[foundationMean, 0], domainMeans],
        });
        const key = `fine-tuning/${foundationRatio}/${x}`;
        const frozenShare = meanOf(
          trials(20),
          seed,
          key,
          (rng) => frozen.run(rng).domainLearnedCount / skills,
        );
        const jointShare = meanOf(trials(20), seed, key, (rng) => joint.run(rng).learnedCounts[1] / skills);
        points.push({ panel: panels.frozen, series, witness: "simulation", x, ...frozenShare });
        points.push({ panel: panels.joint, series, witness: "simulation", x, ...jointShare });
      }
    }
    return {
      title: "Fine-tuning needs a foundation above its threshold",
      caption: `Domain skills learned against domain texts per domain skill. A domain text needs ${domainMeans[0]} basic and ${domainMeans[1]} domain skills on average; the foundation (c = ${foundationMean}) emerges at 1.466 texts per skill. Points: ${skills.toLocaleString("en-US")} skills each.`,
      x: { label: "domain texts per domain skill" },
      y: { label: "domain skills learned", percent: true, domain: [0, 1] },
      points,
      facts: { skills, foundationMean, domainMeans, foundationRatios },
    };
  },
};

function levelsOf(foundationRatio: number, domainRatio: number) {
  return [
    { skills, texts: foundationRatio * skills, means: [foundationMean] },
    { skills, texts: domainRatio * skills, means: [...domainMeans] },
  ] as const;
}
