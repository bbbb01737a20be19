/**
 * What reading costs: processor time and memory an edge, from JSON Lines and from the cache.
 *
 *   node bench/reading.mjs [texts] [skills]     a file of 5 to 20 skills a text (default 1,000,000 texts, 100,000 skills)
 *   node bench/reading.mjs ids [texts]          names of 36 letters, two skills each, no file (default 10,000,000 texts)
 *
 * Goals for 10,000,000 texts and 1,000,000 skills, all of `onset learn --runs 0`: 0.3 us and 20 bytes an edge from JSON
 * Lines, 0.1 us and 10 bytes from the cache.
 */
import { createHash } from "node:crypto";
import { createReadStream, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cachedBytes, readCached, readCorpus } from "@onset/reading";
import { writeJsonLines } from "./reading-corpus.mjs";

function fileSource(path) {
  return {
    name: path,
    size: statSync(path).size,
    stream: () => createReadStream(path, { highWaterMark: 1 << 20 }),
    async read(start, end) {
      const file = await open(path);
      const bytes = new Uint8Array(end - start);
      let filled = 0;
      while (filled < bytes.length) {
        const length = Math.min(bytes.length - filled, 1 << 30);
        const { bytesRead } = await file.read(bytes, filled, length, start + filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      await file.close();
      return bytes.subarray(0, filled);
    },
  };
}

const newHash = () => {
  const hash = createHash("sha256");
  return { update: (bytes) => hash.update(bytes), digest: () => hash.digest("hex") };
};

async function measured(title, edges, action) {
  const before = process.cpuUsage();
  const result = await action();
  const { user, system } = process.cpuUsage(before);
  const nanoseconds = ((user + system) * 1e3) / edges;
  const memory = process.resourceUsage().maxRSS * 1024;
  console.log(
    `${title}: ${nanoseconds.toFixed(0)} ns of CPU an edge, at most ${(memory / 1e6).toFixed(0)} MB so far (${(memory / edges).toFixed(1)} bytes an edge)`,
  );
  return result;
}

async function ofFile(texts, skills) {
  const folder = mkdtempSync(join(tmpdir(), "onset-bench-"));
  try {
    const path = join(folder, "corpus.jsonl");
    const edges = writeJsonLines(path, texts, skills);
    console.log(`${texts} texts, ${edges} edges, ${(statSync(path).size / 1e6).toFixed(0)} MB of JSON Lines`);
    const reading = await measured("JSON Lines", edges, () =>
      readCorpus([fileSource(path)], {}, { hash: newHash }),
    );
    const kept = join(folder, "kept");
    writeFileSync(kept, "");
    const file = await open(kept, "w");
    for (const piece of cachedBytes(reading, "key")) await file.write(piece);
    await file.close();
    await measured("cache", edges, () => readCached(fileSource(kept), "key"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Lines with names as UUIDs have them, made as they are read. */
function idSource(texts) {
  const linesInPiece = 10_000;
  const line = (i) =>
    `{"id":"${i.toString(16).padStart(8, "0")}-0000-4000-8000-000000000000","skills":["s${i % 9973}","s${i % 997}"]}\n`;
  const pieceOf = (from) => {
    let piece = "";
    for (let i = from; i < Math.min(texts, from + linesInPiece); i++) piece += line(i);
    return Buffer.from(piece);
  };
  return {
    name: "ids.jsonl",
    size: texts * line(0).length,
    async *stream() {
      for (let from = 0; from < texts; from += linesInPiece) yield pieceOf(from);
    },
    read: async (start, end) => pieceOf(0).subarray(start, end),
  };
}

const [first, ...rest] = process.argv.slice(2);
if (first === "ids") {
  const texts = Number(rest[0] ?? 10_000_000);
  const { corpus } = await measured(`${texts} names of 36 letters`, 2 * texts, () =>
    readCorpus([idSource(texts)]),
  );
  console.log(`last text: ${corpus.textNames.at(-1)}`);
} else await ofFile(Number(first ?? 1_000_000), Number(rest[0] ?? 100_000));
