/** What the bytes of a corpus are: by the name of the file, failing that by its first bytes. The rules of the command. */
import type { OpenSource } from "./source.js";

export type Format = "jsonl" | "json" | "csv" | "tsv" | "parquet" | "text";

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
};

export function formatOf({ label, start }: Pick<OpenSource, "label" | "start">, words: boolean): Format {
  const extension = /\.([a-z0-9]+)(?:\.gz)?$/i.exec(label)?.[1]?.toLowerCase() ?? "";
  const byName = Object.hasOwn(formatOfExtension, extension) ? formatOfExtension[extension] : undefined;
  const byContent = formatOfContent(start);
  if (byName === "json" && byContent === "jsonl") return "jsonl";
  const found = byName ?? byContent ?? (words ? "text" : null);
  if (found === null)
    throw new Error(
      `${label}: cannot tell what format this is. The laboratory reads .jsonl, .json, .csv, .tsv, .parquet and .txt, each gzipped or not.`,
    );
  return found;
}

function formatOfContent(start: Uint8Array): Format | null {
  const text = new TextDecoder().decode(start.subarray(0, 4096)).trimStart();
  if (text.startsWith("{")) return "jsonl";
  if (text.startsWith("[")) return "json";
  return text.startsWith("PAR1") ? "parquet" : null;
}
