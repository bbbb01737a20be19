import { lstat, mkdir, open, readlink, realpath, rmdir, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { codeOf, systemError } from "./reason.js";

const maxLinks = 40;

/** Where a path leads, through all links: also to what is not there yet. */
export async function followed(path: string): Promise<string> {
  let place = resolve(path);
  for (let links = 0; links <= maxLinks; links++) {
    const folder = await realpath(dirname(place)).catch(() => dirname(place));
    place = join(folder, basename(place));
    const target = await readlink(place).catch(() => null);
    if (target === null) return place;
    place = resolve(folder, target);
  }
  throw systemError("ELOOP");
}

/** Makes a folder and the folders around it. Returns the outermost that was made; null when all were there. */
export async function makeFolders(path: string): Promise<string | null> {
  const folder = resolve(path);
  try {
    if ((await stat(folder)).isDirectory()) return null;
    throw systemError("ENOTDIR");
  } catch (error) {
    if (codeOf(error) !== "ENOENT") throw error;
  }
  // Step by step: in /proc, to make them all at once never ends.
  const outermost = dirname(folder) === folder ? null : await makeFolders(dirname(folder));
  await mkdir(folder).catch(async (error: unknown) => {
    // Another run may have been faster.
    if (codeOf(error) !== "EEXIST" || !(await lstat(folder)).isDirectory()) throw error;
  });
  return outermost ?? folder;
}

/** Removes the folders from `folder` out to `outermost` that nobody has put anything into. */
export async function removeEmpty(folder: string, outermost: string): Promise<void> {
  const end = dirname(resolve(outermost));
  for (let path = resolve(folder); path !== end; path = dirname(path)) {
    await rmdir(path).catch(() => undefined);
  }
}

/** Sees to it that the names in a folder outlast a power failure; not every system can. */
export async function keep(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

/** The paths of files in a folder that is asked for; none where it is not. */
export function inFolder(folder: string | undefined, names: readonly string[]): string[] {
  return folder === undefined ? [] : names.map((name) => join(folder, name));
}
