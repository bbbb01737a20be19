// Copies the corpora that `onset reproduce` measures into the package of the command, before it is packed.
import { copyFileSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const target = join(root, "packages/cli/examples");

mkdirSync(target, { recursive: true });
for (const name of ["king-james-words.jsonl.gz", "cited-theorems.jsonl", "wordnet-glosses.jsonl.gz"]) {
  copyFileSync(join(root, "examples", name), join(target, name));
}
