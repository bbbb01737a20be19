import { type BigIntStats, renameSync } from "node:fs";
import { access, constants, type FileHandle, open, rm } from "node:fs/promises";
import { join } from "node:path";
import { Interrupted } from "../errors.js";
import { bytesOf, type Content } from "./content.js";
import type { Place } from "./place.js";
import { cannotWrite, naming } from "./reason.js";
import { hiddenName } from "./temporary.js";
import { writeAll } from "./write-all.js";

/** A file that is complete but not in its place yet. */
export type Staged = {
  /** Puts it there, in one step. */
  commit(): void;
  /** Leaves nothing of it, unless it is in its place. */
  discard(): Promise<void>;
};

/** Writes a content beside the place of a file, on the disk to the last byte. What is no file, such as a pipe, gets it at once. */
export async function stage(place: Place, content: Content, signal: AbortSignal): Promise<Staged> {
  const { name, path, folder, found } = place;
  if (found !== null && !found.isFile()) {
    await fill(await naming(name, () => open(path, "w")), place, content, signal);
    return { commit: () => {}, discard: async () => {} };
  }
  // Moving needs no permission of the file that is replaced: one that must not be written would be lost.
  if (found !== null) await naming(name, () => access(path, constants.W_OK));
  const temporary = join(folder, hiddenName());
  let exists = true;
  const discard = async (): Promise<void> => {
    if (exists) await rm(temporary, { force: true });
  };
  const file = await naming(name, () => open(temporary, "wx"));
  try {
    await fill(file, place, content, signal);
  } catch (error) {
    await discard();
    throw error;
  }
  const commit = (): void => {
    try {
      renameSync(temporary, path);
    } catch (error) {
      throw cannotWrite(name, error);
    }
    exists = false;
  };
  return { commit, discard };
}

async function fill(
  file: FileHandle,
  { name, found }: Place,
  content: Content,
  signal: AbortSignal,
): Promise<void> {
  try {
    for await (const bytes of bytesOf(content)) {
      if (signal.aborted) throw new Interrupted();
      await naming(name, () => writeAll(file, bytes));
    }
    if (signal.aborted) throw new Interrupted();
    if (found !== null && !found.isFile()) return;
    await naming(name, async () => {
      if (found !== null) await giveTo(found, file);
      await file.sync();
    });
  } finally {
    // Some disks tell only here that they are full.
    await naming(name, () => file.close());
  }
}

/** The new file is for the same people as the one that it replaces. */
async function giveTo({ uid, gid, mode }: BigIntStats, file: FileHandle): Promise<void> {
  const own = await file.stat({ bigint: true });
  if (uid !== own.uid || gid !== own.gid) await file.chown(Number(uid), Number(gid)).catch(() => undefined);
  await file.chmod(Number(mode) & 0o777);
}
