import { linear } from "@onset/charts";
import { type RandomStream, stream, Welford } from "@onset/core/base";
import { type Corpus, mostFrequentSkills } from "@onset/core/corpus";
import { graphOfTexts, skillFlags } from "@onset/core/graph";
import { learnSequential } from "@onset/core/learning";
import type { Point } from "../../../figures/figure.js";
import { estimateOf } from "../../../figures/simulate.js";

const known = 160;

/**
 * What two learners of the same book can tell each other: each verse belongs to the sender's pool, the receiver's or the
 * test; both know the most frequent words from the start and learn a share of their pools. Of the other words
 * of the test those arrive that both have learned.
 */
export function versePoints(panel: string, corpus: Corpus, seed: number, trials: number): Point[] {
  const words = mostFrequentSkills(corpus, corpus.skillNames.length);
  const flags = skillFlags(words.length, words.subarray(0, known));
  const points: Point[] = [];
  for (const x of linear(0.1, 1, 19)) {
    const shares = { same: new Welford(), apart: new Welford() };
    for (let trial = 0; trial < trials; trial++) {
      const rng = stream(seed, "communication-emerges", "verses", trial);
      const [first, second, test] = pools(corpus.needs.textCount, x, rng);
      const [sender, receiver] = [first, second].map(
        (verses) => learnSequential(graphOfTexts(corpus.needs, verses), { known: flags }).learnedFlags,
      );
      shares.same.add(shareLearned(corpus, test, flags, sender, sender));
      shares.apart.add(shareLearned(corpus, test, flags, sender, receiver));
    }
    for (const [series, sample] of [
      ["trained on the same texts", shares.same],
      ["trained apart", shares.apart],
    ] as const) {
      points.push({ panel, series, witness: "measurement", x, ...estimateOf(sample) });
    }
  }
  return points;
}

/** A share of the sender's 45 % of the verses, of the receiver's 45 %, and the test. */
function pools(verses: number, share: number, rng: RandomStream): Uint32Array[] {
  const lists: number[][] = [[], [], []];
  for (let verse = 0; verse < verses; verse++) {
    const pool = Math.floor(rng.nextInteger(20) / 9);
    // Every verse draws, so that a larger share has all verses of a smaller one.
    const isTaken = rng.nextFloat() < share || pool === 2;
    if (isTaken) lists[pool].push(verse);
  }
  return lists.map((list) => Uint32Array.from(list));
}

function shareLearned(
  { needs }: Corpus,
  test: Uint32Array,
  flags: Uint8Array,
  sender: Uint8Array,
  receiver: Uint8Array,
): number {
  let [both, all] = [0, 0];
  for (const verse of test) {
    for (const word of needs.skillsOfText(verse)) {
      if (flags[word] === 1) continue;
      both += sender[word] & receiver[word];
      all++;
    }
  }
  return both / all;
}
