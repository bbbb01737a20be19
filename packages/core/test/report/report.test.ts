/** The answer that a report opens with, and what its sections hold. */
import { describe, expect, it } from "vitest";
import { type StudyOptions, studyCorpus } from "../../src/analysis/index.js";
import { type Corpus, corpusFromRecords } from "../../src/corpus/index.js";
import { type ReadingFacts, type Report, studyReport } from "../../src/report/index.js";

const nothing = { count: 0, first: [] };
const clean: ReadingFacts = {
  read: "some records",
  doubts: [],
  unlabelled: nothing,
  malformed: nothing,
  duplicateEdges: 0,
};

type Records = Parameters<typeof corpusFromRecords>[0];

async function reportOf(
  records: Records,
  options: StudyOptions = {},
  reading: ReadingFacts = clean,
): Promise<Report> {
  const { corpus }: { corpus: Corpus } = corpusFromRecords(records);
  return studyReport(reading, await studyCorpus(corpus, { labelErrors: 0, runs: 3, ...options }));
}

const texts = (...lists: string[]): Records => lists.map((list) => ({ skills: [...list] }));
const entriesOf = ({ sections }: Report) => sections.flatMap(({ entries }) => entries);

describe("the answer of a report", () => {
  it("says that all can be learned, and what to do then", async () => {
    const { verdict } = await reportOf(texts("a", "ab", "abc", "c"));
    expect(verdict).toEqual([
      "All 3 skills can be learned from these texts.",
      "Next, onset order puts the texts in an order to learn from.",
    ]);
    const beyond = await reportOf(texts("a", "ab", "abc", "c"), { known: { kind: "top", count: 1 } });
    expect(beyond.verdict[0]).toBe("All 2 skills beyond the 1 known can be learned from these texts.");
  });

  it("says why nothing can begin, and who could begin", async () => {
    const { verdict } = await reportOf(texts("ab", "bc", "bcd"));
    expect(verdict[0]).toBe("Nothing can be learned from these texts: no text has just one unknown skill.");
    expect(verdict[1]).toBe("Who knows the most frequent skill learns 3 more (--known-top 1).");
    const two = await reportOf(texts("abc", "abd", "bcd"), { maxUnlearned: 2 });
    expect(two.verdict[0]).toContain("no text has 2 unknown skills or fewer");
  });

  it("names what holds the others: each other, in one part or several", async () => {
    const one = await reportOf(texts("a", "xy", "yz", "xz"));
    expect(one.verdict[0]).toBe(
      "1 of 4 skills (25.0%) can be learned from these texts; the other 3 wait for each other.",
    );
    expect(one.verdict[1]).toBe('Next, teach "x": 2 others follow (onset unlock plans further).');
    const parts = await reportOf(texts("a", "xy", "yz", "xz", "pq", "qr", "pr"));
    expect(parts.verdict[0]).toContain("; the other 6 wait for each other in 2 independent parts.");
  });

  it("names twins where they hold half of the others or more", async () => {
    const { verdict } = await reportOf(texts("a", "axy"));
    expect(verdict[0]).toContain("; the other 2 are twins, which no text tells apart.");
    expect(verdict[1]).toBe('Next, teach "x": 1 other follows (onset unlock plans further).');
    const some = await reportOf(texts("a", "axy", "pq", "qr", "pr"));
    expect(some.verdict[0]).toContain("wait for each other in 2 independent parts");
  });

  it("names what a course does not teach, a few of it by name", async () => {
    const missing = ["m", "n", "o", "p", "q"].map((skill) => ({ requires: [skill], teaches: [`${skill}2`] }));
    const { verdict } = await reportOf([{ requires: [], teaches: ["a"] }, ...missing]);
    expect(verdict).toEqual([
      "1 of 11 skills (9.1%) can be learned from these texts; 5 skills that no text teaches stand in the way.",
      'Next, add texts that teach "m", "n", "o" and 2 more.',
    ]);
    const circle = await reportOf([
      { requires: [], teaches: ["a"] },
      { requires: ["b"], teaches: ["c"] },
      { requires: ["c"], teaches: ["b"] },
    ]);
    expect(circle.verdict[0]).toContain("; 1 circle of skills that need each other stands in the way.");
  });

  it("asks first about what makes the answer itself doubtful", async () => {
    const doubts = [{ matter: "two columns could be meant", advice: "say which" }];
    const doubted = await reportOf(texts("a", "xy", "yz", "xz"), {}, { ...clean, doubts });
    expect(doubted.verdict[1]).toBe(
      "First see whether it was read as it is meant: two columns could be meant.",
    );
    const rule = await reportOf(texts("xy", "yz", "xz"));
    expect(rule.verdict[1]).toBe("First question the labelling: all texts have the same number of skills.");
  });
});

describe("the sections of a report", () => {
  it("are in a fixed order, without empty ones, and begin with how the corpus was read", async () => {
    const report = await reportOf(texts("a", "ab", "bc", "xy", "yz", "xz"));
    expect(report.sections.map(({ id }) => id)).toEqual([
      "corpus",
      "learned",
      "ladder",
      "emergence",
      "left-out",
    ]);
    expect(entriesOf(report)[0]).toEqual({ kind: "statement", label: "read", text: "some records" });
    for (const { entries } of report.sections) expect(entries.length).toBeGreaterThan(0);
  });

  it("hold tables whose rows are as wide as their columns, and shares in [0, 1]", async () => {
    const report = await reportOf(texts("a", "ab", "bc", "cd", "xy", "yz", "xz"), { lost: 0.1 });
    const tables = entriesOf(report).filter((entry) => entry.kind === "table");
    expect(tables.map(({ name }) => name)).toEqual(expect.arrayContaining(["ladder", "at-risk"]));
    for (const { columns, rows } of tables) {
      for (const row of rows) {
        expect(row).toHaveLength(columns.length);
        for (const [i, cell] of row.entries()) {
          const isNumber = columns[i]!.format !== null;
          if (cell !== null) expect(typeof cell).toBe(isNumber ? "number" : "string");
          if (columns[i]!.format === "percent" && cell !== null) {
            expect(cell).toBeGreaterThanOrEqual(0);
            expect(cell).toBeLessThanOrEqual(1);
          }
        }
      }
    }
    for (const entry of entriesOf(report)) {
      if (entry.kind === "measure") expect(entry.share >= 0 && entry.share <= 1).toBe(true);
    }
  });

  it("tell what was left out and where, and that nothing was", async () => {
    const unlabelled = { count: 3, first: [{ where: "line 2", problem: "has no skill" }] };
    const left = entriesOf(await reportOf(texts("a"), {}, { ...clean, unlabelled, duplicateEdges: 1 }));
    expect(left).toContainEqual({
      kind: "statement",
      label: "unlabelled",
      text: "3 texts skipped: line 2 has no skill; …",
    });
    expect(left.at(-1)).toMatchObject({ text: "1 skill named twice by a text, counted once" });
    expect(entriesOf(await reportOf(texts("a"))).at(-1)).toMatchObject({ label: "skipped", text: "nothing" });
  });
});
