/**
 * Trains the small model of the view Codec from the bundled definitions of WordNet and writes it to `models/`: the file that
 * `onset train examples/wordnet-glosses.jsonl.gz --size 180000 --holdout 0 -o glosses.onset` writes. What is there stays as
 * long as the codec, the texts and this script are what they were: training takes some seconds.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { trainCodec } from "@onset/core/codec";

const size = 180_000;

/** @param folder - That of the package. */
export function trainModel(folder: string): void {
  const output = join(folder, "models/glosses.onset");
  const stampFile = join(folder, "models/stamp.txt");
  const corpus = readFileSync(join(folder, "../../examples/wordnet-glosses.jsonl.gz"));
  const stamp = stampOf(folder, corpus);
  const dictionary = join(folder, "models/glosses.dictionary");
  if (
    existsSync(output) &&
    existsSync(dictionary) &&
    existsSync(stampFile) &&
    readFileSync(stampFile, "utf8") === stamp
  )
    return;
  const lines = gunzipSync(corpus).toString("utf8").trimEnd().split("\n");
  const texts: string[] = lines.map((line) => JSON.parse(line).text);
  const { model } = trainCodec(texts, { size });
  mkdirSync(join(folder, "models"), { recursive: true });
  writeFileSync(output, model);
  writeFileSync(dictionary, dictionaryOf(texts, model.length));
  writeFileSync(stampFile, stamp);
}

/** A dictionary for compressors that take one, as large as the model: definitions from all over the book. */
function dictionaryOf(texts: readonly string[], bytes: number): Uint8Array {
  const all = texts.reduce((sum, text) => sum + Buffer.byteLength(text) + 1, 0);
  const every = Math.floor(all / bytes);
  const some = texts.filter((_, i) => i % every === 0).join("\n");
  return Buffer.from(some, "utf8").subarray(0, bytes);
}

/** What the model depends on, in short. */
function stampOf(folder: string, corpus: Uint8Array): string {
  const hash = createHash("sha256").update(corpus);
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
