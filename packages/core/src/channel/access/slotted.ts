import { checkInteger, checkLaw, checkStream, type RandomStream, rejected } from "../../base/index.js";
import {
  buildGraphOfTexts,
  type DegreeLawData,
  degreeSampler,
  type SkillTextGraph,
} from "../../graph/index.js";
import { learnSequential } from "../../learning/index.js";

/** What became of the packets of one frame. */
export type AccessFrame = {
  readonly users: number;
  readonly slots: number;
  /** Users whose packet was decoded. */
  readonly decoded: number;
  /** Users per slot: the load G. */
  readonly load: number;
  /** Decoded packets per slot: the throughput, at most 1. */
  readonly throughput: number;
  /** The share of packets lost. */
  readonly loss: number;
};

/**
 * One frame of random access with repeated packets (IRSA): each user sends copies of a packet in slots chosen at random,
 * as many as a law says. A slot with one packet is decoded, its copies are taken out of their slots, and so on: users
 * are skills, slots are texts, and the learner of this library does it. O(copies).
 *
 * Source: Liva, "Graph-based analysis and optimization of contention resolution diversity slotted ALOHA" (2011).
 *
 * @param law - The law of the number of copies.
 * @throws TypeError or RangeError for what is no law or no count, and when a user needs more slots than there are.
 *
 * @example
 * ```ts
 * import { stream } from "@onset/core/base";
 * import { accessFrame } from "@onset/core/channel";
 * // Three copies each, 700 users in 1,000 slots: below the threshold of 0.818 users a slot.
 * const { throughput, loss } = accessFrame({ kind: "regular", degree: 3 }, 700, 1000, stream(1));
 * [throughput, loss]; // => [0.7, 0]
 * ```
 */
export function accessFrame(
  law: DegreeLawData,
  users: number,
  slots: number,
  rng: RandomStream,
): AccessFrame {
  checkLaw(law);
  checkStream(rng);
  checkInteger(users, "users", 0);
  checkInteger(slots, "slots", 1);
  const graph = drawFrame(law, users, slots, rng);
  const decoded = learnSequential(graph).learnedCount;
  return {
    users,
    slots,
    decoded,
    load: users / slots,
    throughput: decoded / slots,
    loss: users === 0 ? 0 : 1 - decoded / users,
  };
}

/** The slots that each user chooses, seen from the slots. */
function drawFrame(law: DegreeLawData, users: number, slots: number, rng: RandomStream): SkillTextGraph {
  const drawCopies = degreeSampler(law);
  const lastUser = new Uint32Array(slots).fill(users);
  const offsets = new Uint32Array(users + 1);
  const chosen: number[] = [];
  for (let user = 0; user < users; user++) {
    const copies = drawCopies(rng);
    if (copies > slots) throw rejected(copies, "copies", `at most ${slots}, one a slot`);
    for (let copy = 0; copy < copies; copy++) {
      let slot = rng.nextInteger(slots);
      while (lastUser[slot] === user) slot = rng.nextInteger(slots);
      lastUser[slot] = user;
      chosen.push(slot);
    }
    offsets[user + 1] = chosen.length;
  }
  // Users choose slots: the graph of users as texts, with the two sides exchanged.
  const { skillOffsets, skillTexts } = buildGraphOfTexts(slots, offsets, Uint32Array.from(chosen)).graph;
  return buildGraphOfTexts(users, skillOffsets, skillTexts).graph;
}
