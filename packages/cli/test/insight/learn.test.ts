import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { requireFreshBuild } from "../support/built.js";
import { printed, printedJson } from "../support/printed.js";
import { json, onset, temporaryFolder } from "./onset.js";

type Learn = {
  corpus: { skills: number };
  learner: { known: number };
  learned: { skills: number; fraction: number };
  stuck: { skills: number; texts: number; cores: { skills: number; texts: number }[] };
  twins: { groups: number; skills: number; cap: number; merged: number };
  emergence: {
    predictedLearned: number;
    threshold: number | null;
    window: { low: number; high: number } | null;
    measured: {
      runs: number;
      margin: { low: number; median: number; high: number } | null;
      keystones: { count: number; complete: boolean; first: { text: string; left: number }[] };
    } | null;
  };
};

const theorems = "examples/cited-theorems.jsonl";
const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);

describe("onset learn", () => {
  const folder = temporaryFolder();
  beforeAll(requireFreshBuild);

  it("splits what is stuck into cores that add up, the largest first", () => {
    const { stuck } = printedJson<Learn>(["learn", theorems]);
    expect(stuck.skills).toBe(295);
    expect(stuck.cores).toHaveLength(72);
    expect(sum(stuck.cores.map(({ skills }) => skills))).toBe(stuck.skills);
    expect(sum(stuck.cores.map(({ texts }) => texts))).toBe(stuck.texts);
    expect(stuck.cores.map(({ skills }) => skills)).toEqual(
      stuck.cores.map(({ skills }) => skills).sort((a, b) => b - a),
    );
  });

  it("finds the cap of 77.3 % that twins put on the cited theorems, and lifts it with --merge-twins", () => {
    const apart = printedJson<Learn>(["learn", theorems]);
    expect(apart.twins).toMatchObject({ groups: 68, skills: 182, merged: 0 });
    expect(apart.twins.cap.toFixed(3)).toBe("0.773");
    expect(printedJson<Learn>(["learn", theorems, "--learner", "2"]).twins.cap.toFixed(3)).toBe("0.880");

    const merged = json<Learn>(["learn", theorems, "--merge-twins"]);
    expect(merged.twins).toEqual({ groups: 0, skills: 0, cap: 1, merged: 114 });
    expect(merged.corpus.skills).toBe(803 - 114);
    expect(merged.learned.skills).toBe(564);
    expect(printed(["learn", theorems]).stdout.replace(/\s+/g, " ")).toContain(
      "at most 77.3% can be learned",
    );
  });

  it("takes a compound for known as soon as it is, and never merges what is known", () => {
    const corpus = join(folder, "pairs.jsonl");
    writeFileSync(
      corpus,
      ['["a", "b"]', '["a", "b", "c", "d"]', '["a + b"]'].map((skills) => `{"skills": ${skills}}\n`).join(""),
    );
    const names = (args: string[]) => {
      const out = join(folder, "out");
      expect(onset(["learn", corpus, "--out", out, ...args]).status).toBe(0);
      const rows = readFileSync(join(out, "skills.csv"), "utf8").trim().split("\n").slice(1);
      return rows.map((row) => row.split(",")[0]);
    };
    expect(names(["--merge-twins"])).toEqual(["a + b", "a + b (twins)", "c + d"]);
    writeFileSync(join(folder, "known.txt"), "a\n");
    expect(names(["--merge-twins", "--known", join(folder, "known.txt")])).toEqual([
      "a",
      "a + b",
      "b",
      "c + d",
    ]);
  });

  it("says of every stuck skill which text is nearest and what it lacks, and where there is none", () => {
    const corpus = join(folder, "course.csv");
    writeFileSync(corpus, "id,requires,teaches\nfirst,,a\nsecond,b,c;d\nthird,a,e\n");
    const out = join(folder, "reasons");
    expect(onset(["learn", corpus, "--out", out]).status).toBe(0);
    expect(readFileSync(join(out, "skills.csv"), "utf8")).toBe(
      [
        "skill,texts,known,round,learned_from,core,nearest_text,lacking,twins,survival",
        "a,2,0,1,first,,,,,",
        "b,1,0,,,1,,,,",
        "c,1,0,,,1,second,2,1,",
        "d,1,0,,,1,second,2,1,",
        "e,1,0,2,third,,,,,",
        "",
      ].join("\n"),
    );
  });

  it("measures the margin in random orders: the distribution around what the theory says", () => {
    const args = ["learn", "examples/king-james-words.jsonl.gz", "--known-top", "80"];
    const { emergence, corpus } = printedJson<Learn>(args);
    const { margin, runs, keystones } = emergence.measured!;
    expect(runs).toBe(64);
    expect(keystones).toEqual({ count: 0, complete: true, first: [] });
    expect(margin!.low).toBeLessThan(margin!.median);
    expect(margin!.median).toBeLessThan(margin!.high);
    const ratio = 31102 / corpus.skills;
    expect(emergence.window!.low).toBeCloseTo(ratio * (1 - margin!.high), 9);
    expect(emergence.window!.high).toBeCloseTo(ratio * (1 - margin!.low), 9);
    // What theory says lies within the window.
    expect(emergence.threshold).toBeGreaterThan(emergence.window!.low);
    expect(emergence.threshold).toBeLessThan(emergence.window!.high);
  });

  it("names the keystones, measures in as many orders as asked for, and not at all when none are", () => {
    const self = "examples/cited-theorems-self.jsonl";
    const { emergence } = json<Learn>(["learn", self, "--runs", "5"]);
    expect(emergence.measured!.runs).toBe(5);
    expect(emergence.measured!.keystones.count).toBe(58);
    expect(emergence.measured!.keystones.first).toHaveLength(20);
    expect(emergence.measured!.keystones.first[0]).toEqual({ text: "ax-r2", excerpt: null, left: 52 });
    const none = json<Learn>(["learn", self, "--runs", "0"]);
    expect(none.emergence).toMatchObject({ window: null, measured: null });
    const nothing = json<Learn>(["learn", "examples/king-james-words.jsonl.gz"]);
    expect(nothing.emergence.measured!.margin).toBeNull();
  });
});
