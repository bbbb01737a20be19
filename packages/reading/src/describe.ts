import { delimiterInWords } from "./layout/delimiters.js";
import type { Slot, Split } from "./layout/slot.js";
import type { FileRead, ReadDescription } from "./read.js";

/**
 * Says in one line what was read and how: columns, how cells were split, where names come from, the form of the file,
 * rows. For the report of a command, a page, a log.
 *
 * @example
 * ```ts
 * import { bytesSource, describeReading, readCorpus } from "@onset/reading";
 * const file = bytesSource(new TextEncoder().encode("id;tags\n1;add|carry\n2;add\n"), "sums.csv");
 * const { read } = await readCorpus([file]);
 * describeReading(read); // => 'skills from "tags" split at bars; names from "id"; CSV, semicolons between columns; 2 rows'
 * ```
 */
export function describeReading({ columns, names, files, rows }: ReadDescription): string {
  const kinds = [...new Set(files.map(describeFile))];
  return [
    ...describeColumns(columns),
    names.column === null ? "names are row numbers" : `names from ${JSON.stringify(names.column)}`,
    ...(files.length > 1 ? [`${files.length} files`] : []),
    ...kinds.slice(0, 3),
    `${rows} ${rows === 1 ? "row" : "rows"}`,
  ].join("; ");
}

const wordOfRole = { skills: "skills from", requires: "required from", teaches: "taught from" } as const;

function describeColumns(slots: readonly Slot[]): string[] {
  const said: string[] = [];
  const text = slots.find(({ role }) => role === "text");
  if (text !== undefined) said.push(`words of ${JSON.stringify(text.column)}`);
  const flags = slots.filter(({ split }) => split.kind === "flag");
  if (flags.length > 0) said.push(`${flags.length} columns of yes and no, each a skill`);
  for (const role of ["skills", "requires", "teaches"] as const) {
    const of = slots.filter((slot) => slot.role === role && slot.split.kind !== "flag");
    if (of.length === 0) continue;
    const columns = of
      .slice(0, 5)
      .map(({ column, split }) => `${JSON.stringify(column)}${describeSplit(split)}`);
    if (of.length > columns.length) columns.push(`${of.length - columns.length} more`);
    said.push(`${wordOfRole[role]} ${columns.join(" and ")}`);
  }
  return said;
}

function describeSplit(split: Split): string {
  if (split.kind === "delimiter") return ` split at ${delimiterInWords(split.delimiter)}`;
  if (split.kind === "enclosed") return ` as ${split.open}…${split.close}`;
  return split.kind === "hashtags" ? " as #…" : "";
}

const nameOfFormat = {
  jsonl: "JSON Lines",
  json: "JSON",
  csv: "CSV",
  tsv: "TSV",
  parquet: "Parquet",
  text: "text",
} as const;

function describeFile({ format, conventions, encoding, compression }: FileRead): string {
  return [
    nameOfFormat[format],
    ...(compression === null ? [] : [compression]),
    ...(encoding === "utf-8" || format === "parquet" ? [] : [encoding.toUpperCase()]),
    ...conventions,
  ].join(", ");
}
