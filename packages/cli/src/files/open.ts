import { type FileHandle, open } from "node:fs/promises";
import type { ByteSource } from "@onset/core/codec";
import { DataError, UsageError } from "../errors.js";
import { reasonOf } from "./reason.js";
import type { Workspace } from "./workspace.js";

/** Opens a file that the user named, to be read in pieces until the run ends. */
export async function openFile(path: string, workspace: Workspace): Promise<ByteSource> {
  const name = JSON.stringify(path);
  const file = await open(path, "r").catch((error: unknown) => {
    throw new UsageError(`cannot read the file ${name} (${reasonOf(error)})`);
  });
  workspace.atEnd(() => file.close());
  const found = await file.stat();
  if (found.isDirectory()) throw new UsageError(`${name} is a folder: name a file`);
  if (!found.isFile()) throw new UsageError(`${name} is not a file on a disk, which can be read in pieces`);
  const read = (begin: number, end: number): Promise<Uint8Array> =>
    bytesOf(file, begin, end).catch((error: unknown) => {
      throw new DataError(`cannot read the file ${name} (${reasonOf(error)})`);
    });
  return { size: found.size, read };
}

/** Bytes `begin` to `end`, fewer where the file ends before. */
async function bytesOf(file: FileHandle, begin: number, end: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(end - begin);
  let filled = 0;
  while (filled < bytes.length) {
    const length = Math.min(bytes.length - filled, 1 << 30);
    const { bytesRead } = await file.read(bytes, filled, length, begin + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}
