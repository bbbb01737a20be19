import { twoSided95 } from "@onset/charts";
import { type RandomStream, stream, Welford, wilsonInterval } from "@onset/core/base";
import { type DegreeLawData, uniformGraph } from "@onset/core/graph";
import { learnSequential } from "@onset/core/learning";
import type { Point } from "./figure.js";

/** A simulated value with its 95 % interval, as a point of a figure takes it. */
export type Estimate = {
  readonly y: number;
  readonly low: number;
  readonly high: number;
  readonly trials: number;
};

/** The mean of a trial's value; each trial has a random stream of its own. */
export function meanOf(
  trials: number,
  seed: number,
  key: string,
  trial: (rng: RandomStream) => number,
): Estimate {
  const values = new Welford();
  for (let i = 0; i < trials; i++) values.add(trial(stream(seed, key, i)));
  return estimateOf(values);
}

/** The mean of some values with its interval. */
export function estimateOf({ mean, standardError, count }: Welford): Estimate {
  const half = twoSided95 * standardError;
  return { y: mean, low: mean - half, high: mean + half, trials: count };
}

/** A curve of theory as points of a figure. */
export function theoryCurve(
  at: readonly number[],
  theory: (x: number) => number,
  { series = "", panel = "" }: { readonly series?: string; readonly panel?: string } = {},
): Point[] {
  return at.map((x) => ({ panel, series, witness: "theory", x, y: theory(x) }));
}

/** The share of trials in which something happens, with Wilson's interval. */
export function shareOf(
  trials: number,
  seed: number,
  key: string,
  happens: (rng: RandomStream) => boolean,
): Estimate {
  let count = 0;
  for (let i = 0; i < trials; i++) if (happens(stream(seed, key, i))) count++;
  return { y: count / trials, ...wilsonInterval(count, trials), trials };
}

/** The share of skills that a learner learns from a random corpus whose texts choose skills uniformly. */
export function learnedShare(
  texts: DegreeLawData,
  ratio: number,
  skills: number,
  maxUnlearned: number,
  rng: RandomStream,
): number {
  const graph = uniformGraph(texts, Math.round(ratio * skills), skills, rng);
  return learnSequential(graph, { maxUnlearned }).learnedCount / skills;
}
