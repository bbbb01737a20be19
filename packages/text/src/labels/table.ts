/** What is learned under each form, side by side: how much of an answer about words is the form's. */
import { learnTexts } from "@onset/core/learning";
import type { FormGraph, FormSkills } from "./skills.js";

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
  { graph, degrees }: FormGraph,
  known: Uint8Array<ArrayBuffer>,
  maxUnlearned: number,
): FormRow {
  const learned = learnTexts(graph, { maxUnlearned, known });
  let skills = 0;
  let knownCount = 0;
  let texts = 0;
  let understood = 0;
  for (let skill = 0; skill < graph.skillCount; skill++) {
    if (degrees[skill] === 0) continue;
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
export function addMostFrequent(known: Uint8Array, { names, degrees }: FormSkills, count: number): void {
  const order = Array.from(degrees.keys());
  order.sort((a, b) => degrees[b] - degrees[a] || (names[a] < names[b] ? -1 : 1));
  for (const skill of order.slice(0, count)) if (degrees[skill] > 0) known[skill] = 1;
}
