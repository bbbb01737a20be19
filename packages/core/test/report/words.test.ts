/** Words and numbers that several faces take from one place. */
import { describe, expect, it } from "vitest";
import {
  corpusText,
  explanationEntries,
  facts,
  hangTogetherText,
  learnerText,
  levelAdvice,
  nextText,
  notFoundText,
  pathText,
  planText,
  rateText,
  roundsEndText,
  roundsText,
  sampleTexts,
  smallShareText,
  stuckSizeText,
} from "../../src/report/index.js";

const sentences = (...all: Parameters<typeof explanationEntries>): string[] =>
  explanationEntries(...all).map((entry) =>
    entry.kind === "statement" ? `${entry.label}: ${entry.text}` : "",
  );

describe("what is said of a corpus", () => {
  it("is its size, who learns it, and which known skills it lacks", () => {
    const size = { texts: 1200, skills: 1, directed: false };
    expect(corpusText({ ...size, meanSkillsPerText: 1 })).toBe("1,200 texts, 1 skill, 1 skill a text");
    expect(corpusText({ ...size, skills: 9, meanSkillsPerText: 2.5, directed: true })).toBe(
      "1,200 texts, 9 skills, 2.5 skills a text (directed: some required, some taught)",
    );
    expect(learnerText({ maxUnlearned: 1 })).toBe("one new skill a text");
    expect(learnerText({ maxUnlearned: 2, known: 1 })).toBe(
      "up to 2 new skills a text, 1 skill known from the start",
    );
    expect(notFoundText(0)).toBeNull();
    expect(notFoundText(1, 'a "b"')).toBe('1 known skill not in the corpus, such as "a \\"b\\""');
    expect(notFoundText(2)).toBe("2 known skills not in the corpus");
  });

  it("is how many rounds it took, with the largest, and what is stuck", () => {
    expect(roundsText([3, 5, 5, 1])).toBe("4 rounds, at most 5 skills in one (round 2)");
    expect(roundsText([1], "word")).toBe("1 round, at most 1 word in one (round 1)");
    expect(roundsEndText(12, true)).toBe("12 rounds");
    expect(roundsEndText(1, false)).toBe("not ended after 1 round");
    expect(stuckSizeText({ skills: 1, texts: 2 })).toBe("1 skill; 2 texts not understood");
    expect(hangTogetherText(1)).toBe("1 skill hangs together");
    expect(hangTogetherText(1500)).toBe("1,500 skills hang together");
  });
});

describe("why a skill is learned or not", () => {
  it("is a path of texts, none of which can be missed", () => {
    const path = [{ text: "t", teaches: ["a"], builtOn: [] }];
    expect(sentences("a", { state: "known" }, null)).toEqual(["state: known from the start"]);
    expect(sentences("a", { state: "learned", round: 1, path, lowerBound: 1 }, null)).toEqual([
      "state: learned in round 1",
      "path: 1 text, none of which can be missed; no path is shorter",
    ]);
    expect(pathText(9, 4)).toBe("9 texts, none of which can be missed; no path is shorter than 4");
  });

  it("is the nearest text, twins, circles and what no text teaches, and the core", () => {
    const core = { rank: 1, of: 1, skills: 3, texts: 1 };
    const none = { twins: [], circle: [], untaught: [] };
    expect(sentences("a", { state: "stuck", core, texts: 0, nearest: null, ...none }, null)).toEqual([
      "state: stuck: these texts never teach it to this learner",
      "texts: no text teaches it",
      "core: the only one, 3 skills in 1 text; onset unlock finds what opens it",
    ]);
    const many = Array.from({ length: 14 }, (_, i) => `s${i}`);
    const nearest = { text: "t", lacking: 1, unlearned: ["a", "b"] };
    const stuck = { state: "stuck", core: { ...core, rank: 2, of: 5 }, texts: 2, nearest } as const;
    expect(sentences("a", { ...stuck, twins: many, circle: ["b", "c"], untaught: ["d"] }, "so it")).toEqual([
      "state: stuck: these texts never teach it to this learner",
      "texts: 2 texts could teach it",
      "nearest: t would, after 1 skill of: b",
      ": it begins: so it",
      `twins: exactly the same texts teach ${many.slice(0, 12).join(", ")}, …`,
      "circle: these wait for each other: b, c",
      "untaught: it waits for 1 skill that no text teaches: d",
      "core: number 2 of 5 by size, 3 skills in 1 text; onset unlock finds what opens it",
    ]);
    expect(sentences("a", { ...stuck, ...none, circle: ["a"] }, null)).toContain(
      "circle: its texts require it",
    );
  });
});

describe("what can be learned now", () => {
  it("is how many texts can teach, else whether some lack little", () => {
    expect(nextText(1, 0)).toBe("1 text can teach something");
    expect(nextText(0, 3)).toBe("no text can teach anything; these lack the least");
    expect(nextText(0, 0)).toBe("nothing is left to learn");
  });
});

describe("what would help", () => {
  const level = { ratio: 2, usable: 1, effectiveRatio: 2, threshold: 1.5 };

  it("is advice for the lowest level that stays below its threshold, none where all stand", () => {
    expect(levelAdvice([level, { ...level, threshold: null }])).toBeNull();
    expect(levelAdvice([{ ...level, effectiveRatio: 1, ratio: 1 }, level])).toEqual([
      "The foundation stays below its threshold: it has 1 usable texts per skill,",
      "it needs 1.5; at 100.0% usable that is a ratio of 1.5.",
    ]);
    const upper = { ...level, usable: 0.25, effectiveRatio: 0.5 };
    expect(levelAdvice([level, upper])?.[1]).toBe(
      "with all of the lower levels learned it would have 2 and emerge.",
    );
    expect(levelAdvice([level, { ...upper, ratio: 1 }])?.[1]).toBe(
      "it needs 1.5; at 25.0% usable that is a ratio of 6.",
    );
  });

  it("is a plan, and where it ends", () => {
    expect(planText({ taught: 1, reached: 3, unknown: 4 })).toBe(
      "Taught 1 skill directly, the learner comes to 3 of 4 skills (75.0%); onset unlock plans further.",
    );
    expect(planText({ taught: 2, reached: 4, unknown: 4 })).toMatch(/4 of 4 skills \(100\.0%\)\.$/);
  });
});

describe("a number of a fact", () => {
  it("has the digits that its error leaves", () => {
    expect(sampleTexts(0.57631, 0.0042)).toEqual({ mean: "57.63%", error: "± 0.42%" });
    expect(sampleTexts(0.57631, 0.042)).toEqual({ mean: "57.6%", error: "± 4.2%" });
    expect(sampleTexts(0.57631, 0)).toEqual({ mean: "57.6%", error: null });
  });

  it("keeps its digits where a share is tiny", () => {
    expect(smallShareText(0)).toBe("0");
    expect(smallShareText(0.00123456789)).toBe("0.00123457");
    expect(smallShareText(1.23456789e-7)).toBe("1.23457e-7");
  });

  it("is rounded in one way for each fact", () => {
    expect(facts.threshold.format(2.4565308891)).toBe("2.456531");
    expect(facts.effectiveRatio.format(0.12345678)).toBe("0.123457");
    expect(rateText(100, 400)).toBe("2.000 bits per character");
  });
});
