/** Wrong labels: what is learned when the labels of the texts are as unreliable as labellers are. */
import { checkProbability, type RandomStream, stream } from "../../base/index.js";
import { buildGraphOfTexts, type SkillTextGraph } from "../../graph/index.js";
import { learnSequential } from "../../learning/index.js";
import type { Pace } from "../call.js";

/**
 * How labels go wrong, a share of them each:
 * - `"drop"`: the label is missing;
 * - `"add"`: the text has one more, a random label of the corpus;
 * - `"swap"`: a random label of the corpus stands in its place;
 * - `"merge"`: a share of the skills is given the name of another skill;
 * - `"split"`: a share of the skills has two names, each in half of its texts.
 */
export type LabelError = "drop" | "add" | "swap" | "merge" | "split";

export const labelErrorKinds: readonly LabelError[] = ["drop", "add", "swap", "merge", "split"];

/** What is learned from noisy copies of a corpus. */
export type LabelErrors = {
  /** The share of the labels (of the skills, for merge and split) that went wrong. */
  readonly share: number;
  readonly copies: number;
  /** For each kind of error the share of the unknown skills learned: least, median and most of the copies. */
  readonly kinds: readonly {
    readonly kind: LabelError;
    readonly low: number;
    readonly median: number;
    readonly high: number;
  }[];
};

/**
 * A noisy copy of a graph. Labels are drawn from all edges, so that frequent skills are confused more often. Second names are numbered
 * from the number of skills on. O(edges).
 *
 * @param share - Of the labels, in [0, 1]; for `"merge"` and `"split"` of the skills.
 */
export function withLabelErrors(
  graph: SkillTextGraph,
  kind: LabelError,
  share: number,
  rng: RandomStream,
): SkillTextGraph {
  checkProbability(share, "share");
  const { textCount, skillCount, textOffsets, textSkills, edgeCount } = graph;
  // For merge another name, for split the second one; else none.
  const renamed = kind === "merge" || kind === "split" ? renamedSkills(skillCount, kind, share, rng) : null;
  const offsets = new Uint32Array(textCount + 1);
  // At most one label more for each.
  const skills = new Uint32Array(2 * edgeCount);
  let length = 0;
  for (let text = 0; text < textCount; text++) {
    const end = textOffsets[text + 1];
    for (let edge = textOffsets[text]; edge < end; edge++) {
      const skill = textSkills[edge];
      if (renamed !== null) {
        const other = renamed.names[skill];
        skills[length++] = kind === "merge" || (other !== skill && rng.nextFloat() < 0.5) ? other : skill;
        continue;
      }
      const isWrong = rng.nextFloat() < share;
      if (!isWrong || kind === "add") skills[length++] = skill;
      if (isWrong && kind !== "drop") skills[length++] = textSkills[rng.nextInteger(edgeCount)];
    }
    offsets[text + 1] = length;
  }
  return buildGraphOfTexts(renamed?.count ?? skillCount, offsets, skills.slice(0, length)).graph;
}

function renamedSkills(
  skillCount: number,
  kind: "merge" | "split",
  share: number,
  rng: RandomStream,
): { readonly names: Uint32Array; readonly count: number } {
  const names = Uint32Array.from({ length: skillCount }, (_, skill) => skill);
  let count = skillCount;
  for (let skill = 0; skill < skillCount; skill++) {
    if (rng.nextFloat() >= share) continue;
    names[skill] = kind === "split" ? count++ : rng.nextInteger(skillCount);
  }
  return { names, count };
}

/**
 * Learns noisy copies of a corpus. Labels of known skills err as all others do: who knows "the" does not know its second name. Shares are
 * of the unknown skills that a copy names, so that a split skill counts twice and one that is gone not at all.
 * O(copies edges), five kinds.
 *
 * @param graph - Texts and all their skills.
 * @param known - One byte a skill.
 * @param copies - For each kind.
 */
export async function relearnWithErrors(
  graph: SkillTextGraph,
  known: Uint8Array,
  maxUnlearned: number,
  share: number,
  copies: number,
  seed: number,
  pace: Pace,
): Promise<LabelErrors> {
  const kinds: LabelErrors["kinds"][number][] = [];
  for (const [index, kind] of labelErrorKinds.entries()) {
    const learned = new Float64Array(copies);
    for (let copy = 0; copy < copies; copy++) {
      await pace.at("label-errors", index * copies + copy, labelErrorKinds.length * copies);
      const noisy = withLabelErrors(graph, kind, share, stream(seed, "labels", kind, copy));
      learned[copy] = learnedShare(noisy, known, maxUnlearned);
    }
    learned.sort();
    const median = learned[Math.floor((copies - 1) / 2)];
    kinds.push({ kind, low: learned[0], median, high: learned[copies - 1] });
  }
  return { share, copies, kinds };
}

function learnedShare(graph: SkillTextGraph, known: Uint8Array, maxUnlearned: number): number {
  const flags = new Uint8Array(graph.skillCount);
  flags.set(known);
  let named = 0;
  for (let skill = 0; skill < graph.skillCount; skill++) {
    if (flags[skill] === 0 && graph.skillOffsets[skill + 1] > graph.skillOffsets[skill]) named++;
  }
  return named === 0 ? 0 : learnSequential(graph, { maxUnlearned, known: flags }).learnedCount / named;
}

/** The number of skills that every text has; null when texts differ, or there are fewer than two. */
export function skillsOfEveryText({ textCount, textOffsets }: SkillTextGraph): number | null {
  if (textCount < 2) return null;
  const size = textOffsets[1];
  for (let text = 1; text < textCount; text++) {
    if (textOffsets[text + 1] - textOffsets[text] !== size) return null;
  }
  return size;
}
