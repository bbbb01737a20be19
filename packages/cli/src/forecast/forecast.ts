import { type RandomStream, stream } from "@onset/core/base";
import { graphOfTexts, type SkillTextGraph, skillDegreeCounts } from "@onset/core/graph";
import { estimateRates, learnTexts } from "@onset/core/learning";
import { Calibration, Extrapolation, type Learner } from "./extrapolation.js";

/** An expected number, and the interval around it. */
export type Expected = { readonly expected: number; readonly low: number; readonly high: number };

/** What a multiple of the texts would teach. */
export type Outlook = {
  readonly multiple: number;
  readonly texts: number;
  /** Skills that the texts would show, those known at the start left out; null for what is too little to say. */
  readonly skills: Expected | null;
  readonly learned: Expected | null;
  /** What density evolution says by itself. */
  readonly byTheory: number;
};

/** The next jump of learning as texts are added. */
export type NextJump = {
  /** Texts at which it happens, by theory: from the whole, and from random halves of the texts. */
  readonly texts: Expected;
  readonly learnedBefore: number;
  readonly learnedAfter: number;
};

/** What is expected of more texts of the same kind. */
export type Forecast = {
  readonly texts: number;
  readonly skills: number;
  readonly learned: number;
  readonly outlooks: readonly Outlook[];
  /** Null when none is expected up to {@link farthest} times the texts. */
  readonly nextJump: NextJump | null;
};

/** Random parts behind an interval. */
export const subsamples = 9;
/** The part of its like that an interval is meant to hold. */
export const confidence = 0.8;
export const farthest = 100;

/** Fewer texts than this say nothing about their like. */
const fewestTexts = 10;

/**
 * Expects what multiples of the texts would teach. Theory (density evolution with the law of text sizes and the
 * estimated rates of the skills) gives a curve over the number of texts; what it does not know of this corpus, its
 * correlations, are two factors (see {@link Calibration}), weighed by how well they explain what is learned now. How
 * well the number of skills can be told is measured on random parts as well.
 *
 * Adding texts takes nothing away, so nothing is expected below what is learned.
 */
export function forecast(
  texts: SkillTextGraph,
  learner: Learner,
  multiples: readonly number[],
  random: RandomStream,
  withJump: boolean,
): Forecast {
  const whole = new Extrapolation(texts, learner);
  const learned = learnTexts(texts, learner).learnedCount;
  const calibration = new Calibration(whole, learned);
  return {
    texts: texts.textCount,
    skills: whole.rates.seen,
    learned,
    outlooks: multiples.map((multiple) =>
      outlook(texts, learner, whole, calibration, learned, multiple, random),
    ),
    nextJump: withJump ? nextJump(texts, learner, whole, random) : null,
  };
}

function outlook(
  texts: SkillTextGraph,
  learner: Learner,
  whole: Extrapolation,
  calibration: Calibration,
  learned: number,
  multiple: number,
  random: RandomStream,
): Outlook {
  const about = {
    multiple,
    texts: Math.round(multiple * texts.textCount),
    byTheory: whole.learned(multiple),
  };
  if (texts.textCount / multiple < fewestTexts) return { ...about, skills: null, learned: null };
  // From a random part of 1/m the number of skills of the whole is estimated, which is known: so wrong is this.
  const errors = Array.from({ length: subsamples }, (_, i) => {
    const part = randomPart(texts, 1 / multiple, random.split("part", Math.round(1000 * multiple), i));
    return whole.rates.seen / new Extrapolation(part, learner).skills(multiple);
  });
  // They are larger than those of the whole will be, so that only their spread is taken over, not their mean.
  const middle = [...errors].sort((a, b) => a - b)[(subsamples - 1) / 2]!;
  const doubts = errors.map((error) => error / middle);
  const expected = whole.skills(multiple);
  const skills = quantiles(
    doubts.map((doubt) => ({ value: Math.max(whole.rates.seen, expected * doubt), weight: 1 })),
  );
  const draws = calibration.at(multiple).flatMap(({ value, weight }) =>
    doubts.map((doubt) => ({
      value: Math.max(learned, Math.min(value, expected) * doubt),
      weight,
    })),
  );
  return { ...about, skills, learned: quantiles(draws) };
}

type Weighted = { readonly value: number; readonly weight: number };

function quantiles(draws: readonly Weighted[]): Expected {
  const sorted = [...draws].sort((a, b) => a.value - b.value);
  const total = sorted.reduce((sum, { weight }) => sum + weight, 0);
  const at = (share: number): number => {
    let sum = 0;
    for (const { value, weight } of sorted) {
      sum += weight;
      if (sum >= share * total) return value;
    }
    return sorted.at(-1)!.value;
  };
  return { expected: at(0.5), low: at((1 - confidence) / 2), high: at((1 + confidence) / 2) };
}

/** A random part of the texts, each part of its size equally likely. */
export function randomPart(texts: SkillTextGraph, share: number, random: RandomStream): SkillTextGraph {
  const { textCount } = texts;
  const order = Uint32Array.from({ length: textCount }, (_, text) => text);
  const wanted = Math.round(share * textCount);
  for (let i = 0; i < wanted; i++) {
    const j = i + random.nextInteger(textCount - i);
    const text = order[j]!;
    order[j] = order[i]!;
    order[i] = text;
  }
  return graphOfTexts(texts, order.slice(0, wanted).sort());
}

const smallestJump = 0.05;
const gridSteps = 60;
const bisections = 30;

function nextJump(
  texts: SkillTextGraph,
  learner: Learner,
  whole: Extrapolation,
  random: RandomStream,
): NextJump | null {
  const found = jumpAfter(whole, 1);
  if (found === null) return null;
  const places = [found.multiple * texts.textCount];
  for (let i = 0; i < subsamples - 1; i++) {
    const half = new Extrapolation(randomPart(texts, 0.5, random.split("half", i)), learner);
    // The same jump, sought from a little below the corpus on: a half may see it earlier.
    const other = jumpAfter(half, 1);
    if (other !== null) places.push((other.multiple * texts.textCount) / 2);
  }
  places.sort((a, b) => a - b);
  return {
    texts: { expected: found.multiple * texts.textCount, low: places[0]!, high: places.at(-1)! },
    learnedBefore: found.before,
    learnedAfter: found.after,
  };
}

/** The first place from a multiple on where the learned share of all skills leaps by 5 % or more. */
function jumpAfter(
  laws: Extrapolation,
  from: number,
): { multiple: number; before: number; after: number } | null {
  const total = laws.rates.total;
  const growth = farthest ** (1 / gridSteps);
  let low = from;
  let before = laws.learned(low);
  for (let i = 1; i <= gridSteps; i++) {
    const high = from * growth ** i;
    const after = laws.learned(high);
    if (after - before >= smallestJump * total) {
      const jump = narrowed(laws, { low, high, before, after });
      if (jump.after - jump.before >= smallestJump * total) return { ...jump, multiple: jump.high };
    }
    low = high;
    before = after;
  }
  return null;
}

type Bracket = {
  readonly low: number;
  readonly high: number;
  readonly before: number;
  readonly after: number;
};

/** Halves a bracket again and again, towards the larger part of its rise: a jump stays, a slope goes. */
function narrowed(laws: Extrapolation, bracket: Bracket): Bracket {
  let { low, high, before, after } = bracket;
  for (let i = 0; i < bisections; i++) {
    const middle = Math.sqrt(low * high);
    const between = laws.learned(middle);
    if (after - between > between - before) {
      low = middle;
      before = between;
    } else {
      high = middle;
      after = between;
    }
  }
  return { low, high, before, after };
}

/** One back-test: what a part of the texts said about all of them, and what came. */
export type BackTest = {
  readonly share: number;
  readonly run: number;
  readonly expected: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly byTheory: number;
  readonly actual: number;
  /** (expected - actual) / actual; null where nothing was expected or nothing came. */
  readonly error: number | null;
  readonly inside: boolean | null;
  /** The same for the number of skills that are seen. */
  readonly skills: { readonly expected: number | null; readonly actual: number };
};

/** Forecasts the whole from random parts of it, by the same procedure from beginning to end. */
export function backTest(
  texts: SkillTextGraph,
  learner: Learner,
  shares: readonly number[],
  runs: number,
  seed: number,
): BackTest[] {
  const actual = learnTexts(texts, learner).learnedCount;
  const seen = estimateRates(skillDegreeCounts(texts, { known: learner.known })).seen;
  return shares.flatMap((share) =>
    Array.from({ length: runs }, (_, run) => {
      const random = stream(seed, "back-test", Math.round(1000 * share), run);
      const part = randomPart(texts, share, random);
      const [future] = forecast(part, learner, [1 / share], random.split("forecast"), false).outlooks;
      const { learned, skills, byTheory } = future!;
      return {
        share,
        run,
        expected: learned?.expected ?? null,
        low: learned?.low ?? null,
        high: learned?.high ?? null,
        byTheory,
        actual,
        error: learned === null || actual === 0 ? null : (learned.expected - actual) / actual,
        inside: learned === null ? null : learned.low <= actual && actual <= learned.high,
        skills: { expected: skills?.expected ?? null, actual: seen },
      };
    }),
  );
}
