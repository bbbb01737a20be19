import { exp, log, type RandomStream, stream, Welford, wilsonInterval } from "@onset/core/base";
import { type DegreeLawData, uniformGraph } from "@onset/core/graph";
import { learnSequential } from "@onset/core/learning";

/** A simulated value with its 95 % interval, as a point of a figure takes it. */
export type Estimate = {
  readonly y: number;
  readonly low: number;
  readonly high: number;
  readonly trials: number;
};

// The 97.5 % point of the normal law.
const twoSided95 = 1.959963984540054;

/** The mean of a trial's value; each trial has a random stream of its own. */
export function meanOf(
  trials: number,
  seed: number,
  key: string,
  trial: (rng: RandomStream) => number,
): Estimate {
  const values = new Welford();
  for (let i = 0; i < trials; i++) values.add(trial(stream(seed, key, i)));
  const half = twoSided95 * values.standardError;
  return { y: values.mean, low: values.mean - half, high: values.mean + half, trials };
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

/** Numbers from `first` to `last` at equal distances. */
export function linear(first: number, last: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => first + ((last - first) * i) / (count - 1));
}

/** Numbers from `first` to `last` at equal ratios. */
export function geometric(first: number, last: number, count: number): number[] {
  return linear(log(first), log(last), count).map(exp);
}

/** A grid with both sides of each jump added, so that a line drawn through it falls where it should. */
export function withJumps(grid: readonly number[], jumps: readonly number[]): number[] {
  const first = grid[0];
  const last = grid.at(-1)!;
  const sides = jumps.filter((jump) => jump > first && jump < last);
  return [...grid, ...sides.flatMap((jump) => [jump * (1 - 1e-9), jump * (1 + 1e-9)])].sort((a, b) => a - b);
}
