/**
 * How many rounds learning takes just above its threshold. Density evolution passes a bottleneck at q* where it nearly
 * stands still: with F(q) = eps exp(-R c u(q)) - q, F = -(q* l / R*)(R - R*) - kappa (q - q*)^2/2 there, and
 * dq/dt = F takes pi sqrt(2 R* / (kappa q* l)) (R - R*)^(-1/2) rounds from one side to the other (the passage of a saddle
 * and a node that have just met). A finite corpus sees its own threshold, R* + beta n^(-2/3) + alpha Z/sqrt(n).
 */
import { checkInteger, checkOptions, checkPositive, cubeRoot, normalDensity } from "../base/index.js";
import { type FiniteSizeLaw, type FiniteSizeOptions, finiteSizeOptionsKeys } from "./finite-size.js";

/** What the rounds before and after the bottleneck add to the passage, measured at c = 5. */
const outside = 1.1;

/**
 * Returns the expected number of rounds of an infinite corpus just above its threshold: C (R - R*)^(-1/2) + 1.1. Within 1 % for
 * R - R* <= 0.1 and Poisson texts of mean 5. Infinity at the threshold and below it, where learning stops on the way. O(1).
 *
 * @param law - A law of `finiteSizeLaw`.
 * @param ratio - Texts per skill, > 0.
 * @throws TypeError or RangeError when the ratio is not a number > 0.
 *
 * @example
 * ```ts
 * import { finiteSizeLaw, poisson, roundsNearThreshold } from "@onset/core/theory";
 * const law = finiteSizeLaw(poisson(5))!;
 * law.rounds; // => 8.090344739010714
 * Math.round(roundsNearThreshold(law, law.ratio + 0.01)); // => 82
 * roundsNearThreshold(law, law.ratio); // => Infinity
 * ```
 */
export function roundsNearThreshold(law: FiniteSizeLaw, ratio: number): number {
  checkPositive(ratio, "ratio");
  return ratio > law.ratio ? law.rounds / Math.sqrt(ratio - law.ratio) + outside : Infinity;
}

const points = 4000;

/**
 * Returns the mean number of rounds of those finite corpora of a ratio that emerge: the average of the law of infinite
 * corpora over the ratio that a finite corpus behaves as, R - alpha Z/sqrt(n) with Z normal, given that it is beyond its shifted
 * threshold. In the window rounds grow about as n^(1/4). Simulation at n = 10^4, c = 5 agrees within 12 % from the centre of the
 * window upwards; below it the law is 10 to 30 % low. O(1), 4,000 points.
 *
 * @param law - A law of `finiteSizeLaw`.
 * @param ratio - Texts per skill, > 0.
 * @param skills - n, the number of skills, an integer >= 1.
 * @param options - Whether the number of texts is fixed or Poisson.
 * @throws TypeError or RangeError for other numbers.
 *
 * @example
 * ```ts
 * import { expectedRounds, finiteSizeLaw, poisson, ratioOfEmergence } from "@onset/core/theory";
 * const law = finiteSizeLaw(poisson(5))!;
 * expectedRounds(law, ratioOfEmergence(law, 0.5, 10_000), 10_000); // => 38.92068329956016
 * ```
 */
export function expectedRounds(
  law: FiniteSizeLaw,
  ratio: number,
  skills: number,
  options: FiniteSizeOptions = {},
): number {
  checkOptions(options, finiteSizeOptionsKeys);
  checkPositive(ratio, "ratio");
  checkInteger(skills, "skills", 1);
  const alpha = options.textNumber === "poisson" ? law.alphaPoissonTexts : law.alpha;
  const width = alpha / Math.sqrt(skills);
  const shift = law.beta / (cubeRoot(skills) * cubeRoot(skills));
  // The distance from R* is shift + x^2: the square root at the edge becomes smooth in x.
  const centre = ratio - law.ratio - shift;
  const reach = Math.sqrt(Math.max(centre, 0) + 9 * width);
  let weight = 0;
  let sum = 0;
  for (let i = 0; i < points; i++) {
    const x = ((i + 0.5) * reach) / points;
    const distance = x * x;
    const density = 2 * x * normalDensity((distance - centre) / width);
    weight += density;
    sum += (density * law.rounds) / Math.sqrt(distance + shift);
  }
  return sum / weight + outside;
}
