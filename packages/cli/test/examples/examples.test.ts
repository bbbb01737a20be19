/** The corpora that come with the command: listed, copied, never over a file of the user's. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { examples } from "../../src/verbs/examples/catalogue.js";
import { requireFreshBuild, root } from "../support/built.js";
import { onset, succeed, temporaryFolder } from "../support/command.js";

beforeAll(requireFreshBuild);

const folder = temporaryFolder();

describe("onset examples", () => {
  it("lists every corpus of the folder of examples, as its page does", () => {
    const page = readFileSync(join(root, "examples/README.md"), "utf8");
    const listed = succeed(["examples"]);
    const files = readdirSync(join(root, "examples")).filter((file) => file.includes(".jsonl"));
    expect(
      examples
        .map(({ files: [corpus] }) => corpus)
        .filter((file) => file.includes(".jsonl"))
        .sort(),
    ).toEqual(files.sort());
    for (const {
      name,
      files: [corpus],
      about,
      licence,
    } of examples) {
      expect(listed).toContain(`${name}\n`);
      if (corpus.includes(".jsonl")) {
        const row = page.split("\n").find((line) => line.startsWith(`| [${corpus}]`))!;
        const [texts] = /\d[\d,]+/.exec(about)!;
        expect(row).toContain(` ${texts} |`);
        expect(row).toContain(licence);
      }
    }
  });

  it("copies a corpus with its licence, and says what to do with it", () => {
    const printed = succeed(["examples", "python-course"], folder);
    expect(printed).toBe(
      "python-course.jsonl\nLICENCE-exercism.txt\n\nTry: onset learn python-course.jsonl\n",
    );
    expect(readFileSync(join(folder, "python-course.jsonl"))).toEqual(
      readFileSync(join(root, "examples/python-course.jsonl")),
    );
    // A copy that is there already is what was asked for.
    expect(succeed(["examples", "python-course"], folder)).toBe(printed);
  });

  it("tries only commands that work where it copied to", () => {
    succeed(["examples", "all", "--out", "all"], folder);
    expect(readdirSync(join(folder, "all/series"))).toHaveLength(4);
    for (const { name, command } of examples.filter(({ name }) => !/king|large|glosses/.test(name))) {
      const quick = command.startsWith("learn") ? ["--runs", "0", "--rewirings", "0", "--risk", "0"] : [];
      expect(onset([...command.split(" "), ...quick], { cwd: join(folder, "all") }).status, name).toBe(0);
    }
    for (const {
      files: [corpus],
      command,
    } of examples)
      expect(command).toContain(corpus.replace(/\/.*/, ""));
  });

  it("leaves alone what is there and is something else", () => {
    writeFileSync(join(folder, "cited-theorems.jsonl"), "mine");
    expect(onset(["examples", "cited-theorems"], { cwd: folder })).toEqual({
      status: 2,
      stdout: "",
      stderr: 'onset: "cited-theorems.jsonl" is there already and holds something else: say --out FOLDER\n',
    });
    expect(readFileSync(join(folder, "cited-theorems.jsonl"), "utf8")).toBe("mine");
  });

  it("names the nearest corpora when there is none of that name, and writes nothing", () => {
    const { status, stderr } = onset(["examples", "python", "--out", "none"], { cwd: folder });
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: expect.stringMatching(
        /^onset: no corpus "python" comes with Onset; the nearest names are .*python-course.*\n$/,
      ),
    });
    expect(existsSync(join(folder, "none"))).toBe(false);
  });
});
