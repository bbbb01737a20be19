/** What else compresses short texts, each alone: with nothing, or with a part of the training texts known beforehand. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, deflateRawSync, gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const letters = (texts) => texts.reduce((sum, { length }) => sum + length, 0);
const size = (texts) => texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);

/** Bits a character that a way to compress bytes takes. */
function rate(texts, compress) {
  const bytes = texts.reduce((sum, text) => sum + compress(Buffer.from(text, "utf8")).length, 0);
  return (8 * bytes) / letters(texts);
}

/** Texts evenly from all of them, so many that they have about `bytes` bytes. */
export function someOf(texts, bytes) {
  const step = Math.max(1, size(texts) / bytes);
  return Array.from({ length: Math.floor(texts.length / step) }, (_, i) => texts[Math.floor(i * step)]);
}

export const gzip = (texts) => rate(texts, (bytes) => gzipSync(bytes, { level: 9 }));

export const deflate = (texts) => rate(texts, (bytes) => deflateRawSync(bytes, { level: 9 }));

export function brotli(texts) {
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_MODE, BROTLI_MODE_TEXT } = constants;
  const params = { [BROTLI_PARAM_QUALITY]: 11, [BROTLI_PARAM_MODE]: BROTLI_MODE_TEXT };
  return rate(texts, (bytes) => brotliCompressSync(bytes, { params }));
}

/** Deflate that knows 32 KB of the training texts, all that its window holds. */
export function deflateWithDictionary(training, texts) {
  const dictionary = Buffer.from(someOf(training, 34000).join("\n"), "utf8").subarray(-32768);
  return rate(texts, (bytes) => deflateRawSync(bytes, { level: 9, dictionary }));
}

/**
 * Zstandard with a dictionary that it trains itself, by the program `zstd`; null where it is not installed.
 *
 * @returns bits a character: of the files, and of what their frames hold, without any header
 */
export function zstd(training, texts, dictionaryBytes) {
  if (spawnSync("zstd", ["--version"]).status !== 0) return null;
  const temporary = mkdtempSync(join(tmpdir(), "onset-bench-"));
  try {
    const write = (name, list) => {
      mkdirSync(join(temporary, name));
      return list.map((text, i) => {
        const path = join(temporary, name, String(i));
        writeFileSync(path, text);
        return path;
      });
    };
    write("training", someOf(training, 120 * dictionaryBytes));
    const dictionary = join(temporary, "dictionary");
    const folder = join(temporary, "training");
    const trained = ["-q", "--train", "-r", folder, `--maxdict=${dictionaryBytes}`, "-o", dictionary];
    // Too few texts to train with: the texts themselves, as a dictionary without tables.
    if (spawnSync("zstd", trained).status !== 0)
      writeFileSync(dictionary, training.join("\n").slice(-dictionaryBytes));
    const paths = write("test", texts);
    const { status, stderr } = spawnSync("zstd", ["-q", "-19", "--no-check", "-D", dictionary, ...paths], {
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(`zstd: ${stderr}`);
    let bytes = 0;
    let framing = 0;
    for (const path of paths) {
      const file = readFileSync(`${path}.zst`);
      bytes += file.length;
      framing += headersOf(file);
    }
    return { files: (8 * bytes) / letters(texts), contents: (8 * (bytes - framing)) / letters(texts) };
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** Bytes of a frame of Zstandard that are no content: RFC 8878, 3.1.1. */
function headersOf(file) {
  const flags = file[4];
  const single = (flags >> 5) & 1;
  let at = 5 + (1 - single) + [0, 1, 2, 4][flags & 3] + [single, 2, 4, 8][flags >> 6];
  let headers = at;
  for (let last = 0; last === 0; ) {
    const header = file[at] | (file[at + 1] << 8) | (file[at + 2] << 16);
    last = header & 1;
    // A block of one repeated byte holds it once, whatever its size.
    at += 3 + (((header >> 1) & 3) === 1 ? 1 : header >> 3);
    headers += 3;
  }
  return headers;
}

/** PPMd that has read some of the training texts, by Python's `pyppmd` (`pip install pyppmd`); null where it is not installed. */
export function ppmd(training, texts, primedBytes, order = 12) {
  const input = JSON.stringify({ prime: someOf(training, primedBytes), texts });
  const script = join(here, "ppmd.py");
  const { status, stdout } = spawnSync("python3", [script, String(order)], { input, encoding: "utf8" });
  return status === 0 ? (8 * Number(stdout)) / letters(texts) : null;
}
