import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { sayNotTested } from "../../../cli/test/support/not-tested.js";

const names = ["chromium-headless-shell", "chromium", "google-chrome", "chromium-browser"];

/**
 * Debian's Chromium, or the one that CHROMIUM names; null when there is none. That without windows comes first: a page takes
 * it two thirds of the processor time. The tests of pages need one: where CI=true its absence is an error, elsewhere it is told.
 */
export function findChromium(): string | null {
  const onPath = (process.env.PATH ?? "")
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)));
  const candidates = [process.env.CHROMIUM ?? "", ...names.map((name) => join("/usr/bin", name)), ...onPath];
  const found = candidates.find((path) => path !== "" && isProgram(path));
  if (found !== undefined) return found;
  const why = "there is no Chromium; install it (apt-get install chromium-headless-shell) or set CHROMIUM";
  if (process.env.CI === "true") throw new Error(why);
  sayNotTested("pages in a browser", why);
  return null;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
