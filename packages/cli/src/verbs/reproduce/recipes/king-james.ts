import { bestRung, openPart } from "@onset/core/analysis";
import { mostFrequentSkills } from "@onset/core/corpus";
import { skillFlags } from "@onset/core/graph";
import { learnSequential } from "@onset/core/learning";
import type { Point } from "../../../figures/figure.js";
import { readBundled } from "../bundled.js";
import type { Recipe } from "../recipe.js";

/** Theory takes most of the time, and is smooth but for its jump: it is asked at so many of the 81 numbers of known words. */
const theoryPoints = 40;

/** Real words: a learner that knows ten words more goes from almost nothing to four fifths of the language. */
export const kingJames: Recipe = {
  name: "king-james",
  about: "words learned from the King James Bible against the number of words known from the start",
  async make({ workspace, progress, trials }) {
    const theoryStep = 4 * Math.ceil(theoryPoints / trials(theoryPoints));
    const { corpus } = await readBundled("king-james-words.jsonl.gz", workspace, progress);
    const words = mostFrequentSkills(corpus, corpus.skillNames.length);
    const points: Point[] = [];
    const measured: Record<number, number> = {};
    for (let known = 0; known <= 160; known += 2) {
      progress.stage(`king-james: ${known} words known`);
      const flags = skillFlags(words.length, words.subarray(0, known));
      const open = words.length - known;
      for (const maxUnlearned of [1, 2]) {
        const series = maxUnlearned === 1 ? "one new word a verse" : "up to two new words a verse";
        const { learnedCount } = learnSequential(corpus.needs, { maxUnlearned, known: flags });
        if (maxUnlearned === 1) measured[known] = learnedCount;
        points.push({ panel: "", series, witness: "measurement", x: known, y: learnedCount / open });
        if (known % theoryStep !== 0) continue;
        const { learned } = bestRung(openPart(corpus.needs, flags).graph, maxUnlearned);
        points.push({ panel: "", series, witness: "theory", x: known, y: learned });
      }
    }
    return {
      title: "Ten words make the difference",
      caption:
        "Share of the other words that a learner gains from the verses of the King James Bible, by the number of most frequent words known from the start. Lines: density evolution that keeps how many skills of which rarity, place and size of text meet, and knows nothing else of the corpus.",
      x: { label: "words known from the start" },
      y: { label: "other words learned", percent: true, domain: [0, 1] },
      points,
      facts: { texts: corpus.textNames.length, words: words.length, learnedOneNewWord: measured },
    };
  },
};
