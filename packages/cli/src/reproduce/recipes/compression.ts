import { logBinomial } from "@onset/core/base";
import { uniformGraph } from "@onset/core/graph";
import { learnSequential } from "@onset/core/learning";
import { codingRate, poisson, ratioThreshold } from "@onset/core/theory";
import type { Point } from "../../figures/figure.js";
import { linear, meanOf, withJumps } from "../../figures/simulate.js";
import type { Recipe } from "../recipe.js";

const means = [3, 4, 5];
const skills = 10_000;
const rawBits = 400;

/** A trained learner is a shared codebook: the rate of the code falls where the skills emerge. */
export const compression: Recipe = {
  name: "compression",
  about: "mean bits of a text sent as its set of skills where it is understood, against texts per skill",
  make({ seed, trials, progress }) {
    const points: Point[] = [];
    const [first, last] = [0.1, 3];
    for (const mean of means) {
      const law = poisson(mean);
      const series = `c = ${mean}`;
      const jumps = ratioThreshold(law).jumps.map((jump) => jump.value);
      for (const x of withJumps(linear(first, last, 241), jumps)) {
        const { meanBits } = codingRate(law, x, { skillCount: skills, rawBits });
        points.push({ panel: "", series, witness: "theory", x, y: meanBits });
      }
      for (const x of linear(0.2, last, 15)) {
        progress.stage(`compression: ${series}, R = ${x.toFixed(2)}`);
        const estimate = meanOf(trials(10), seed, `compression/${mean}/${x}`, (rng) => {
          const corpus = uniformGraph(law, Math.round(x * skills), skills, rng);
          const { learned, learnedCount } = learnSequential(corpus);
          return meanBitsOf(uniformGraph(law, skills, skills, rng), learned, learnedCount);
        });
        points.push({ panel: "", series, witness: "simulation", x, ...estimate });
      }
    }
    return {
      title: "Compression emerges where skills emerge",
      caption: `Mean bits of a new text: one flag, then its set of skills when all are learned, else ${rawBits} bits for the text itself. Points: random corpora with ${skills.toLocaleString("en-US")} skills and as many new texts.`,
      x: { label: "texts per skill, R" },
      y: { label: "bits per text", domain: [0, rawBits + 10] },
      points,
      facts: { skills, rawBits },
    };
  },
};

/** What the texts cost: each is looked at, none is computed from a mean. */
function meanBitsOf(
  { textCount, textOffsets, textSkills }: ReturnType<typeof uniformGraph>,
  learned: Uint8Array,
  learnedCount: number,
): number {
  let bits = 0;
  for (let text = 0; text < textCount; text++) {
    let unlearned = 0;
    for (let edge = textOffsets[text]!; edge < textOffsets[text + 1]!; edge++) {
      unlearned += 1 - learned[textSkills[edge]!]!;
    }
    const size = textOffsets[text + 1]! - textOffsets[text]!;
    bits += 1 + (unlearned > 0 ? rawBits : logBinomial(learnedCount, size) / Math.LN2);
  }
  return bits / textCount;
}
