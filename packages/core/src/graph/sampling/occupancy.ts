import {
  checkInteger,
  checkStream,
  exp,
  expm1,
  log,
  log1p,
  logBinomial,
  type RandomStream,
  rejected,
} from "../../base/index.js";
import { OccupancyLaw } from "./occupancy-law.js";
import { OccupancyShape } from "./occupancy-shape.js";

/**
 * Draws the number of occupied bins when `balls` balls fall independently and uniformly into `bins` bins. Any number
 * of either below 2^53; no array of bins is kept. O(1) on average: 40 ns for a handful of balls, 0.1 to 0.2 us
 * for millions, at most about 2 us where few bins collide or stay empty.
 *
 * Few balls, few collisions and few empty bins are played out by waiting times. All else, whenever the variance is 9 or
 * more, goes through transformed rejection with the constants of Hormann's BTRS (see `sampleBinomial`): the number of empty
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
  checkStream(rng);
  checkInteger(balls, "balls", 0);
  checkInteger(bins, "bins", 0);
  if (bins === 0 && balls > 0) throw rejected(bins, "bins", `at least one bin for ${balls} balls`);
  return draw(balls, bins, rng);
}

const fewBalls = 24;
// From this variance on the hat covers the law.
const minVariance = 9;
// So many empty bins on average have about that variance when most bins are hit.
const fewEmpty = 12;

function draw(balls: number, bins: number, rng: RandomStream): number {
  if (balls <= fewBalls) return ballByBall(balls, bins, rng);
  const load = balls / bins;
  const hit = -expm1(-load);
  const variance = bins * (1 - hit) * (hit - load * (1 - hit));
  if (variance >= minVariance) return byRejection(balls, bins, hit, Math.sqrt(variance), rng);
  if (load < 1) {
    return load < 0.25 ? collisionByCollision(balls, bins, rng) : ballByBall(balls, bins, rng);
  }
  if (bins * (1 - hit) < 1) return hardlyAnyEmpty(balls, bins, rng);
  // The first balls leave about `fewEmpty` bins empty; the others are played out.
  const first = Math.min(balls, Math.max(0, Math.floor(bins * log(bins / fewEmpty))));
  const occupied = first < balls ? draw(first, bins, rng) : 0;
  return binByBin(occupied, first < balls ? balls - first : balls, bins, rng);
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
      occupied === 0 ? 1 : 1 + Math.floor(log(1 - rng.nextFloat()) / log1p(-(bins - occupied) / bins));
    left -= wait;
    if (left >= 0) occupied++;
  }
  return occupied;
}

/**
 * From one collision to the next. With d bins occupied a ball collides with probability d/U; candidates come at the
 * higher rate q(d) = 1 - exp(-s (d + 1/2)/U), s = 1/sqrt(1 - N/U), whose waiting times need a square root only, and
 * are accepted with probability (d/U)/q(d), close to 1. (s (d + 1/2)/U > -log(1 - d/U), so q(d) > d/U.)
 */
function collisionByCollision(balls: number, bins: number, rng: RandomStream): number {
  const steep = 1 / (bins * Math.sqrt(1 - balls / bins));
  let occupied = 0;
  let thrown = 0;
  for (;;) {
    const hazard = -log(1 - rng.nextFloat());
    // The smallest w >= 1 with steep ((d + w)^2 - d^2)/2 >= hazard: the candidate is the w-th ball from here.
    const wait = Math.max(1, Math.ceil(Math.sqrt(occupied * occupied + (2 * hazard) / steep) - occupied));
    thrown += wait;
    if (thrown > balls) return occupied + balls - (thrown - wait);
    occupied += wait - 1;
    const u = rng.nextFloat();
    const rate = steep * (occupied + 0.5);
    // q(d) <= rate decides nearly always.
    if (u * rate < occupied / bins || u * -expm1(-rate) < occupied / bins) continue;
    occupied++;
  }
}

/**
 * With fewer than one empty bin on average, none is empty when a uniform number exceeds that average (the union bound).
 * Otherwise inversion decides: Pr(E >= e) = sum_(j >= e) (-1)^(j - e) C(j - 1, e - 1) S_j, S_j = C(U, j) (1 - j/U)^N.
 */
function hardlyAnyEmpty(balls: number, bins: number, rng: RandomStream): number {
  const average = bins * exp(balls * log1p(-1 / bins));
  const u = rng.nextFloat();
  if (u >= average) return bins;
  for (let empty = 1; empty < bins; empty++) {
    // C(j - 1, empty - 1) S_j from j = empty on; S_j <= average^j/j!, so twenty terms reach 1e-18.
    let tail = 0;
    let choose = 1;
    let sign = 1;
    for (let j = empty; j < Math.min(bins, empty + 20); j++) {
      tail += sign * choose * exp(logBinomial(bins, j) + balls * log1p(-j / bins));
      choose *= j / (j - empty + 1);
      sign = -sign;
    }
    if (u >= tail) return bins - empty + 1;
  }
  return 1;
}

function byRejection(balls: number, bins: number, hit: number, deviation: number, rng: RandomStream): number {
  const meanEmpty = (1 - hit) * (bins - (0.5 * balls) / bins);
  const b = 1.15 + 2.53 * deviation;
  const a = -0.0873 + 0.0248 * b;
  const accepted = 0.92 - 4.2 / b;
  const mode = Math.floor(meanEmpty);
  const center = meanEmpty - mode + 0.5;
  let shape: OccupancyShape | undefined;
  let law: OccupancyLaw | undefined;
  for (;;) {
    const u = rng.nextFloat() - 0.5;
    const v = rng.nextFloat();
    const edge = 0.5 - Math.abs(u);
    const empty = mode + Math.floor(((2 * a) / edge + b) * u + center);
    if (edge >= 0.07 && v <= accepted) return bins - empty;
    const occupied = bins - empty;
    if (!(empty >= 0 && occupied >= 1 && occupied <= balls)) continue;
    const scale = ((2.83 + 5.1 / b) * deviation) / (a / (edge * edge) + b);
    const wanted = log(v * scale);
    // Accept when wanted <= log f(occupied) - log f(mode): decided by the approximation unless it is too close.
    shape ??= new OccupancyShape(balls, bins);
    const margin = shape.logProbability(occupied) - shape.logProbability(bins - mode) - wanted;
    const error = shape.error(occupied);
    if (margin > error) return occupied;
    if (margin < -error) continue;
    law ??= new OccupancyLaw(balls, bins, bins - mode);
    if (wanted <= law.logRatio(occupied)) return occupied;
  }
}
