// Copies the built laboratory into the package of the command, before it is packed: onset lab serves it.
import { cpSync, existsSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const built = join(root, "packages/lab/dist");
const target = join(root, "packages/cli/lab");

if (!existsSync(join(built, "index.html"))) {
  console.error("packages/lab/dist is missing: run npm run build before packing.");
  process.exit(1);
}
// Names change with content: what an earlier build left behind must not be packed.
rmSync(target, { recursive: true, force: true });
cpSync(built, target, { recursive: true });
