import { count, plural } from "./count.js";
import type { Split } from "./layout/slot.js";
import type { ColumnRead, FileRead, Reading } from "./read.js";

const columnsShown = 4;

/**
 * Says in one line what was read and how: rows and what became of them, columns, how cells were split, where names come
 * from, what was recognised. For the report of a command, a page, a log.
 *
 * @example
 * ```ts
 * import { bytesSource, describeReading, readCorpus } from "@onset/reading";
 * const file = bytesSource(new TextEncoder().encode("id;tags\n1;add|carry\n2;\n"), "sums.csv");
 * const reading = await readCorpus([file]);
 * describeReading(reading).split("; ").slice(0, 2); // => ["2 rows (1 without skills) of CSV", 'skills from "tags", split at "|"']
 * ```
 */
export function describeReading({
  read,
  unlabelled,
  malformed,
}: Pick<Reading, "read" | "unlabelled" | "malformed">): string {
  const left = [
    unlabelled.count > 0 && `${count(unlabelled.count)} without skills`,
    malformed.count > 0 && `${count(malformed.count)} malformed`,
  ].filter((part) => part !== false);
  const rows = `${plural(read.rows, "row")}${left.length === 0 ? "" : ` (${left.join(", ")})`}`;
  const files = read.files.length === 1 ? "" : ` of ${plural(read.files.length, "file")}`;
  return [
    `${rows}${files} of ${formatsText(read.files)}`,
    ...columnTexts(read.columns),
    namesText(read.names.column),
    ...new Set(read.files.flatMap(({ conventions }) => conventions)),
  ].join("; ");
}

const formatNames: Readonly<Record<FileRead["format"], string>> = {
  jsonl: "JSON Lines",
  json: "JSON",
  csv: "CSV",
  tsv: "TSV",
  parquet: "Parquet",
  text: "plain text",
};

function formatsText(files: readonly FileRead[]): string {
  return [...new Set(files.map(formatText))].join(" and ");
}

function formatText({ format, encoding, compression }: FileRead): string {
  const recoded = encoding === "utf-8" || format === "parquet" ? "" : ` in ${encoding.toUpperCase()}`;
  return `${formatNames[format]}${recoded}${compression === null ? "" : `, packed by ${compression}`}`;
}

function columnTexts(columns: readonly ColumnRead[]): string[] {
  const texts = columns.filter(({ role }) => role !== "id").map(columnText);
  const more = texts.length - columnsShown;
  return more > 0 ? [...texts.slice(0, columnsShown), `and ${plural(more, "column")} more`] : texts;
}

function columnText({ column, role, split, cells }: ColumnRead): string {
  const name = JSON.stringify(column);
  if (role === "text") return `words of ${name}`;
  if (split.kind === "flag") return `${name} a skill where its cell says so`;
  return `${role} from ${name}${cells === "lists" ? "" : splitText(split)}`;
}

function splitText(split: Split): string {
  switch (split.kind) {
    case "delimiter":
      return `, split at ${JSON.stringify(split.delimiter)}`;
    case "enclosed":
      return `, each between ${JSON.stringify(split.open)} and ${JSON.stringify(split.close)}`;
    case "hashtags":
      return ', each behind "#"';
    default:
      return ", each cell one skill";
  }
}

function namesText(column: string | null): string {
  return column === null ? "named by row numbers" : `names from ${JSON.stringify(column)}`;
}
