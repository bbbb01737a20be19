import { readFileSync } from "node:fs";
import { packageFolder } from "./package-folder.js";

const manifest = JSON.parse(readFileSync(new URL("package.json", packageFolder), "utf8")) as {
  version: string;
};

/** The version of the command. */
export const version: string = manifest.version;
