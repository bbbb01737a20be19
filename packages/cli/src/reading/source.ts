import { createHash } from "node:crypto";
import { constants, createReadStream, createWriteStream, type ReadStream } from "node:fs";
import { access, mkdtemp, open, stat } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, type Gunzip } from "node:zlib";
import { DataError, UsageError } from "../errors.js";
import type { Workspace } from "../files/workspace.js";
import { printable } from "../terminal/characters.js";
import { type Format, hasByteOrderMark, recogniseFormat, refuseUtf16, startOf } from "./format.js";

/** A corpus on disk: what it is called, what it is, and where its bytes are. */
export type Source = {
  /** The name of the file, as a terminal can show it. */
  readonly label: string;
  /** Where the bytes are, as an absolute path: for standard input a temporary file. */
  readonly path: string;
  readonly format: Format;
  readonly gzip: boolean;
  /** Whether its text begins with a byte order mark. */
  readonly marked: boolean;
  readonly bytes: number;
};

const closingBracket = 0x5d;

/**
 * Finds out what a corpus is, by its name and its first bytes.
 *
 * @param name a path, or `-` for standard input, which is copied to the workspace first
 */
export async function openSource(
  name: string,
  workspace: Workspace,
  asked: { readonly format?: Format | undefined; readonly words: boolean },
): Promise<Source> {
  const label = name === "-" ? "standard input" : printable(basename(name));
  const path = name === "-" ? await spool(workspace) : resolve(name);
  const bytes = await sizeOf(path, name);
  if (bytes === 0) throw new DataError(`${label} is empty: expected one text a line or row`);
  const head = await firstBytes(path, 4096);
  const gzip = head[0] === 0x1f && head[1] === 0x8b;
  const start = gzip ? startOf(head) : head;
  refuseUtf16(label, start);
  const format = asked.format ?? recogniseFormat(label, name, start, asked.words);
  if (format === "parquet" && gzip && isParquet(start)) {
    throw new DataError(
      `${label} is a gzipped Parquet file: unpack it first, Parquet is compressed by itself`,
    );
  }
  if (format === "parquet" && !isParquet(head)) {
    throw new DataError(`${label} is not a Parquet file: it does not begin with PAR1`);
  }
  return { label, path, format, gzip, marked: hasByteOrderMark(start), bytes };
}

function isParquet(start: Buffer): boolean {
  return start.subarray(0, 4).toString("latin1") === "PAR1";
}

const markBytes = 3;

/** How many bytes stand before the text of a source: those of its byte order mark. */
export function bytesBeforeText({ marked }: Source): number {
  return marked ? markBytes : 0;
}

/** The bytes of the text of a source, unpacked, from behind a byte order mark. */
export async function* openText(source: Source): AsyncGenerator<Buffer> {
  const file = createReadStream(source.path, { highWaterMark: 1 << 20 });
  let mark = bytesBeforeText(source);
  try {
    for await (const chunk of source.gzip ? unpacked(file) : file) {
      yield (chunk as Buffer).subarray(mark);
      mark = 0;
    }
  } finally {
    file.destroy();
  }
}

function unpacked(file: ReadStream): Gunzip {
  const gunzip = createGunzip();
  file.on("error", (error) => gunzip.destroy(error));
  return file.pipe(gunzip);
}

/** Copies the text of a source into the workspace, in pieces that `change` makes of its pieces. */
export async function copyOf(
  source: Source,
  workspace: Workspace,
  change: (pieces: AsyncIterable<Buffer>) => AsyncIterable<Buffer> = (pieces) => pieces,
): Promise<Source> {
  const path = join(await mkdtemp(join(await workspace.directory(), "copy-")), "text");
  await pipeline(change(openText(source)), createWriteStream(path), { signal: workspace.signal });
  return { ...source, path, gzip: false, marked: false };
}

/**
 * Reads the bytes of a source once: for the hash that stands in the provenance, and to make sure that gzip data
 * and a JSON array are whole, because a reader that meets their end too early takes what it got for everything.
 *
 * @returns the SHA-256 of the file's bytes in hexadecimal
 */
export async function verifySource(source: Source, signal: AbortSignal): Promise<string> {
  const hash = createHash("sha256");
  let last = 0;
  const file = createReadStream(source.path, { highWaterMark: 1 << 20 });
  file.on("data", (chunk) => hash.update(chunk));
  const drain = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      const end = chunk.findLastIndex((byte) => byte > 0x20);
      if (end >= 0) last = chunk[end]!;
      done();
    },
  });
  try {
    if (source.gzip) await pipeline(file, createGunzip(), drain, { signal });
    else await pipeline(file, drain, { signal });
  } catch (error) {
    if (!isZlibError(error)) throw error;
    throw new DataError(`${source.label}: the gzip data are damaged or end too early (${error.message})`);
  }
  if (source.format === "json" && last !== closingBracket) {
    throw new DataError(
      `${source.label}: expected one array of objects, from [ to ]: the file does not end with ]`,
    );
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
