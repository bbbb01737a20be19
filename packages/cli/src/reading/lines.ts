import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import type { Source } from "./source.js";

const newline = 0x0a;

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0d;
}

/** The bytes of a source, unpacked. */
export function openBytes(source: Source): AsyncIterable<Buffer> {
  const file = createReadStream(source.path, { highWaterMark: 1 << 20 });
  if (!source.gzip) return file;
  const unpacked = createGunzip();
  file.on("error", (error) => unpacked.destroy(error));
  return file.pipe(unpacked);
}

/**
 * Finds on which lines records stand that are known by their position among the lines that are not blank:
 * readers of JSONL skip blank lines without counting them.
 *
 * @param records positions from 0, ascending
 * @returns line numbers from 1, as many as were found
 */
export async function linesOfRecords(source: Source, records: readonly number[]): Promise<number[]> {
  const lines: number[] = [];
  let line = 1;
  let record = -1;
  let blank = true;
  for await (const chunk of openBytes(source)) {
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i]!;
      if (byte === newline) {
        line++;
        blank = true;
      } else if (blank && !isBlank(byte)) {
        blank = false;
        record++;
        if (record === records[lines.length]) lines.push(line);
        if (lines.length === records.length) return lines;
      }
    }
  }
  return lines;
}
