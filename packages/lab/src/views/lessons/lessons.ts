/** The six lessons: what is told, what is asked, and where to go on from there. */
import { encodeState } from "../../state/hash.js";
import { defaults } from "../../state/parameters.js";
import { densityParameters } from "../density/parameters.js";
import { emergenceParameters } from "../emergence/parameters.js";
import { errorsParameters } from "../errors/parameters.js";
import type { LessonId } from "./parameters.js";

export type Lesson = {
  readonly title: string;
  readonly story: string;
  readonly question: string;
  /** What is behind it, told after the bet. */
  readonly moral: string;
  /** The command line that prints the answer. */
  readonly command: string;
  /** A prepared link to the view where it can be played with. */
  readonly link: string;
  readonly linkText: string;
};

const emergence = (ratio: number): string =>
  encodeState("emergence", emergenceParameters, { ...defaults(emergenceParameters), ratio });

export const lessons: Readonly<Record<LessonId, Lesson>> = {
  below: {
    title: "Below the threshold",
    story:
      "There are 10,000 skills, and each text needs five of them on average. A reader learns a skill from a text when it is the only one in it that is new. With 26,000 texts nearly everything is learned.",
    question: "With 23,000 texts, how much is learned?",
    moral:
      "As long as most skills are new, texts rarely have a single new skill. Below the threshold of 24,565 texts each learned skill makes too few others reachable, and the avalanche dies out.",
    command: "onset simulate poisson:5 --ratio 2.3 --skills 10000 --trials 40 --seed 1",
    link: emergence(2.3),
    linkText: "Move the number of texts in Emergence",
  },
  near: {
    title: "Near the threshold",
    story:
      "The same skills and texts. Theory, for infinitely many skills, puts the threshold at 24,565 texts. We draw 200 random corpora with 24,700 texts each, a little more than that.",
    question: "In what share of these corpora do the skills emerge?",
    moral:
      "A corpus is learned nearly whole or hardly at all, and near the threshold luck decides which. With 10,000 skills it takes 1,260 texts to get from one chance in ten to nine in ten. Relative to the number of skills, this window narrows with the square root of their number.",
    command: "onset simulate poisson:5 --ratio 2.47 --skills 10000 --trials 200 --seed 1",
    link: emergence(2.47),
    linkText: "Change the number of skills in Emergence",
  },
  above: {
    title: "Above the threshold",
    story:
      "Texts with five skills again, but only 12,500 of them, half of what was needed. This time the reader knows a fifth of the 10,000 skills from the start.",
    question: "How much is known in the end, what was known at the start included?",
    moral:
      "What is known at the start moves the threshold, here from 24,565 texts to 11,731: the tunnel is open and learning slips through. A little knowledge is worth many texts.",
    command: "onset simulate poisson:5 --ratio 1.25 --skills 10000 --unknown 0.8 --trials 40 --seed 1",
    link: encodeState("density", densityParameters, {
      ...defaults(densityParameters),
      ratio: 1.25,
      unknown: 0.8,
    }),
    linkText: "See the tunnel in Density evolution",
  },
  stuck: {
    title: "A stuck core",
    story:
      "A real library: 1,138 proofs of quantum logic, which cite 803 theorems. The proof is the text, the theorems it cites are its skills. Nothing is known at the start.",
    question: "How much of the library is learned?",
    moral:
      "After 16 rounds every proof that is left has two or more unknown theorems, and they wait for each other: a stuck core. More reading does not help; a few texts about the right skills would.",
    command: "onset learn examples/cited-theorems.jsonl",
    link: "1/peel",
    linkText: "Watch a core get stuck in Peel",
  },
  zipf: {
    title: "Popular and rare",
    story:
      "10,000 skills, 20,000 texts with four skills each on average. If all skills are equally popular, 99.97% of them are learned. Real skills are not: let the skill of rank s be chosen in proportion to s to the power of −1.5, a Zipf law.",
    question: "How much is learned now?",
    moral:
      "The popular skills are learned at once, but the rare ones are hardly ever met. No avalanche takes them along: the error falls as a power law, which is why the last few per cent are so expensive.",
    command: "onset simulate poisson:4 --ratio 2 --skills 10000 --popularity 1.5 --trials 8 --seed 1",
    link: encodeState("errors", errorsParameters, defaults(errorsParameters)),
    linkText: "Change the exponent in Errors and scaling",
  },
  "king-james": {
    title: "Ten words more",
    story:
      "A reader of the 31,102 verses of the King James Bible learns a word from a verse when it is the only unknown word there. Knowing the 70 most frequent words, she learns 22 more of 12,544 and is stuck for ever.",
    question: "Knowing 80 words, what share of the others does she learn?",
    moral:
      "22 words at 70, 10,146 at 80: the same avalanche in a real text. Told only how many words each verse has and how many verses each word has, theory says on which side of the threshold she stands.",
    command: "onset learn examples/king-james-words.jsonl.gz --known-top 80",
    link: "1/corpus?corpus=king-james-words&known=80",
    linkText: "Move the number of known words in My corpus",
  },
};
