/**
 * The codec on corpora that had no part in making it (`corpora/sources.mjs`), each text alone, whole bytes, decoded and
 * compared, beside peers that know as much of the training texts: a model has an eighth of their bytes (10 KB at
 * least), then a twenty-fourth; PPMd has read as many bytes of them. Prints the table of docs/understand/codec.md.
 *
 *     npm run build && node bench/corpora.mjs [NAME ...]
 *
 * Fetches the packages of the texts (20 MB) when it runs for the first time.
 */
import { loadCodec, trainCodec } from "@onset/core/codec";
import { sources, split } from "./corpora/sources.mjs";
import { brotli, deflateWithDictionary, gzip, ppmd, zstd } from "./peers/short-texts.mjs";

const wanted = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(sources);
const bytesOf = (texts) => texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
const lengthOf = (lists) => lists.reduce((sum, { length }) => sum + length, 0);

/** Bits a character of exact, layered and meaning records, all of them read again. */
function ours(training, test, size) {
  const { model } = trainCodec(training, { size });
  const codec = loadCodec(model);
  const letters = lengthOf(test);
  const rate = (records) => (8 * lengthOf(records)) / letters;
  const expect = (good, what) => {
    if (!good) throw new Error(`${what} did not come back`);
  };
  const exact = test.map((text) => {
    const record = codec.encode(text);
    expect(codec.decode(record) === text, text);
    return record;
  });
  const layered = test.map((text) => {
    const record = codec.encodeLayered(text);
    expect(codec.decodeLayered(record) === text, `the layers of ${text}`);
    return record;
  });
  const meanings = test.map((text) => {
    const record = codec.encodeMeaning(text);
    expect(codec.decodeMeaning(record).join() === codec.meaning(text).join(), `the meaning of ${text}`);
    return record;
  });
  return { bytes: model.length, exact: rate(exact), layered: rate(layered), meaning: rate(meanings) };
}

const digits = (value) => (value === null || value === undefined ? "" : value.toFixed(2));
console.log(
  "| texts | to train with | KB | letters a text | model KB | exact | layered | meaning | PPMd | zstd | deflate | brotli | gzip |",
);
console.log(`|${"---|".repeat(13)}`);
for (const name of wanted) {
  const { training, test } = split(await sources[name].read());
  const bytes = bytesOf(training);
  // Peers that start a process for each text, or a dictionary for each, get a part of long tests.
  const sample = test.filter((_, i) => i % Math.ceil(test.length / 1500) === 0);
  for (const part of [8, 24]) {
    const size = Math.max(10000, Math.round(bytes / part));
    const { exact, layered, meaning, ...model } = ours(training, test, size);
    const peers = [ppmd(training, sample, size), zstd(training, sample, Math.min(112640, size))?.contents];
    if (part === 8) peers.push(deflateWithDictionary(training, test), brotli(test), gzip(test));
    const about = [training.length, Math.round(bytes / 1000), Math.round(lengthOf(test) / test.length)];
    const cells = [name, ...about, Math.round(model.bytes / 1000)];
    console.log(`| ${[...cells, ...[exact, layered, meaning, ...peers].map(digits)].join(" | ")} |`);
  }
}
