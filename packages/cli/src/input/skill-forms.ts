/** The words that skills stand for, as `onset label` has written them into `skills.csv`. */

import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { unguardedCell } from "@onset/core/base";
import { naming, openTextRows } from "@onset/reading";
import type { RunContext } from "../run/run.js";
import { type FileSource, fileSource } from "./file-source.js";
import { contextOf, inWordsOfCommand } from "./read.js";

/** A word with how often it stands in the texts. */
export type WordForm = { readonly form: string; readonly count: number };

/** By skill the words that it stands for, the most frequent first. */
export type SkillForms = ReadonlyMap<string, readonly WordForm[]>;

type ReadingPlace = Pick<RunContext, "workspace" | "progress">;

/** Reads `skills.csv`. */
export async function readSkillForms(
  source: FileSource,
  { workspace, progress }: ReadingPlace,
): Promise<SkillForms> {
  const column = (textField: string): Promise<string[]> =>
    naming(source.name, async () => {
      const context = contextOf(workspace, progress);
      const { parts } = await openTextRows(source, { textField, format: "csv" }, context);
      const cells: string[] = [];
      for await (const { texts } of parts) cells.push(...texts);
      return cells;
    });
  return inWordsOfCommand(workspace, async () => {
    const [skills, forms] = [await column("skill"), await column("forms")];
    return new Map(skills.map((skill, i) => [unguardedCell(skill), formsIn(unguardedCell(forms[i]))]));
  });
}

function formsIn(cell: string): WordForm[] {
  return Array.from(cell.matchAll(/(.+?) \((\d+)\)(?:, |$)/g), ([, form, count]) => ({
    form,
    count: Number(count),
  }));
}

/** The skills of words by the `skills.csv` at a path; none of any word where it is not there. */
export async function skillsBeside(
  path: string,
  context: ReadingPlace,
): Promise<(word: string) => readonly string[]> {
  const found = await stat(path).catch(() => null);
  if (found?.isFile() !== true) return () => [];
  return skillsOfEntries(await readSkillForms(fileSource(path, basename(path), found.size), context));
}

/**
 * Makes a function that gives the skills of an entry of a list of known words: of each of its words those for which it
 * stands most often. A word that is two (don't) has both.
 */
function skillsOfEntries(forms: SkillForms): (entry: string) => readonly string[] {
  const skillsOf = new Map<string, { count: number; skills: string[] }>();
  for (const [skill, words] of forms) {
    for (const { form, count } of words) {
      const found = skillsOf.get(form);
      if (found === undefined || count > found.count) skillsOf.set(form, { count, skills: [skill] });
      else if (count === found.count) found.skills.push(skill);
    }
  }
  const ofWord = (word: string): readonly string[] =>
    skillsOf.get(word.toLowerCase().replaceAll(/[’ʼ]/g, "'"))?.skills ?? [];
  return (entry) => {
    const whole = ofWord(entry);
    return whole.length > 0 ? whole : entry.split(/\s+/).flatMap(ofWord);
  };
}
