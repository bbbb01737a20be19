/** The same corpus in every form a file can have. */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";
import { stream } from "@onset/core/base";
import type { Corpus } from "@onset/core/corpus";
import type { ReadOptions } from "@onset/reading";
import { beforeAll, describe, expect, it } from "vitest";
import { main } from "../support/built.js";
import { readFile, useFolder } from "./support.js";

const folder = useFolder();

type Text = { readonly id: string; readonly skills: readonly string[] };

// Names with all that delimited files quote, except what stands between skills.
const names = Array.from(
  { length: 40 },
  (_, i) =>
    [
      `plain ${i}`,
      `comma, ${i}`,
      `"quoted" ${i}`,
      `two\nlines ${i}`,
      `semi;colon\t${i}`,
      `中文 ${i}`,
      `it's ${i}`,
    ][i % 7],
);

const texts: readonly Text[] = Array.from({ length: 300 }, (_, i) => {
  const random = stream(1, "formats", i);
  const skills = Array.from(
    { length: 1 + random.nextInteger(6) },
    () => names[random.nextInteger(names.length)],
  );
  return { id: `text "${i}",\n${"x".repeat(random.nextInteger(9))}`, skills };
});

const directed = texts.map(({ id, skills }, i) => ({
  id,
  requires: skills.slice(0, i % 3),
  teaches: skills.slice(i % 3),
}));

function jsonLines(records: readonly object[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join("");
}

function delimited(delimiter: string, lineEnd: string, records: readonly Record<string, unknown>[]): string {
  const cell = (value: unknown): string => {
    const text = Array.isArray(value) ? value.join("|") : String(value);
    return `"${text.replaceAll('"', '""')}"`;
  };
  const rows = records.map((record) => Object.values(record).map(cell).join(delimiter));
  return [Object.keys(records[0]).join(delimiter), ...rows].map((row) => row + lineEnd).join("");
}

/** The bytes of the graphs, and the names. */
function essence({ textNames, skillNames, needs, directed }: Corpus) {
  const graphs = directed === undefined ? [needs] : [needs, directed.requires, directed.teaches];
  return {
    textNames: [...textNames],
    skillNames: [...skillNames],
    graphs: graphs.map(({ buffer }) => Buffer.from(buffer).toString("base64")),
  };
}

let expected: ReturnType<typeof essence>;
let expectedDirected: ReturnType<typeof essence>;
beforeAll(async () => {
  expected = essence((await readFile(folder.put("reference.jsonl", jsonLines(texts)))).corpus);
  expectedDirected = essence((await readFile(folder.put("directed.jsonl", jsonLines(directed)))).corpus);
  expect(expected.textNames).toEqual(texts.map(({ id }) => id));
  expect(expected.skillNames).toEqual([...new Set(texts.flatMap(({ skills }) => skills))].sort());
});

const forms: Record<
  string,
  (records: readonly Record<string, unknown>[]) => [string, string | Uint8Array, object?]
> = {
  "JSON Lines, gzipped": (records) => ["a.jsonl.gz", gzipSync(jsonLines(records))],
  "JSON Lines, gzipped in several members": (records) => [
    "members.jsonl.gz",
    Buffer.concat(records.map((record) => gzipSync(jsonLines([record])))),
  ],
  "JSON Lines with a byte order mark": (records) => ["mark.jsonl", `\ufeff${jsonLines(records)}`],
  "JSON Lines with a byte order mark, gzipped": (records) => [
    "mark.jsonl.gz",
    gzipSync(`\ufeff${jsonLines(records)}`),
  ],
  "JSON Lines with blank lines and CR LF": (records) => [
    "blank.jsonl",
    `\r\n  \r\n${jsonLines(records).replaceAll("\n", "\r\n\t\r\n\r\n")}`,
  ],
  "JSON Lines without a last line end": (records) => ["unended.jsonl", jsonLines(records).trimEnd()],
  "JSON Lines in a file named .json": (records) => ["lines.json", jsonLines(records)],
  "JSON Lines in a file that says nothing": (records) => ["lines", jsonLines(records)],
  "a JSON array": (records) => ["a.json", JSON.stringify(records)],
  "a JSON array over many lines": (records) => [
    "pretty.json",
    `\ufeff\n${JSON.stringify(records, null, 2)}\n`,
  ],
  "a JSON array, gzipped": (records) => ["a.json.gz", gzipSync(JSON.stringify(records))],
  "CSV with commas": (records) => ["a.csv", delimited(",", "\n", records)],
  "CSV with semicolons": (records) => ["semicolon.csv", delimited(";", "\n", records)],
  "CSV with CR LF, a byte order mark and empty lines": (records) => [
    "mark.csv",
    `\ufeff\r\n\r\n${delimited(",", "\r\n", records)}\r\n\r\n`,
  ],
  "CSV with lines that end in both ways": (records) => {
    const [header, ...rest] = delimited(",", "\r\n", records).split("\r\n");
    return ["mixed.csv", `${header}\n${rest.join("\r\n")}`];
  },
  "CSV with a delimiter of three bytes": (records) => [
    "euro.csv",
    delimited("€", "\n", records),
    { columnDelimiter: "€" },
  ],
  "CSV, gzipped": (records) => ["a.csv.gz", gzipSync(delimited(",", "\n", records))],
  "CSV by order, whatever its name": (records) => ["a.dat", delimited(",", "\n", records), { format: "csv" }],
  TSV: (records) => ["a.tsv", delimited("\t", "\n", records)],
};

describe("a corpus", () => {
  it.each(Object.entries(forms))("is the same as %s", async (_, form) => {
    for (const [records, reference] of [
      [texts, expected],
      [directed, expectedDirected],
    ] as const) {
      const [name, content, options] = form(records);
      const read = await readFile(folder.put(name, content), options as Partial<ReadOptions>);
      expect(read.malformed.count + read.unlabelled.count).toBe(0);
      expect(essence(read.corpus)).toEqual(reference);
    }
  });

  it.each(["VARCHAR[]", "VARCHAR", "BLOB"])("is the same as Parquet with skills of type %s", async (type) => {
    const path = join(folder.path, `${type}.parquet`);
    const source = join(folder.path, "reference.jsonl");
    const value = type === "VARCHAR[]" ? "skills" : `array_to_string(skills, '|')::${type}`;
    const instance = await DuckDBInstance.create();
    const connection = await instance.connect();
    // encode() makes bytes of text; a cast would read escapes.
    const written = type === "BLOB" ? "encode(array_to_string(skills, '|'))" : value;
    await connection.run(
      `copy (select id, ${written} as skills from read_json('${source}', columns = {id: 'VARCHAR', skills: 'VARCHAR[]'}))
       to '${path}' (format parquet)`,
    );
    connection.closeSync();
    instance.closeSync();
    expect(essence((await readFile(path)).corpus)).toEqual(expected);
  });

  it("is the same from standard input, gzipped or not", () => {
    const learn = (arguments_: string[], input?: string | Uint8Array) => {
      const ran = spawnSync(process.execPath, [main, "learn", ...arguments_, "--json"], {
        input,
        encoding: "utf8",
      });
      expect(ran).toMatchObject({ status: 0, stderr: "" });
      return JSON.parse(ran.stdout);
    };
    const path = folder.put("input.jsonl", jsonLines(texts));
    const { provenance: ofFile, reading: _ofFile, ...fromFile } = learn([path]);
    for (const input of [readFileSync(path), gzipSync(readFileSync(path))]) {
      const { provenance, reading, ...fromInput } = learn(["-"], input);
      expect(reading.rows).toBe(texts.length);
      expect(fromInput).toEqual(fromFile);
      expect(provenance.input.name).toBe("standard input");
      expect(provenance.input.sha256 === ofFile.input.sha256).toBe(input[0] !== 0x1f);
    }
  });
});

describe("a file", () => {
  it.each([
    `it's "quoted" [1] {a,b}.csv`,
    "stars * and ? marks.csv",
    "100% $HOME `x` \\ back.csv",
    "~tilde.csv",
    "--dashes.csv",
    "çirkin 中文 🤦.csv",
    "no extension but dots.v1.csv",
  ])("may be named %s", async (name) => {
    const path = folder.put(name, "id,skills\n1,a\n");
    const beside = folder.put(`beside ${name}`, "id,skills\n1,b\n");
    expect([...(await readFile(path)).corpus.skillNames]).toEqual(["a"]);
    expect([...(await readFile(beside)).corpus.skillNames]).toEqual(["b"]);
  });

  it.each(["csv", "jsonl", "json", "parquet"])(
    "of format %s has no field of the folders it stands in",
    async (kind) => {
      mkdirSync(join(folder.path, "tags=z/c0=z/json=z"), { recursive: true });
      const source = folder.put("reference.jsonl", jsonLines(texts));
      const path = join(folder.path, "tags=z/c0=z/json=z", `a.${kind}`);
      if (kind === "parquet") {
        const connection = await (await DuckDBInstance.create()).connect();
        await connection.run(`copy (select * from read_json('${source}')) to '${path}' (format parquet)`);
        connection.closeSync();
      } else {
        const content = {
          csv: delimited(",", "\n", texts),
          jsonl: jsonLines(texts),
          json: JSON.stringify(texts),
        };
        folder.put(`tags=z/c0=z/json=z/a.${kind}`, content[kind as "csv" | "jsonl" | "json"]);
      }
      expect(essence((await readFile(path)).corpus)).toEqual(expected);
      await expect(readFile(path, { fields: { skills: "tags" } })).rejects.toThrow(
        'there is no field "tags"',
      );
    },
  );
});

describe("a column", () => {
  it.each(["problem", "whole", "value0", "rowid", "text", "select", "c0", "json", 'a "b"', ""])(
    "may be named %j",
    async (name) => {
      const csv = delimited(",", "\n", [{ id: "1", [name]: "x", skills: "a" }]);
      const quoted = csv.replace(`id,${name},`, `id,"${name.replaceAll('"', '""')}",`);
      const read = await readFile(folder.put("column.csv", quoted));
      expect([...read.corpus.skillNames]).toEqual(["a"]);
      expect(read.malformed.count).toBe(0);
      const asked = await readFile(folder.put("column.csv", quoted), { fields: { skills: name } });
      expect([...asked.corpus.skillNames]).toEqual(["x"]);
      const records = jsonLines([{ id: "1", [name]: ["x"], "~a/b": ["y"] }]);
      const path = folder.put("column.jsonl", records);
      expect([...(await readFile(path, { fields: { skills: name } })).corpus.skillNames]).toEqual(["x"]);
      expect([...(await readFile(path, { fields: { skills: "~a/b" } })).corpus.skillNames]).toEqual(["y"]);
    },
  );
});
