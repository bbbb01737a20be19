import { randomBytes } from "node:crypto";
import { lstat, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { isGone, type Owner, parseOwner, printOwner, thisOwner } from "./owner.js";

/** How the name of every temporary file and folder of this process begins. */
function prefix(): string {
  return `onset-${printOwner(thisOwner())}-`;
}

/** A name that nobody else takes, for something that exists beside the user's files for a while. */
export function hiddenName(): string {
  return `.${prefix()}${randomBytes(6).toString("hex")}`;
}

/** How a folder is called whose name ends in what the system finds to be free. */
export function folderPrefix(): string {
  return prefix();
}

/** Whose a temporary file or folder is, by its name; null when the name is none that this program gives. */
export function ownerOf(name: string): Owner | null {
  const [, owner] = /^\.?onset-([0-9a-f]{8}-\d+-\d+)-[0-9A-Za-z]+$/.exec(name) ?? [];
  return owner === undefined ? null : parseOwner(owner);
}

/** Runs of other systems are taken for ended when their files were not touched for a week. */
const patience = 7 * 24 * 3600 * 1000;

/**
 * Removes what runs left in a folder that were killed: temporary files and folders of this program and this user whose
 * process is no more. What cannot be removed stays.
 */
export async function removeLeftovers(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const owner = ownerOf(name);
    if (owner === null) continue;
    const path = join(folder, name);
    const found = await lstat(path).catch(() => null);
    // Another user could put something else into its place while it is removed.
    if (found === null || (process.getuid !== undefined && found.uid !== process.getuid())) continue;
    if (!isGone(owner, Date.now() - found.mtimeMs, patience)) continue;
    await rm(path, { recursive: true, force: true }).catch(() => undefined);
  }
}
