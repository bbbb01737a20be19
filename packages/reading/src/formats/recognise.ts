/** What the bytes of a file are: by its name, by its first bytes, or by both where one corrects the other. */
import { recognisedFieldNames } from "@onset/core/corpus";
import { usageError } from "../errors.js";
import type { TextBytes } from "../source/unpack.js";
import { type Format, formats } from "./rows.js";

const formatOfExtension: Readonly<Record<string, Format>> = {
  jsonl: "jsonl",
  ndjson: "jsonl",
  json: "json",
  csv: "csv",
  tsv: "tsv",
  tab: "tsv",
  parquet: "parquet",
  txt: "text",
  text: "text",
  md: "text",
  markdown: "text",
  srt: "text",
  vtt: "text",
};

/** The extension of a name in lower case, under that of packing; empty when there is none. */
export function extensionOf(name: string): string {
  return /\.([a-z0-9]+)(?:\.(?:gz|gzip|zst|zstd))?$/i.exec(name)?.[1]?.toLowerCase() ?? "";
}

/**
 * Tells the format. Files named `.json` often hold one object a line, and files named `.txt` tables.
 *
 * @throws ReadingError when nothing tells
 */
export function recogniseFormat(text: TextBytes, words: boolean): Format {
  const start = new TextDecoder().decode(text.head.subarray(0, 1 << 16));
  const byName = formatOfExtension[extensionOf(text.source.name)];
  const byContent = formatOfStart(start, text.isWhole && text.head.length <= 1 << 16);
  // A Parquet file is one whatever it is called, and is nothing else.
  if (byContent === "parquet") return byContent;
  if (byName === "json" && byContent === "jsonl") return byContent;
  if (byName === "text" && byContent === "tsv") return byContent;
  const found = byName ?? byContent ?? (words ? "text" : null);
  if (found === null) {
    throw usageError(
      `cannot tell what format this is; say --format ${formats.join("|")}, or use a known extension`,
    );
  }
  return found;
}

function formatOfStart(start: string, isWhole: boolean): Format | null {
  const first = start.trimStart();
  if (first.startsWith("PAR1")) return "parquet";
  if (first.startsWith("{")) return "jsonl";
  if (first.startsWith("[")) return "json";
  if (/^#(?:separator|html|columns|tags|notetype|deck|guid column):?/i.test(start)) return "tsv";
  const lines = start.split(/\r\n|\r|\n/);
  if (!isWhole) lines.pop();
  const rows = lines.filter((line) => line.trim() !== "");
  if (isTable(rows, "\t")) return "tsv";
  const isHeader = (delimiter: string): boolean =>
    rows.length > 1 && rows[0].split(delimiter).length > 1 && namesColumns(rows[0].split(delimiter));
  return [",", ";", "|"].some(isHeader) ? "csv" : null;
}

/** Whether every line has the same number of columns, at least two. */
function isTable(rows: readonly string[], delimiter: string): boolean {
  const columns = rows[0]?.split(delimiter).length ?? 0;
  return rows.length > 1 && columns > 1 && rows.every((row) => row.split(delimiter).length === columns);
}

const knownNames: ReadonlySet<string> = new Set(Object.values(recognisedFieldNames).flat());

function namesColumns(cells: readonly string[]): boolean {
  return cells.some((cell) => knownNames.has(cell.trim().replaceAll('"', "").toLowerCase()));
}
