import { rejected } from "../../base/index.js";
import { type DegreeLawData, degreeProbabilities, type RepeatPolicy } from "../../graph/index.js";

/**
 * The law of the number of distinct skills of a text: entry k is the probability of k. Whatever a text's size law and
 * policy are, given k its skills are a uniformly random subset of size k.
 *
 * @throws RangeError when repeats are drawn again and a text can need more distinct skills than there are.
 */
export function distinctSkillsLaw(law: DegreeLawData, skills: number, repeats: RepeatPolicy): Float64Array {
  const sizes = degreeProbabilities(law);
  if (repeats === "merge") return occupiedLaw(sizes, skills);
  let beyond = 0;
  for (let k = skills + 1; k < sizes.length; k++) beyond += sizes[k];
  // The far tail of a Poisson law is never drawn; anything more would make the graph's builder throw.
  if (beyond > 1e-12)
    throw rejected(skills, "skillCount", "at least the size of the largest text of the law");
  return sizes.slice(0, skills + 1);
}

/**
 * Of d skills drawn with repetition, how many are distinct: the occupancy law, skill by skill, for all sizes at once.
 * Entries below 1e-22 are cut off: they keep the work near O(d) where repeats are rare.
 */
function occupiedLaw(sizes: Float64Array, skills: number): Float64Array {
  const result = new Float64Array(sizes.length);
  const occupied = new Float64Array(sizes.length);
  occupied[0] = 1;
  result[0] = sizes[0];
  let first = 0;
  for (let drawn = 1; drawn < sizes.length; drawn++) {
    for (let k = Math.min(drawn, skills); k > first; k--) {
      occupied[k] = (occupied[k] * k) / skills + occupied[k - 1] * ((skills - k + 1) / skills);
    }
    occupied[first] *= first / skills;
    while (occupied[first] < 1e-22) first++;
    if (sizes[drawn] > 0) {
      for (let k = first; k <= drawn; k++) result[k] += sizes[drawn] * occupied[k];
    }
  }
  return result;
}
