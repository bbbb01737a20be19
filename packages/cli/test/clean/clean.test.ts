import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { json, onset, temporaryFolder } from "../insight/onset.js";
import { requireFreshBuild } from "../support/built.js";

type Clean = {
  schema: string;
  renamings: { from: string; to: string | null; rules: string[]; texts: number }[];
  rules: Record<string, number>;
  dropped: number;
  emptied: number;
  before: { skills: number; learned: { skills: number } };
  after: { skills: number; learned: { skills: number } };
  files: string[];
};

const messy = [
  '{"id":1,"tags":"Loops; lists","note":"Ω"}\r\n',
  "\n",
  '{"id":2, "tags":"loop; list ; Machine-Learning"}\n',
  "not json\n",
  '{"id":3,"tags":"loops;lists;machine learning;recursion"}\n',
  '{"id":4,"tags":"recursoin;recursion"}\n',
  ...[5, 6, 7, 8].map((id) => `{"id":${id},"tags":"recursion"}\n`),
  '  {"tags":"rare", "id":9}',
];

describe("onset clean", () => {
  const folder = temporaryFolder();
  const file = (name: string, content: string) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const read = (...path: string[]) => readFileSync(join(folder, ...path), "utf8");
  beforeAll(requireFreshBuild);

  it("lists every change and writes nothing unless told to", () => {
    const corpus = file("messy.jsonl", messy.join(""));
    const report = json<Clean>(["clean", corpus, "--near", "--min-texts", "2"]);
    expect(report.schema).toBe("onset/clean@2");
    expect(report.renamings.map(({ from, to }) => [from, to])).toEqual([
      ["list", "lists"],
      ["loop", "Loops"],
      ["loops", "Loops"],
      ["machine learning", "Machine-Learning"],
      ["rare", null],
      ["recursoin", "recursion"],
    ]);
    expect(report).toMatchObject({
      rules: { plural: 2, case: 1, separators: 1, near: 1, rare: 1 },
      dropped: 1,
      emptied: 1,
      before: { skills: 10 },
      after: { skills: 4 },
      files: [],
    });
    const { stdout } = onset(["clean", corpus, "--near", "--min-texts", "2"]);
    for (const { from } of report.renamings) expect(stdout).toContain(`\n  ${from} `);
    expect(stdout).toContain("nothing: this is what --out would do");
  });

  it("changes the skills of JSON Lines and nothing else, and undoes it to the last byte", () => {
    const corpus = file("messy.jsonl", messy.join(""));
    const options = ["--near", "--min-texts", "2"];
    expect(onset(["clean", corpus, ...options, "--out", join(folder, "clean")]).status).toBe(0);
    expect(read("clean", "cleaned.jsonl")).toBe(
      [
        messy[0],
        messy[1],
        '{"id":2, "tags":"Loops; lists; Machine-Learning"}\n',
        messy[3],
        '{"id":3,"tags":"Loops;lists;Machine-Learning;recursion"}\n',
        '{"id":4,"tags":"recursion"}\n',
        ...messy.slice(6, 10),
        '  {"tags":"", "id":9}',
      ].join(""),
    );
    const undo = [
      "clean",
      join(folder, "clean", "cleaned.jsonl"),
      "--undo",
      join(folder, "clean", "mapping.json"),
    ];
    expect(onset([...undo, "--out", join(folder, "back")]).stdout).toContain("restored 4 lines");
    expect(read("back", "restored.jsonl")).toBe(messy.join(""));

    // Cleaning again finds nothing, and a mapping does the same to another corpus.
    const again = json<Clean>(["clean", join(folder, "clean", "cleaned.jsonl"), ...options]);
    expect(again.renamings).toEqual([]);
    const other = file("other.jsonl", '{"skills":["loop","other"]}\n{"skills":["rare","Other"]}\n');
    const mapped = json<Clean>([
      "clean",
      other,
      "--mapping",
      join(folder, "clean", "mapping.json"),
      "--out",
      join(folder, "mapped"),
    ]);
    expect(mapped.renamings.map(({ from, to }) => [from, to])).toEqual([
      ["loop", "Loops"],
      ["rare", null],
    ]);
    expect(read("mapped", "cleaned.jsonl")).toBe('{"skills":["Loops","other"]}\n{"skills":["Other"]}\n');
  });

  it("keeps numbers, blanks and the ends of lines next to the skills that change", () => {
    const line = (skills: string, end: string) =>
      `{ "id" : 12345678901234567890,\t"x":{"tags":["Loop"]}, "\\u0074ags": ${skills} ,"n":1.0e2}${end}`;
    const corpus = file(
      "exact.jsonl",
      line('["Loop", "a}b"]', "\r\n") + line('["loop"]', "\n") + line('["loop"]', ""),
    );
    expect(onset(["clean", corpus, "--out", join(folder, "exact")]).status).toBe(0);
    expect(read("exact", "cleaned.jsonl")).toBe(
      line('["loop","a}b"]', "\r\n") + line('["loop"]', "\n") + line('["loop"]', ""),
    );
  });

  it("keeps the notation of numbers that are skills, where it changes others and where it does not", () => {
    const corpus = file(
      "numbers.jsonl",
      '{"id":1.0,"skills":[12345678901234567891, 1.0, "Loop"]}\n{"id":2,"skills":[1, 1.0, 1e2]}\n{"id":3,"skills":["loop",12345678901234567891]}\n{"id":4,"skills":["loop"]}\n',
    );
    const report = json<Clean>(["clean", corpus, "--out", join(folder, "numbers")]);
    expect(report.renamings.map(({ from, to }) => [from, to])).toEqual([["Loop", "loop"]]);
    expect(report.before.skills).toBe(6);
    expect(read("numbers", "cleaned.jsonl")).toBe(
      '{"id":1.0,"skills":[12345678901234567891,1.0,"loop"]}\n{"id":2,"skills":[1, 1.0, 1e2]}\n{"id":3,"skills":["loop",12345678901234567891]}\n{"id":4,"skills":["loop"]}\n',
    );
    const table = file("numbers.csv", "id,skills\n1.0,12345678901234567891;1.0;Loop\n2,loop;1\n3,loop\n");
    json<Clean>(["clean", table, "--out", join(folder, "numbers-of-table")]);
    expect(read("numbers-of-table", "cleaned.jsonl").split("\n")[0]).toBe(
      '{"id":"1.0","skills":["1.0","12345678901234567891","loop"]}',
    );
  });

  it("writes the words of texts as skills", () => {
    const corpus = file(
      "words.jsonl",
      '{"id":1,"text":"Loops loop","tags":["Loops"]}\n{"id":2,"text":"loop"}\n',
    );
    expect(onset(["clean", corpus, "--words", "--out", join(folder, "words")]).status).toBe(0);
    expect(read("words", "cleaned.jsonl")).toBe(
      '{"id":"1","skills":["loop"]}\n{"id":"2","skills":["loop"]}\n',
    );
  });

  it("keeps lists lists, directed texts directed, and makes other formats JSON Lines", () => {
    const directed = file(
      "directed.jsonl",
      '{"id":"a","requires":["Base"],"teaches":["base"]}\n{"id":"b","requires":["base"],"teaches":["steps","step"]}\n',
    );
    expect(onset(["clean", directed, "--out", join(folder, "directed")]).status).toBe(0);
    expect(read("directed", "cleaned.jsonl")).toBe(
      '{"id":"a","requires":["base"],"teaches":["base"]}\n{"id":"b","requires":["base"],"teaches":["step"]}\n',
    );
    const table = file("table.csv", "id,skills\none,Loop;list\ntwo,loop\n");
    expect(onset(["clean", table, "--out", join(folder, "table")]).status).toBe(0);
    expect(read("table", "cleaned.jsonl")).toBe(
      '{"id":"one","skills":["Loop","list"]}\n{"id":"two","skills":["Loop"]}\n',
    );
    const mapping = join(folder, "table", "mapping.json");
    onset([
      "clean",
      join(folder, "table", "cleaned.jsonl"),
      "--undo",
      mapping,
      "--out",
      join(folder, "undone"),
    ]);
    expect(read("undone", "restored.jsonl")).toBe(
      '{"id":"one","skills":["Loop","list"]}\n{"id":"two","skills":["loop"]}\n',
    );
  });

  it("takes aliases from a file", () => {
    const corpus = file("short.jsonl", '{"skills":["js","ts"]}\n{"skills":["JavaScript"]}\n');
    const aliases = file("aliases.csv", "js,JavaScript\n\nts , TypeScript\n");
    const { renamings } = json<Clean>(["clean", corpus, "--aliases", aliases]);
    expect(renamings.map(({ from, to, rules }) => [from, to, rules])).toEqual([
      ["js", "JavaScript", ["alias"]],
      ["ts", "TypeScript", ["alias"]],
    ]);
  });

  it("leaves a clean corpus alone, byte for byte", () => {
    const out = join(folder, "same");
    expect(onset(["clean", "examples/python-course.jsonl", "--out", out]).status).toBe(0);
    expect(read("same", "cleaned.jsonl")).toBe(readFileSync("examples/python-course.jsonl", "utf8"));
    expect(readdirSync(out).sort()).toEqual(["cleaned.jsonl", "mapping.json"]);
  });

  it("says what is wrong with a mapping, a list of aliases, or a file that was changed since", () => {
    const corpus = file("messy.jsonl", messy.join(""));
    const wrong = (args: string[], status: number, message: string) => {
      const ran = onset(["clean", corpus, ...args]);
      expect(ran).toMatchObject({ status, stdout: "" });
      expect(ran.stderr).toContain(message);
    };
    wrong(["--aliases", file("bad.csv", "a,b\nonly one\n")], 1, "bad.csv, line 2: expected a name, a comma");
    wrong(["--aliases", "nowhere.csv"], 2, "there is no file");
    wrong(["--mapping", file("no.json", "{}")], 1, 'expected "schema": "onset/mapping@2"');
    wrong(["--mapping", file("torn.json", "{")], 1, "is not valid JSON");
    wrong(["--undo", join(folder, "no.json")], 2, "--undo needs --out");
    onset(["clean", corpus, "--out", join(folder, "first")]);
    const mapping = join(folder, "first", "mapping.json");
    wrong(
      ["--undo", mapping, "--out", join(folder, "never")],
      1,
      "only that one, unchanged, can be put back",
    );
    expect(readdirSync(folder)).not.toContain("never");
  });
});
