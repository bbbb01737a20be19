import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { DataError, UsageError } from "../errors.js";

/** Writes a file whole or not at all: beside its place first, then moved there. */
export function writeWhole(path: string, content: Iterable<string>): void {
  const beside = `${path}.tmp`;
  const file = openForWriting(beside, "w");
  try {
    writePieces(file, content);
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw new DataError(cannotWrite(path, error));
  }
}

/** Writes all pieces to the disk and closes the file, written or not. */
function writePieces(file: number, pieces: Iterable<string>): void {
  try {
    let position = 0;
    for (const piece of pieces) position += writeAll(file, Buffer.from(piece), position);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Opens a file, or says in one line why it cannot be written. */
export function openForWriting(path: string, flags: "w" | "r+"): number {
  try {
    return openSync(path, flags);
  } catch (error) {
    throw new UsageError(cannotWrite(path, error));
  }
}

/** What is said of a file that cannot be written. */
export function cannotWrite(path: string, error: unknown): string {
  return `cannot write ${JSON.stringify(path)} (${reasonOf(error)})`;
}

/** Writes all bytes at a position and returns their number; one call may take fewer than it is given. */
export function writeAll(file: number, bytes: Uint8Array, position: number): number {
  let written = 0;
  while (written < bytes.length) {
    written += writeSync(file, bytes, written, bytes.length - written, position + written);
  }
  return written;
}

/** What the operating system calls an error: `ENOENT`, `EACCES`. */
export function reasonOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}
