import { createHash } from "node:crypto";
import { constants, createReadStream, createWriteStream } from "node:fs";
import { access, open, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { DataError, UsageError } from "../errors.js";
import type { Workspace } from "../files/workspace.js";

export const formats = ["jsonl", "json", "csv", "tsv", "parquet", "text"] as const;

/** How the bytes of a corpus are to be read. */
export type Format = (typeof formats)[number];

/** A corpus on disk: what it is called, what it is, and where its bytes are. */
export type Source = {
  /** As the user named it. */
  readonly label: string;
  /** Where the bytes are: for standard input a temporary file. */
  readonly path: string;
  readonly format: Format;
  readonly gzip: boolean;
  readonly bytes: number;
};

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

/**
 * Finds out what a corpus is, by its name and its first bytes.
 *
 * @param name a path, or `-` for standard input, which is copied to the workspace first
 */
export async function openSource(name: string, workspace: Workspace, format?: Format): Promise<Source> {
  const label = name === "-" ? "standard input" : basename(name);
  const path = name === "-" ? await spool(workspace) : name;
  const bytes = await sizeOf(path, name);
  const head = await firstBytes(path, 4096);
  if (bytes === 0) throw new DataError(`${label} is empty: expected one text a line or row`);
  const gzip = head[0] === 0x1f && head[1] === 0x8b;
  const found = format ?? formatOf(name, gzip ? null : head);
  if (found === null) {
    throw new UsageError(
      `${label}: cannot tell what format this is; say --format ${formats.join("|")}, or use a known extension`,
    );
  }
  if (found === "parquet" && head.subarray(0, 4).toString("latin1") !== "PAR1") {
    throw new DataError(`${label} is not a Parquet file: it does not begin with PAR1`);
  }
  return { label, path, format: found, gzip, bytes };
}

/**
 * Reads the bytes of a source once: for the hash that stands in the provenance, and to make sure that a gzip
 * file is whole, because a reader that meets its end too early takes what it got for everything.
 *
 * @returns the SHA-256 of the file's bytes in hexadecimal
 */
export async function verifySource(source: Source, signal: AbortSignal): Promise<string> {
  const hash = createHash("sha256");
  const file = createReadStream(source.path, { highWaterMark: 1 << 20 });
  file.on("data", (chunk) => hash.update(chunk));
  const drain = new Writable({ write: (_chunk, _encoding, done) => done() });
  try {
    if (source.gzip) await pipeline(file, createGunzip(), drain, { signal });
    else await pipeline(file, drain, { signal });
  } catch (error) {
    if (!isZlibError(error)) throw error;
    throw new DataError(`${source.label}: the gzip data are damaged or end too early (${error.message})`);
  }
  return hash.digest("hex");
}

function isZlibError(error: unknown): error is Error {
  return error instanceof Error && "code" in error && /^Z_/.test(String(error.code));
}

async function spool(workspace: Workspace): Promise<string> {
  if (process.stdin.isTTY) {
    throw new UsageError("standard input is a terminal: pipe a corpus into the command, or name a file");
  }
  const path = join(await workspace.directory(), "standard-input");
  await pipeline(process.stdin, createWriteStream(path), { signal: workspace.signal });
  return path;
}

async function sizeOf(path: string, name: string): Promise<number> {
  const found = await stat(path).catch(() => null);
  if (found === null) throw new UsageError(`there is no file ${JSON.stringify(name)}`);
  if (found.isDirectory()) throw new UsageError(`${JSON.stringify(name)} is a folder: name a file`);
  const readable = await access(path, constants.R_OK).then(
    () => true,
    () => false,
  );
  if (!readable) throw new UsageError(`${JSON.stringify(name)} may not be read: its permissions forbid it`);
  if (!found.isFile()) throw new UsageError(`${JSON.stringify(name)} is not a file: pipe it into "-"`);
  return found.size;
}

async function firstBytes(path: string, count: number): Promise<Buffer> {
  const file = await open(path, "r");
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(count), 0, count, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** By extension, under `.gz` too; failing that by the first bytes. */
function formatOf(name: string, head: Buffer | null): Format | null {
  const extension = /\.([a-z0-9]+)(?:\.gz)?$/i.exec(name)?.[1]?.toLowerCase();
  const byName = extension === undefined ? undefined : formatOfExtension[extension];
  if (byName !== undefined) return byName;
  if (head === null) return null;
  const text = head.toString("utf8").trimStart();
  if (text.startsWith("{")) return "jsonl";
  if (text.startsWith("[")) return "json";
  if (text.startsWith("PAR1")) return "parquet";
  return null;
}
