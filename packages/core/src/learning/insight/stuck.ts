import { checkOptions, type OptionKeys } from "../../base/index.js";
import { checkSkillFlags } from "../../graph/index.js";
import { countUnlearned, type LearnOptions, learnerOf, none } from "../result.js";
import { type LearningTexts, type Lessons, lessonsOf } from "./texts.js";

/** What a learner could not learn, taken apart. */
export type StuckCores = {
  /** Number of unlearned skills of each core, the largest core first. */
  readonly skillCounts: Uint32Array<ArrayBuffer>;
  /** Number of texts of each core: those that teach an unlearned skill of it. 0 for a skill that no text teaches. */
  readonly textCounts: Uint32Array<ArrayBuffer>;
  /** For every skill the number of its core, {@link none} for skills that are learned. */
  readonly coreOfSkill: Uint32Array<ArrayBuffer>;
  /** For every text the number of its core, {@link none} for texts that teach no unlearned skill. */
  readonly coreOfText: Uint32Array<ArrayBuffer>;
  /**
   * For every unlearned skill the text that is nearest to teaching it (the smallest number among equals), with
   * {@link none} for learned skills and for those that no text teaches.
   */
  readonly nearestText: Uint32Array<ArrayBuffer>;
  /** How many skills must be learned before that text teaches, at least 1; {@link none} where there is no such text. */
  readonly lacking: Uint32Array<ArrayBuffer>;
};

/** The learner that got stuck. */
export type StuckOptions = Pick<LearnOptions, "maxUnlearned">;

export const stuckOptionsKeys: OptionKeys<StuckOptions> = { maxUnlearned: true };

/**
 * Splits what a finished learner did not learn (the largest stopping set) into its connected parts: two unlearned
 * skills belong to one core when a text that teaches an unlearned skill needs or teaches both. What happens in one
 * core has no effect on the others, so each can be unlocked by itself. Undirected texts of a core have
 * `maxUnlearned` + 1 unlearned skills or more each.
 *
 * Cores are ordered by their number of skills, then of texts, the larger first, then by their smallest skill.
 * O(texts + skills + edges).
 *
 * @param learnedFlags - One byte a skill: what the learner knows in the end (the `learnedFlags` of a learner).
 * @param options - Its `maxUnlearned`.
 * @throws TypeError or RangeError when `learned` is not one byte a skill.
 * @throws RangeError when `learned` is not the end of learning: a text could still teach something.
 *
 * @example
 * ```ts
 * import { buildGraphOfTexts } from "@onset/core/graph";
 * import { learnRounds, stuckCores } from "@onset/core/learning";
 * // Texts {0, 1}, {1, 2}, {3, 4}, {5}.
 * const { graph } = buildGraphOfTexts(6, Uint32Array.of(0, 2, 4, 6, 7), Uint32Array.of(0, 1, 1, 2, 3, 4, 5));
 * const cores = stuckCores(graph, learnRounds(graph).learnedFlags);
 * [...cores.skillCounts]; // => [3, 2]
 * [...cores.textCounts]; // => [2, 1]
 * [...cores.coreOfSkill]; // => [0, 0, 0, 1, 1, 0xffffffff]
 * [...cores.lacking]; // => [1, 1, 1, 1, 1, 0xffffffff]
 * ```
 */
export function stuckCores(
  texts: LearningTexts,
  learnedFlags: Uint8Array,
  options: StuckOptions = {},
): StuckCores {
  checkOptions(options, stuckOptionsKeys);
  const lessons = lessonsOf(texts);
  const { teaches, requires } = lessons;
  checkSkillFlags(learnedFlags, "learnedFlags", teaches.skillCount);
  const learner = learnerOf(teaches, { ...options, known: learnedFlags });
  const unlearned = countUnlearned(teaches, learner);
  const missing = requires === null ? null : countUnlearned(requires, learner);
  for (let text = 0; text < unlearned.length; text++) {
    const count = unlearned[text];
    if (count > 0 && count <= learner.maxUnlearned && (missing === null || missing[text] === 0)) {
      throw new RangeError(
        `"learnedFlags" expected the end of learning, but text ${text} can teach ${count} more skills`,
      );
    }
  }
  const parts = connectedParts(lessons, learner.learned, unlearned);
  return { ...parts, ...nearest(lessons, learner.learned, learner.maxUnlearned, unlearned, missing) };
}

type Parts = Pick<StuckCores, "skillCounts" | "textCounts" | "coreOfSkill" | "coreOfText">;

/** Breadth first from every unlearned skill that has no core yet. */
function connectedParts({ teaches, requires }: Lessons, learned: Uint8Array, unlearned: Uint32Array): Parts {
  const { skillCount, textCount } = teaches;
  const graphs = requires === null ? [teaches] : [teaches, requires];
  const coreOfSkill = new Uint32Array(skillCount).fill(none);
  const coreOfText = new Uint32Array(textCount).fill(none);
  const sizes: { skills: number; texts: number }[] = [];
  const queue = new Uint32Array(skillCount);
  for (let first = 0; first < skillCount; first++) {
    if (learned[first] === 1 || coreOfSkill[first] !== none) continue;
    const core = sizes.length;
    let texts = 0;
    let end = 0;
    queue[end++] = first;
    coreOfSkill[first] = core;
    for (let i = 0; i < end; i++) {
      const skill = queue[i];
      for (const { skillOffsets, skillTexts } of graphs) {
        const lastText = skillOffsets[skill + 1];
        for (let edge = skillOffsets[skill]; edge < lastText; edge++) {
          const text = skillTexts[edge];
          if (unlearned[text] === 0 || coreOfText[text] !== none) continue;
          coreOfText[text] = core;
          texts++;
          for (const { textOffsets, textSkills } of graphs) {
            const lastSkill = textOffsets[text + 1];
            for (let other = textOffsets[text]; other < lastSkill; other++) {
              const neighbour = textSkills[other];
              if (learned[neighbour] === 1 || coreOfSkill[neighbour] !== none) continue;
              coreOfSkill[neighbour] = core;
              queue[end++] = neighbour;
            }
          }
        }
      }
    }
    sizes.push({ skills: end, texts });
  }
  return largestFirst(sizes, coreOfSkill, coreOfText);
}

function largestFirst(
  sizes: readonly { skills: number; texts: number }[],
  coreOfSkill: Uint32Array<ArrayBuffer>,
  coreOfText: Uint32Array<ArrayBuffer>,
): Parts {
  const order = Uint32Array.from(sizes.keys()).sort((a, b) => {
    const [first, second] = [sizes[a], sizes[b]];
    return second.skills - first.skills || second.texts - first.texts || a - b;
  });
  const rank = new Uint32Array(order.length);
  for (let i = 0; i < order.length; i++) rank[order[i]] = i;
  for (const cores of [coreOfSkill, coreOfText]) {
    for (let i = 0; i < cores.length; i++) if (cores[i] !== none) cores[i] = rank[cores[i]];
  }
  return {
    skillCounts: order.map((core) => sizes[core].skills),
    textCounts: order.map((core) => sizes[core].texts),
    coreOfSkill,
    coreOfText,
  };
}

function nearest(
  { teaches }: Lessons,
  learned: Uint8Array,
  maxUnlearned: number,
  unlearned: Uint32Array,
  missing: Uint32Array | null,
): Pick<StuckCores, "nearestText" | "lacking"> {
  const { textCount, textOffsets, textSkills, skillCount } = teaches;
  const nearestText = new Uint32Array(skillCount).fill(none);
  const lacking = new Uint32Array(skillCount).fill(none);
  for (let text = 0; text < textCount; text++) {
    if (unlearned[text] === 0) continue;
    const before = Math.max(0, unlearned[text] - maxUnlearned) + (missing === null ? 0 : missing[text]);
    const end = textOffsets[text + 1];
    for (let edge = textOffsets[text]; edge < end; edge++) {
      const skill = textSkills[edge];
      if (learned[skill] === 1 || before >= lacking[skill]) continue;
      lacking[skill] = before;
      nearestText[skill] = text;
    }
  }
  return { nearestText, lacking };
}
