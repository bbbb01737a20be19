/**
 * What a learner must find in real corpora. The facts were computed by an independent program from the same files;
 * where `texts` is a share it is rounded to four digits.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Known } from "@onset/core/analysis";
import { beforeAll, describe, expect, it } from "vitest";
import type { Reading } from "../../src/input/read.js";
import { readFile } from "../reading/support.js";
import { requireFreshBuild, root } from "../support/built.js";
import { printedJson } from "../support/printed.js";
import { example, learn, onset, readExample } from "./support.js";

type Fact = {
  /** The file of `examples/`, and that of the folder of all corpora which may lie beside this repository. */
  readonly bundled?: string;
  readonly shared: string;
  readonly size: { readonly texts: number; readonly skills: number; readonly edges: number };
  /** For D = 1, 2, ...: skills learned, rounds, and the share of the texts that is understood. */
  readonly learners: readonly (readonly [skills: number, rounds: number, texts?: number] | null)[];
  /** By D, from 1: texts that teach something and stay locked. */
  readonly locked?: readonly (readonly string[] | null)[];
  /** By how many of the most frequent skills are known, for D = 1: skills learned and rounds. */
  readonly knownTop?: Readonly<Record<number, readonly [skills: number, rounds: number]>>;
};

const facts: readonly Fact[] = [
  {
    bundled: "cited-theorems.jsonl",
    shared: "metamath-ql.jsonl",
    size: { texts: 1138, skills: 803, edges: 11828 },
    learners: [
      [508, 16, 0.8524],
      [702, 6, 0.9745],
      [767, 5, 0.9956],
    ],
  },
  {
    bundled: "cited-theorems-self.jsonl",
    shared: "metamath-ql-self.jsonl",
    size: { texts: 1186, skills: 1186, edges: 13014 },
    learners: [
      [1186, 35, 1],
      [1186, 7, 1],
      [1186, 4, 1],
    ],
  },
  {
    bundled: "cited-theorems-large.jsonl.gz",
    shared: "metamath-set.jsonl.gz",
    size: { texts: 37742, skills: 33204, edges: 732022 },
    learners: [
      [18827, 26, 0.7467],
      [29411, 18, 0.963],
      [31830, 9, 0.9911],
    ],
  },
  {
    shared: "metamath-set-self.jsonl.gz",
    size: { texts: 39137, skills: 39137, edges: 771159 },
    learners: [
      [39137, 484, 1],
      [39137, 10, 1],
      [39137, 6, 1],
    ],
  },
  {
    bundled: "king-james-words.jsonl.gz",
    shared: "kjv-words.jsonl.gz",
    size: { texts: 31102, skills: 12544, edges: 617401 },
    learners: [
      [0, 0, 0],
      [4, 1, 0.0001],
      [12232, 10, 0.9975],
    ],
    knownTop: { 0: [0, 0], 50: [4, 2], 70: [22, 4], 80: [10146, 21], 100: [10126, 18] },
  },
  {
    shared: "exercism-python.jsonl",
    size: { texts: 148, skills: 46, edges: 1061 },
    learners: [
      [46, 9, 1],
      [46, 5, 1],
      [46, 3, 1],
    ],
  },
  {
    shared: "exercism-javascript.jsonl",
    size: { texts: 122, skills: 37, edges: 480 },
    learners: [
      [37, 6, 1],
      [37, 3, 1],
      [37, 2, 1],
    ],
  },
  {
    bundled: "python-course.jsonl",
    shared: "exercism-python.directed.jsonl",
    size: { texts: 148, skills: 23, edges: 957 },
    learners: [[18, 12]],
    locked: [["log-levels", "restaurant-rozalynn"]],
  },
  {
    bundled: "javascript-course.jsonl",
    shared: "exercism-javascript.directed.jsonl",
    size: { texts: 122, skills: 37, edges: 480 },
    learners: [
      [3, 2],
      [37, 11],
    ],
    locked: [null, []],
  },
];

/** All corpora, where this repository lies beside them. */
const sharedData = join(root, "../shared/data");
const sharedIsHere = existsSync(sharedData);

async function expectFacts(reading: Reading, fact: Fact): Promise<void> {
  const { textCount: texts, skillCount: skills, edgeCount: edges } = reading.corpus.needs;
  expect({ texts, skills, edges }).toEqual(fact.size);
  for (const [i, expected] of fact.learners.entries()) {
    if (expected === null) continue;
    const { learned, stuck } = (await learn(reading, { maxUnlearned: i + 1, ladder: false })).report;
    const [learnedSkills, rounds, textFraction] = expected;
    expect([learned.skills, learned.rounds]).toEqual([learnedSkills, rounds]);
    expect(learned.perRound.reduce((sum, count) => sum + count, 0)).toBe(learnedSkills);
    expect(stuck.skills).toBe(skills - learnedSkills);
    if (textFraction !== undefined) expect(Number(learned.textFraction.toFixed(4))).toBe(textFraction);
    const locked = fact.locked?.[i];
    if (locked) expect(stuck.lockedTexts).toEqual(locked);
  }
  for (const [count, [learnedSkills, rounds]] of Object.entries(fact.knownTop ?? {})) {
    const known: Known = { kind: "top", count: Number(count) };
    const { learned, learner, knownCurve } = (await learn(reading, { known, ladder: false })).report;
    expect([learned.skills, learned.rounds, learner.known]).toEqual([learnedSkills, rounds, Number(count)]);
    expect(knownCurve).toContainEqual({ known: Number(count), skills: learnedSkills });
  }
}

beforeAll(requireFreshBuild);

describe("the facts of real corpora", () => {
  it.each(facts.filter(({ bundled }) => bundled !== undefined))(
    "hold for the bundled $bundled",
    async (fact) => expectFacts(await readExample(fact.bundled!), fact),
  );

  it.each(facts)(
    sharedIsHere
      ? "hold for $shared of ../shared/data"
      : "cannot be looked up in $shared, for there is no ../shared/data: a bundled corpus of its kind stands in",
    async (fact) => {
      const { bundled, shared, locked } = fact;
      const stands = facts.some((other) => other.bundled !== undefined && !other.locked === !locked);
      if (!sharedIsHere) return expect(stands).toBe(true);
      const path = join(sharedData, shared);
      // The test of the bundled file is the test of this one when they are the same.
      if (bundled !== undefined && readFileSync(path).equals(readFileSync(example(bundled)))) return;
      await expectFacts(await readFile(path), fact);
    },
  );

  it("hold round by round: the avalanche of the King James words", async () => {
    const { report } = await learn(await readExample("king-james-words.jsonl.gz"), {
      known: { kind: "top", count: 100 },
      ladder: false,
    });
    expect(report.learned.perRound.slice(0, 12)).toEqual([
      28, 33, 35, 38, 71, 153, 390, 1100, 2398, 3022, 1769, 712,
    ]);
  });
});

describe("onset learn --json", () => {
  // What is learned is the same without what is predicted of it and measured beside it, which takes ten times as long.
  const withoutTheory = [
    "--no-ladder",
    "--runs",
    "0",
    "--rewirings",
    "0",
    "--risk",
    "0",
    "--label-errors",
    "0",
  ];
  const run = (...arguments_: string[]) => {
    const ran = onset(["learn", ...arguments_, "--json"]);
    expect(ran).toMatchObject({ status: 0, stderr: "" });
    return JSON.parse(ran.stdout);
  };

  const theorems = example("cited-theorems.jsonl");
  const withHoldout = ["learn", theorems, "--holdout", "0.2", "--seed", "5", "--json"];
  let first: string | undefined;
  /** What is printed of theorems some of which are held back, once. */
  const heldBack = (): string => {
    first ??= onset(withHoldout).stdout;
    return first;
  };

  it.each([
    [70, 22, 4],
    [80, 10146, 21],
    [100, 10126, 18],
  ])(
    "says of the King James words that with %i known %i are learned in %i rounds",
    (known, skills, rounds) => {
      const measured = [...withoutTheory, "--known-top", String(known)];
      const report = run(example("king-james-words.jsonl.gz"), ...measured);
      expect(report).toMatchObject({
        schema: "onset/learn@1",
        corpus: { texts: 31102, skills: 12544, edges: 617401, unlabelled: 0, malformed: 0 },
        learner: { maxUnlearned: 1, known },
        learned: { skills, rounds, fraction: skills / (12544 - known) },
        stuck: { skills: 12544 - known - skills },
      });
    },
  );

  it("names the exercises of the Python course that stay locked, and the line of the one without a concept", () => {
    const report = run(example("python-course.jsonl"));
    expect(report).toMatchObject({
      corpus: { directed: true, texts: 148, unlabelled: 1 },
      learned: { skills: 18, rounds: 12 },
      stuck: { skills: 5, lockedTexts: ["log-levels", "restaurant-rozalynn"] },
      emergence: { predictedLearned: null, threshold: null, margin: null },
    });
    expect(onset(["learn", example("python-course.jsonl")]).stdout).toContain("line 3 has no skill");
  });

  it("learns the theorems with two unknown lemmas at a time", () => {
    expect(printedJson(["learn", "examples/cited-theorems.jsonl", "--learner", "2"])).toMatchObject({
      learner: { maxUnlearned: 2 },
      learned: { skills: 702, rounds: 6 },
    });
  });

  it("has every field that other programs rely on", () => {
    const report = JSON.parse(heldBack());
    const fields = {
      corpus: ["texts", "skills", "edges", "meanSkillsPerText", "ratio", "unlabelled", "malformed"],
      learner: ["maxUnlearned", "known"],
      learned: ["skills", "fraction", "rounds", "texts", "textFraction"],
      stuck: ["skills", "texts"],
      emergence: ["predictedLearned", "threshold", "margin"],
      testError: ["measured", "low", "high", "predicted", "spread", "texts"],
    };
    for (const [part, names] of Object.entries(fields)) {
      for (const name of names) expect(report[part][name], `${part}.${name}`).toEqual(expect.any(Number));
    }
    expect(report.learned.perRound).toHaveLength(report.learned.rounds);
    expect(report.provenance).toMatchObject({
      tool: expect.stringMatching(/^onset \d+\.\d+\.\d+$/),
      seed: 5,
      input: { name: "cited-theorems.jsonl", sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
  });

  it("gives the same bytes each time, and its provenance the command that makes them", () => {
    expect(onset(withHoldout).stdout).toBe(heldBack());
    expect(JSON.parse(heldBack()).provenance.command).toBe(`onset ${withHoldout.join(" ")}`);
  });
});
