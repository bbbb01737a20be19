/**
 * Jumps of learning, from an explicit function.
 *
 * Along the fixed points of density evolution the parameter of a family of ensembles (the ratio, the share
 * of a corpus that is used, ...) is an explicit function, here called effort, of the unlearned share q. As
 * effort grows from nothing, learning follows q down from its start; it jumps wherever the effort has a
 * local maximum that exceeds all maxima at larger q, and lands where the effort next reaches that value.
 *
 * Positions are logits, s = ln(q/(eps - q)): both ends are resolved, and ln(eps/q) = log1p(e^-s) is exact.
 */
import { brentRoot } from "../base/index.js";

/** A family of ensembles along its fixed points. `s` is the logit of q/eps. */
export interface Family {
  /** ln(effort) at s; -Infinity where effort is 0. */
  logEffort(s: number): number;
  /** A number with the sign of the slope of the effort in s: positive where more effort needs larger q. */
  rise(s: number): number;
}

/** A jump: the position before, at the maximum of the effort, and the position where it lands. */
export type CriticalPoint = {
  readonly before: number;
  readonly after: number;
  readonly logEffort: number;
};

/** Grid step in s. One degree of a text law spreads over 3 to 4 units of s; see `hiddenPair` for the rest. */
const STEP = 0.25;
/** Where `rise` comes so close to its limit -1 three times in a row, the end of the scale is reached. */
const NEAR_LIMIT = 0.02;
/** Beyond this, q or eps - q has left double precision. */
const FAR = 745;

/** Samples `rise` from the middle outwards until it stays at its limit, -1, on both sides. */
function sample(family: Family): { s: number[]; rise: number[] } {
  const side = (step: number) => {
    const points: { s: number; rise: number }[] = [];
    let atLimit = 0;
    for (let s = step > 0 ? 0 : step; Math.abs(s) < FAR && atLimit < 3; s += step) {
      const rise = family.rise(s);
      points.push({ s, rise });
      atLimit = Math.abs(rise + 1) < NEAR_LIMIT ? atLimit + 1 : 0;
    }
    return points;
  };
  const points = [...side(-STEP).reverse(), ...side(STEP)];
  return { s: points.map((point) => point.s), rise: points.map((point) => point.rise) };
}

/**
 * Two roots may hide between grid points: then three neighbouring values have one sign and the parabola
 * through them comes close to zero or beyond. Returns a point of the other sign when there is one.
 */
function hiddenPair(family: Family, s: number, before: number, at: number, after: number): number | null {
  const curvature = before - 2 * at + after;
  if (before > 0 !== at > 0 || after > 0 !== at > 0) return null;
  if (Math.abs(at) > Math.min(Math.abs(before), Math.abs(after)) || curvature === 0) return null;
  const vertex = at - (after - before) ** 2 / (8 * curvature);
  if (vertex > 0 === at > 0 && Math.abs(vertex) > 0.1 * Math.abs(curvature)) return null;
  // Golden section towards zero; stops as soon as the sign changes.
  let low = s - STEP;
  let high = s + STEP;
  const sign = at > 0 ? 1 : -1;
  for (let i = 0; i < 40; i++) {
    const left = low + 0.381966 * (high - low);
    const right = high - 0.381966 * (high - low);
    const [atLeft, atRight] = [sign * family.rise(left), sign * family.rise(right)];
    if (atLeft < 0) return left;
    if (atRight < 0) return right;
    if (atLeft < atRight) high = right;
    else low = left;
  }
  return null;
}

/** All zeros of `rise`, from large s to small. Between two of them the effort is monotone. */
function stationaryPoints(family: Family): number[] {
  const { s, rise } = sample(family);
  const root = (low: number, high: number) => brentRoot((x) => family.rise(x), low, high).value;
  const roots: number[] = [];
  for (let i = s.length - 2; i >= 0; i--) {
    if (rise[i]! > 0 !== rise[i + 1]! > 0) {
      roots.push(root(s[i]!, s[i + 1]!));
    } else if (i > 0) {
      const between = hiddenPair(family, s[i]!, rise[i - 1]!, rise[i]!, rise[i + 1]!);
      if (between !== null) roots.push(root(between, s[i + 1]!), root(s[i - 1]!, between));
    }
  }
  return roots;
}

/** All jumps as the effort grows, in the order in which they happen. */
export function criticalPoints(family: Family): CriticalPoint[] {
  const points = stationaryPoints(family);
  const jumps: CriticalPoint[] = [];
  let record = -Infinity;
  // Roots alternate: maximum of the effort, minimum, maximum, ... from the top, where effort is 0.
  for (let i = 0; i + 1 < points.length; i += 2) {
    const logEffort = family.logEffort(points[i]!);
    if (!(logEffort > record) || logEffort === Infinity) continue;
    record = logEffort;
    jumps.push({ before: points[i]!, after: landing(family, points, i, logEffort), logEffort });
  }
  return jumps;
}

/** Where below the maximum `points[index]` the effort is that large again. */
function landing(family: Family, points: readonly number[], index: number, logEffort: number): number {
  const excess = (s: number) => family.logEffort(s) - logEffort;
  for (let i = index + 1; i < points.length; i += 2) {
    const minimum = points[i]!;
    const next = points[i + 1];
    if (next === undefined) {
      let low = minimum - 1;
      while (excess(low) < 0) {
        if (low < -FAR) return -Infinity;
        low = minimum + 2 * (low - minimum);
      }
      return brentRoot(excess, low, minimum).value;
    }
    if (excess(next) >= 0) return brentRoot(excess, next, minimum).value;
  }
  return -Infinity;
}
