import { linear, withJumps } from "@onset/charts";
import { logBinomial, stream } from "@onset/core/base";
import { uniformGraph } from "@onset/core/graph";
import { learnSequential } from "@onset/core/learning";
import { codingRate, poisson, ratioThreshold } from "@onset/core/theory";
import type { Point } from "../../../figures/figure.js";
import { meanOf } from "../../../figures/simulate.js";
import { readBundled } from "../bundled.js";
import type { Recipe } from "../recipe.js";
import { compressedVerses } from "./compressed-verses.js";

const means = [3, 4, 5];
const skills = 10_000;
const rawBits = 400;
const language = "random languages: bits of a text";
const verses = "King James Bible: bits of a word";

/** A trained learner is a shared codebook: the rate of the code falls where the skills emerge. */
export const compression: Recipe = {
  name: "compression",
  about:
    "bits of texts sent as sets of skills, in theory and by the codec trained on a book, against texts per skill",
  async make({ seed, trials, progress, workspace }) {
    const points: Point[] = [];
    const [first, last] = [0.1, 3];
    for (const mean of means) {
      const law = poisson(mean);
      const series = `c = ${mean}`;
      const { jumps } = ratioThreshold(law);
      for (const x of withJumps(linear(first, last, 241), jumps)) {
        const { meanBits } = codingRate(law, x, { skillCount: skills, rawBits });
        points.push({ panel: language, series, witness: "theory", x, y: meanBits });
      }
      for (const x of linear(0.2, last, 15)) {
        progress.stage(`compression: ${series}, R = ${x.toFixed(2)}`);
        const estimate = meanOf(trials(10), seed, `compression/${mean}/${x}`, (rng) => {
          const corpus = uniformGraph(law, Math.round(x * skills), skills, rng);
          const { learnedFlags: learned, learnedCount } = learnSequential(corpus);
          return meanBitsOf(uniformGraph(law, skills, skills, rng), learned, learnedCount);
        });
        points.push({ panel: language, series, witness: "simulation", x, ...estimate });
      }
    }
    const { corpus } = await readBundled("king-james-words.jsonl.gz", workspace, progress);
    const random = stream(seed, "compression", "verses");
    const book = await compressedVerses(verses, corpus, random, trials(10), async (what) => {
      progress.stage(`compression: ${what}`);
      await new Promise(setImmediate);
      if (workspace.signal.aborted) throw new Error("interrupted");
    });
    points.push(...book.points);
    return {
      title: "Compression emerges where skills emerge",
      caption: `Left: a text of which all skills are learned is sent as their set, any other in ${rawBits} bits; points are random corpora with ${skills.toLocaleString("en-US")} skills. Right: the codec of onset train, trained with verses; points are other verses sent as sets of words, in whole bytes. The most frequent words are known and not sent. Lines: density evolution, and an ideal code for words that come up independently; to spell a word costs what it does where none is learned.`,
      x: { label: "training texts per skill, R" },
      y: { label: { [language]: "bits per text", [verses]: "bits per word" } },
      freeScales: true,
      points,
      marks: [
        ...means.flatMap((mean) =>
          ratioThreshold(poisson(mean)).jumps.map(({ value: x }) => ({
            panel: language,
            series: `c = ${mean}`,
            x,
            label: "R*",
          })),
        ),
        ...book.marks,
      ],
      facts: { skills, rawBits, verses: book.facts },
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
    for (let edge = textOffsets[text]; edge < textOffsets[text + 1]; edge++) {
      unlearned += 1 - learned[textSkills[edge]];
    }
    const size = textOffsets[text + 1] - textOffsets[text];
    bits += 1 + (unlearned > 0 ? rawBits : logBinomial(learnedCount, size) / Math.LN2);
  }
  return bits / textCount;
}
