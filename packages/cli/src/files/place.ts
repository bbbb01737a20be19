import { type BigIntStats, fstatSync } from "node:fs";
import { stat } from "node:fs/promises";
import { dirname } from "node:path";
import { followed } from "./paths.js";
import { cannotWrite, systemError } from "./reason.js";

/** Where a file will be. */
export type Place = {
  /** As the user named it, for messages. */
  readonly name: string;
  /** Behind all links. */
  readonly path: string;
  readonly folder: string;
  /** What stands there now. */
  readonly found: BigIntStats | null;
};

/**
 * Finds the place of a file that the user named.
 *
 * @throws UsageError when a folder stands there, or its links lead in a circle.
 */
export async function placeOf(name: string): Promise<Place> {
  try {
    const found = await statOf(name);
    if (name === "") throw systemError("ENOENT");
    if (found?.isDirectory() || /[\\/]$/.test(name)) throw systemError("EISDIR");
    // The links of devices, such as that of standard output, lead to what has no name.
    const path = found === null || found.isFile() ? await followed(name) : name;
    return { name, path, folder: dirname(path), found };
  } catch (error) {
    throw cannotWrite(name, error);
  }
}

/** What a name leads to, `-` to standard input; null where nothing is. */
export async function statOf(name: string): Promise<BigIntStats | null> {
  if (name === "-") return fstatSync(0, { bigint: true });
  return stat(name, { bigint: true }).catch(() => null);
}

/** One text for each file on a disk, whatever the spelling of its path; null for what is none. */
export function identityOf(found: BigIntStats | null): string | null {
  return found?.isFile() ? `${found.dev}:${found.ino}` : null;
}
