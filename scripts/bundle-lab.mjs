// Copies the built laboratory into the package of the command, before it is packed: onset lab serves it.
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const built = join(root, "packages/lab/dist");
const examples = join(root, "examples");
const target = join(root, "packages/cli/lab");

if (!existsSync(join(built, "index.html"))) {
  console.error("packages/lab/dist is missing: run npm run build before packing.");
  process.exit(1);
}
// Names change with content: what an earlier build left behind must not be packed.
rmSync(target, { recursive: true, force: true });
const corpora = new Map(
  readdirSync(examples)
    .filter((name) => name.includes(".jsonl"))
    .map((name) => [readFileSync(join(examples, name), "base64"), name]),
);
// The corpora that the laboratory shows are in the package already: the server takes them from there.
const shared = {};
cpSync(built, target, {
  recursive: true,
  filter(path) {
    const name = path.includes(".jsonl") ? corpora.get(readFileSync(path, "base64")) : undefined;
    if (name !== undefined) shared[`/${relative(built, path).replaceAll("\\", "/")}`] = name;
    return name === undefined;
  },
});
writeFileSync(join(target, "examples.json"), `${JSON.stringify(shared, null, 2)}\n`);
