import { randomBytes } from "node:crypto";
import { type FileHandle, open, realpath, rename, rm, stat } from "node:fs/promises";
import { DataError, Interrupted } from "../errors.js";
import { reasonOf } from "./reason.js";

/** The content of a file: all at once, or in pieces. */
export type Pieces = AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>;

/** Writes a file, all of it or nothing. */
export async function writeBytes(path: string, bytes: Uint8Array | string): Promise<void> {
  await writePieces(path, [bytes], new AbortController().signal);
}

/**
 * Writes a file, all of it or nothing: beside its place first, then moved there. Until then a file of this name stays as
 * it is, and whatever ends the writing - an error of the pieces, Ctrl-C - leaves nothing else behind. What is no file,
 * such as a pipe, is written to as it is.
 */
export async function writePieces(path: string, pieces: Pieces, signal: AbortSignal): Promise<void> {
  const place = await realpath(path).catch(() => path);
  const found = await stat(place).catch(() => null);
  if (found?.isDirectory()) {
    throw new DataError(`cannot write the file ${JSON.stringify(path)}: there is a folder of this name`);
  }
  const direct = found !== null && !found.isFile();
  const target = direct ? place : `${place}.${randomBytes(6).toString("hex")}.tmp`;
  const writing = async <T>(action: () => Promise<T>): Promise<T> => {
    try {
      return await action();
    } catch (error) {
      throw new DataError(`cannot write the file ${JSON.stringify(path)} (${reasonOf(error)})`);
    }
  };
  const file = await writing(() => open(target, direct ? "w" : "wx", found?.mode));
  let complete = direct;
  try {
    try {
      for await (const piece of pieces) {
        if (signal.aborted) throw new Interrupted();
        await writing(() => writeAll(file, piece));
      }
      if (signal.aborted) throw new Interrupted();
      if (!direct) await writing(() => file.sync());
    } finally {
      await writing(() => file.close());
    }
    if (!direct) await writing(() => rename(target, place));
    complete = true;
  } finally {
    if (!complete) await rm(target, { force: true });
  }
}

/** One call may write less than it is given. */
async function writeAll(file: FileHandle, piece: Uint8Array | string): Promise<void> {
  const bytes = typeof piece === "string" ? Buffer.from(piece) : piece;
  for (let at = 0; at < bytes.length; ) at += (await file.write(bytes, at)).bytesWritten;
}
