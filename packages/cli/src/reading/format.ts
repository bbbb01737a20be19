import { constants, gunzipSync } from "node:zlib";
import { DataError, UsageError } from "../errors.js";

export const formats = ["jsonl", "json", "csv", "tsv", "parquet", "text"] as const;

/** How the bytes of a corpus are to be read. */
export type Format = (typeof formats)[number];

const formatOfExtension: Record<string, Format> = {
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
};

/** What the first bytes of gzip data unpack to; nothing when they are damaged. */
export function startOf(head: Buffer): Buffer {
  try {
    return gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    return Buffer.alloc(0);
  }
}

/** Spreadsheets write UTF-16 when asked for "Unicode text". */
export function refuseUtf16(label: string, start: Buffer): void {
  const [first, second] = start;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    throw new DataError(`${label} is encoded in UTF-16: save it as UTF-8`);
  }
}

/** Whether the bytes begin with the mark that some editors put before UTF-8. */
export function hasByteOrderMark(start: Buffer): boolean {
  return start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf;
}

/**
 * By extension, under `.gz` too; failing that by the first bytes, unpacked; failing that plain text where
 * words are wanted. Files named `.json` often hold one object a line.
 *
 * @throws UsageError when nothing tells
 */
export function recogniseFormat(label: string, name: string, start: Buffer, words: boolean): Format {
  const extension = /\.([a-z0-9]+)(?:\.gz)?$/i.exec(name)?.[1]?.toLowerCase();
  const byName = extension === undefined ? undefined : formatOfExtension[extension];
  const byContent = formatOfContent(start);
  if (byName === "json" && byContent === "jsonl") return "jsonl";
  const found = byName ?? byContent ?? (words ? "text" : null);
  if (found === null) {
    throw new UsageError(
      `${label}: cannot tell what format this is; say --format ${formats.join("|")}, or use a known extension`,
    );
  }
  return found;
}

function formatOfContent(start: Buffer): Format | null {
  const text = start
    .subarray(hasByteOrderMark(start) ? 3 : 0)
    .toString("utf8")
    .trimStart();
  if (text.startsWith("{")) return "jsonl";
  if (text.startsWith("[")) return "json";
  return text.startsWith("PAR1") ? "parquet" : null;
}
