import { statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** The name of a project file. */
export const projectName = "onset.json";

/** The path of a folder's project file: in it, or in the nearest folder above that has one; null where there is none. */
export function findProject(folder: string): string | null {
  for (let place = resolve(folder); ; place = dirname(place)) {
    const path = join(place, projectName);
    if (statSync(path, { throwIfNoEntry: false })?.isFile() === true) return path;
    if (dirname(place) === place) return null;
  }
}

/** The path of the project file for these arguments of a verb; null where they ask for none, or there is none. */
export function projectFor(args: readonly string[], folder: string): string | null {
  return args.some((word) => /^(--no-project|-h|--help)$/.test(word)) ? null : findProject(folder);
}
