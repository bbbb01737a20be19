import { createHash } from "node:crypto";
import { isAbsolute, resolve } from "node:path";
import { DataError, UsageError } from "../../errors.js";
import { printable } from "../../terminal/characters.js";
import type { SqlEngine } from "../sql/engine.js";

/** A file of a corpus as its storage lists it: what stands for its content where hashing it would read terabytes. */
export type ClusterFile = {
  /** As queries call it. */
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
  /** When it was changed last, in milliseconds since 1970. */
  readonly changed: number;
};

/** The files of a corpus, in the order of their rows: that of the names given, then of the paths. */
export type ClusterSource = {
  /** What the user named, as queries take it. */
  readonly paths: readonly string[];
  readonly format: "jsonl" | "parquet";
  readonly files: readonly ClusterFile[];
  readonly bytes: number;
  /** SHA-256 of the lines `bytes changed path`, one a file. */
  readonly listing: string;
};

const formatOfEnding: readonly (readonly [RegExp, "jsonl" | "parquet" | null])[] = [
  [/\.(jsonl|ndjson|json)(\.(gz|bz2|zst|snappy|lz4|deflate))?$/i, "jsonl"],
  [/\.(parquet|pq)$/i, "parquet"],
  [/\.(csv|tsv|txt|md)(\.\w+)?$/i, null],
];

/** A name as queries take it: with a scheme as it is, else a file of this machine. */
export function clusterPath(name: string): string {
  if (hasScheme(name) || isAbsolute(name)) return name;
  return resolve(name);
}

/** Whether a name says what kind of storage it is in. */
export function hasScheme(name: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\//i.test(name);
}

/** A path of this machine as any engine understands it, whatever its default storage is. */
export function fileAddress(path: string): string {
  // Not percent-encoded: storage takes every character of a path as it is.
  return `file://${path.startsWith("/") ? "" : "/"}${path}`;
}

/**
 * Lists the files that names stand for.
 *
 * @throws UsageError or DataError when there is none, or of kinds that a cluster does not read here
 */
export async function listSource(
  engine: SqlEngine,
  names: readonly string[],
  asked: string | undefined,
): Promise<ClusterSource> {
  const paths = names.map(clusterPath);
  const files: ClusterFile[] = [];
  for (const [i, path] of paths.entries()) {
    const found: ClusterFile[] = [];
    for await (const batch of engine.rows(engine.dialect.files(path))) {
      const [bytes, changed] = [batch.numbers("bytes"), batch.numbers("changed")];
      for (const [row, file] of batch.strings("file").entries()) {
        if (file !== null)
          found.push({ path: file, name: printable(nameOf(file)), bytes: bytes[row], changed: changed[row] });
      }
    }
    if (found.length === 0) throw new DataError(`${JSON.stringify(names[i])} holds no file`);
    files.push(...found.sort((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path))));
  }
  const hash = createHash("sha256");
  for (const { bytes, changed, path } of files) hash.update(`${bytes} ${changed} ${path}\n`);
  return {
    paths,
    format: formatOf(files, asked),
    files,
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    listing: hash.digest("hex"),
  };
}

function nameOf(path: string): string {
  return path.replace(/^file:\/*/, "/");
}

function formatOf(files: readonly ClusterFile[], asked: string | undefined): "jsonl" | "parquet" {
  if (asked === "jsonl" || asked === "parquet") return asked;
  if (asked !== undefined) throw new UsageError(`--engine spark reads jsonl and parquet, not ${asked}`);
  const formats = new Set(files.map(({ path }) => formatOfEnding.find(([ending]) => ending.test(path))?.[1]));
  const [format] = formats;
  if (formats.size === 1 && format != null) return format;
  const example = files.find(({ path }) => !/\.(jsonl|parquet)$/i.test(path)) ?? files[0];
  throw new UsageError(
    formats.size > 1
      ? "--engine spark reads files of one kind at a time: JSON Lines or Parquet"
      : `--engine spark reads JSON Lines and Parquet, and the name of ${JSON.stringify(example.name)} tells neither: say --format jsonl or --format parquet`,
  );
}
