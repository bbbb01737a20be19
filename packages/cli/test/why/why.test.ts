import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { nearestNames } from "@onset/core/base";
import { beforeAll, describe, expect, it } from "vitest";
import { json, onset, temporaryFolder } from "../insight/onset.js";
import { requireFreshBuild, root } from "../support/built.js";

type Why = {
  schema: string;
  skill: string;
  state: string;
  round?: number;
  lowerBound?: number;
  path?: { text: string; teaches: string[]; builtOn: string[] }[];
  core?: { rank: number; of: number; skills: number; texts: number };
  texts?: number;
  nearest?: { text: string; lacking: number; unlearned: string[] } | null;
  twins?: string[];
};

const theorems = "examples/cited-theorems.jsonl";

describe("onset why", () => {
  const folder = temporaryFolder();
  beforeAll(requireFreshBuild);

  it("shows how the texts of a path begin, made printable, where the corpus has them", () => {
    const table = join(folder, "sums.csv");
    writeFileSync(table, "id;text;skills\n7;Add\u001b[31m two;add\n8;Carry the one;add|carry\n");
    const report = json<Why & { excerpts: (string | null)[] }>(["why", table, "carry"]);
    expect(report.path!.map(({ text }) => text)).toEqual(["7", "8"]);
    expect(report.excerpts).toEqual(["Add\u001b[31m two", "Carry the one"]);
    const { stdout } = onset(["why", table, "carry"]);
    expect(stdout).toContain("Add\ufffd[31m two");
    expect(stdout).toContain("Carry the one");
  });

  it("gives a path that replays by hand: every text has exactly one new skill, the last one the one asked for", () => {
    const skillsOf = new Map(
      readFileSync(join(root, theorems), "utf8")
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as { id: string; skills: string[] })
        .map(({ id, skills }) => [id, skills]),
    );
    const why = json<Why>(["why", theorems, "wleo"]);
    expect(why).toMatchObject({ schema: "onset/why@2", skill: "wleo", state: "learned", round: 16 });
    const learned = new Set<string>();
    for (const { text, teaches, builtOn } of why.path!) {
      const skills = [...new Set(skillsOf.get(text)!)];
      expect(skills.filter((skill) => !learned.has(skill))).toEqual(teaches);
      expect(skills.filter((skill) => learned.has(skill)).sort()).toEqual([...builtOn].sort());
      expect(teaches).toHaveLength(1);
      learned.add(teaches[0]);
    }
    expect(why.path!.at(-1)!.teaches).toEqual(["wleo"]);
    expect(why.path!.length).toBeGreaterThanOrEqual(why.lowerBound!);
    const { stdout } = onset(["why", theorems, "wleo"]);
    expect(stdout).toContain("none of which can be missed");
    for (const line of stdout.split("\n")) expect([...line].length).toBeLessThanOrEqual(80);
  });

  it("shows what a stuck skill is stuck in, and what the nearest text lacks", () => {
    const why = json<Why>(["why", theorems, "dp15lemc"]);
    expect(why).toMatchObject({
      state: "stuck",
      core: { of: 72, skills: 5, texts: 1 },
      texts: 1,
      nearest: { text: "dp15lemh", lacking: 4 },
      twins: ["dp15lemd", "dp15leme", "dp15lemf", "dp15lemg"],
    });
    expect(onset(["why", theorems, "dp15lemc"]).stdout).toContain("exactly the same texts teach dp15lemd");
  });

  it("says when a skill is known, or when no text teaches it", () => {
    const course = join(folder, "course.csv");
    writeFileSync(course, "id,requires,teaches\none,,a\ntwo,missing,b\n");
    expect(json<Why>(["why", course, "missing"])).toMatchObject({ state: "stuck", texts: 0, nearest: null });
    expect(onset(["why", course, "missing"]).stdout).toContain("no text teaches it");
    writeFileSync(join(folder, "known.txt"), "a\n");
    expect(json<Why>(["why", course, "a", "--known", join(folder, "known.txt")]).state).toBe("known");
  });

  it("answers a name that does not exist with the three nearest, as a mistake of use", () => {
    const ran = onset(["why", theorems, "wleoo"]);
    expect(ran).toMatchObject({ status: 2, stdout: "" });
    expect(ran.stderr).toBe(
      'onset: cited-theorems.jsonl has no skill "wleoo"; the nearest names are "wleo", "wleoa", "wleao"\n',
    );
    expect(onset(["why", theorems]).status).toBe(2);
  });
});

describe("the nearest names", () => {
  it("count letters inserted, left out, exchanged or swapped, whatever the case", () => {
    const names = ["carry", "curry", "Carrying", "add", "marry", "cary"];
    expect(nearestNames("Carry", names, 1)).toEqual(["carry"]);
    expect(nearestNames("crary", names, 3)).toEqual(["carry", "cary", "curry"]);
    expect(nearestNames("dad", names, 1)).toEqual(["add"]);
    expect(nearestNames("x", [], 3)).toEqual([]);
    expect(nearestNames("x", ["a", "b"], 3)).toEqual(["a", "b"]);
  });
});
