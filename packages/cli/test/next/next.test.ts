import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { json, onset, temporaryFolder } from "../insight/onset.js";
import { requireFreshBuild } from "../support/built.js";

type Next = {
  schema: string;
  count: number;
  texts: { text: string; excerpt: string | null; teaches: string[]; unlocks: number | null }[];
  nearest: { text: string; excerpt: string | null; lacking: number; unlearned: string[] }[];
};

describe("onset next", () => {
  const folder = temporaryFolder();
  beforeAll(requireFreshBuild);

  it("lists what can be learned now, those first that open the most", () => {
    const next = json<Next>(["next", "examples/cited-theorems.jsonl", "--limit", "5"]);
    expect(next).toMatchObject({ schema: "onset/next@1", count: 43 });
    expect(next.texts).toHaveLength(5);
    for (const { teaches, unlocks } of next.texts) {
      expect(teaches).toHaveLength(1);
      expect(unlocks).toBe(498);
    }
    expect(onset(["next", "examples/cited-theorems.jsonl"]).stdout).toContain("43 texts can teach something");
  });

  it("moves on with what is known", () => {
    const course = "examples/python-course.jsonl";
    const first = json<Next>(["next", course]);
    expect(first.texts).toEqual([
      { text: "guidos-gorgeous-lasagna", excerpt: null, teaches: ["basics"], unlocks: 18, others: 0 },
    ]);
    const known = join(folder, "done.txt");
    writeFileSync(known, "basics\n");
    const second = json<Next>(["next", course, "--known", known]);
    expect(second.texts.flatMap(({ teaches }) => teaches)).toContain("bools");
    expect(second.texts.some(({ text }) => text === "guidos-gorgeous-lasagna")).toBe(false);
  });

  it("shows how texts begin where the corpus has them, so that a number of a line is not all", () => {
    const verses = join(folder, "verses.txt");
    writeFileSync(verses, "Jesus\n\nJesus  wept\tsore\nin the beginning\n");
    const next = json<Next>(["next", verses, "--words", "--limit", "1"]);
    expect(next.texts).toMatchObject([{ text: "1", excerpt: "Jesus", teaches: ["jesus"] }]);
    expect(next.nearest.map(({ text, excerpt }) => [text, excerpt])).toEqual([
      ["3", "Jesus wept sore"],
      ["4", "in the beginning"],
    ]);
    const { stdout } = onset(["next", verses, "--words"]);
    expect(stdout).toMatch(/text {2}it begins {2}teaches/);
    expect(stdout).toMatch(/1 {5}Jesus {6}jesus/);
  });

  it("shows the texts that lack the least where none can teach", () => {
    const next = json<Next>(["next", "examples/king-james-words.jsonl.gz"]);
    expect(next).toMatchObject({ count: 0, texts: [] });
    expect(next.nearest.slice(0, 2)).toEqual([
      { text: "John11:35", excerpt: null, lacking: 1, unlearned: ["jesus", "wept"] },
      { text: "1Th5:16", excerpt: null, lacking: 1, unlearned: ["evermore", "rejoice"] },
    ]);
    expect(onset(["next", "examples/king-james-words.jsonl.gz"]).stdout).toContain(
      "no text can teach anything",
    );
  });

  it("says when nothing is left, and refuses a limit of none", () => {
    const corpus = join(folder, "all.jsonl");
    writeFileSync(corpus, '{"skills":["a"]}\n');
    expect(onset(["next", corpus, "--known-top", "1"]).stdout).toContain("nothing is left to learn");
    expect(onset(["next", corpus, "--limit", "0"])).toMatchObject({ status: 2, stdout: "" });
  });
});
