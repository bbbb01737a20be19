import { checkInteger, type RandomStream, rejected } from "../../base/index.js";
import { OccupancyLaw } from "./occupancy-law.js";

/**
 * Draws the number of occupied bins when `balls` balls fall independently and uniformly into `bins` bins. Any number
 * of either below 2^53; no array of bins is kept. O(1) on average: 40 ns for a handful of balls, 0.1 to 0.2 us
 * for millions, at most about 2 us where few bins collide or stay empty.
 *
 * Few balls, few bins, few collisions and few empty bins are played out ball by ball, by waiting times. All else goes
 * through transformed rejection with the constants of Hormann's BTRS (see `sampleBinomial`): the number of empty
 * bins is a sum of independent indicators (its generating function has only real roots: Vatutin, Mikhailov, 1982),
 * and the hat covers all such sums as it covers the binomial; tests check that point by point. The acceptance
 * test knows the probabilities to a relative error below 1e-6 (see {@link OccupancyLaw}); nothing else is approximated.
 *
 * @throws TypeError or RangeError when an argument is no integer >= 0, or when there are balls and no bin.
 *
 * @example
 * ```ts
 * import { stream } from "@onset/core/base";
 * import { sampleOccupancy } from "@onset/core/graph";
 * sampleOccupancy(1, 1e12, stream(1)); // => 1
 * sampleOccupancy(1000, 1, stream(1)); // => 1
 * sampleOccupancy(1, 0, stream(1)); // throws RangeError: "bins" expected at least one bin for 1 balls, got 0
 * ```
 */
export function sampleOccupancy(balls: number, bins: number, rng: RandomStream): number {
  checkInteger(balls, "balls", 0);
  checkInteger(bins, "bins", 0);
  if (bins === 0 && balls > 0) throw rejected(bins, "bins", `at least one bin for ${balls} balls`);
  return draw(balls, bins, rng);
}

// Below these, playing it out is faster than one rejection, or the saddle point of the law is not yet exact enough.
const fewBalls = 24;
const fewBins = 128;
const fewCollisions = 20;
const fewEmpty = 50;

function draw(balls: number, bins: number, rng: RandomStream): number {
  if (balls <= fewBalls) return ballByBall(balls, bins, rng);
  if (bins <= fewBins) {
    return balls <= 3 * bins ? ballByBall(balls, bins, rng) : binByBin(0, balls, bins, rng);
  }
  if (balls * balls < 2 * fewCollisions * bins) return collisionByCollision(balls, bins, rng);
  const plenty = bins * Math.log(bins / fewEmpty);
  if (balls <= plenty) return byRejection(balls, bins, rng);
  // The first balls leave about `fewEmpty` bins empty; the others are played out.
  const first = Math.max(0, Math.floor(plenty));
  return binByBin(draw(first, bins, rng), balls - first, bins, rng);
}

/** A ball misses the `occupied` bins with probability 1 - occupied/bins. */
function ballByBall(balls: number, bins: number, rng: RandomStream): number {
  let occupied = 0;
  for (let ball = 0; ball < balls; ball++) if (rng.nextInteger(bins) >= occupied) occupied++;
  return occupied;
}

/** Throws `balls` more balls when some bins are occupied, from one newly occupied bin to the next. */
function binByBin(occupied: number, balls: number, bins: number, rng: RandomStream): number {
  let left = balls;
  while (left > 0 && occupied < bins) {
    const wait =
      occupied === 0
        ? 1
        : 1 + Math.floor(Math.log(1 - rng.nextFloat()) / Math.log1p(-(bins - occupied) / bins));
    left -= wait;
    if (left >= 0) occupied++;
  }
  return occupied;
}

/** Each ball collides with probability at most (balls - 1)/bins: such candidates are visited and thinned. */
function collisionByCollision(balls: number, bins: number, rng: RandomStream): number {
  const most = balls - 1;
  const logMiss = Math.log1p(-most / bins);
  let collisions = 0;
  let ball = -1;
  for (;;) {
    ball += 1 + Math.floor(Math.log(1 - rng.nextFloat()) / logMiss);
    if (ball >= balls) return balls - collisions;
    if (rng.nextInteger(most) < ball - collisions) collisions++;
  }
}

function byRejection(balls: number, bins: number, rng: RandomStream): number {
  // Empty bins: mean and variance to leading order, which is all that the hat needs.
  const load = balls / bins;
  const emptyShare = Math.exp(-load);
  const meanEmpty = bins * Math.exp(balls * Math.log1p(-1 / bins));
  const deviation = Math.sqrt(bins * emptyShare * (-Math.expm1(-load) - load * emptyShare));
  const b = 1.15 + 2.53 * deviation;
  const a = -0.0873 + 0.0248 * b;
  const accepted = 0.92 - 4.2 / b;
  const mode = Math.floor(meanEmpty);
  const center = meanEmpty - mode + 0.5;
  let law: OccupancyLaw | undefined;
  for (;;) {
    const u = rng.nextFloat() - 0.5;
    const v = rng.nextFloat();
    const edge = 0.5 - Math.abs(u);
    const empty = mode + Math.floor(((2 * a) / edge + b) * u + center);
    if (edge >= 0.07 && v <= accepted) return bins - empty;
    const occupied = bins - empty;
    if (!(empty >= 0 && occupied >= 1 && occupied <= balls)) continue;
    law ??= new OccupancyLaw(balls, bins, bins - mode);
    const scale = ((2.83 + 5.1 / b) * deviation) / (a / (edge * edge) + b);
    if (Math.log(v * scale) <= law.logRatio(occupied)) return occupied;
  }
}
