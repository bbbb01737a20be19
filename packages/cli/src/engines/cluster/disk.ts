/** Disks of this machine: what a run with a cluster writes here is laid against what is free, before the work. */

import { statfs } from "node:fs/promises";
import { dirname } from "node:path";
import { DataError } from "../../errors.js";
import type { Staged } from "./stage.js";

/** Bytes that are free where a path of this machine is, or will be. */
export async function bytesFreeAt(path: string): Promise<number> {
  for (let folder = path; ; folder = dirname(folder)) {
    try {
      const { bavail, bsize } = await statfs(folder);
      return bavail * bsize;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT" || folder === dirname(folder)) {
        return Number.POSITIVE_INFINITY;
      }
    }
  }
}

/** Bytes of the tables that `--out` gets on this machine: a line a skill and a text, with names. */
export function bytesOfTables({ texts, skills, nameBytes }: Staged): number {
  return 2 * nameBytes + 60 * (texts + skills);
}

/**
 * Refuses to write what a disk has no room for.
 *
 * @throws DataError that names the option to change
 */
export async function requireRoom(option: string, path: string, bytes: number, what: string): Promise<void> {
  const free = await bytesFreeAt(path);
  if (free >= bytes) return;
  const gigabytes = (count: number): string => `${(count / 1e9).toFixed(1)} GB`;
  throw new DataError(
    `${option}: ${JSON.stringify(path)} has ${gigabytes(free)} free, and ${what} take about ${gigabytes(bytes)}: name a place with more room`,
  );
}

/** The path of this machine that an address stands for; null for one of other storage. */
export function pathHere(address: string): string | null {
  if (!address.startsWith("file:")) return null;
  // Addresses of the engine are not percent-encoded.
  return address.replace(/^file:\/*/, "/");
}
