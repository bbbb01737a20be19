import type { Forecast } from "@onset/core/analysis";
import { beforeAll, describe, expect, it } from "vitest";
import { json, onset } from "../insight/onset.js";
import { requireFreshBuild } from "../support/built.js";
import { printed, printedJson } from "../support/printed.js";

type Report = { schema: string; confidence: number; forecast: Forecast };

describe("onset forecast", () => {
  beforeAll(requireFreshBuild);

  it("forecasts real corpora from parts of them: nine of ten intervals hold, or it refuses", {
    timeout: 120_000,
  }, () => {
    const held = { skills: [0, 0], learned: [0, 0] };
    for (const args of [
      ["examples/cited-theorems.jsonl"],
      ["examples/king-james-words.jsonl.gz", "--known-top", "200"],
    ]) {
      const { forecast } = printedJson<Report>(["forecast", ...args, "--times", "2"]);
      expect(forecast.backTests).toHaveLength(16);
      for (const test of forecast.backTests.filter(({ order }) => order === "mixed")) {
        for (const what of ["skills", "learned"] as const) {
          if (test[what].inside === null) continue;
          held[what][1]++;
          if (test[what].inside) held[what][0]++;
        }
      }
    }
    expect(held.skills[1]).toBe(16);
    expect(held.skills[0]).toBeGreaterThanOrEqual(13);
    expect(held.learned[1]).toBe(16);
    expect(held.learned[0]).toBeGreaterThanOrEqual(12);
  });

  it("sees the avalanche of the King James Bible coming with 70 known words, and none after it with 80", {
    timeout: 120_000,
  }, () => {
    const words = ["examples/king-james-words.jsonl.gz", "--known-top"];
    const before = json<Report>(["forecast", ...words, "70", "--times", "2"]);
    expect(before).toMatchObject({ schema: "onset/forecast@2", confidence: 0.8 });
    expect(before.forecast.learned).toBe(22);
    const { nextJump, outlooks } = before.forecast;
    expect(nextJump!.texts.low).toBeGreaterThan(31102);
    expect(nextJump!.texts.high).toBeLessThan(2 * 31102);
    expect(nextJump!.learnedAfter).toBeGreaterThan(100 * nextJump!.learnedBefore);
    // Nothing has begun: it may stay so, or take off.
    const learned = outlooks[0].mixed.learned.estimate!;
    expect(learned.takenOff).toBe(false);
    expect(learned.skills.low).toBe(22);
    expect(learned.skills.high).toBeGreaterThan(10_000);
    expect(printed(["forecast", ...words, "80"]).stdout).toContain("next jump   none by theory");
  });

  it("says in words what it refuses, why, and what helps", () => {
    const { stdout } = onset(["forecast", "examples/cited-theorems.jsonl", "--times", "5,20"]);
    const said = stdout.replace(/\s+/g, " ");
    expect(said).toContain("not told beyond × 10");
    expect(said).toContain("not told beyond × 3");
    expect(said).toContain("when the texts to come are mixed like these");
    expect(said).toContain("parts forecast the whole, intervals that held it");
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
