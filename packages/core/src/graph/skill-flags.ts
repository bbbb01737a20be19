import { checkInteger, rejected } from "../base/index.js";

/**
 * A set of skills as one byte a skill: 1 for those listed, 0 for the others. The form in which learners take the
 * skills that are known from the start. Listing a skill twice is the same as once. O(skills).
 *
 * @throws RangeError when a listed skill does not exist.
 *
 * @example
 * ```ts
 * import { skillFlags } from "@onset/core/graph";
 * [...skillFlags(4, [2, 0])]; // => [1, 0, 1, 0]
 * skillFlags(4, [4]); // throws RangeError: skill 4 does not exist: there are 4 skills
 * ```
 */
export function skillFlags(skillCount: number, skills: Iterable<number>): Uint8Array<ArrayBuffer> {
  const flags = new Uint8Array(checkInteger(skillCount, "skillCount", 0));
  for (const skill of skills) {
    if (!(Number.isInteger(skill) && skill >= 0 && skill < skillCount)) {
      throw new RangeError(`skill ${skill} does not exist: there are ${skillCount} skills`);
    }
    flags[skill] = 1;
  }
  return flags;
}

/**
 * Returns `flags` when it is one byte a skill. A list of skill numbers, the likeliest mistake, is told the way out.
 *
 * @throws TypeError when `flags` is no Uint8Array.
 * @throws RangeError when it has not `skillCount` entries.
 */
export function checkSkillFlags(flags: Uint8Array, title: string, skillCount: number): Uint8Array {
  if (!(flags instanceof Uint8Array)) {
    throw rejected(flags, title, "a Uint8Array with one entry a skill (see skillFlags)", true);
  }
  if (flags.length !== skillCount) {
    throw new RangeError(
      `"${title}" expected one entry for each of the ${skillCount} skills (see skillFlags), got ${flags.length}`,
    );
  }
  return flags;
}
