import { checkInteger, checkLaw } from "../../base/index.js";
import type { DegreeLawData } from "../../graph/index.js";
import type { ImplicitLaw } from "./implicit-kernel.js";
import { ImplicitLearner, implicitLaw } from "./implicit-learner.js";
import { sharedBinnedKernel } from "./wasm/binned.js";
import { binnedSpace } from "./wasm/binned-space.js";
import { type SharedMemory, sharedMemory } from "./wasm/module.js";

/** A graph to be learned by several threads, as it is posted to them: plain data and memory that they share. */
export type ImplicitTeam = {
  readonly law: ImplicitLaw;
  /** Number of threads. */
  readonly members: number;
  readonly memory: SharedMemory;
};

/**
 * Makes memory in which several threads learn one implicit graph together (see {@link implicitLearner}): for graphs so
 * large that one is enough to be busy with. Post the team to as many threads as it has members; each joins it with
 * {@link joinImplicitTeam} and runs the same streams. The results are those of one thread, whatever the number of members.
 *
 * Memory: that of the binned kernel, and 1/8 byte a skill for each member, all of it taken now. From 10^6 skills on two
 * threads do no more work than one (14 ns of CPU time an edge together), each its half; below 10^5 they wait more than they
 * work.
 *
 * @param skillDegrees - Law of the number of texts of a skill.
 * @param textCount - Number of texts.
 * @param skillCount - Number of skills.
 * @param members - Number of threads, 1 to 1,024.
 * @throws TypeError or RangeError as {@link implicitLearner}. Error where there is no WebAssembly, where threads may not
 * share memory (web pages without cross-origin isolation), or where so much cannot be had: one thread still can.
 *
 * @example
 * ```ts
 * import { stream } from "@onset/core/base";
 * import { implicitTeam, joinImplicitTeam } from "@onset/core/learning";
 * // A team of one needs no other thread.
 * const team = implicitTeam({ kind: "poisson", mean: 13 }, 26_000, 10_000, 1);
 * const { learnedCount, rounds } = joinImplicitTeam(team, 0).run(stream(1));
 * [learnedCount, rounds]; // => [10000, 21]
 * ```
 */
export function implicitTeam(
  skillDegrees: DegreeLawData,
  textCount: number,
  skillCount: number,
  members: number,
): ImplicitTeam {
  checkLaw(skillDegrees, "skillDegrees");
  const law = implicitLaw(skillDegrees, textCount, skillCount);
  checkInteger(members, "members", 1, 1024);
  return { law, members, memory: sharedMemory(binnedSpace(law, members).bytes) };
}

/**
 * The learner of one thread of a team: its `run` does this thread's part of the work, waits for the others, which have to run
 * the same stream, and returns what all of them return. Of `roundOfSkill` it writes the entries of its own skills: pass
 * an array on a SharedArrayBuffer to have all. It blocks, so it is not for the thread that draws a page. When a member fails, all
 * do, and the team is of no more use; a thread that ends without a word leaves the others waiting.
 *
 * @param team - What {@link implicitTeam} made.
 * @param member - Which member this thread is, from 0; no two may be the same.
 * @throws TypeError or RangeError when there is no such member.
 *
 * @example
 * ```ts
 * import { implicitTeam, joinImplicitTeam } from "@onset/core/learning";
 * const team = implicitTeam({ kind: "poisson", mean: 13 }, 26_000, 10_000, 2);
 * joinImplicitTeam(team, 2); // throws RangeError: "member" expected an integer in [0, 1], got 2
 * ```
 */
export function joinImplicitTeam({ law, members, memory }: ImplicitTeam, member: number): ImplicitLearner {
  checkInteger(member, "member", 0, members - 1);
  const kernel = sharedBinnedKernel(law, memory, member, members);
  return new ImplicitLearner(law, { name: "binned", engine: "wasm", kernel });
}
