/** The report on a terminal. */
import { type StudyOptions, summarizeStudy } from "@onset/core/analysis";
import { studyReport } from "@onset/core/report";
import { beforeAll, describe, expect, it } from "vitest";
import { readingFacts } from "../../src/input/report.js";
import { columnsOf } from "../../src/terminal/characters.js";
import { terminalReport } from "../../src/verbs/learn/report.js";
import { readFile, useFolder } from "../reading/support.js";
import { example, type Learned, learn, learnExample, onset } from "./support.js";

const folder = useFolder();
const theorems = "cited-theorems.jsonl";
const verses = "king-james-words.jsonl.gz";
const top80 = { known: { kind: "top", count: 80 }, runs: 2 } as const;

const corpora = [
  "king-james-words.jsonl.gz",
  "cited-theorems.jsonl",
  "python-course.jsonl",
  "javascript-course.jsonl",
];

function jsonLines(records: readonly object[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join("");
}

function shown({ reading, report, words }: Learned, width: number): string {
  // Colours do not count, and depend on where the tests run.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what colours are made of
  return terminalReport(words, reading.label, report.provenance, width).replace(/\u001b\[\d+m/g, "");
}

async function reportOf(path: string, width: number, settings: StudyOptions = {}): Promise<string> {
  return shown(await learn(await readFile(path), settings), width);
}

async function exampleReport(name: string, width: number, settings: StudyOptions = {}): Promise<string> {
  return shown(await learnExample(name, settings), width);
}

function expectToFit(text: string, width: number): void {
  for (const line of text.split("\n")) {
    expect(columnsOf(line), line).toBeLessThanOrEqual(width);
    expect(line, "no white space at its end").toBe(line.trimEnd());
  }
}

let hard = "";
beforeAll(() => {
  const long = (i: number) => `${"long".repeat(30)} ${i}`;
  const records = Array.from({ length: 60 }, (_, i) => ({
    id: `${"学".repeat(60)}${i}`,
    skills: i < 2 ? [["\u001b[31m\nred", long(1)][i]] : [long(i), long(i - 1), "\u001b[31m\nred"],
  }));
  hard = folder.put(
    `${"a very long name ".repeat(9)}.jsonl`,
    `${jsonLines([...records, { skills: [] }, { skills: [] }, { skills: [] }])}broken\n`,
  );
});

describe("the report of onset learn", () => {
  it.each(corpora)("on %s fits 80 and 100 columns", async (name) => {
    for (const width of [80, 100]) expectToFit(await exampleReport(name, width), width);
  });

  it("with known skills and texts held back fits 64 lines of 80 columns", async () => {
    const text = await exampleReport(verses, 80, { ...top80, holdout: 0.1 });
    expectToFit(text, 80);
    expect(text.trimEnd().split("\n").length).toBeLessThanOrEqual(64);
  });

  it("of the bundled example fits 45 lines of 100 columns", async () => {
    const text = await exampleReport(verses, 100, { known: { kind: "top", count: 80 } });
    expect(text.trimEnd().split("\n").length).toBeLessThanOrEqual(45);
  });

  it("fits whatever the names are, and shows none that could steer the terminal", async () => {
    for (const width of [60, 80, 100]) {
      const text = await reportOf(hard, width);
      expectToFit(text, width);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: the very thing looked for
      expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
    }
    expect(await reportOf(hard, 100)).toContain("first       �[31m red, ");
    const known = { kind: "list", names: ["x".repeat(300)] } as const;
    expectToFit(await reportOf(hard, 80, { known }), 80);
  });

  it("fits numbers of any size", async () => {
    const { reading, study, report } = await learnExample(theorems);
    const summary = summarizeStudy(study);
    const large = 4_294_967_295;
    const wide = {
      ...summary,
      corpus: { ...summary.corpus, texts: large, skills: large, meanSkillsPerText: 123456.7 },
      learner: { ...summary.learner, trainingTexts: large, startingTexts: large },
      learned: {
        ...summary.learned,
        skills: large,
        texts: large,
        perRound: [1, large, large - 5],
        rounds: 3,
      },
      stuck: { ...summary.stuck, skills: large, texts: large },
      knownCurve: [
        { known: 0, skills: 1 },
        { known: large, skills: large },
      ],
    };
    const words = studyReport(readingFacts(reading), study, { summary: wide });
    for (const width of [80, 100]) {
      expectToFit(terminalReport(words, reading.label, report.provenance, width), width);
    }
  });

  it("does not fail on a terminal of few columns", async () => {
    for (const width of [0, 1, 20, 40]) expect(await reportOf(hard, width)).toContain("learned");
  });

  it("has no colours where nobody wants them, and the same words with them", async () => {
    const path = example("javascript-course.jsonl");
    const plain = onset(["learn", path]).stdout;
    const coloured = onset(["learn", path], { env: { NO_COLOR: "", FORCE_COLOR: "1" } }).stdout;
    expect(plain).not.toContain("\u001b");
    expect(coloured).toContain("\u001b[");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what colours are made of
    expect(coloured.replace(/\u001b\[\d+m/g, "")).toBe(plain);
  });

  it("is as wide as COLUMNS says where standard output is no terminal, and 100 without it", () => {
    const path = example("javascript-course.jsonl");
    const widest = (env: { COLUMNS?: string }) =>
      Math.max(
        ...onset(["learn", path], { env: { COLUMNS: undefined, ...env } })
          .stdout.split("\n")
          .map(columnsOf),
      );
    expect(widest({ COLUMNS: "80" })).toBeLessThanOrEqual(80);
    const without = widest({});
    expect(widest({ COLUMNS: "no number" })).toBe(without);
    expect(without).toBeGreaterThan(80);
    expect(without).toBeLessThanOrEqual(100);
  });
});

describe("what the report says", () => {
  const small = (records: readonly object[], settings: StudyOptions = {}): Promise<string> =>
    reportOf(folder.put("small.jsonl", jsonLines(records)), 100, settings);
  const lineOf = (text: string, label: string): string | undefined =>
    text
      .split("\n")
      .find((line) => line.startsWith(`  ${label} `))
      ?.slice(14)
      .replace(/\s+[█▏▎▍▌▋▊▉]*$/, "");

  it("has every number with its unit, in the singular where it is one", async () => {
    const text = await small([{ skills: ["a"] }]);
    expect(lineOf(text, "corpus")).toBe("1 text, 1 skill, 1 skill a text");
    expect(lineOf(text, "learner")).toBe("one new skill a text; 1 text can teach at once");
    expect(lineOf(text, "learned")).toMatch(/^1 of 1 skill +100\.0%$/);
    expect(lineOf(text, "understood")).toMatch(/^1 of 1 text +100\.0%$/);
    expect(lineOf(text, "rounds")).toContain("1 round, at most 1 skill in one (round 1)");
    expect(lineOf(text, "order")).toBe("a");
    expect(lineOf(text, "skipped")).toBe("nothing");
  });

  it("puts prediction under measurement", async () => {
    const text = await exampleReport(theorems, 100);
    const labels = text.split("\n").map((line) => line.slice(2, 14).trim());
    expect(labels.indexOf("predicted")).toBe(labels.indexOf("learned") + 1);
    expect(lineOf(text, "learned")).toMatch(/^508 of 803 skills +63\.3%$/);
    expect(lineOf(text, "predicted")).toMatch(/^557 by theory, from degrees to place +69\.3%$/);
    const degrees = await exampleReport(theorems, 100, { ladder: false });
    expect(lineOf(degrees, "predicted")).toMatch(/^582 by theory, from degrees alone +72\.5%$/);
    expect(lineOf(degrees, "ladder")).toContain("--ladder climbs it");
  });

  it("tells what was left out and where", async () => {
    const records = [
      { skills: ["a", "a", "b"] },
      { skills: [] },
      { skills: 5 },
      { other: 1 },
      { skills: null },
    ];
    const text = await small(records, { known: { kind: "list", names: ["b", "z", "y"] } });
    expect(lineOf(text, "malformed")).toBe('1 text skipped: line 3 "skills" is a number');
    expect(lineOf(text, "unlabelled")).toBe("3 texts skipped: line 2 has no skill; line 4 has no skill; …");
    expect(lineOf(text, "duplicates")).toBe("1 skill named twice by a text, counted once");
    expect(lineOf(text, "not found")).toBe('2 known skills not in the corpus, such as "z"');
    expect(lineOf(text, "learner")).toContain("1 skill known from the start");
    expect(lineOf(text, "skipped")).toBeUndefined();
  });

  it("tells of the test and of its error with the interval and the prediction", async () => {
    const text = await exampleReport(theorems, 100, { holdout: 0.1 });
    expect(lineOf(text, "training")).toBe("1,024 texts; 114 texts held back for the test");
    expect(lineOf(text, "test error")).toMatch(
      /^\d+\.\d% of new texts not understood \(95%: \d+\.\d% to \d+\.\d%\); \d+\.\d% by theory$/,
    );
  });

  it("marks the number of known skills that was asked for among its neighbours", async () => {
    const text = await exampleReport(verses, 100, { known: { kind: "top", count: 80 } });
    const marked = text.split("\n").filter((line) => line.includes("▸"));
    expect(marked).toHaveLength(1);
    expect(marked[0]).toMatch(/▸ +80 +10,146 {2}█/);
  });

  it("says why there is no threshold", async () => {
    const none = await small([{ skills: ["a", "b"] }, { skills: ["b", "c"] }]);
    // Where nothing can begin, what would begin says more than that there is no threshold.
    expect(none).toContain("from 1 known skill on, the most frequent ones, learning takes off");
    expect(await exampleReport("python-course.jsonl", 100)).toContain(
      "none: the theory of thresholds is about texts without direction",
    );
  });
});
