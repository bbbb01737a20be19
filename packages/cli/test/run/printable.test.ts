/** What files hold reaches a terminal only in a form that cannot steer it. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { printableLines } from "../../src/terminal/characters.js";
import { jsonText } from "../../src/terminal/output.js";
import { onset, temporaryFolder } from "../simulate/onset.js";
import { requireFreshBuild } from "../support/built.js";

const folder = temporaryFolder();
const hostile = "\u001b[2J\u001b]0;pwn\u0007\u009b31m\u202ecol\u200b";

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** Characters by which a text steers a terminal, line ends and colours aside. */
const steering = (text: string): string[] =>
  [...text].filter((character) => /[\p{Cc}\p{Cf}]/u.test(character) && character !== "\n");

beforeAll(requireFreshBuild);

describe("a name that would steer the terminal", () => {
  const csv = file("columns.csv", `id,${hostile}\na,x\n`);
  const json = file("keys.jsonl", `${JSON.stringify({ [hostile]: ["x"], id: hostile })}\n`);
  const skills = file(
    "skills.jsonl",
    `${JSON.stringify({ id: `a${hostile}`, skills: [`x${hostile}`] })}\n`.repeat(3),
  );

  it.each([
    [["learn", csv]],
    [["learn", json]],
    [["learn", skills, "--runs", "0"]],
    [["learn", skills, "--json", "--runs", "0"]],
    [["next", skills]],
    [["why", skills, `x${hostile}`]],
    [["why", skills, `y${hostile}`]],
    [["threshold", `poisson${hostile}`]],
    [["learn", join(folder, `missing${hostile}`)]],
    [[`learn${hostile}`]],
    [["learn", csv, `--${hostile}`]],
  ])("does not: onset %j", (command) => {
    const { stdout, stderr } = onset(command, folder);
    expect(stdout + stderr).not.toBe("");
    expect([steering(stdout), steering(stderr)]).toEqual([[], []]);
  });
});

describe("the last guard before a terminal", () => {
  it("keeps line ends, tabs and colours of a report and replaces the rest", () => {
    const report = "\u001b[1mtexts\u001b[22m\t3\n\u001b[2Jx\u202e\u009b";
    expect(printableLines(report, true)).toBe("\u001b[1mtexts\u001b[22m\t3\n�[2Jx��");
    expect(printableLines(report, false)).toBe("�[1mtexts�[22m\t3\n�[2Jx��");
  });

  it("escapes in JSON, where nothing is lost", () => {
    const value = { [hostile]: `${hostile}\u{e0041}` };
    const text = jsonText(value);
    expect(steering(text)).toEqual([]);
    expect(JSON.parse(text)).toEqual(value);
  });
});
