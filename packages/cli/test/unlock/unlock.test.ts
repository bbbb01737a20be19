import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { json, onset, temporaryFolder } from "../insight/onset.js";
import { requireFreshBuild } from "../support/built.js";
import { printedJson } from "../support/printed.js";

type Unlock = {
  schema: string;
  target: number;
  before: number;
  reached: number;
  skills: { unknown: number; wanted: number; before: number; reached: number };
  lowerBound: number;
  teach: { skill: string; unlocks: number }[];
  add?: { text: string; excerpt: string | null; unlocks: number }[];
  reachable?: number;
  method: string;
  tried: { method: string; size: number; reached: number }[];
};
type Learn = { learned: { skills: number }; learner: { known: number }; corpus: { skills: number } };

const theorems = "examples/cited-theorems.jsonl";
const words = "examples/king-james-words.jsonl.gz";

describe("onset unlock", () => {
  const folder = temporaryFolder();
  const file = (name: string, lines: string[]) => {
    const path = join(folder, name);
    writeFileSync(path, lines.map((line) => `${line}\n`).join(""));
    return path;
  };
  beforeAll(requireFreshBuild);

  it("brings the cited theorems from 63.3 % to 95 % with 108 skills, which onset learn confirms", () => {
    const plan = json<Unlock>(["unlock", theorems, "--target", "95%", "--out", join(folder, "plan")]);
    expect(plan).toMatchObject({ schema: "onset/unlock@1", target: 0.95 });
    expect(plan.skills).toEqual({ unknown: 803, wanted: 763, before: 508, reached: 764 });
    expect(plan.reached).toBeCloseTo(764 / 803, 12);
    expect(plan.teach).toHaveLength(108);
    expect(plan.lowerBound).toBeGreaterThanOrEqual(100);
    expect(plan.teach.reduce((sum, { unlocks }) => sum + 1 + unlocks, plan.skills.before)).toBe(764);
    const known = join(folder, "plan", "known.txt");
    const learned = json<Learn>(["learn", theorems, "--known", known]);
    expect(learned.learner.known).toBe(108);
    expect(learned.learned.skills + 108).toBe(764);
    expect(JSON.parse(readFileSync(join(folder, "plan", "report.json"), "utf8")).teach).toEqual(plan.teach);
  });

  it("finds the handful of words that set four fifths of the King James Bible in motion", () => {
    const plan = printedJson<Unlock>(["unlock", words, "--target", "80%"]);
    expect(plan.skills.before).toBe(0);
    expect(plan.skills.reached).toBeGreaterThanOrEqual(Math.ceil(0.8 * 12544));
    expect(plan.teach.length).toBeLessThan(40);
    expect(plan.tried.map(({ method }) => method)).toEqual(["cascade", "degree", "weighted", "inactivation"]);
    // All but the last few words prepare; the last one is the spark.
    expect(plan.teach.at(-1)!.unlocks).toBeGreaterThan(9000);
  });

  it("solves small parts exactly and says that this is the best there is", () => {
    const { stdout, status } = onset(["unlock", "examples/python-course.jsonl"]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/teach +3 skills; no fewer than 3 could do, so this is\n? +the best there is/);
    expect(stdout).toContain("every part is small: the best plan, by branch and bound");
    const plan = json<Unlock>(["unlock", "examples/python-course.jsonl"]);
    expect(plan).toMatchObject({ method: "exact", lowerBound: 3, reached: 1 });
  });

  it("keeps to a budget, and ends with 1 when that is too little", () => {
    const course = "examples/javascript-course.jsonl";
    const plan = json<Unlock>(["unlock", course, "--budget", "3"], 1);
    expect(plan.teach).toHaveLength(3);
    expect(plan.skills.reached).toBeLessThan(plan.skills.wanted);
    expect(plan.skills.reached).toBe(19);
    expect(onset(["unlock", course, "--budget", "3"]).stdout).toContain("18 short of the target");
    expect(json<Unlock>(["unlock", course, "--target", "50%", "--budget", "3"]).skills.reached).toBe(19);
  });

  it("chooses from held-back texts the fewest to add, by their names", () => {
    const corpus = file("corpus.jsonl", [
      '{"id":"one","skills":["a","b"]}',
      '{"id":"two","skills":["b","c","d"]}',
      '{"id":"three","skills":["d","e"]}',
    ]);
    const candidates = file("candidates.jsonl", [
      '{"id":"useless","skills":["x","y"]}',
      '{"id":"first","skills":["a"]}',
      '{"id":"later","skills":["b","d"]}',
      '{"id":"vain","skills":["a","b"]}',
    ]);
    const plan = json<Unlock>(["unlock", corpus, "--texts", candidates]);
    expect(plan.skills).toEqual({ unknown: 5, wanted: 5, before: 0, reached: 5 });
    expect(plan.add).toEqual([
      { text: "first", excerpt: null, unlocks: 2 },
      { text: "later", excerpt: null, unlocks: 3 },
    ]);
    expect(plan).toMatchObject({ teach: [], reachable: 1, lowerBound: 2 });
    expect(onset(["unlock", corpus, "--texts", candidates]).stdout).toContain("best there is");

    const limited = json<Unlock>(["unlock", corpus, "--texts", candidates, "--budget", "1"], 1);
    expect(limited.add).toEqual([{ text: "first", excerpt: null, unlocks: 2 }]);
    const few = file("few.jsonl", ['{"id":"first","skills":["a"]}']);
    expect(json<Unlock>(["unlock", corpus, "--texts", few], 1)).toMatchObject({
      reached: 0.4,
      reachable: 0.4,
    });
    const out = join(folder, "texts");
    expect(onset(["unlock", corpus, "--texts", candidates, "--out", out]).status).toBe(0);
    expect(readFileSync(join(out, "texts.txt"), "utf8")).toBe("first\nlater\n");
  });

  it("says when the target is met already, and counts beyond what is known", () => {
    expect(onset(["unlock", theorems, "--target", "0.6"]).stdout).toContain(
      "60.0% is reached without any help",
    );
    const known = file("known.txt", ["a", "nowhere"]);
    const corpus = file("small.jsonl", ['{"skills":["a","b"]}', '{"skills":["c","d"]}']);
    const plan = json<Unlock>(["unlock", corpus, "--known", known]);
    expect(plan.skills).toEqual({ unknown: 3, wanted: 3, before: 1, reached: 3 });
    expect(plan.teach).toHaveLength(1);
  });

  it("plans for the 732,022 edges of set theory", { timeout: 120_000 }, () => {
    const plan = json<Unlock>(["unlock", "examples/cited-theorems-large.jsonl.gz", "--target", "95%"]);
    expect(plan.skills.reached).toBeGreaterThanOrEqual(plan.skills.wanted);
  });

  it.each([
    [["--target", "0"], "Expected a number > 0 and <= 1"],
    [["--target", "101%"], "Expected a number > 0 and <= 1"],
    [["--target", ""], "Expected a number > 0 and <= 1"],
    [["--budget", "-1"], "Expected an integer >= 0"],
    [["--texts", "nowhere.jsonl"], "nowhere.jsonl"],
    [["--texts", "examples/python-course.jsonl"], "one corpus is directed"],
  ])("refuses %j as a mistake of use", (options, message) => {
    const ran = onset(["unlock", theorems, ...options]);
    expect(ran).toMatchObject({ status: 2, stdout: "" });
    expect(ran.stderr).toContain(message);
    expect(ran.stderr.trim().split("\n")).toHaveLength(1);
  });
});
