import { checkInteger, checkStream, type RandomStream, rejected } from "../../base/index.js";
import { none } from "../result.js";

/**
 * The round in which every single skill was learned, given how many were learned in each round: what `learnRounds`
 * calls `roundOfSkill`. Random texts treat all skills alike, so the skills of a round are a uniformly random subset.
 * Never learned: {@link none}. O(skills).
 *
 * @param skillCount - Number of skills that were not known at the start.
 * @param perRound - Skills learned in round 1, 2, ...
 * @throws RangeError when more skills were learned than there are.
 *
 * @example
 * ```ts
 * import { stream } from "@onset/core/base";
 * import { assignRounds } from "@onset/core/learning";
 * [...assignRounds(5, [3, 2], stream(1))].sort(); // => [1, 1, 1, 2, 2]
 * ```
 */
export function assignRounds(
  skillCount: number,
  perRound: ArrayLike<number>,
  rng: RandomStream,
): Uint32Array<ArrayBuffer> {
  checkStream(rng);
  checkInteger(skillCount, "skillCount", 0, 0xffff_fffe);
  const roundOfSkill = new Uint32Array(skillCount).fill(none);
  let learned = 0;
  for (let round = 0; round < perRound.length; round++) {
    const next = learned + perRound[round];
    if (!(next <= skillCount)) throw rejected(next, "perRound", `a sum of at most ${skillCount}`);
    roundOfSkill.fill(round + 1, learned, next);
    learned = next;
  }
  for (let i = skillCount - 1; i > 0; i--) {
    const j = rng.nextInteger(i + 1);
    const round = roundOfSkill[i];
    roundOfSkill[i] = roundOfSkill[j];
    roundOfSkill[j] = round;
  }
  return roundOfSkill;
}
