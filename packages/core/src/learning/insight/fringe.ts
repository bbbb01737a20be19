import { checkOptions } from "../../base/index.js";
import { type LearnOptions, learnOptionsKeys, none } from "../result.js";
import { LearnerState } from "./state.js";
import { type LearningTexts, lessonsOf } from "./texts.js";
import { lackingOf } from "./unlock/lacking.js";

/** What a learner can read next. */
export type Fringe = {
  /** The texts that can teach something now: those that open the most first. */
  readonly texts: Uint32Array<ArrayBuffer>;
  /** For each of them how many skills it teaches, 1 to `maxUnlearned`. */
  readonly teaches: Uint32Array<ArrayBuffer>;
  /**
   * For each of them how many skills are learned by reading it and all that becomes readable by that, while the
   * other texts of the fringe are left aside; {@link none} for those that would have taken too long to try.
   */
  readonly unlocks: Uint32Array<ArrayBuffer>;
  /** Texts that teach something but not yet, those that lack the fewest skills first; at most 1,000. */
  readonly nearest: Uint32Array<ArrayBuffer>;
  /** For each of these how many skills must be learned before it teaches. */
  readonly lacking: Uint32Array<ArrayBuffer>;
};

/** Edges that may be looked at to try what the texts open: about two seconds. */
const maxWork = 2e8;
const nearestKept = 1000;

/**
 * The fringe of what is known: the texts that a learner with exactly this knowledge can learn from now (1 to
 * `maxUnlearned` unlearned skills, all that is required learned). Nothing is learned on the way: what is `known` is
 * what the learner knows. Texts that open equally much are ordered by their number.
 *
 * O(texts + edges), and for each text of the fringe what it opens, within a limit of some seconds; those whose skills
 * are in the most texts are tried first.
 *
 * @throws RangeError when `maxUnlearned` is no integer >= 1 or `known` is not one byte a skill.
 *
 * @example
 * ```ts
 * import { buildGraphOfTexts } from "@onset/core/graph";
 * import { fringe } from "@onset/core/learning";
 * // Texts {0}, {1}, {1, 2}, {0, 2, 3, 4}.
 * const { graph } = buildGraphOfTexts(5, Uint32Array.of(0, 1, 2, 4, 8), Uint32Array.of(0, 1, 1, 2, 0, 2, 3, 4));
 * const next = fringe(graph);
 * [...next.texts]; // => [1, 0]
 * [...next.unlocks]; // => [2, 1]
 * [...next.nearest]; // => [2, 3]
 * [...next.lacking]; // => [1, 3]
 * ```
 */
export function fringe(texts: LearningTexts, options: LearnOptions = {}): Fringe {
  checkOptions(options, learnOptionsKeys);
  const { textCount } = lessonsOf(texts).teaches;
  const present = new Uint8Array(textCount).fill(1);
  const state = new LearnerState(texts, options, present);
  const ready: { text: number; frequency: number; unlocks: number }[] = [];
  const waiting: { text: number; lacking: number }[] = [];
  for (let text = 0; text < textCount; text++) {
    if (state.teachable(text)) {
      present[text] = 0;
      ready.push({ text, frequency: frequencyOf(state, text), unlocks: none });
    } else {
      const lacking = lackingOf(state, text);
      if (lacking > 0) waiting.push({ text, lacking });
    }
  }
  ready.sort((a, b) => b.frequency - a.frequency || a.text - b.text);
  for (const one of ready) {
    if (state.work > maxWork) break;
    one.unlocks = state.giveOne(one.text);
    present[one.text] = 0;
    state.forget(0);
  }
  const weight = ({ unlocks }: { unlocks: number }): number => (unlocks === none ? -1 : unlocks);
  ready.sort((a, b) => weight(b) - weight(a) || a.text - b.text);
  waiting.sort((a, b) => a.lacking - b.lacking || a.text - b.text);
  waiting.length = Math.min(waiting.length, nearestKept);
  return {
    texts: Uint32Array.from(ready, ({ text }) => text),
    teaches: Uint32Array.from(ready, ({ text }) => state.unlearned[text]),
    unlocks: Uint32Array.from(ready, ({ unlocks }) => unlocks),
    nearest: Uint32Array.from(waiting, ({ text }) => text),
    lacking: Uint32Array.from(waiting, ({ lacking }) => lacking),
  };
}

/** In how many texts the skills are that a text can teach. */
function frequencyOf({ teaches, requires, learned }: LearnerState, text: number): number {
  let sum = 0;
  for (const skill of teaches.skillsOfText(text)) {
    if (learned[skill] === 1) continue;
    sum += teaches.textsOfSkill(skill).length + (requires?.textsOfSkill(skill).length ?? 0);
  }
  return sum;
}
