import { stream } from "@onset/core/base";
import { uniformGraph } from "@onset/core/graph";
import { learnRounds } from "@onset/core/learning";
import { beforeAll, describe, expect, it } from "vitest";
import { backTest, forecast, randomPart } from "../../src/forecast/forecast.js";
import { json, onset } from "../insight/onset.js";
import { requireFreshBuild } from "../support/built.js";

type Expected = { expected: number; low: number; high: number };
type Report = {
  schema: string;
  confidence: number;
  forecast: {
    texts: number;
    skills: number;
    learned: number;
    outlooks: {
      multiple: number;
      texts: number;
      skills: Expected | null;
      learned: Expected | null;
      byTheory: number;
    }[];
    nextJump: { texts: Expected; learnedBefore: number; learnedAfter: number } | null;
  };
  backTests:
    | {
        share: number;
        expected: number;
        low: number;
        high: number;
        actual: number;
        error: number;
        inside: boolean;
      }[]
    | null;
};

describe("a forecast", () => {
  const learner = (skills: number) => ({ maxUnlearned: 1, known: new Uint8Array(skills) });

  it("holds what comes of corpora drawn from the theory in at least as many cases as it says", () => {
    const [skills, texts] = [3000, 6000];
    let held = 0;
    const errors: number[] = [];
    for (let seed = 0; seed < 25; seed++) {
      const graph = uniformGraph({ kind: "poisson", mean: 3.5 }, texts, skills, stream(seed, "future"));
      for (const test of backTest(graph, learner(skills), [0.3], 2, seed)) {
        expect(test.actual).toBe(learnRounds(graph).learnedCount);
        if (test.inside) held++;
        errors.push(Math.abs(test.error!));
      }
    }
    expect(held).toBeGreaterThanOrEqual(40);
    expect(errors.sort((a, b) => a - b)[25]!).toBeLessThan(0.15);
  });

  it("finds the jump that theory has, from texts that are far below it", () => {
    // c = 5: skills emerge at 2.45653 texts a skill.
    const skills = 4000;
    const graph = uniformGraph({ kind: "poisson", mean: 5 }, Math.round(1.5 * skills), skills, stream(2));
    const { nextJump, learned } = forecast(graph, learner(skills), [2], stream(3), true);
    expect(learned).toBeLessThan(0.1 * skills);
    expect(nextJump!.texts.expected / skills).toBeCloseTo(2.4565, 1);
    expect(nextJump!.texts.low).toBeLessThanOrEqual(nextJump!.texts.expected);
    expect(nextJump!.texts.high).toBeGreaterThanOrEqual(nextJump!.texts.expected);
    expect(nextJump!.learnedAfter).toBeGreaterThan(0.9 * skills);
    expect(nextJump!.learnedBefore).toBeLessThan(0.3 * skills);
  });

  it("expects nothing below what is learned, nothing of too few texts, and takes random parts of the asked size", () => {
    const graph = uniformGraph({ kind: "poisson", mean: 3 }, 60, 40, stream(4));
    const { outlooks, learned } = forecast(graph, learner(40), [1.1, 5, 100], stream(5), true);
    for (const { learned: expected } of outlooks) {
      if (expected !== null) expect(expected.low).toBeGreaterThanOrEqual(learned);
    }
    expect(outlooks.at(-1)).toMatchObject({ texts: 6000, skills: null, learned: null });
    expect(randomPart(graph, 0.5, stream(6)).textCount).toBe(30);
    expect(randomPart(graph, 0.5, stream(6))).toEqual(randomPart(graph, 0.5, stream(6)));
  });
});

describe("onset forecast", () => {
  beforeAll(requireFreshBuild);

  it("back-tested on real corpora is a few per cent to a fifth off, and its intervals hold", {
    timeout: 120_000,
  }, () => {
    const errors: number[] = [];
    let held = 0;
    for (const args of [
      ["examples/cited-theorems.jsonl"],
      ["examples/cited-theorems-large.jsonl.gz"],
      ["examples/king-james-words.jsonl.gz", "--known-top", "80"],
    ]) {
      const { backTests } = json<Report>(["forecast", ...args, "--backtest", "--times", "2"]);
      expect(backTests).toHaveLength(10);
      for (const { error, inside, low, high, actual } of backTests!) {
        errors.push(Math.abs(error));
        expect(inside).toBe(low <= actual && actual <= high);
        if (inside) held++;
      }
    }
    errors.sort((a, b) => a - b);
    expect(held).toBeGreaterThanOrEqual(24);
    expect(errors[15]!).toBeLessThan(0.12);
    expect(errors.at(-1)!).toBeLessThan(0.5);
  });

  it("sees the avalanche of the King James Bible coming with 70 known words, and none after it with 80", () => {
    const words = ["examples/king-james-words.jsonl.gz", "--known-top"];
    const before = json<Report>(["forecast", ...words, "70"]);
    expect(before).toMatchObject({ schema: "onset/forecast@1", confidence: 0.8, backTests: null });
    expect(before.forecast.learned).toBe(22);
    const { nextJump, outlooks } = before.forecast;
    expect(nextJump!.texts.low).toBeGreaterThan(31102);
    expect(nextJump!.texts.high).toBeLessThan(2 * 31102);
    expect(nextJump!.learnedAfter).toBeGreaterThan(100 * nextJump!.learnedBefore);
    expect(outlooks.map(({ multiple }) => multiple)).toEqual([2, 5, 10]);
    for (const { skills, learned } of outlooks) {
      expect(learned!.expected).toBeGreaterThan(10_000);
      expect(learned!.high).toBeLessThanOrEqual(skills!.high);
    }
    expect(json<Report>(["forecast", ...words, "80", "--times", "2"]).forecast.nextJump).toBeNull();
  });

  it("prints the gap and does not hide it: where a corpus is ordered, the back-test is off and says so", () => {
    const { stdout } = onset(["forecast", "examples/cited-theorems-self.jsonl", "--backtest"]);
    expect(stdout).toMatch(/0 intervals of 10 held what\s+came/);
    expect(stdout).toContain("outside");
  });

  it.each([
    [["--times", "1"], "Expected numbers > 1"],
    [["--times", "2,,5"], "Expected numbers > 1"],
    [["--seed", "-1"], "Expected an integer >= 0"],
  ])("refuses %j as a mistake of use", (options, message) => {
    const ran = onset(["forecast", "examples/cited-theorems.jsonl", ...options]);
    expect(ran).toMatchObject({ status: 2, stdout: "" });
    expect(ran.stderr).toContain(message);
  });

  it("says of directed texts that there is no theory of their future", () => {
    const ran = onset(["forecast", "examples/python-course.jsonl"]);
    expect(ran).toMatchObject({ status: 2, stdout: "" });
    expect(ran.stderr).toContain("texts without direction");
  });
});
