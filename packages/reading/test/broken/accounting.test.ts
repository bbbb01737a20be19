import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { describe, expect, it } from "vitest";
import { cases, isComplete } from "../../../core/test/support/cases.js";
import { recogniseLayout } from "../../src/formats/delimited/layout.js";
import { bytesSource, type Reading, ReadingError, type ReadOptions, readCorpus } from "../../src/index.js";
import { openBytes } from "../../src/source/unpack.js";
import { naiveRows } from "../delimited/naive.js";
import { inPieces } from "../source/support.js";
import { brokenBytes, brokenFile } from "./files.js";

/** How many files of each format; by hand 10,000: BROKEN_FILES=10000 npx vitest run packages/reading/test/broken */
const files = Number(process.env.BROKEN_FILES ?? cases(100));

/** The reading of a file that can be read; null where it is refused in one line. */
async function readOrRefused(name: string, bytes: Uint8Array, options: ReadOptions): Promise<Reading | null> {
  try {
    return await readCorpus([inPieces(bytes, 1 + (bytes.length % 97), name)], options);
  } catch (error) {
    if (!(error instanceof ReadingError)) throw error;
    expect(error.message).toMatch(/^[^\n]+$/);
    return null;
  }
}

function checkCounts(reading: Reading): void {
  const { corpus, unlabelled, malformed, read } = reading;
  expect(corpus.needs.textCount + unlabelled.count + malformed.count).toBe(read.rows);
  expect(corpus.textNames.length).toBe(corpus.needs.textCount);
  expect(corpus.skillNames.length).toBe(corpus.needs.skillCount);
}

/** U+FFFD for what is no UTF-8: line ends and quotes stay where they are. */
const lossy = (bytes: Uint8Array): string => new TextDecoder("utf-8").decode(bytes);

describe(`of ${files} broken files of each format`, () => {
  it.each(["csv", "tsv"] as const)(
    "every row of %s is a text, without skills, or malformed",
    async (format) => {
      let readable = 0;
      for (let seed = 0; seed < files; seed++) {
        const { name, bytes } = brokenFile(format, seed);
        const reading = await readOrRefused(name, bytes, { format, fields: seed % 2 ? { skills: "1" } : {} });
        if (reading === null) continue;
        readable++;
        checkCounts(reading);
        const text = await openBytes(bytesSource(bytes, name));
        const layout = await recogniseLayout(text, format, { named: seed % 2 ? ["1"] : [] });
        const below = lossy(text.head.subarray(layout.from.offset));
        const delimiter = new TextDecoder().decode(layout.dialect.delimiter);
        expect(reading.read.rows, name).toBe(naiveRows(below, delimiter, layout.dialect.quoted).length);
      }
      expect(readable).toBeGreaterThan(files / 3);
    },
  );

  it("every line of JSON Lines that is not blank is a text, without skills, or malformed", async () => {
    let readable = 0;
    for (let seed = 0; seed < files; seed++) {
      const { name, bytes } = brokenFile("jsonl", seed);
      const reading = await readOrRefused(name, bytes, { format: "jsonl" });
      if (reading === null) continue;
      readable++;
      checkCounts(reading);
      const lines = lossy(bytes)
        .split("\n")
        .filter((line) => /[^ \t\r]/.test(line));
      expect(reading.read.rows, name).toBe(lines.length);
    }
    expect(readable).toBeGreaterThan(files / 3);
  });

  it("every item of an array of JSON is a text, without skills, or malformed", async () => {
    let readable = 0;
    for (let seed = 0; seed < files; seed++) {
      const { name, bytes } = brokenFile("json", seed);
      const reading = await readOrRefused(name, bytes, { format: "json" });
      if (reading === null) continue;
      readable++;
      checkCounts(reading);
      let items: unknown;
      try {
        items = JSON.parse(lossy(bytes));
      } catch {
        continue;
      }
      if (Array.isArray(items)) expect(reading.read.rows, name).toBe(items.length);
    }
    expect(readable).toBeGreaterThan(files / 5);
  });

  it("every line of text that is not blank is a text, without words, or malformed", async () => {
    for (let seed = 0; seed < files; seed++) {
      const { name, bytes } = brokenFile("text", seed);
      const reading = await readOrRefused(name, bytes, { format: "text", words: true });
      if (reading === null) continue;
      checkCounts(reading);
      const text = lossy(bytes);
      const lines = text.split(text.includes("\n") ? "\n" : "\r").filter((line) => line.trim() !== "");
      expect(reading.read.rows, name).toBe(lines.length);
    }
  });

  it("every row of Parquet is a text, without skills, or malformed, or the file is refused", async () => {
    const folder = mkdtempSync(join(tmpdir(), "onset-parquet-"));
    try {
      const connection = await (await DuckDBInstance.create()).connect();
      const whole: Uint8Array[] = [];
      for (const codec of ["uncompressed", "snappy", "gzip", "zstd"]) {
        const path = join(folder, `${codec}.parquet`);
        await connection.run(`copy (
          select 'text ' || i as id, list_distinct([i % 7, i % 5, i % 3])::varchar[] as labels, i * 0.5 as unused
          from range(300) t(i) union all values ('none', [], 0), ('null', null, 0)
        ) to '${path}' (format parquet, compression ${codec}, row_group_size 100)`);
        whole.push(new Uint8Array(readFileSync(path)));
      }
      connection.closeSync();
      for (const bytes of whole) {
        const reading = await readCorpus([bytesSource(bytes, "a.parquet")]);
        checkCounts(reading);
        expect(reading.read.rows).toBe(302);
        expect(reading.unlabelled.first.map(({ where }) => where)).toEqual(["row 301", "row 302"]);
        expect(reading.corpus.textNames.at(299)).toBe("text 299");
      }
      // A run of levels that is longer than there are values once took all memory, and a native abort.
      for (let at = 4; at < whole[0].length; at += isComplete ? 5 : 21) {
        const bytes = whole[0].slice();
        bytes[at] = at % 2 ? 0xff : 0;
        const reading = await readOrRefused("a.parquet", bytes, { format: "parquet" });
        if (reading !== null) checkCounts(reading);
      }
      for (let seed = 0; seed < files; seed++) {
        const bytes = brokenBytes(whole[seed % whole.length], seed);
        const reading = await readOrRefused("a.parquet", bytes, { format: "parquet" });
        if (reading !== null) checkCounts(reading);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
