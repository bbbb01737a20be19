// Makes the manual pages that the manifest lists of the command from the data of its help, in packages/cli/man, before it is packed.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describeProgram } from "../packages/cli/dist/verbs/completion/description.js";
import { manualPages } from "../packages/cli/dist/verbs/completion/man.js";
import { verbs } from "../packages/cli/dist/verbs.js";

const target = join(dirname(dirname(fileURLToPath(import.meta.url))), "packages/cli/man");

rmSync(target, { recursive: true, force: true });
mkdirSync(target);
for (const [name, page] of Object.entries(manualPages(await describeProgram(verbs)))) {
  writeFileSync(join(target, name), page);
}
