/** The project file: what it says stands on the command line as if it were typed; the command line itself wins. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { withProject } from "../../src/project/apply.js";
import { fileKeys, sectionKeys } from "../../src/project/keys.js";
import { lineOf } from "../../src/project/places.js";
import { projectUsed } from "../../src/project/used.js";
import { verbs } from "../../src/verbs.js";
import { requireFreshBuild } from "../support/built.js";
import { onset, succeed, temporaryFolder } from "../support/command.js";

const folder = temporaryFolder();
const below = join(folder, "below");

const layout = { skillsField: 2, skillsDelimiter: "|", idField: "name" };
const put = (content: object | string) =>
  writeFileSync(
    join(folder, "onset.json"),
    typeof content === "string" ? content : JSON.stringify(content, null, 2),
  );

beforeAll(async () => {
  requireFreshBuild();
  for (const verb of ["learn", "next", "check", "why", "diff", "threshold"]) {
    const makeCommand = await verbs[verb].load();
    makers.set(verb, () => makeCommand(async () => {}));
  }
  mkdirSync(below);
  writeFileSync(join(folder, "course.csv"), "name,what\n1,add\n2,add|carry\n3,carry|add|borrow\n4,x|y\n");
  writeFileSync(join(folder, "known.txt"), "x\n");
});

beforeEach(() =>
  put({ sources: ["course.csv"], reading: layout, check: { maxStuck: 0, minLearned: "60%" } }),
);

type Make = ReturnType<Awaited<ReturnType<(typeof verbs)[string]["load"]>>>;
const makers = new Map<string, () => Make>();
const make = (verb: string) => makers.get(verb)!;

const typed = ["--skills-field", "2", "--skills-delimiter", "|", "--id-field", "name"];

describe("a project file", () => {
  it("says how the corpus is laid out and where it lies, in its folder and below", async () => {
    expect(withProject(make("learn"), ["--json"], folder)).toEqual([...typed, "course.csv", "--json"]);
    expect(withProject(make("next"), [], below)).toEqual([...typed, join("..", "course.csv")]);
    expect(projectUsed()).toMatchObject({
      file: join("..", "onset.json"),
      sha256: expect.stringMatching(/^\w{64}$/),
    });
  });

  it("gives the rules of check to check alone, and a corpus to verbs with an argument more", async () => {
    const rules = ["--max-stuck", "0", "--min-learned", "60%"];
    expect(withProject(make("check"), [], folder)).toEqual([...typed, ...rules, "course.csv"]);
    expect(withProject(make("why"), ["carry"], folder)).toEqual([...typed, "course.csv", "carry"]);
    expect(withProject(make("diff"), ["new.csv"], folder)).toEqual([...typed, "course.csv", "new.csv"]);
  });

  it("is overruled by the command line, which may name another corpus", async () => {
    const args = ["--skills-field", "what", "other.csv"];
    expect(withProject(make("learn"), args, folder)).toEqual([...typed.slice(2), ...args]);
    put({
      learning: { learner: 2, known: "known.txt" },
      reading: { header: false, strict: true, words: false },
    });
    const said = ["--no-header", "--strict", "--learner", "2", "--known", join("..", "known.txt")];
    expect(withProject(make("learn"), ["a.csv"], below)).toEqual([
      "--no-header",
      "--strict",
      ...said.slice(2),
      "a.csv",
    ]);
  });

  it("is left aside when asked for, by help, and by verbs that read no corpus", async () => {
    for (const args of [["--no-project"], ["--help"], ["--wrong"]]) {
      expect(withProject(make("learn"), args, folder)).toEqual(args);
    }
    expect(withProject(make("threshold"), ["poisson:5"], folder)).toEqual(["poisson:5"]);
    expect(projectUsed()).toBeNull();
  });

  it("is told in the report, and the command of the provenance does without it", () => {
    const report = JSON.parse(succeed(["next", "--json"], folder));
    const command = "onset next --skills-field 2 --skills-delimiter '|' --id-field name course.csv";
    expect(report.provenance.command).toBe(`${command} --json`);
    expect(report.provenance.project).toMatchObject({
      file: "onset.json",
      arguments: [...typed, "course.csv"],
    });
    expect(succeed(["next"], below)).toContain(`· options of ${join("..", "onset.json")}\n`);
    expect(succeed(["next", "--skills-field", "2", "course.csv", "--no-project"], folder)).not.toContain(
      "onset.json",
    );
    const checked = onset(["check"], { cwd: folder });
    expect(checked).toEqual({
      status: 1,
      stdout: "max-stuck course.csv (options of onset.json): 2 skills stuck, more than the 0 allowed\n",
      stderr: "",
    });
  });

  it.each<[string, object | string, string]>([
    [
      "a key that it does not have",
      { reading: { "skills-field": "a" } },
      'onset.json:3: "reading" has no key "skills-field": did you mean "skillsField"?, or say --no-project',
    ],
    [
      "a section that it does not have",
      { chek: {} },
      'onset.json:2: a project file has no key "chek": did you mean "check"?, or say --no-project',
    ],
    [
      "a value of another kind",
      { sources: ["course.csv"], check: { maxStuck: "few" } },
      'onset.json:6: "check.maxStuck" expected a number, got "few", or say --no-project',
    ],
    [
      "a value that its option does not take",
      { reading: { format: "xml" } },
      'onset.json:3: "format" cannot be "xml". Expected one of jsonl, json, csv, tsv, parquet, text.',
    ],
    [
      "sources that are no list",
      { sources: "course.csv" },
      'onset.json:2: "sources" expected a list of files and folders, or say --no-project',
    ],
    ["what is no JSON", "{", "onset.json is not JSON: "],
  ])("is refused for %s, with the place", (_, content, message) => {
    put(content);
    const { status, stderr } = onset(["learn", "course.csv"], { cwd: folder });
    expect(status).toBe(2);
    expect(stderr).toMatch(new RegExp(`^onset: ${message.replace(/[.?|{}]/g, "\\$&")}[^\n]*\n$`));
  });

  it("does not say which of several sources a verb of one corpus reads", () => {
    put({ sources: ["course.csv", "below"], reading: layout });
    expect(onset(["why", "carry"], { cwd: folder }).stderr).toBe(
      "onset: onset.json names 2 sources, and this verb takes one corpus: name it\n",
    );
  });
});

describe("the keys of a project file", () => {
  it("are the options of reading, learning and check, but for --cache, which writes", async () => {
    const { options } = make("check")();
    const inGroups = (...titles: string[]) =>
      options
        .filter(({ helpGroupHeading }) => titles.includes(helpGroupHeading ?? ""))
        .map((option) => option.attributeName())
        .filter((name) => name !== "cache" && name !== "project")
        .sort();
    expect(Object.keys(sectionKeys.reading).sort()).toEqual(inGroups("Reading:"));
    expect(Object.keys(sectionKeys.learning).sort()).toEqual(inGroups("Learning:"));
    expect(Object.keys(sectionKeys.check).sort()).toEqual(inGroups("Rules:"));
  });

  it("are those of its JSON Schema, which refuses others", () => {
    const schema = JSON.parse(succeed(["schema", "project"]));
    expect(Object.keys(schema.properties)).toEqual(fileKeys);
    for (const [section, keys] of Object.entries(sectionKeys)) {
      expect(Object.keys(schema.properties[section].properties)).toEqual(Object.keys(keys));
      expect(schema.properties[section].additionalProperties).toBe(false);
    }
    expect(schema.additionalProperties).toBe(false);
  });
});

describe("the line of a key", () => {
  it("is found by the keys that lead to it, the last place of one that stands twice", () => {
    const text = '{\n"a": {"b": [1,\n {"c": 2}], "d}": 3},\n"b": "a: {",\n"a": {\n"b": 1}}';
    expect(lineOf(text, ["b"])).toBe(4);
    expect(lineOf(text, ["a"])).toBe(5);
    expect(lineOf(text, ["a", "b"])).toBe(6);
    expect(lineOf(text, ["a", "d}"])).toBe(3);
    expect(lineOf(text, ["none"])).toBe(1);
  });
});
