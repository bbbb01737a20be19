import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { gzipSync } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Layout } from "../../src/corpora/reading/collect.js";
import { type Reading, readCorpus } from "../../src/corpora/reading/read.js";
import { printedBy } from "../support/laboratory.js";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "onset-lab-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const plain: Layout = { skillsField: "", textField: "", words: false };
const context = { progress: () => {}, yieldNow: async () => {} };

function written(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function read(path: string, layout: Partial<Layout> = {}): Promise<Reading> {
  const file = new File([readFileSync(path)], basename(path));
  return readCorpus({ kind: "file", file }, { ...plain, ...layout }, context);
}

/** What the command says of the same file. */
function told({ corpus, unlabelled, malformed, duplicateEdges }: Reading): object {
  const { textCount, skillCount, edgeCount } = corpus.needs;
  return {
    texts: textCount,
    skills: skillCount,
    edges: edgeCount,
    unlabelled: unlabelled.count,
    malformed: malformed.count,
    duplicateEdges,
    directed: corpus.directed !== undefined,
  };
}

const messyLines = [
  '{"id":"a","tags":["add"," carry ","add",""]}',
  "",
  "not json",
  '{"id":"b","tags":"carry; times ;add"}',
  '{"id":"c","tags":[]}',
  "[1,2]",
  '{"id":"d","tags":5}',
  '{"id":"e","tags":[{"x":1}]}',
  '{"id":7,"tags":["7",true,null]}',
  "{\"tags\":\"['times', 'divide']\"}",
].join("\r\n");

const messyTable = [
  "id;Skills;note",
  "a;add|carry;first",
  'b;"add|times";"two\nlines"',
  "",
  "c;;nothing",
  "d;one;too;many",
  "e;few",
  'f;"a quote " inside"; x',
  "g;times|;last",
].join("\n");

const prose = [
  "In the beginning was the word,",
  "",
  "— …",
  "and the word was with thee; in the beginning.",
].join("\n");

describe("a file in the laboratory", () => {
  it.each([
    ["lines.jsonl", messyLines],
    ["object lines.json", messyLines.replace(/^.*$/m, '{"id":"z","tags":["add"]}')],
    ["array.json", '[{"id":1,"skills":["a","b"]},{"skills":"a,c"},3,{"skills":null}]'],
    ["table.csv", messyTable],
    ["table.tsv", messyTable.replaceAll(";", "\t")],
    ["commas.csv", "title,topics\none,\"['x', 'y']\"\ntwo,\"['y']\"\n"],
    ["course.csv", "id,requires,teaches\na,,x\nb,x,y\nc,z,w\n"],
    ["lines.jsonl.gz", gzipSync(messyLines)],
    ["table.csv.gz", gzipSync(messyTable)],
    ["mark.csv", `\ufeff${messyTable}`],
    ["no-extension", '{"skills":["a"]}\n{"skills":["a","b"]}'],
  ])("named %j is read as the command reads it", async (name, content) => {
    const path = written(name, content);
    const { corpus } = printedBy(`onset learn "${path}"`);
    expect(corpus).toMatchObject(told(await read(path)));
  });

  it("of plain text gives its words, line by line, as the command's --words", async () => {
    const path = written("prose.txt", prose);
    const { corpus } = printedBy(`onset learn "${path}" --words`);
    const reading = await read(path);
    expect(corpus).toMatchObject(told(reading));
    expect(reading.corpus.textNames).toEqual(["1", "4"]);
    expect(reading.unlabelled.first).toEqual([{ where: "line 3", problem: "has no word" }]);
  });

  it("with fields that are named is read by them", async () => {
    const path = written("fields.jsonl", '{"a":"x y","b":["p","q"]}\n{"a":"y z","b":["q"]}');
    expect(printedBy(`onset learn "${path}" --skills-field b`).corpus).toMatchObject(
      told(await read(path, { skillsField: "b" })),
    );
    expect(printedBy(`onset learn "${path}" --text-field a`).corpus).toMatchObject(
      told(await read(path, { textField: "a" })),
    );
  });

  it.each(["uncompressed", "snappy", "gzip", "zstd"])(
    "in Parquet (%s) is read as the command reads it",
    async (codec) => {
      const path = join(folder, `${codec}.parquet`);
      const connection = await (await DuckDBInstance.create()).connect();
      await connection.run(`copy (
      select 'text ' || i as id, list_distinct([i % 7, i % 5, i % 3])::varchar[] as labels, i * 0.5 as unused
      from range(300) t(i) union all values ('none', [], 0), ('null', null, 0)
    ) to '${path}' (format parquet, compression ${codec}, row_group_size 100)`);
      connection.closeSync();
      const reading = await read(path);
      expect(printedBy(`onset learn "${path}"`).corpus).toMatchObject(told(reading));
      expect(reading.corpus.textNames.at(299)).toBe("text 299");
      expect(reading.unlabelled.first.map(({ where }) => where)).toEqual(["row 301", "row 302"]);
    },
  );

  it("says where a record stands that is left out, and why", async () => {
    const { malformed } = await read(written("cases.jsonl", messyLines));
    expect(malformed.first.slice(0, 3)).toEqual([
      { where: "line 3", problem: "is not valid JSON" },
      { where: "line 6", problem: "is not a JSON object" },
      { where: "line 7", problem: '"tags" is a number' },
    ]);
    const table = await read(written("cases.csv", messyTable));
    expect(table.malformed.first).toEqual([
      { where: "line 7", problem: "has too many columns" },
      { where: "line 8", problem: "has too few columns" },
      { where: "line 9", problem: "has a quote in a place where none can be, or one that does not end" },
    ]);
  });

  it.each([
    ["empty.jsonl", "", "empty.jsonl is empty."],
    ["zeros.bin", "\0\0\0\0", "zeros.bin: cannot tell what format this is."],
    [
      "noise.jsonl",
      "\u0001\u0002\n\u0003",
      "noise.jsonl: found no record with named fields (line 1 is not valid JSON).",
    ],
    ["columns.csv", "a,b\n1,2\n", 'columns.csv: no field of skills recognised; its fields: "a", "b".'],
    ["bad.json", '[{"skills":', "bad.json is not valid JSON:"],
    ["bad.parquet", "PAR1 and then nothing", "bad.parquet could not be read as Parquet:"],
    ["short.jsonl.gz", gzipSync(messyLines).subarray(0, 60), "short.jsonl.gz is not whole:"],
    ["wide.csv", new Uint8Array([0xff, 0xfe, 0x61, 0]), "wide.csv is encoded in UTF-16: save it as UTF-8."],
    [
      "unlabelled.jsonl",
      '{"skills":[]}',
      "unlabelled.jsonl: none of its 1 texts can be used; line 1 has no skill.",
    ],
  ])("that cannot be used (%s) is told in a sentence", async (name, content, message) => {
    await expect(read(written(name, content))).rejects.toThrow(message);
  });
});
