/**
 * Jumps of learning, from an explicit function.
 *
 * Along the fixed points of density evolution the parameter of a family of ensembles (the ratio, the share
 * of a corpus that is used, ...) is an explicit function, here called effort, of the unlearned share q. As
 * effort grows from nothing, learning follows q down from its start; it jumps wherever the effort has a
 * local maximum that exceeds all maxima at larger q, and lands where the effort next reaches that value.
 *
 * Positions are on a logarithmic scale, mostly the logit s = ln(q/(eps - q)): both ends are resolved.
 */
import { brentRoot, power } from "../base/index.js";

/** A family of ensembles along its fixed points; larger positions mean less learned. */
export interface Family {
  /** ln(effort) at s; -Infinity where the effort is 0. */
  logEffort(s: number): number;
  /** A number with the sign of the slope of the effort in s: positive where more effort needs larger q. */
  rise(s: number): number;
  /** What `rise` tends to as everything is learned. */
  readonly riseLow: number;
  /** What `rise` tends to as nothing is learned. */
  readonly riseHigh: number;
}

/** A jump: the position before, at the maximum of the effort, and the position where it lands. */
export type CriticalPoint = {
  readonly before: number;
  readonly after: number;
  readonly logEffort: number;
};

/** Grid step in s. One degree of a text law spreads over 3 to 4 units of s; see `hiddenPair` for the rest. */
const firstStep = 0.5;
/** Where `rise` comes so close to its limit twice in a row, the end of the scale is reached. */
const nearLimit = 0.05;
/** Stationary points are found to this, in s: the effort there is then exact, since its slope is 0. */
const tolerance = 1e-13;
/** Beyond this, q or eps - q has left double precision. */
const farthest = 745;
/** Two maxima of ln(effort) closer than this are one: rounding makes no records. */
const sameTolerance = 1e-13;
/** A minimum that is no deeper than this below its maximum is rounding: there is no jump. */
const shallowness = 1e-15;

/** Samples `rise` from the middle outwards until it stays at its limits; positions ascend. */
function sample(family: Family): { s: number[]; rise: number[] } {
  const positions: number[] = [];
  const values: number[] = [];
  for (let s = -firstStep, atLimit = 0; s > -farthest && atLimit < 2; s -= firstStep) {
    const rise = family.rise(s);
    positions.push(s);
    values.push(rise);
    atLimit = Math.abs(rise - family.riseLow) < nearLimit ? atLimit + 1 : 0;
  }
  positions.reverse();
  values.reverse();
  for (let s = 0, atLimit = 0; s < farthest && atLimit < 2; s += firstStep) {
    const rise = family.rise(s);
    positions.push(s);
    values.push(rise);
    atLimit = Math.abs(rise - family.riseHigh) < nearLimit ? atLimit + 1 : 0;
  }
  return { s: positions, rise: values };
}

/**
 * Two roots may hide between grid points: then three neighbouring values have one sign and the parabola
 * through them comes close to zero or beyond. Returns a point of the other sign when there is one.
 */
function hiddenPair(
  family: Family,
  s: number,
  before: number,
  at: number,
  after: number,
): { s: number; rise: number } | null {
  const curvature = before - 2 * at + after;
  if (before > 0 !== at > 0 || after > 0 !== at > 0) return null;
  if (Math.abs(at) > Math.min(Math.abs(before), Math.abs(after)) || curvature === 0) return null;
  const vertex = at - power(after - before, 2) / (8 * curvature);
  if (vertex > 0 === at > 0 && Math.abs(vertex) > 0.1 * Math.abs(curvature)) return null;
  // Golden section towards zero; stops as soon as the sign changes.
  let low = s - firstStep;
  let high = s + firstStep;
  const sign = at > 0 ? 1 : -1;
  for (let i = 0; i < 40; i++) {
    const left = low + 0.381966 * (high - low);
    const right = high - 0.381966 * (high - low);
    const [atLeft, atRight] = [sign * family.rise(left), sign * family.rise(right)];
    if (atLeft < 0) return { s: left, rise: sign * atLeft };
    if (atRight < 0) return { s: right, rise: sign * atRight };
    if (atLeft < atRight) high = right;
    else low = left;
  }
  return null;
}

/**
 * All stationary points of the effort, from large s to small; between two of them it is monotone. The first
 * is a maximum: where the effort grows up to the end, nothing learned, that end is it (Infinity).
 */
export function stationaryPoints(family: Family): number[] {
  const { s, rise } = sample(family);
  const root = (low: number, high: number, atLow: number, atHigh: number) =>
    brentRoot((x) => family.rise(x), low, high, { tolerance: tolerance, ends: [atLow, atHigh] }).value;
  const roots: number[] = rise[rise.length - 1] > 0 ? [Infinity] : [];
  for (let i = s.length - 2; i >= 0; i--) {
    if (rise[i] > 0 !== rise[i + 1] > 0) {
      roots.push(root(s[i], s[i + 1], rise[i], rise[i + 1]));
    } else if (i > 0) {
      const between = hiddenPair(family, s[i], rise[i - 1], rise[i], rise[i + 1]);
      if (between === null) continue;
      roots.push(root(between.s, s[i + 1], between.rise, rise[i + 1]));
      roots.push(root(s[i - 1], between.s, rise[i - 1], between.rise));
    }
  }
  return roots;
}

/**
 * All jumps as the effort grows, in the order in which they happen.
 *
 * @param family - The family.
 * @param least - ln of the effort from which it grows: -Infinity unless the family starts at some effort.
 */
export function criticalPoints(family: Family, least: number = -Infinity): CriticalPoint[] {
  const points = stationaryPoints(family);
  const jumps: CriticalPoint[] = [];
  let record = least - 2 * sameTolerance;
  // Maximum of the effort, minimum, maximum, ...
  for (let i = 0; i < points.length; i += 2) {
    const logEffort = family.logEffort(points[i]);
    if (!(logEffort > record + sameTolerance) || logEffort === Infinity) continue;
    const depth = i + 1 < points.length ? family.logEffort(points[i + 1]) - logEffort : -Infinity;
    if (depth > -shallowness) continue;
    record = logEffort;
    jumps.push({ before: points[i], after: landing(family, points, i, logEffort, depth), logEffort });
  }
  return jumps;
}

/**
 * Where below the maximum `points[index]` the effort is that large again; -Infinity when nowhere. `depth` is what ln of
 * the effort is less at the minimum that follows.
 */
function landing(
  family: Family,
  points: readonly number[],
  index: number,
  logEffort: number,
  depth: number,
): number {
  const excess = (s: number) => family.logEffort(s) - logEffort;
  let atMinimum = depth;
  for (let i = index + 1; i < points.length; i += 2) {
    const minimum = points[i];
    const next = points[i + 1];
    if (next === undefined) return descend(excess, minimum, atMinimum);
    const atNext = excess(next);
    // At the far end of the scale rounding may hide the minimum: then it is where learning lands.
    if (atNext >= 0 && atMinimum >= 0) return minimum;
    if (atNext >= 0) return brentRoot(excess, next, minimum, { ends: [atNext, atMinimum] }).value;
    if (i + 2 < points.length) atMinimum = excess(points[i + 2]);
  }
  return -Infinity;
}

/**
 * The root of a function that falls in s, below a point where its value is negative; -Infinity when there is none.
 */
export function descend(excess: (s: number) => number, start: number, atStart: number): number {
  let high = start;
  let atHigh = atStart;
  for (let step = 1; high > -farthest; step *= 4) {
    const low = high - step;
    const atLow = excess(low);
    if (atLow >= 0) return brentRoot(excess, low, high, { ends: [atLow, atHigh] }).value;
    high = low;
    atHigh = atLow;
  }
  return -Infinity;
}
