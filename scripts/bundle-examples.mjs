// Copies the corpora that come with Onset, with their licences, into the package of the command, before it is packed.
import { cpSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { examples } from "../packages/cli/dist/verbs/examples/catalogue.js";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const target = join(root, "packages/cli/examples");

rmSync(target, { recursive: true, force: true });
for (const { files, licenceFile } of examples) {
  for (const file of licenceFile === null ? files : [...files, licenceFile]) {
    cpSync(join(root, "examples", file), join(target, file));
  }
}
