/**
 * The families of ensembles of which one parameter varies, in the form that finds their jumps. In all of
 * them learning ends in q = eps lambda(1 - u(q)), and x = 1 - u(q).
 *
 * - ratio: skills chosen uniformly, R = ln(eps/q)/(c u(q));
 * - load: a skill law and Poisson texts of a free mean, t = c q: R = L'(1) eps lambda(x(t))/t, load 1/R;
 * - epsilon: both laws, 1/eps = lambda(x(q))/q;
 * - scaled: skill laws that depend on a scale f, q = eps lambda_f(1 - u(q)) solved for f.
 *
 * Elasticities, x lambda'/lambda and the like, keep the slopes well scaled where the functions underflow.
 */
import { brentRoot, exp, log, log1p } from "../base/index.js";
import type { Family } from "./critical.js";
import type { TeachingCurve } from "./learner.js";
import type { Series } from "./series/series.js";

/** Positions are logits of q/eps. */
abstract class LogitFamily {
  /** q of the last position. */
  q = 0;
  /** ln(eps/q) of the last position. */
  logInverse = 0;
  readonly curve: TeachingCurve;
  readonly unknown: number;

  constructor(curve: TeachingCurve, unknown: number) {
    this.curve = curve;
    this.unknown = unknown;
  }

  /** Evaluates the curve at position s. */
  at(s: number): this {
    const small = exp(-Math.abs(s));
    const near = 1 / (1 + small);
    const far = small * near;
    this.q = this.unknown * (s > 0 ? near : far);
    this.logInverse = s > 0 ? log1p(small) : log1p(small) - s;
    this.curve.at(this.q, 1 - this.unknown + this.unknown * (s > 0 ? far : near));
    return this;
  }
}

/** The share of unlearned skills at x = 1 - u. */
export function nodeShare(skills: Series, x: number, y: number): number {
  const node = new Float64Array(1);
  skills.fill(node, 0, x, y);
  return node[0];
}

/** ln lambda(x), through the complement where that is small. */
function logEdge(skills: Series, x: number, y: number): number {
  if (y < 0.1) return log1p(-skills.edgeTail(1, y));
  const taylor = new Float64Array(2);
  skills.fill(taylor, 1, x, y);
  return log(taylor[1] / skills.mean);
}

/** Skills chosen uniformly; effort is c R, the mean degree of a skill. */
export class RatioFamily extends LogitFamily implements Family {
  readonly riseLow = -1;
  readonly riseHigh = -1;

  logEffort(s: number): number {
    this.at(s);
    return log(this.logInverse) - log(this.curve.teach);
  }

  rise(s: number): number {
    this.at(s);
    return ((this.q * this.curve.slope) / this.curve.teach) * this.logInverse - 1;
  }

  unlearned(s: number): number {
    return this.unknown / (1 + exp(-s));
  }
}

/** (q slope)/missed, the elasticity of 1 - u(q). */
function missedElasticity(curve: TeachingCurve, q: number, missed: number): number {
  return missed > 0 ? (q * curve.slope) / missed : curve.maxUnlearned;
}

/** The limit of the elasticity of 1 - u(q) as q goes to 0. */
function missedOrder(curve: TeachingCurve): number {
  curve.at(0, 1);
  return curve.missed(0) > 0 ? 0 : curve.maxUnlearned;
}

/** Poisson texts of any mean: the curve is that of mean 1, positions are ln t = ln(c q), effort is R. */
export class LoadFamily implements Family {
  readonly riseLow: number;
  readonly riseHigh = -1;
  readonly #curve: TeachingCurve;
  readonly #skills: Series;
  readonly #unknown: number;

  constructor(curve: TeachingCurve, skills: Series, unknown: number) {
    this.#curve = curve;
    this.#skills = skills;
    this.#unknown = unknown;
    this.riseLow = missedOrder(curve) * skills.elasticity(0, 1) - 1;
  }

  #missed(s: number): number {
    const t = exp(s);
    this.#curve.at(t, 1 - t);
    return this.#curve.missed(t);
  }

  logEffort(s: number): number {
    const missed = this.#missed(s);
    return log(this.#skills.mean * this.#unknown) + logEdge(this.#skills, missed, this.#curve.teach) - s;
  }

  rise(s: number): number {
    const missed = this.#missed(s);
    const steepness = missedElasticity(this.#curve, exp(s), missed);
    return this.#skills.elasticity(missed, this.#curve.teach) * steepness - 1;
  }

  unlearned(s: number): number {
    const missed = this.#missed(s);
    return this.#unknown * nodeShare(this.#skills, missed, this.#curve.teach);
  }
}

/** Both laws fixed; effort is 1/eps, positions are logits of q itself. */
export class EpsilonFamily extends LogitFamily implements Family {
  readonly riseLow: number;
  readonly riseHigh: number;
  readonly #skills: Series;

  constructor(curve: TeachingCurve, skills: Series) {
    super(curve, 1);
    this.#skills = skills;
    this.riseLow = missedOrder(curve) * skills.elasticity(0, 1) - 1;
    this.riseHigh = this.rise(Infinity);
  }

  logEffort(s: number): number {
    this.at(s);
    return logEdge(this.#skills, this.curve.missed(this.q), this.curve.teach) + this.logInverse;
  }

  rise(s: number): number {
    this.at(s);
    const missed = this.curve.missed(this.q);
    const steepness = missedElasticity(this.curve, this.q, missed);
    return this.#skills.elasticity(missed, this.curve.teach) * steepness - 1;
  }

  /** The share of the initially unknown skills that is unlearned. */
  unlearnedShare(s: number): number {
    this.at(s);
    return nodeShare(this.#skills, this.curve.missed(this.q), this.curve.teach);
  }
}

/** A skill law for each scale f, such that lambda_f(1 - u) falls as f grows; effort is f. */
export class ScaledFamily extends LogitFamily implements Family {
  readonly riseLow = -1;
  readonly riseHigh = -1;
  readonly #skillsAt: (scale: number) => Series;
  readonly #taylor: Float64Array = new Float64Array(3);

  constructor(curve: TeachingCurve, skillsAt: (scale: number) => Series, unknown: number) {
    super(curve, unknown);
    this.#skillsAt = skillsAt;
  }

  /** ln(eps lambda_f(1 - u)/q), through the complements where q is close to eps. */
  #excess(skills: Series, s: number): number {
    const teach = this.curve.teach;
    if (s > 0) return log1p(-skills.edgeTail(1, teach)) + this.logInverse;
    skills.fill(this.#taylor, 1, this.curve.missed(this.q), teach);
    return log(this.#taylor[1] / skills.mean) + this.logInverse;
  }

  logEffort(s: number): number {
    this.at(s);
    const excess = (logScale: number) => this.#excess(this.#skillsAt(exp(logScale)), s);
    let low = -1;
    let high = 1;
    while (excess(low) < 0) {
      if (low < -700) return -Infinity;
      high = low;
      low *= 2;
    }
    while (excess(high) > 0) {
      if (high > 700) return Infinity;
      low = high;
      high *= 2;
    }
    return brentRoot(excess, low, high).value;
  }

  rise(s: number): number {
    const skills = this.#skillsAt(exp(this.logEffort(s)));
    skills.fill(this.#taylor, 2, this.curve.missed(this.q), this.curve.teach);
    return this.unknown * ((2 * this.#taylor[2]) / skills.mean) * this.curve.slope - 1;
  }

  /** The share of all skills that is unlearned at a position, on the scale that belongs to it. */
  unlearned(s: number, scale: number): number {
    this.at(s);
    return this.unknown * nodeShare(this.#skillsAt(scale), this.curve.missed(this.q), this.curve.teach);
  }
}
