/** What a skill looks like in the texts: the words that it stands for, and a text that shows it. */
import type { SkillTextGraph } from "@onset/core/graph";
import type { Lexicon } from "./lexicon.js";
import type { SkillsOfForm } from "./skills.js";

const shortest = 4;

/** By skill the text that shows it best: the one with the fewest skills, of those with at least four where there are any. */
export function examplesOf(graph: SkillTextGraph): Uint32Array<ArrayBuffer> {
  const examples = new Uint32Array(graph.skillCount);
  const sizes = new Uint32Array(graph.skillCount).fill(0xffff_ffff);
  for (let text = 0; text < graph.textCount; text++) {
    const skills = graph.skillsOfText(text);
    // Texts that are too short to show anything come behind all others.
    const size = skills.length < shortest ? 0x1000_0000 - skills.length : skills.length;
    for (const skill of skills) {
      if (size >= sizes[skill]) continue;
      sizes[skill] = size;
      examples[skill] = text;
    }
  }
  return examples;
}

// Verbs of languages with many endings have that many; more would make a cell of a table that nobody reads.
const maxForms = 40;

/** Makes a function that gives the words of a skill, the most frequent first. */
export function surfacesOf(
  lexicon: Lexicon,
  { names, ofReading }: SkillsOfForm,
): (skill: number) => { form: string; count: number }[] {
  const readings: number[][] = names.map(() => []);
  for (const [reading, skills] of ofReading.entries())
    for (const skill of skills) readings[skill].push(reading);
  return (skill) => {
    const counts = new Map<string, number>();
    for (const reading of readings[skill] ?? []) {
      const form = lexicon.surfaces[reading];
      counts.set(form, (counts.get(form) ?? 0) + lexicon.counts[reading]);
    }
    return Array.from(counts, ([form, count]) => ({ form, count }))
      .sort((a, b) => b.count - a.count || (a.form < b.form ? -1 : 1))
      .slice(0, maxForms);
  };
}
