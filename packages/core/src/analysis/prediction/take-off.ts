/**
 * Whether learning takes off at all, in two answers: the law of a corpus with these degrees, and the forecast for this
 * corpus, from corpora rewired inside the types of its best rung.
 */
import { stream } from "../../base/index.js";
import { type EdgeTypes, rewiredWithin, type SkillTextGraph } from "../../graph/index.js";
import { learnSequential } from "../../learning/index.js";
import { corpusThreshold, moreStartingTexts, takeOff } from "../../theory/index.js";
import type { Pace } from "../call.js";
import type { DegreeCounts } from "../engine.js";

/** The law of take-off of a corpus with given degrees, for learners of one skill at a time. */
export type TakeOffLaw = {
  /** How likely a random corpus with these degrees takes off. */
  readonly probability: number;
  /** Where texts with one unlearned skill are fewest for their scatter. */
  readonly narrowest: {
    /** The share of the unknown skills that is learned there. */
    readonly learned: number;
    /** How many such texts there are there on average, and by how much that number scatters. */
    readonly lightTexts: number;
    readonly deviation: number;
  };
  /** How many more texts with one unknown skill make it 95 %; 0 when it is, null when no number does. */
  readonly moreStartingTexts: number | null;
};

/** What became of corpora rewired inside the types of the best rung. */
export type TakeOffForecast = {
  /** How many corpora were rewired. */
  readonly rewirings: number;
  /** The share of the unknown skills beyond which a corpus counts as taken off; null where learning does not jump. */
  readonly height: number | null;
  /** How many took off; null where learning does not jump. */
  readonly tookOff: number | null;
  /**
   * The share that those that took off (all, where learning does not jump) learn: in one of ten it is at most `low`, in
   * one of two `median`, in nine of ten `high`. Null when none took off.
   */
  readonly learned: { readonly low: number; readonly median: number; readonly high: number } | null;
  /**
   * The share that the corpus itself learns when it takes off, in eight of ten corpora: `learned`, and below it as much
   * again as the ladder came down (see {@link intervalOf}). Null when none took off.
   */
  readonly interval: { readonly low: number; readonly high: number } | null;
};

/** Of the probability that the law is asked for. */
const target = 0.95;

/**
 * The law by degrees alone; null where learning does not jump. 0.1 to 0.4 s, and twice that more where texts are missing.
 *
 * @param seed - Of the samples.
 */
export function takeOffLaw({ textSizes, skillDegrees }: DegreeCounts, seed: number): TakeOffLaw | null {
  const { main } = corpusThreshold(textSizes, skillDegrees);
  if (main === null) return null;
  // Inside the jump.
  const height = 1 - (main.unlearnedBefore + main.unlearnedAfter) / 2;
  if (!(height > 0 && height < 1)) return null;
  const options = { height, samples: 1000 };
  const random = stream(seed, "take-off");
  const { probability, narrowest } = takeOff(textSizes, skillDegrees, random, options);
  const more =
    probability >= target
      ? 0
      : moreStartingTexts(textSizes, skillDegrees, random, { height, samples: 250, target });
  return { probability, narrowest, moreStartingTexts: more };
}

const maxRewirings = 200;
const minRewirings = 10;
/** Edges rewired and learned in all rewirings together, so that they take one to two seconds. */
const maxEdges = 1e7;

/** How many rewirings are made unless they are asked for: 10 to 200, by the number of edges. */
export function affordableRewirings({ edgeCount }: SkillTextGraph): number {
  return Math.max(minRewirings, Math.min(maxRewirings, Math.floor(maxEdges / Math.max(1, edgeCount))));
}

/** How much of one rewired corpus is learned, as a share of its skills. Any process gives the same for the same number. */
function learnedWhenRewired(
  graph: SkillTextGraph,
  types: EdgeTypes,
  maxUnlearned: number,
  seed: number,
  rewiring: number,
): number {
  const { graph: rewired } = rewiredWithin(graph, types, stream(seed, "rewiring", rewiring));
  return learnSequential(rewired, { maxUnlearned }).learnedCount / Math.max(1, graph.skillCount);
}

/** Rewires and learns the rewirings of a range, from one number up to another. About 0.1 us an edge and rewiring. */
export async function learnRewirings(
  graph: SkillTextGraph,
  types: EdgeTypes,
  maxUnlearned: number,
  seed: number,
  [first, end]: readonly [number, number],
  pace: Pace,
): Promise<Float64Array<ArrayBuffer>> {
  const learned = new Float64Array(end - first);
  for (let i = first; i < end; i++) {
    await pace.at("rewirings", i - first, end - first);
    learned[i - first] = learnedWhenRewired(graph, types, maxUnlearned, seed, i);
  }
  return learned;
}

/**
 * What no rung tells lies below the last one, as the last lies below the ones before: 1.5 times their descent holds 84 % of
 * thinnings of the theorem corpus (25, bench/prediction.mjs). Above, half a point.
 */
function intervalOf(low: number, high: number, descent: number): { low: number; high: number } {
  return { low: Math.max(0, low - 1.5 * descent), high: Math.min(1, high + 0.005) };
}

/**
 * Counts what became of rewired corpora.
 *
 * @param learned - The share of the skills that each learns.
 * @param height - The share beyond which a corpus counts as taken off; null where learning does not jump.
 * @param descent - By how much the ladder came down from its highest rung that tells more than degrees.
 */
export function summarizeRewirings(
  learned: Float64Array,
  height: number | null,
  descent: number,
): TakeOffForecast {
  const reached = (height === null ? learned.slice() : learned.filter((share) => share > height)).sort();
  // So few cannot show the tails: the outermost ones stand for them.
  const at = (share: number): number => reached[Math.max(0, Math.ceil(share * reached.length) - 1)];
  return {
    rewirings: learned.length,
    height,
    tookOff: height === null ? null : reached.length,
    learned: reached.length === 0 ? null : { low: at(0.1), median: at(0.5), high: at(0.9) },
    interval: reached.length === 0 ? null : intervalOf(at(0.1), at(0.9), descent),
  };
}
