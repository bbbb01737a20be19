import { writeSync } from "node:fs";
import type { FileHandle } from "node:fs/promises";
import { systemError } from "./reason.js";

/**
 * Writes all bytes where the file stands. One call may take fewer than it is given: a disk that fills up takes what still
 * fits, and only the next call is told.
 */
export async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let written = 0; written < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, written, bytes.length - written);
    written += taken(bytesWritten);
  }
}

/** Writes all bytes at a position, or where the file stands (null), before it returns. */
export function writeAllSync(file: number, bytes: Uint8Array, position: number | null): void {
  for (let written = 0; written < bytes.length; ) {
    const at = position === null ? null : position + written;
    written += taken(writeSync(file, bytes, written, bytes.length - written, at));
  }
}

/** A file that takes nothing and names no error would be written to for ever. */
function taken(bytes: number): number {
  if (bytes === 0) throw systemError("ENOSPC");
  return bytes;
}
