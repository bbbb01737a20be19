import {
  checkInteger,
  checkOneOf,
  checkOptions,
  checkPositive,
  checkProbability,
  type OptionKeys,
} from "../../base/index.js";
import type { DegreeLaw } from "../laws.js";
import { type Density, DensityGrid, flipDensity, gaussianDensity } from "./density.js";
import { type NoiseRound, pairRound, staircaseRound } from "./ensemble.js";
import { scaled } from "./powers.js";

/** A channel of bits: it flips them with a probability, or adds noise of deviation `sigma` to +1 and -1. */
export type NoiseChannel =
  | { readonly kind: "flip"; readonly probability: number }
  | { readonly kind: "gaussian"; readonly sigma: number };

/** How densities are kept. */
export type NoiseOptions = {
  /** Sizes of soft values between 0 and 25 nats, an integer in [16, 2048]. Default 128. The cost rises by the square. */
  readonly sizes?: number | undefined;
  /** Most rounds, an integer >= 1. Default 5,000. */
  readonly maxRounds?: number | undefined;
};

export const noiseOptionsKeys: OptionKeys<NoiseOptions> = { sizes: true, maxRounds: true };

/** Where density evolution ends. */
export type NoiseEvolution = {
  /** The probability that a bit is decoded wrongly. */
  readonly error: number;
  /** Whether the error vanishes: below 10^-7 and falling. */
  readonly vanishes: boolean;
  readonly rounds: number;
  /** Whether a fixed point or 0 was reached before the most rounds. */
  readonly converged: boolean;
};

/** Soft values beyond this err with probability 10^-11. */
const largestSize = 25;
const grids = new Map<number, DensityGrid>();

/** The grid of so many sizes; one is kept. */
export function gridOf(sizes: number): DensityGrid {
  checkInteger(sizes, "sizes", 16, 2048);
  const grid = grids.get(sizes) ?? new DensityGrid(sizes, largestSize);
  grids.clear();
  grids.set(sizes, grid);
  return grid;
}

/** The density that a channel gives. @throws TypeError or RangeError for what is no channel */
export function channelDensity(grid: DensityGrid, channel: NoiseChannel): Density {
  checkOneOf(channel.kind, "kind", ["flip", "gaussian"]);
  if (channel.kind === "gaussian") return gaussianDensity(grid, checkPositive(channel.sigma, "sigma"));
  const probability = checkProbability(channel.probability, "probability");
  return flipDensity(grid, Math.min(1 - 1e-12, Math.max(1e-12, probability)));
}

/**
 * Density evolution of belief propagation (sum-product) over a channel that flips bits or adds noise: the error that is left on random
 * codes of unlimited length. Discretised: densities of soft values as masses on a grid. O(rounds * sizes^2 * log(degree)); a (3, 6) code
 * takes some tenths of a second near its threshold.
 *
 * Source: Richardson, Urbanke, "The capacity of low-density parity-check codes under message-passing decoding" (2001).
 *
 * @param checks - The law of the number of bits of a check (a text).
 * @param bits - The law of the number of checks of a bit (a skill).
 * @throws TypeError or RangeError for what is no law, channel or option.
 *
 * @example
 * ```ts
 * import { evolveNoise, regular } from "@onset/core/theory";
 * evolveNoise(regular(6), regular(3), { kind: "flip", probability: 0.08 }).vanishes; // => true
 * evolveNoise(regular(6), regular(3), { kind: "flip", probability: 0.09 }, { sizes: 64 }).vanishes; // => false
 * ```
 */
export function evolveNoise(
  checks: DegreeLaw,
  bits: DegreeLaw,
  channel: NoiseChannel,
  options: NoiseOptions = {},
): NoiseEvolution {
  checkOptions(options, noiseOptionsKeys);
  const grid = gridOf(options.sizes ?? 128);
  const density = channelDensity(grid, channel);
  return runRounds(grid, pairRound(grid, checks, bits), density, options.maxRounds);
}

/**
 * The same of staircase codes, as links and sweeps use them over bits: message bits in `degree` checks each, repair bits in two.
 *
 * @param rate - Message bits per bit, between 0 and 1.
 *
 * @example
 * ```ts
 * import { evolveStaircase } from "@onset/core/theory";
 * evolveStaircase(0.5, 3, { kind: "gaussian", sigma: 0.85 }, { sizes: 64 }).vanishes; // => true
 * ```
 */
export function evolveStaircase(
  rate: number,
  degree: number,
  channel: NoiseChannel,
  options: NoiseOptions = {},
): NoiseEvolution {
  checkOptions(options, noiseOptionsKeys);
  checkInteger(degree, "degree", 1);
  const grid = gridOf(options.sizes ?? 128);
  const density = channelDensity(grid, channel);
  const round = staircaseRound(grid, (1 - checkPositive(rate, "rate")) / rate, degree);
  return runRounds(grid, round, density, options.maxRounds);
}

/** A round may change the error by less than this part of it near a fixed point only. */
const fixedWithin = 1e-5;

export function runRounds(
  grid: DensityGrid,
  { types, step, send, decide }: NoiseRound,
  channel: Density,
  maxRounds = 5000,
): NoiseEvolution {
  checkInteger(maxRounds, "maxRounds", 1);
  let toBits: readonly Density[] = Array.from({ length: types }, () => grid.certain(false));
  let error = grid.error(channel);
  for (let rounds = 1; rounds <= maxRounds; rounds++) {
    // Powers multiply what rounding adds to the mass, round after round: it is set to 1.
    toBits = step(send(channel, toBits).map(normalised)).map(normalised);
    const next = grid.error(decide(channel, toBits));
    const change = error - next;
    error = next;
    if (error < 1e-7) return { error, vanishes: true, rounds, converged: true };
    if (change < fixedWithin * error) return { error, vanishes: false, rounds, converged: true };
  }
  return { error, vanishes: false, rounds: maxRounds, converged: false };
}

function normalised(density: Density): Density {
  return scaled(density, 1 / density.reduce((sum, mass) => sum + mass, 0));
}
