import { geometric, linear, twoSided95, withJumps } from "@onset/charts";
import { exp, log2, logFactorial, power, type RandomStream, Welford } from "@onset/core/base";
import { loadCodec, trainCodec } from "@onset/core/codec";
import { type Corpus, mostFrequentSkills, nameOf } from "@onset/core/corpus";
import {
  graphOfTexts,
  type SkillTextGraph,
  skillDegreeCounts,
  skillFlags,
  textSizeCounts,
} from "@onset/core/graph";
import { estimateRates, type SkillRates } from "@onset/core/learning";
import { type DegreeLaw, type Evolution, empirical, evolve, mixedPoisson } from "@onset/core/theory";
import type { Mark, Point } from "../../../figures/figure.js";

/** Words known from the start: ten or twenty more, and the jump comes much earlier. */
const foundations = [80, 100, 128] as const;
const heldBack = 1000;
/** Bits of all verses that each bit of a model saves; of fewer verses less, so that models stay comparable. */
const price = 0.02;
const powerOfTexts = 1.4;
const firstShare = 0.05;
const gridOfShares = geometric(firstShare, 1, 160);
/** A jump is where this share of the words is learned at once. */
const minJump = 0.2;
const bisections = 40;

/** What a model of the verses costs and saves, for each number of verses. */
export type CompressedVerses = {
  readonly points: Point[];
  readonly marks: Mark[];
  readonly facts: Readonly<Record<string, unknown>>;
};

/**
 * The real codec on a real book: bits that a word of a new verse takes when its verse is sent as a set of skills, against
 * the verses that sender and receiver have read. Words known from the start are not sent.
 *
 * @param count - Numbers of verses for each foundation.
 * @param pause - Called before each training with what comes.
 */
export async function compressedVerses(
  panel: string,
  corpus: Corpus,
  random: RandomStream,
  count: number,
  pause: (what: string) => Promise<void>,
): Promise<CompressedVerses> {
  const { needs, skillNames } = corpus;
  const order = shuffledTexts(needs.textCount, random);
  const test = order.slice(0, heldBack);
  const train = order.slice(heldBack);
  const points: Point[] = [];
  const marks: Mark[] = [];
  const facts: Record<string, unknown> = {};
  for (const foundation of foundations) {
    const series = `${foundation} words known`;
    const known = skillFlags(skillNames.length, mostFrequentSkills(corpus, foundation));
    const laws = lawsOf(graphOfTexts(needs, train), known);
    const jump = jumpOf(laws);
    const ratioOf = (share: number): number => (share * train.length) / skillNames.length;
    const shares = linear(firstShare, 1, count);
    const measured: Point[] = [];
    for (const share of shares) {
      await pause(`${series}, ${Math.round(100 * share)}% of the verses`);
      const texts = textsOf(corpus, train.slice(0, Math.round(share * train.length)));
      const { model } = trainCodec(texts, {
        foundation,
        layers: false,
        price: price * power(share, powerOfTexts),
      });
      measured.push({
        panel,
        series,
        witness: "measurement",
        x: ratioOf(share),
        ...bitsOfWord(model, corpus, test, known),
      });
    }
    const spelling = measured[0].y + laws.orderBits;
    for (const share of withJumps(gridOfShares, jump === null ? [] : [{ value: jump }])) {
      points.push({
        panel,
        series,
        witness: "theory",
        x: ratioOf(share),
        y: theoreticalBits(laws, share, spelling),
      });
    }
    points.push(...measured);
    if (jump !== null) marks.push({ panel, series, x: ratioOf(jump), label: "R*" });
    facts[series] = {
      threshold: jump === null ? null : ratioOf(jump),
      spellingBits: spelling,
      orderBits: laws.orderBits,
    };
  }
  return { points, marks, facts };
}

/** The verses in an order of chance. */
function shuffledTexts(count: number, random: RandomStream): Uint32Array<ArrayBuffer> {
  const order = Uint32Array.from({ length: count }, (_, text) => text);
  for (let i = 0; i < count; i++) {
    const j = i + random.nextInteger(count - i);
    const text = order[j];
    order[j] = order[i];
    order[i] = text;
  }
  return order;
}

/** Verses as texts: their words, in an order that tells nothing. */
function textsOf({ needs, skillNames }: Corpus, verses: Uint32Array): string[] {
  return Array.from(verses, (verse) =>
    Array.from(needs.skillsOfText(verse), (word) => nameOf(skillNames, word)).join(" "),
  );
}

/** Bits that a word not known from the start takes in records of whole bytes, decoded and compared. */
function bitsOfWord(
  model: Uint8Array,
  corpus: Corpus,
  test: Uint32Array,
  known: Uint8Array,
): Pick<Point, "y" | "low" | "high" | "trials"> {
  const codec = loadCodec(model);
  let [bits, words] = [0, 0];
  const verses = textsOf(corpus, test).map((text, i) => {
    const record = codec.encodeMeaning(text);
    if (codec.decodeMeaning(record).join() !== codec.meaning(text).join())
      throw new Error(`verse ${i} means something else after its way through the codec`);
    const open = corpus.needs.skillsOfText(test[i]).reduce((sum, word) => sum + 1 - known[word], 0);
    bits += 8 * record.length;
    words += open;
    return { bits: 8 * record.length, open };
  });
  const y = bits / words;
  const residuals = new Welford();
  for (const verse of verses) residuals.add(verse.bits - y * verse.open);
  const half = (twoSided95 * residuals.standardError * verses.length) / words;
  return { y, low: y - half, high: y + half, trials: verses.length };
}

/** What theory knows of the verses: how many words they have, and how often words come up. */
type VerseLaws = {
  readonly sizes: Uint32Array;
  readonly sizeLaw: DegreeLaw;
  readonly rates: SkillRates;
  /** Bits a word that a set saves because it has no order: log2 k! for k words. */
  readonly orderBits: number;
};

function lawsOf(verses: SkillTextGraph, known: Uint8Array): VerseLaws {
  const sizes = textSizeCounts(verses, { known });
  let [orders, words] = [0, 0];
  for (const [size, count] of sizes.entries()) {
    orders += (count * logFactorial(size)) / Math.LN2;
    words += count * size;
  }
  return {
    sizes,
    sizeLaw: empirical(sizes),
    rates: estimateRates(skillDegreeCounts(verses, { known })),
    orderBits: orders / words,
  };
}

function learnedFrom({ sizeLaw, rates }: VerseLaws, share: number): Evolution {
  return evolve(
    sizeLaw,
    mixedPoisson(
      rates.means.map((mean) => share * mean),
      rates.weights,
    ),
  );
}

/** The share of the verses at which learning jumps: between two shares of which the larger teaches far more. */
function jumpOf(laws: VerseLaws): number | null {
  const learned = (share: number): number => learnedFrom(laws, share).learned;
  const low = gridOfShares.findLast((share) => learned(share) < minJump);
  if (low === undefined || low === 1) return null;
  let bracket = { low, high: gridOfShares[gridOfShares.indexOf(low) + 1] };
  const before = learned(bracket.low);
  for (let i = 0; i < bisections; i++) {
    const middle = (bracket.low + bracket.high) / 2;
    bracket = learned(middle) - before < minJump ? { ...bracket, low: middle } : { ...bracket, high: middle };
  }
  return bracket.high;
}

/**
 * The paper's rate, word by word: with q the share of the words of a new verse that are not learned from a share of the
 * verses (density evolution), an ideal code takes log2(1/p) bits for a learned word of frequency p, log2(1/q) to say that a
 * word is not learned, and then its spelling; a set saves the order of its words.
 */
function theoreticalBits(laws: VerseLaws, share: number, spelling: number): number {
  const { sizes, rates, orderBits } = laws;
  const { edgeUnlearned: q } = learnedFrom(laws, share);
  // u = rho(1 - q): how likely a verse teaches one of its words.
  let [teaching, edges] = [0, 0];
  for (const [size, count] of sizes.entries()) {
    if (size > 0) teaching += count * size * power(1 - q, size - 1);
    edges += count * size;
  }
  const u = teaching / edges;
  const total = rates.means.reduce((sum, mean, i) => sum + mean * rates.weights[i], 0) * rates.total;
  let [bits, unlearned] = [0, 0];
  for (const [i, mean] of rates.means.entries()) {
    const frequency = mean / total;
    const occurrences = frequency * rates.weights[i] * rates.total;
    const missed = exp(-share * mean * u);
    unlearned += occurrences * missed;
    bits += occurrences * (1 - missed) * log2(1 / frequency);
  }
  return bits + unlearned * (spelling - log2(unlearned)) - orderBits;
}
