/** Where a corpus has a column of text, reports and tables show how a text begins, and not only its name. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { useFolder } from "../reading/support.js";
import { requireFreshBuild } from "../support/built.js";
import { onset } from "./support.js";

const folder = useFolder();
const linesOf = (rows: object[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join("");
const course = linesOf([
  { id: 1, text: "Add two\n numbers", skills: ["add"] },
  { id: 2, text: "=Subtract, and add", skills: ["add", "sub"] },
  { id: 3, text: "All at once", skills: ["mul", "div"] },
]);

beforeAll(requireFreshBuild);

describe("how texts begin", () => {
  it("stands in the tables of onset learn --out, guarded as every cell is", () => {
    const path = folder.put("course.jsonl", course);
    const out = join(folder.path, "tables");
    const { status, stderr } = onset(["learn", path, "--runs", "0", "--out", out]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(readFileSync(join(out, "texts.csv"), "utf8").split("\n")).toEqual([
      "text,skills,unlearned,held_back,begins",
      "1,1,0,0,Add two numbers",
      '2,2,0,0,"\'=Subtract, and add"',
      "3,2,2,0,All at once",
      "",
    ]);
    const [header, ...skills] = readFileSync(join(out, "skills.csv"), "utf8").split("\n");
    expect(header).toMatch(/,learned_from_begins,nearest_text_begins$/);
    expect(skills[0]).toMatch(/^add,.*,Add two numbers,$/);
    expect(skills[1]).toMatch(/^div,.*,,All at once$/);
  });

  it("leaves no empty columns in the tables of a corpus without a column of text", () => {
    const path = folder.put("bare.jsonl", course.replaceAll('"text"', '"difficulty"'));
    const out = join(folder.path, "bare");
    expect(onset(["learn", path, "--runs", "0", "--out", out]).status).toBe(0);
    expect(readFileSync(join(out, "texts.csv"), "utf8")).toMatch(/^text,skills,unlearned,held_back\n/);
    expect(readFileSync(join(out, "skills.csv"), "utf8")).toMatch(/^[^\n]*,survival\n/);
    expect(readFileSync(join(out, "report.html"), "utf8")).not.toContain("it begins");
  });

  it("stands beside the keystones, in the terminal, the JSON and the page", () => {
    const path = folder.put("course.jsonl", course);
    const out = join(folder.path, "page");
    expect(onset(["learn", path]).stdout).toMatch(/keystones +1 text .*\n +1 “Add two numbers”\n/);
    const { stdout } = onset(["learn", path, "--json", "--out", out]);
    expect(JSON.parse(stdout).emergence.measured.keystones.first).toEqual([
      { text: "1", excerpt: "Add two numbers", left: 0 },
    ]);
    const page = readFileSync(join(out, "report.html"), "utf8");
    expect(page).toContain("Add two numbers");
    expect(page).toMatch(/nearest text<\/th>\s*<th[^>]*>it begins<\/th>/);
    expect(page).toMatch(/<td[^>]*>All at once<\/td>/);
  });

  it("stands beside the texts that onset unlock --texts adds", () => {
    const path = folder.put("course.jsonl", course);
    const more = folder.put("more.jsonl", linesOf([{ id: 4, text: "Multiply, with care", skills: ["mul"] }]));
    const args = ["unlock", path, "--texts", more];
    expect(onset(args).stdout).toMatch(
      /add +it begins +skills that follow.*\n +1 +4 +Multiply, with care +2/,
    );
    expect(JSON.parse(onset([...args, "--json"]).stdout).add).toEqual([
      { text: "4", excerpt: "Multiply, with care", unlocks: 2 },
    ]);
  });
});
