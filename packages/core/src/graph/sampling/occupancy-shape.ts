import { expm1 } from "../../base/index.js";
/**
 * A cheap approximation of the log-probabilities of the occupancy law around its center, with an error that is known:
 * most acceptance tests need no more.
 *
 * It is the Taylor polynomial of log f (see `OccupancyLaw`) about the real number l = U(1 - e^-m) of occupied bins,
 * m = N/U, where the saddle point is m itself and the slope vanishes to leading order: no equation to solve, no
 * logarithm. With k1, k2, ... the cumulants of a positive Poisson(m) variable and phi = k1 k3/k2^2, the derivatives of
 * its leading part are -A, F3, F4 and the slope of the next order is s.
 */
export class OccupancyShape {
  /** The number of occupied bins about which it is expanded. */
  readonly center: number;
  readonly #slope: number;
  readonly #curvature: number;
  readonly #third: number;
  readonly #fourth: number;
  readonly #deviation: number;

  constructor(balls: number, bins: number) {
    const m = balls / bins;
    const share = -expm1(-m);
    const k1 = m / share;
    const h = k1 - 1;
    const k2 = k1 * (m - h);
    const k3 = k2 * (m - h) + k1 * (m - k2);
    const k4 = k3 * (m - h) + 2 * k2 * (m - k2) + k1 * (m - k3);
    const l = bins * share;
    const e = bins - l;
    const phi = (k1 * k3) / (k2 * k2);
    const a = (k1 * k1) / (l * k2);
    const phiSlope = k3 / k2 + (k1 * k4) / (k2 * k2) - (2 * k1 * k3 * k3) / (k2 * k2 * k2);
    this.center = l;
    this.#slope = (phi / 2 - 1) / l + 0.5 / e;
    this.#curvature = a + 1 / e + 1 / l;
    this.#third = -(a / l) * (phi - 3) - 1 / (e * e) + 1 / (l * l);
    this.#fourth =
      (a / l) * ((k1 / (l * k2)) * phiSlope - ((phi - 4) * (phi - 3)) / l) -
      2 / (e * e * e) -
      2 / (l * l * l);
    this.#deviation = 1 / Math.sqrt(this.#curvature);
  }

  /** Approximates log f(l) up to a constant, for a real `l`. */
  logProbability(l: number): number {
    const x = l - this.center;
    return x * (this.#slope + x * (-this.#curvature / 2 + x * (this.#third / 6 + (x * this.#fourth) / 24)));
  }

  /**
   * Bounds the error of the difference between `l` and the mode: at most 0.112 (1 + t^2 + t^5/sd)/sd^2 was found at
   * t = |l - center|/sd <= 5 wherever draws are by rejection (the tests look again); 0.2 is taken. Infinite beyond.
   */
  error(l: number): number {
    const t = Math.abs(l - this.center) / this.#deviation;
    if (!(t <= 5)) return Infinity;
    return 0.2 * this.#curvature * (1 + t * t + (t * t * t * t * t) / this.#deviation);
  }
}
