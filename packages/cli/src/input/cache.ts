import { createHash } from "node:crypto";
import { mkdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { cachedBytes, type Reading, type ReadingContext, type ReadOptions, readCached } from "@onset/reading";
import { Outputs } from "../files/outputs.js";
import { version } from "../version.js";
import { type FileSource, fileSource } from "./file-source.js";

/**
 * Reads a corpus from a folder of corpora that were read before, or anew, and then keeps it there. What is kept is known by
 * the content and names of the files, the options, and the versions of this program and of the tables of Unicode.
 */
export async function throughCache(
  folder: string,
  sources: readonly FileSource[],
  options: ReadOptions,
  context: ReadingContext,
  read: () => Promise<Reading>,
): Promise<Reading> {
  const files: { name: string; sha256: string }[] = [];
  for (const source of sources) files.push({ name: source.name, sha256: await hashOfFile(source, context) });
  const made = { tool: version, icu: process.versions.icu, files, options };
  const key = createHash("sha256").update(JSON.stringify(made)).digest("hex");
  const path = join(folder, `${key}.onset-corpus`);
  const found = await stat(path).catch(() => null);
  const kept = found === null ? null : await readCached(fileSource(path, path, found.size), key);
  if (kept !== null) return kept;
  const reading = await read();
  await mkdir(folder, { recursive: true });
  const outputs = await Outputs.open(
    { reads: sources.map((source) => source.path) },
    context.signal ?? new AbortController().signal,
  );
  await outputs.writeFile(path, cachedBytes(reading, key));
  return reading;
}

/** SHA-256 of the bytes of a file in hexadecimal. */
export async function hashOfFile(source: FileSource, context: ReadingContext): Promise<string> {
  const hash = context.hash!();
  for await (const piece of source.stream()) {
    context.signal?.throwIfAborted();
    hash.update(piece);
  }
  return hash.digest();
}
