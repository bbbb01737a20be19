/** What goes wrong is told in one line on standard error, with nothing on standard output. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { maxMaxUnlearned } from "../../../core/src/base/index.js";
import { useFolder } from "../reading/support.js";
import { onset } from "../support/command.js";

const folder = useFolder();

const good = `{"id":"sums","skills":["add"]}\n{"id":"long sums","skills":["add","carry"]}\n`;
const zipped = gzipSync(good);
/** A text that names nine skills so many times. */
const manySkills = (times: number) => {
  const nine = Array.from({ length: 9 }, (_, i) => `"skill ${i}"`).join(",");
  return `{"skills":[${`${nine},`.repeat(times - 1)}${nine}]}\n`;
};

/** Files by name. */
const files: Record<string, () => string | Uint8Array> = {
  "good.jsonl": () => good,
  "empty.jsonl": () => "",
  "blank.jsonl": () => " \n\n\t\n",
  "wrong.jsonl": () => `{"id":"a","subjects":["x"]}\n{"year":1611}\n`,
  "wrong.csv": () => "id,year\n1,1611\n",
  "wrong.parquet": () => "id,skills\n1,a\n",
  "cut.parquet": () => "PAR1 and what follows is not PAR1",
  "junk.parquet": () => Buffer.from("PAR1 with a length of metadata that fits\x10\0\0\0PAR1", "latin1"),
  "short.parquet": () => "PAR1 and nothing that says where what is",
  "packed.parquet": () => gzipSync("PAR1 and what follows"),
  "number.jsonl": () => `{"skills":5}\n{"skills":[]}\n`,
  "third.jsonl": () => `${good}{"skills":["add"\n{"skills":["carry"]}\n`,
  "latin.jsonl": () => Buffer.from(`{"skills":["\xe9"]}\n`, "latin1"),
  "junk10.jsonl": () => "x".repeat(10_000_000),
  "junk40.jsonl": () => `${good}${"x".repeat(40_000_000)}\n`,
  "long40.jsonl": () => `${good}${manySkills(400_000)}`,
  "long40.csv": () => `id,skills\n1,"${"a;".repeat(20_000_000)}"\n`,
  "large.jsonl.gz": () => gzipSync(good.repeat(50_000)),
  "cut.jsonl.gz": () => zipped.subarray(0, zipped.length - 12),
  "flipped.jsonl.gz": () => zipped.map((byte, i) => (i === 30 ? byte ^ 255 : byte)),
  "garbage.jsonl.gz": () => Buffer.concat([zipped, Buffer.from("garbage")]),
  "not.jsonl.gz": () => Buffer.concat([zipped.subarray(0, 4), Buffer.alloc(400)]),
  "array.json": () => `[{"skills":["a"]},{"skills":["b"},{"skills":["c"]}]`,
  "cut.json": () => `[{"skills":["a"]},{"skills":["b"]},\n`,
  "header.csv": () => "id,skills\n",
  "words.txt": () => "in the beginning\n",
  "marks.txt": () => "...\n\n--\n",
  "strange.xyz": () => "in the beginning\n",
};

beforeAll(() => {
  mkdirSync(join(folder.path, "folder"));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder.path, name), content());
});

const run = (args: readonly string[]) => onset(args, { cwd: folder.path });

type Case = readonly [command: string, code: 1 | 2, line: string];

const fields = "Say which with --skills-field, or take the words of the texts with --words";
const share = "Expected a number >= 0 and < 1, or per cent, such as 0.1 or 10%.";

const usage: readonly Case[] = [
  ["learn nowhere.jsonl", 2, `there is no file "nowhere.jsonl"`],
  ["learn folder", 2, `the folder "folder" holds no file`],
  [
    "learn wrong.jsonl",
    2,
    `wrong.jsonl: no field of skills recognised; its fields: "id", "subjects", "year". ${fields}`,
  ],
  ["learn wrong.csv", 2, `wrong.csv: no field of skills recognised; its fields: "id", "year". ${fields}`],
  [
    "learn wrong.csv --words",
    2,
    `wrong.csv: no field of text recognised; its fields: "id", "year". Say which with --text-field`,
  ],
  ["learn wrong.csv --skills-field tags", 2, `wrong.csv: there is no field "tags"; found: "id", "year"`],
  ["learn words.txt", 2, "words.txt is plain text, which names no skills: take its words with --words"],
  [
    "learn strange.xyz",
    2,
    "strange.xyz: cannot tell what format this is; say --format jsonl|json|csv|tsv|parquet|text, or use a known extension",
  ],
  [
    "learn wrong.csv --column-delimiter long,",
    2,
    `--column-delimiter: expected one to four bytes without a quote or a line end, got "long,"`,
  ],
  ["learn good.jsonl --skills-delimiter=", 2, "--skills-delimiter: expected at least one character"],
  [
    "learn good.jsonl --learner 0",
    2,
    `option '--learner <d>' argument '0' is invalid. Expected an integer from 1 to ${maxMaxUnlearned}.`,
  ],
  [
    "learn good.jsonl --learner 1.5",
    2,
    `option '--learner <d>' argument '1.5' is invalid. Expected an integer from 1 to ${maxMaxUnlearned}.`,
  ],
  [
    "learn good.jsonl --known-top -1",
    2,
    "option '--known-top <k>' argument '-1' is invalid. Expected an integer >= 0.",
  ],
  ["learn good.jsonl --holdout 1", 2, `option '--holdout <share>' argument '1' is invalid. ${share}`],
  ["learn good.jsonl --holdout half", 2, `option '--holdout <share>' argument 'half' is invalid. ${share}`],
  [
    "learn good.jsonl --seed -3",
    2,
    "option '--seed <n>' argument '-3' is invalid. Expected an integer >= 0.",
  ],
  ["learn good.jsonl --lerner 2", 2, "unknown option '--lerner' (Did you mean --learner?)"],
  ["learn good.jsonl --frobnicate", 2, "unknown option '--frobnicate'"],
  ["learn", 2, "missing required argument 'corpus'"],
  ["why good.jsonl add carry", 2, "too many arguments for 'why'. Expected 2 arguments but got 3."],
  ["learn good.jsonl ./good.jsonl", 2, `"./good.jsonl" is named twice: its texts would count twice`],
  ["learn - -", 2, `"-" is named twice: its texts would count twice`],
  ["learn good.jsonl nowhere.jsonl", 2, `there is no file "nowhere.jsonl"`],
  ["clean good.jsonl third.jsonl --undo words.txt --out undone", 2, "--undo takes one cleaned file"],
  ["leran good.jsonl", 2, "unknown command 'leran' (Did you mean learn?)"],
  [
    "learn good.jsonl --known words.txt --known-top 3",
    2,
    "--known and --known-top exclude each other: say one of them",
  ],
  ["learn good.jsonl --known nowhere", 2, `--known: there is no file "nowhere" that can be read`],
  ["learn good.jsonl --known folder", 2, `--known: there is no file "folder" that can be read`],
  [
    "learn good.jsonl --out words.txt",
    2,
    `cannot write "words.txt/report.html" (a part of the path is no folder, ENOTDIR)`,
  ],
  [
    "learn good.jsonl --out words.txt/deep",
    2,
    `cannot write "words.txt/deep" (a part of the path is no folder, ENOTDIR)`,
  ],
];

const data: readonly Case[] = [
  ["learn empty.jsonl", 1, "empty.jsonl is empty: expected one text a line or row"],
  [
    "learn blank.jsonl",
    1,
    "blank.jsonl: found no JSON object in its first lines: expected one a line, or one array of objects in a .json file",
  ],
  ["learn number.jsonl", 1, `number.jsonl: none of its 2 texts can be used; line 1 "skills" is a number`],
  [
    "learn third.jsonl --strict",
    1,
    "third.jsonl, line 3: is not valid JSON; without --strict it would be left out",
  ],
  [
    "learn good.jsonl third.jsonl --strict",
    1,
    "2 files, third.jsonl, line 3: is not valid JSON; without --strict it would be left out",
  ],
  ["learn good.jsonl wrong.parquet", 1, "wrong.parquet is not a Parquet file: it does not begin with PAR1"],
  [
    "learn latin.jsonl",
    1,
    "latin.jsonl: found no JSON object in its first lines (line 1 is not valid UTF-8): expected one a line, or one array of objects in a .json file",
  ],
  [
    "learn junk10.jsonl",
    1,
    "junk10.jsonl: found no JSON object in its first lines: expected one a line, or one array of objects in a .json file",
  ],
  ["learn long40.csv", 1, "long40.csv: its only text cannot be used; line 2 is longer than 16 MB"],
  [
    "learn large.jsonl.gz --max-unpacked 2",
    1,
    "large.jsonl.gz: it unpacks to more than 2 MB from 0.0 MB: look at what is in it; --max-unpacked <MB> reads more",
  ],
  ["learn cut.jsonl.gz", 1, "cut.jsonl.gz: the gzip data are damaged or end too early (unexpected end)"],
  [
    "learn garbage.jsonl.gz",
    1,
    "garbage.jsonl.gz: after the gzip data stands something that is not gzip data",
  ],
  ["learn wrong.parquet", 1, "wrong.parquet is not a Parquet file: it does not begin with PAR1"],
  [
    "learn cut.parquet",
    1,
    "cut.parquet is cut short or damaged: its end tells of 544501614 bytes of metadata, in a file of 33 bytes; copy or write it again",
  ],
  ["learn junk.parquet", 1, "junk.parquet: its Parquet data are damaged or cut: copy or write it again"],
  [
    "learn short.parquet",
    1,
    "short.parquet is cut short: a Parquet file ends with PAR1, this one does not; copy or write it again",
  ],
  [
    "learn packed.parquet",
    1,
    "packed.parquet is a packed Parquet file: unpack it first, Parquet is compressed by itself",
  ],
  [
    "learn array.json",
    1,
    "array.json: the file ends inside record 2 or before its last bracket: it is cut short, or a bracket or quotation mark is not closed there",
  ],
  [
    "learn cut.json",
    1,
    "cut.json: the file ends inside record 3 or before its last bracket: it is cut short, or a bracket or quotation mark is not closed there",
  ],
  ["learn header.csv", 1, "header.csv: found no record"],
  ["learn marks.txt --words", 1, "marks.txt: none of its 2 texts can be used; line 1 has no word"],
  ["learn -", 1, "standard input is empty: expected one text a line or row"],
];

describe("onset", () => {
  it.each([...usage, ...data])("%s ends with exit code %i and says: %s", (command, status, line) => {
    expect(run(command.split(" "))).toEqual({ status, stdout: "", stderr: `onset: ${line}\n` });
  });

  it.each(["flipped.jsonl.gz", "not.jsonl.gz"])("learn %s says that the gzip data are damaged", (name) => {
    const { status, stdout, stderr } = run(["learn", name]);
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toMatch(/^onset: [\w.]+: the gzip data are damaged or end too early \([^\n]+\)\n$/);
  });

  it("learn uses the other lines when the third is malformed, and counts it", () => {
    const { status, stdout, stderr } = run(["learn", "third.jsonl", "--json"]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(JSON.parse(stdout)).toMatchObject({
      corpus: { texts: 3, skills: 2, malformed: 1, unlabelled: 0 },
      learned: { skills: 2 },
    });
    const report = run(["learn", "third.jsonl"]);
    expect(report.stdout).toContain("malformed   1 text skipped: line 3 is not valid JSON\n");
  });

  it.each(["junk40.jsonl", "long40.jsonl"])("learn counts the line of %s that is too long", (name) => {
    const { status, stdout } = run(["learn", name]);
    expect(status).toBe(0);
    expect(stdout).toContain("malformed   1 text skipped: line 3 is longer than 16 MB\n");
  });

  it("learn reads a line of 10 MB", () => {
    writeFileSync(join(folder.path, "long10.jsonl"), good + manySkills(100_000));
    const { status, stdout, stderr } = run(["learn", "long10.jsonl", "--json"]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(JSON.parse(stdout).corpus).toMatchObject({ texts: 3, skills: 11, duplicateEdges: 9 * 99_999 });
  });

  it("shows the help when it is asked for or when nothing is, on standard output", () => {
    const { status, stdout, stderr } = run(["--help"]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toMatch(/^Usage: onset /);
    expect(run([])).toEqual({ status: 0, stdout, stderr: "" });
  });

  it("tells a name that could steer a terminal without doing so, in one line", () => {
    const name = "two\nlines \u001b[31mred.csv";
    writeFileSync(join(folder.path, name), "id,year\n1,2\n");
    const { stderr } = run(["learn", name]);
    expect(stderr).toMatch(/^onset: two lines \ufffd\[31mred\.csv: no field of skills recognised[^\n]*\n$/);
  });
});
