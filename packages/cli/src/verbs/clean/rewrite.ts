import { createHash } from "node:crypto";
import { type Corpus, nameOf, readSkills } from "@onset/core/corpus";
import type { Slot } from "@onset/reading";
import type { Content } from "../../files/content.js";
import { type Places, piecesOf } from "../../input/places.js";
import type { Reading } from "../../input/read.js";
import { type ChangeText, itemsOf, withFields } from "./json-fields.js";
import type { NewName } from "./mapping.js";

/** A cleaned corpus as JSON Lines, and what is known of it once it is written. */
export type Rewritten = {
  readonly content: Content;
  readonly originals: { line: number; text: string }[];
  sha256(): string;
};

/**
 * Writes a corpus under its new names. JSON Lines stay as they are but for the skills of the texts that change;
 * other formats become JSON Lines with the name and the skills of every text.
 */
export function rewrite(reading: Reading, newName: NewName): Rewritten {
  const { places, read } = reading;
  const slots = read.columns.filter(({ role }) => role !== "id");
  const staysAsItIs = read.files[0].format === "jsonl" && slots.every(isField);
  const hash = createHash("sha256");
  const originals: { line: number; text: string }[] = [];
  const lines =
    places !== null && staysAsItIs
      ? changedLines(reading, places, newName, slots)
      : newLines(reading.corpus, newName);
  return {
    originals,
    sha256: () => hash.copy().digest("hex"),
    content: {
      *[Symbol.iterator]() {
        let line = 1;
        for (const { text, original } of lines) {
          hash.update(text);
          if (original !== null) originals.push({ line, text: original });
          line += text.split("\n").length - 1;
          yield text;
        }
      },
    },
  };
}

/** A line as it is written, and what it was when that is something else. */
type Line = { readonly text: string; readonly original: string | null };

/** Whether the skills stand in a field of the record itself, where their new names can be put. */
function isField({ path, role, split }: Slot): boolean {
  return path.length === 1 && role !== "text" && (split.kind === "delimiter" || split.kind === "whole");
}

function* changedLines(
  { corpus, records }: Reading,
  places: Places,
  newName: NewName,
  slots: readonly Slot[],
): Generator<Line> {
  const changes = new Set<number>();
  const isRenamed = Array.from(corpus.skillNames, (name) => newName(name) !== name);
  for (let text = 0; text < corpus.needs.textCount; text++) {
    if (corpus.needs.skillsOfText(text).some((skill) => isRenamed[skill])) changes.add(records[text]);
  }
  const fields = new Map(slots.map((slot): [string, ChangeText] => [slot.path[0]!, renaming(slot, newName)]));
  for (const { text, record } of piecesOf(places)) {
    const changed = record !== null && changes.has(record);
    yield { text: changed ? withFields(text, fields) : text, original: changed ? text : null };
  }
}

/** Skills under their new names, each once: a list stays a list, a string with delimiters such a string. */
function renaming({ split }: Slot, newName: NewName): ChangeText {
  return (value) => {
    if (value.startsWith("[")) return `[${renamedItems(itemsOf(value), newName).join(",")}]`;
    if (!value.startsWith('"')) return value;
    const text = JSON.parse(value) as string;
    if (split.kind !== "delimiter") return JSON.stringify(newName(text.trim()) ?? "");
    const reading = readSkills(text, split.delimiter);
    if ("problem" in reading || reading.skills.length === 0) return value;
    const names = [...new Set(reading.skills.map(newName).filter((name) => name !== null))];
    if (text.trimStart().startsWith("[")) return JSON.stringify(names);
    return JSON.stringify(
      names.join(text.includes(`${split.delimiter} `) ? `${split.delimiter} ` : split.delimiter),
    );
  };
}

/** An item that keeps its name keeps its text: a number its notation, a string its escapes. */
function renamedItems(items: readonly string[], newName: NewName): string[] {
  const texts = new Map<string, string>();
  for (const item of items) {
    const old = nameOfItem(item);
    const name = old === "" ? null : newName(old);
    if (name !== null && !texts.has(name)) texts.set(name, name === old ? item : JSON.stringify(name));
  }
  return [...texts.values()];
}

/** The skill that an item of a list names; none for what stands for nothing. */
function nameOfItem(item: string): string {
  if (item.startsWith('"')) return (JSON.parse(item) as string).trim();
  return /^(?:null|NaN|-?Infinity)$/.test(item) ? "" : item;
}

function* newLines(corpus: Corpus, newName: NewName): Generator<Line> {
  const { directed, needs, skillNames } = corpus;
  for (const [text, id] of corpus.textNames.entries()) {
    const lists: Record<string, Uint32Array> =
      directed === undefined
        ? { skills: needs.skillsOfText(text) }
        : { requires: directed.requires.skillsOfText(text), teaches: directed.teaches.skillsOfText(text) };
    const before: Record<string, unknown> = { id };
    const after: Record<string, unknown> = { id };
    for (const [role, skills] of Object.entries(lists)) {
      const names = Array.from(skills, (skill) => nameOf(skillNames, skill));
      before[role] = names;
      after[role] = [...new Set(names.map(newName).filter((name) => name !== null))];
    }
    const [old, line] = [`${JSON.stringify(before)}\n`, `${JSON.stringify(after)}\n`];
    yield { text: line, original: old === line ? null : old };
  }
}
