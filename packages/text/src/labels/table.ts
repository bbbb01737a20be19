/** What is learned under each form, side by side: how much of an answer about words is the form's. */
import type { SkillTextGraph } from "@onset/core/graph";
import { learnTexts } from "@onset/core/learning";

/** A row of the table of forms. */
export type FormRow = {
  readonly form: string;
  readonly texts: number;
  readonly skills: number;
  /** Known from the start: skills of the list, names, the most frequent ones. */
  readonly known: number;
  /** Learned beyond these, and as a share of those that were not known. */
  readonly learned: number;
  readonly fraction: number;
  /** Share of the texts of which every skill is known or learned. */
  readonly understood: number;
};

/** Learns a graph and sums it up. Skills that occur in no text do not count. */
export function formRow(
  form: string,
  graph: SkillTextGraph,
  known: Uint8Array<ArrayBuffer>,
  maxUnlearned: number,
): FormRow {
  const learned = learnTexts(graph, { maxUnlearned, known });
  let skills = 0;
  let knownCount = 0;
  let texts = 0;
  let understood = 0;
  for (let skill = 0; skill < graph.skillCount; skill++) {
    if (degreeOf(graph, skill) === 0) continue;
    skills++;
    if (known[skill] !== 0) knownCount++;
  }
  for (let text = 0; text < graph.textCount; text++) {
    if (graph.textOffsets[text + 1] === graph.textOffsets[text]) continue;
    texts++;
    if (learned.unlearnedOfText[text] === 0) understood++;
  }
  const rest = skills - knownCount;
  return {
    form,
    texts,
    skills,
    known: knownCount,
    learned: learned.learnedCount,
    fraction: rest === 0 ? 1 : learned.learnedCount / rest,
    understood: texts === 0 ? 1 : understood / texts,
  };
}

/** Flags the most frequent skills beside those that are known already; of equal ones the first by name. */
export function addMostFrequent(
  known: Uint8Array,
  graph: SkillTextGraph,
  names: readonly string[],
  count: number,
): void {
  const texts = (skill: number): number => degreeOf(graph, skill);
  const order = Array.from({ length: graph.skillCount }, (_, skill) => skill);
  order.sort((a, b) => texts(b) - texts(a) || (names[a] < names[b] ? -1 : 1));
  for (const skill of order.slice(0, count)) if (texts(skill) > 0) known[skill] = 1;
}

/** How many texts need a skill. */
export function degreeOf({ skillOffsets }: SkillTextGraph, skill: number): number {
  return skillOffsets[skill + 1] - skillOffsets[skill];
}
