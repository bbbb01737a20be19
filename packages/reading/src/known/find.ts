/** Names of a list among the skills of a corpus. */
import { unguardedCell } from "@onset/core/base";
import { type Corpus, findSkills } from "@onset/core/corpus";
import { skillWords } from "../corpus/words.js";
import type { KnownList } from "./read-list.js";

/** What of a list is in a corpus. */
export type FoundKnown = {
  readonly skills: Uint32Array;
  /** Names that are not there, in the order of the list. */
  readonly missing: readonly string[];
};

/**
 * Finds the names of a list among the skills. Where the skills are words, a name is cut into words as the texts were, and
 * all of them are known. A name that is not there is tried without the quotes around it or the
 * apostrophe before a formula, then as several names with `;`,
 * `|`, `,` or a tab between them. Lines that begin with `#` are comments, and the header of a column is no name, unless
 * they are skills.
 *
 * @param isWords - whether the skills are words of the texts
 */
export function findKnown(corpus: Corpus, list: KnownList, isWords: boolean): FoundKnown {
  const words = isWords ? skillWords() : null;
  const indexOf = (name: string): readonly number[] | null => {
    const exact = findSkills(corpus, [name]);
    if (exact.skills.length > 0) return [...exact.skills];
    if (words === null) return null;
    const parts = findSkills(corpus, words(name));
    return parts.skills.length > 0 && parts.missing.length === 0 ? [...parts.skills] : null;
  };
  const found = new Set<number>();
  const missing: string[] = [];
  for (const name of list.names) {
    const skills =
      indexOf(name) ?? (name.startsWith("#") ? [] : (indexOf(unquoted(name)) ?? severalIn(name, indexOf)));
    if (skills !== null) for (const skill of skills) found.add(skill);
    else if (name !== list.column) missing.push(name);
  }
  return { skills: Uint32Array.from(found), missing };
}

/** A name without quotes around it, or without the apostrophe that tables have before what a spreadsheet would compute. */
function unquoted(name: string): string {
  if (/^(["']).*\1$/.test(name)) return name.slice(1, -1);
  return unguardedCell(name);
}

function severalIn(
  name: string,
  indexOf: (name: string) => readonly number[] | null,
): readonly number[] | null {
  for (const delimiter of [";", "|", ",", "\t"]) {
    const parts = name
      .split(delimiter)
      .map((part) => unquoted(part.trim()))
      .filter((part) => part !== "");
    if (parts.length < 2) continue;
    const skills = parts.map(indexOf);
    if (skills.every((skill) => skill !== null)) return skills.flat();
  }
  return null;
}
