import { createHash } from "node:crypto";
import {
  type Corpus,
  chooseDelimiter,
  type Fields,
  readSkills,
  recogniseFields,
  skillRoles,
} from "@onset/core/corpus";
import type { Content } from "../files/content.js";
import { type Places, piecesOf, recordsOf } from "../reading/places.js";
import type { Reading } from "../reading/read.js";
import { withFields } from "./json-fields.js";
import type { NewName } from "./mapping.js";

/** A cleaned corpus as JSON Lines, and what is known of it once it is written. */
export type Rewritten = {
  readonly content: Content;
  readonly originals: { line: number; text: string }[];
  sha256(): string;
};

/** How a reader was told to read, as far as it matters for writing. */
export type Layout = {
  readonly fields: Fields;
  readonly delimiter: string | undefined;
  /** Whether the skills are the words of the texts. */
  readonly words: boolean;
};

/**
 * Writes a corpus under its new names. JSON Lines stay as they are but for the skills of the texts that change;
 * other formats become JSON Lines with the name and the skills of every text.
 */
export function rewrite(reading: Reading, nameOf: NewName, layout: Layout): Rewritten {
  // Of the sources whose records are lines those without a header are JSON Lines, or text that is taken for its words.
  const isJsonLines = reading.places !== null && reading.places.header === "" && !layout.words;
  const hash = createHash("sha256");
  const originals: { line: number; text: string }[] = [];
  const lines = isJsonLines
    ? changedLines(reading, reading.places!, nameOf, layout)
    : newLines(reading.corpus, nameOf);
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

function* changedLines(
  { corpus, records }: Reading,
  places: Places,
  nameOf: NewName,
  layout: Layout,
): Generator<Line> {
  const changes = new Set<number>();
  for (let text = 0; text < corpus.needs.textCount; text++) {
    const skills = corpus.needs.skillsOfText(text);
    const isChanged = skills.some(
      (skill) => nameOf(corpus.skillNames.at(skill)!) !== corpus.skillNames.at(skill),
    );
    if (isChanged) changes.add(records[text]!);
  }
  const { fields, delimiter } = layoutOf(places, layout);
  const roles = skillRoles(fields) ?? [];
  for (const { text, record } of piecesOf(places)) {
    if (record === null || !changes.has(record)) {
      yield { text, original: null };
      continue;
    }
    const values = JSON.parse(text) as Record<string, unknown>;
    const changed = new Map(
      roles.map((role) => [fields[role]!, renamed(values[fields[role]!], nameOf, delimiter)]),
    );
    yield { text: withFields(text, changed), original: text };
  }
}

const sampled = 1000;

/** Which fields hold skills and what stands between them: recognised as the reader does. */
function layoutOf(
  places: Places,
  { fields: overrides, delimiter }: Layout,
): { fields: Fields; delimiter: string } {
  const records: Record<string, unknown>[] = [];
  for (const line of recordsOf(places, Array.from(places.starts.subarray(0, sampled).keys()))) {
    try {
      const value = JSON.parse(line) as unknown;
      if (typeof value === "object" && value !== null && !Array.isArray(value)) {
        records.push(value as Record<string, unknown>);
      }
    } catch {
      // The reader has counted and reported it.
    }
  }
  const fields = recogniseFields([...new Set(records.flatMap(Object.keys))], overrides);
  const strings = (skillRoles(fields) ?? []).flatMap((role) =>
    records
      .map((record) => record[fields[role]!])
      .filter((value): value is string => typeof value === "string"),
  );
  return {
    fields,
    delimiter: delimiter ?? chooseDelimiter(strings.filter((text) => !text.trimStart().startsWith("["))),
  };
}

/** Skills under their new names, each once: a list stays a list, a string with delimiters such a string. */
function renamed(value: unknown, nameOf: NewName, delimiter: string): unknown {
  const reading = readSkills(value, delimiter);
  if ("problem" in reading || reading.skills.length === 0) return value;
  const names = new Set(reading.skills.map(nameOf).filter((name) => name !== null));
  if (typeof value !== "string" || value.trimStart().startsWith("[")) return [...names];
  return [...names].join(value.includes(`${delimiter} `) ? `${delimiter} ` : delimiter);
}

function* newLines(corpus: Corpus, nameOf: NewName): Generator<Line> {
  const { directed, needs, skillNames } = corpus;
  for (const [text, id] of corpus.textNames.entries()) {
    const lists: Record<string, Uint32Array> =
      directed === undefined
        ? { skills: needs.skillsOfText(text) }
        : { requires: directed.requires.skillsOfText(text), teaches: directed.teaches.skillsOfText(text) };
    const before: Record<string, unknown> = { id };
    const after: Record<string, unknown> = { id };
    for (const [role, skills] of Object.entries(lists)) {
      const names = Array.from(skills, (skill) => skillNames.at(skill)!);
      before[role] = names;
      after[role] = [...new Set(names.map(nameOf).filter((name) => name !== null))];
    }
    const [old, line] = [`${JSON.stringify(before)}\n`, `${JSON.stringify(after)}\n`];
    yield { text: line, original: old === line ? null : old };
  }
}
