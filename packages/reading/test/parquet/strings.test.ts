import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openParquetFile, type ParquetFile } from "../../src/formats/parquet/file.js";
import type { RowSink } from "../../src/formats/rows.js";
import { bytesSource } from "../../src/index.js";

const folder = mkdtempSync(join(tmpdir(), "onset-parquet-"));
let connection: DuckDBConnection;
beforeAll(async () => {
  connection = await (await DuckDBInstance.create(":memory:")).connect();
});
afterAll(() => {
  connection.closeSync();
  rmSync(folder, { recursive: true });
});

const decoder = new TextDecoder();
const asShown = (value: unknown): unknown =>
  value instanceof Uint8Array
    ? decoder.decode(value)
    : Array.isArray(value)
      ? value.map(asShown)
      : (value ?? null);

// Rows without a name or list, empty lists, items that are null, one item again and again and items of one row alone.
const rows = `SELECT CASE WHEN i % 7 = 3 THEN NULL ELSE 'é' || i END AS id,
  CASE WHEN i % 11 = 5 THEN NULL WHEN i % 5 = 2 THEN []::VARCHAR[]
    ELSE list_transform(range(i % 9), k -> CASE WHEN (i + k) % 13 = 4 THEN NULL
      WHEN k % 2 = 0 THEN 'often ' || (k % 3) ELSE 'once' || (i * 10 + k) END) END AS skills,
  'a;b' AS cell, i AS number, [[i::VARCHAR]] AS nested
  FROM range(5000) r(i)`;

const settings = {
  "of Snappy in groups of 2,048 rows": "CODEC snappy, ROW_GROUP_SIZE 2048",
  "of Zstandard": "CODEC zstd, ROW_GROUP_SIZE 4096",
  "of gzip": "CODEC gzip",
  "not packed": "CODEC uncompressed",
  "of LZ4": "CODEC lz4_raw",
  "with a dictionary": "DICTIONARY_SIZE_LIMIT 100000, STRING_DICTIONARY_PAGE_SIZE_LIMIT 1000000000",
  "without a dictionary": "DICTIONARY_SIZE_LIMIT 1",
};

async function written(options: string): Promise<ParquetFile> {
  const path = join(folder, "file.parquet");
  await connection.run(`COPY (${rows}) TO '${path}' (FORMAT parquet, ${options})`);
  return openParquetFile(bytesSource(new Uint8Array(readFileSync(path)), "file.parquet"));
}

/** Takes rows apart again, with a number for each item that it has not met. */
function collector(): { sink: RowSink; names: string[]; row: () => unknown[] } {
  const names: string[] = [];
  let row: unknown[] = [];
  const take = (bytes: Uint8Array, start: number, end: number): string =>
    decoder.decode(bytes.subarray(start, end));
  const sink: RowSink = {
    begin: () => {},
    value: (_, bytes, start, end) => row.push(take(bytes, start, end)),
    item: (_, bytes, start, end) => row.push(take(bytes, start, end)),
    numbersOf: (bytes, bounds, count, numbers, to) => {
      for (let i = 0; i < count; i++) {
        numbers[to + i] = names.push(take(bytes, bounds[2 * i], bounds[2 * i + 1])) - 1;
      }
    },
    numbered: (_, numbers, start, end) => {
      for (let i = start; i < end; i++) row.push(names[numbers[i]]);
    },
    again: () => {},
    end: () => {},
    refuse: () => {},
  };
  return {
    sink,
    names,
    row: () => {
      const found = row;
      row = [];
      return found;
    },
  };
}

describe("a column of strings in Parquet", () => {
  it.each(Object.entries(settings))("holds what a complete decoder finds: %s", async (_, options) => {
    const file = await written(options);
    for (const range of file.ranges) {
      for (const column of ["id", "skills", "cell"]) {
        const values = Array.from(await file.read(column, range), asShown);
        const strings = (await file.strings(column, range))!;
        expect(await strings.sample(values.length)).toEqual(values);
        expect(await strings.sample(10)).toEqual(values.slice(0, 10));
        const { sink, row } = collector();
        const cells = await (strings.isList
          ? strings.lists((...asked) => sink.numbersOf!(...asked))
          : strings.strings());
        const complaints = new Set<unknown>();
        const found = values.map((_value, i) => {
          complaints.add(cells.give(i, 0, sink));
          return row();
        });
        expect([...complaints]).toEqual([null]);
        expect(found).toEqual(values.map((value) => [value].flat().filter((item) => item !== null)));
      }
    }
  });

  it("asks once for an item that stands in the dictionary of a group", async () => {
    const file = await written(settings["with a dictionary"]);
    const { sink, names } = collector();
    const [range] = file.ranges;
    await (await file.strings("skills", range))!.lists((...asked) => sink.numbersOf!(...asked));
    expect(names.filter((name) => name === "often 0")).toHaveLength(1);
  });

  it("is left to the complete decoder where it holds something else", async () => {
    const file = await written("CODEC snappy");
    const [range] = file.ranges;
    expect(await file.strings("number", range)).toBeNull();
    expect(await file.strings("nested", range)).toBeNull();
    expect(await file.strings("missing", range)).toBeNull();
    const second = await written("PARQUET_VERSION V2");
    expect(await second.strings("skills", second.ranges[0])).toBeNull();
  });
});
