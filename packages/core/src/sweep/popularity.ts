import { log, power } from "../base/index.js";

// More groups change the predictions below the sixth digit only: heavy skills, which differ most within
// a group, are learned whatever their exact weight.
const maxGroups = 2048;
const summedDirectly = 1 << 14;

/**
 * The popularity of skills by Zipf's law as theory takes it: weights with mean 1 of at most 2048 groups of skills that
 * differ in size by one at most, the most popular first; each has the mean weight of its skills.
 * Every skill is a group while they are few. O(2^14) at most.
 */
export function zipfGroups(skills: number, exponent: number): Float64Array<ArrayBuffer> {
  const groups = new Float64Array(Math.min(skills, maxGroups));
  let mean = 0;
  for (let group = groups.length - 1; group >= 0; group--) {
    const from = Math.floor((group * skills) / groups.length) + 1;
    const to = Math.floor(((group + 1) * skills) / groups.length);
    groups[group] = weightOf(from, to, exponent) / (to - from + 1);
    mean += groups[group] / groups.length;
  }
  return groups.map((weight) => weight / mean);
}

/** The sum of k^-exponent over the ranks from `from` to `to`; far out by the integral, whose midpoint rule it is. */
function weightOf(from: number, to: number, exponent: number): number {
  let sum = 0;
  const last = Math.min(to, summedDirectly);
  for (let rank = from; rank <= last; rank++) sum += power(rank, -exponent);
  if (to <= last) return sum;
  const low = Math.max(from, last + 1) - 0.5;
  const high = to + 0.5;
  const raised = 1 - exponent;
  return sum + (raised === 0 ? log(high / low) : (power(high, raised) - power(low, raised)) / raised);
}
