/** Where a corpus says that something is wrong, compared with a reader that goes character by character. */

import { gzipSync } from "node:zlib";
import { stream } from "@onset/core/base";
import { describe, expect, it } from "vitest";
import { casesOf, readFile, textsOf, useFolder } from "./support.js";

const folder = useFolder();
const seeds = Array.from({ length: 15 }, (_, i) => i);

type Expected = { texts: [string, string[]][]; malformed: string[]; unlabelled: string[] };

async function expectPlaces(path: string, expected: Expected, options = {}): Promise<void> {
  if (expected.texts.length === 0) return;
  const read = await readFile(path, options);
  expect(read.malformed.count).toBe(expected.malformed.length);
  expect(read.unlabelled.count).toBe(expected.unlabelled.length);
  expect(casesOf(read.malformed)).toEqual(expected.malformed.slice(0, 5));
  expect(casesOf(read.unlabelled)).toEqual(expected.unlabelled.slice(0, 5));
  expect(textsOf(read.corpus)).toEqual(expected.texts);
}

describe("a JSON Lines file with damage", () => {
  const lines = [
    `{"id":"good","skills":["a","b"]}`,
    `{"skills":["c"]}`,
    `  {"id":"indented","skills":["a"]}\t`,
    `{"id":"none","skills":[]}`,
    `{"id":"missing"}`,
    `{"id":"number","skills":5}`,
    `{"id":"cut","skills":["a"`,
    `{"id":"two","skills":["a"]} {}`,
    `not json`,
    `[1]`,
    `"text"`,
    `{"id":"latin","skills":["\xe9"]}`,
    "",
    " ",
    "\t\t",
  ];

  /** What the rules say of one line; null for a good one. */
  function problemOf(line: string): string | null {
    if (line.includes("\xe9")) return "is not valid UTF-8";
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      return "is not valid JSON";
    }
    if (typeof value !== "object" || value === null || Array.isArray(value)) return "is not a JSON object";
    return "skills" in value && !Array.isArray(value.skills) ? '"skills" is a number' : null;
  }

  it.each(seeds)("is reported by its line numbers (case %i)", async (seed) => {
    const random = stream(seed, "damaged lines");
    const ends = seed % 2 === 0 ? "\n" : "\r\n";
    const written = [lines[0], ...Array.from({ length: 60 }, () => lines[random.nextInteger(lines.length)])];
    const expected: Expected = { texts: [], malformed: [], unlabelled: [] };
    let record = 0;
    for (const [i, line] of written.entries()) {
      if (line.trim() === "") continue;
      record++;
      const problem = problemOf(line);
      const skills: string[] = problem === null ? (JSON.parse(line).skills ?? []) : [];
      if (problem !== null) expected.malformed.push(`line ${i + 1}: ${problem}`);
      else if (skills.length === 0) expected.unlabelled.push(`line ${i + 1}: has no skill`);
      else expected.texts.push([JSON.parse(line).id ?? String(record), skills]);
    }
    const bytes = Buffer.from(written.map((line) => line + ends).join(""), "latin1");
    await expectPlaces(folder.put("damaged.jsonl", bytes), expected);
    await expectPlaces(folder.put("damaged.jsonl.gz", gzipSync(bytes)), expected);
    const first = expected.malformed[0];
    const strict = readFile(folder.put("damaged.jsonl", bytes), { strict: true });
    if (first === undefined) await strict;
    else await expect(strict).rejects.toThrow(`damaged.jsonl, ${first}`);
  });
});

describe("a delimited file with damage", () => {
  const cells = [
    "a",
    "a|b",
    "c",
    "",
    '"a"',
    '"two\nlines"',
    '"two\r\n\r\nlines|b"',
    '"say ""x"""',
    'mid"quote',
    '""',
  ];
  const decoded = (cell: string): string =>
    cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;

  it.each(seeds)("is reported by its line numbers (case %i)", async (seed) => {
    const random = stream(seed, "damaged rows");
    const pick = (): string => cells[random.nextInteger(cells.length)];
    const expected: Expected = { texts: [], malformed: [], unlabelled: [] };
    const end = seed % 3 === 0 ? "\r\n" : "\n";
    let content = `id;skills;note${end}`;
    let line = 2;
    let row = 0;
    const write = (text: string): void => {
      content += text + end;
      line += (text + end).split(/\r\n|\n/).length - 1;
    };
    const add = (id: string, skills: string, note: string): void => {
      row++;
      const names = decoded(skills)
        .split("|")
        .filter((name) => name !== "");
      if (names.length === 0) expected.unlabelled.push(`line ${line}: has no skill`);
      else expected.texts.push([decoded(id) === "" ? String(row) : decoded(id), [...new Set(names)].sort()]);
      write(`${id};${skills};${note}`);
    };
    add("first", "a|b", "");
    for (let i = 0; i < 60; i++) {
      const kind = random.nextInteger(10);
      if (kind === 0) write("");
      else if (kind === 1) {
        row++;
        expected.malformed.push(`line ${line}: has too many columns`);
        write(`x;${pick()};${pick()};more`);
      } else if (kind === 2) {
        row++;
        expected.malformed.push(`line ${line}: has too few columns`);
        write("x;y");
      } else if (kind === 3) {
        row++;
        expected.malformed.push(`line ${line}: is not valid UTF-8`);
        write("x;\xe9;");
      } else add(pick(), pick(), pick());
    }
    const bytes = Buffer.from(content, "latin1");
    await expectPlaces(folder.put("damaged.csv", bytes), expected);
    await expectPlaces(folder.put("damaged.csv.gz", gzipSync(bytes)), expected);
  });

  it("takes quotes for letters where one has no end, and loses no row", async () => {
    const rows = ["id,skills", "1,a", '2,"b', "3,c", "4,d", ""].join("\n");
    await expectPlaces(folder.put("open.csv", rows), {
      texts: [
        ["1", ["a"]],
        ["2", ['"b']],
        ["3", ["c"]],
        ["4", ["d"]],
      ],
      malformed: [],
      unlabelled: [],
    });
  });

  it("takes an empty line for no row, with one column too", async () => {
    await expectPlaces(folder.put("one.csv", 'skills\na\n\nb\n""\n'), {
      texts: [
        ["1", ["a"]],
        ["2", ["b"]],
      ],
      malformed: [],
      unlabelled: ["line 5: has no skill"],
    });
  });
});

describe("a JSON array with damage", () => {
  it.each([
    [`[{"skills":["a"]}`, "the file ends inside record 1 or before its last bracket"],
    [`[{"skills":["a"]},\n`, "the file ends inside record 2 or before its last bracket"],
    [`[{"skills":["a"]`, "the file ends inside record 1 or before its last bracket"],
    [`[{"skills":["a"]}] []`, "something stands behind its last bracket"],
    [`[1, "a"]`, "found no object among the first items of its array"],
    [`{}]`, "found no"],
  ])("ends the run and says where: %s", async (content, message) => {
    await expect(readFile(folder.put("array.json", content))).rejects.toThrow(message);
  });

  it("costs a record that is no JSON, and no other", async () => {
    const read = await readFile(
      folder.put("array.json", `[{"skills":["a"]},{"skills":["b" "c"]},,{"skills":["d"]}]`),
    );
    expect(casesOf(read.malformed)).toEqual([
      "record 2: is not valid JSON",
      "record 3: is not valid JSON (nothing stands before a comma)",
    ]);
    expect(read.corpus.needs.textCount).toBe(2);
  });

  it("counts what is not a text, by its position", async () => {
    const content = `[{"skills":["a"]}, 5, {"skills":5}, {"skills":[]}, [], null]`;
    const read = await readFile(folder.put("array.json", content));
    expect(casesOf(read.malformed)).toEqual([
      "record 2: is not a JSON object",
      'record 3: "skills" is a number',
      "record 5: is not a JSON object",
      "record 6: is not a JSON object",
    ]);
    expect(casesOf(read.unlabelled)).toEqual(["record 4: has no skill"]);
  });
});
