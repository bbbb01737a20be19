import { brentMinimum, brentRoot, exp, expm1, log, log1p, logGamma } from "../../base/index.js";

/** A law of how many skills are in exactly x texts, with a tail that may or may not bend. */
export type GeneralisedNegativeBinomial = {
  /** > -1: at 0 Fisher's logarithmic series, towards -1 a power law's rarest skills, large for skills alike. */
  readonly exponent: number;
  /** In (0, 1]: 1 for a tail that never bends. */
  readonly decay: number;
  /** Skills in exactly one text by the law. */
  readonly once: number;
};

/** Frequencies from 1 to this one decide: those of common skills say nothing of unseen ones. */
const maxFrequency = 12;
const lowestExponent = -0.999;

/**
 * Fits E f_x = f_1 Gamma(x + a) / (x! Gamma(1 + a)) g^(x - 1), a > -1, 0 < g <= 1, to the skills in exactly 1 ... 12
 * texts by multinomial likelihood (R. A. Fisher, 1943; B. Efron, R. Thisted, 1976). For a given a the likelihood is an
 * exponential family in log g: its maximum is where the mean frequency is the observed one, or at g = 1.
 *
 * @param frequencies - `frequencies[x]`: skills in exactly x texts; entry 0 is not looked at.
 * @returns null when fewer than three frequencies can occur.
 */
export function fitGeneralisedNegativeBinomial(
  frequencies: ArrayLike<number>,
): GeneralisedNegativeBinomial | null {
  const length = Math.min(maxFrequency, frequencies.length - 1);
  if (length < 3) return null;
  let skills = 0;
  let uses = 0;
  for (let x = 1; x <= length; x++) {
    skills += frequencies[x];
    uses += x * frequencies[x];
  }
  if (skills === 0 || uses === skills) return null;
  const fitted = (exponent: number): { cost: number; logDecay: number; first: number } => {
    const logs = logWeights(exponent, length);
    const mean = (logDecay: number): number => moments(logs, logDecay).mean;
    const wanted = uses / skills;
    const logDecay =
      mean(0) <= wanted ? 0 : brentRoot((log) => mean(log) - wanted, -60, 0, { tolerance: 1e-12 }).value;
    const { logSum } = moments(logs, logDecay);
    let cost = skills * logSum;
    for (let x = 1; x <= length; x++) cost -= frequencies[x] * (logs[x] + (x - 1) * logDecay);
    return { cost, logDecay, first: exp(logs[1] - logSum) };
  };
  // The likelihood over log(a + 0.999) may have a flat side: a coarse look finds the valley, Brent its bottom.
  const [from, to, points] = [-7, 5, 24];
  const exponentAt = (u: number): number => lowestExponent + exp(u);
  const grid = Array.from({ length: points + 1 }, (_, i) => from + ((to - from) * i) / points);
  const costs = grid.map((u) => fitted(exponentAt(u)).cost);
  const best = costs.indexOf(Math.min(...costs));
  const { value } = brentMinimum(
    (u) => fitted(exponentAt(u)).cost,
    grid[Math.max(0, best - 1)],
    grid[Math.min(points, best + 1)],
    { tolerance: 1e-7 },
  );
  const exponent = exponentAt(value);
  const { logDecay, first } = fitted(exponent);
  return { exponent, decay: exp(logDecay), once: first * skills };
}

/** log Gamma(x + a) - log x! for x = 1 ... length. */
function logWeights(exponent: number, length: number): Float64Array {
  const logs = new Float64Array(length + 1);
  for (let x = 1; x <= length; x++) logs[x] = logGamma(x + exponent) - logGamma(x + 1);
  return logs;
}

function moments(logs: Float64Array, logDecay: number): { mean: number; logSum: number } {
  let largest = -Infinity;
  for (let x = 1; x < logs.length; x++) largest = Math.max(largest, logs[x] + (x - 1) * logDecay);
  let sum = 0;
  let weighted = 0;
  for (let x = 1; x < logs.length; x++) {
    const share = exp(logs[x] + (x - 1) * logDecay - largest);
    sum += share;
    weighted += x * share;
  }
  return { mean: weighted / sum, logSum: largest + log(sum) };
}

/** New skills in `more` times the texts beyond those that were seen: -f_1/(g a) ((1 + g t)^-a - 1). O(1). */
export function newSkills(law: GeneralisedNegativeBinomial, more: number): number {
  const { exponent, decay, once } = law;
  const growth = log1p(decay * more);
  // Near a = 0 the formula is 0/0; its limit is f_1/g log(1 + g t).
  const integral = Math.abs(exponent) < 1e-9 ? growth : -expm1(-exponent * growth) / exponent;
  return (once / decay) * integral;
}
