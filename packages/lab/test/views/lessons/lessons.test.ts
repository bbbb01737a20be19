import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { main, requireFreshBuild } from "../../../../cli/test/support/built.js";
import { parseLink } from "../../../src/state/hash.js";
import { lessons } from "../../../src/views/lessons/lessons.js";
import { bets, lessonIds } from "../../../src/views/lessons/parameters.js";
import { computePuzzle, puzzleTexts } from "../../../src/views/lessons/puzzle.js";
import { puzzleCommand } from "../../../src/views/lessons/puzzle-command.js";
import { entries } from "../../../src/views/registry.js";

describe("the bets in a link", () => {
  it("are read in the order of the lessons, and whatever is no bet is none", () => {
    expect(bets.read("")).toEqual([null, null, null, null, null, null]);
    expect(bets.read("40,,100,0")).toEqual([40, null, 100, 0, null, null]);
    expect(bets.read("400,-1,x,1.5,5 ,6,7,8")).toEqual([null, null, null, null, null, 6]);
  });

  it("are added one by one", () => {
    expect(bets.place("", "above", 12)).toBe(",,12,,,");
    expect(bets.place(",,12,,,", "king-james", 0)).toBe(",,12,,,0");
  });
});

describe("the lessons", () => {
  it("lead to views that exist", () => {
    const views = entries.map(({ id }) => id);
    expect(
      lessonIds.map((id) => parseLink(lessons[id].link).link?.view ?? "").filter((id) => !views.includes(id)),
    ).toEqual([]);
  });
});

describe("a puzzle", () => {
  const numbers = Array.from({ length: 20 }, (_, i) => i + 1);

  it.each(numbers)(
    "(number %i) is stuck, and freed by the three texts of its solution but not by two of them",
    (number) => {
      const { skills, learned, stuck, solution } = computePuzzle(number, "");
      expect([...learned, ...stuck].sort().join("")).toBe(skills);
      expect(stuck.length).toBeGreaterThan(0);
      expect(solution.length).toBe(puzzleTexts);
      expect(computePuzzle(number, solution).stuck).toBe("");
      for (const left of solution) {
        expect(computePuzzle(number, solution.replace(left, "")).stuck).not.toBe("");
      }
    },
  );

  it("takes no more than three texts, and no letter that is no skill", () => {
    const { taught } = computePuzzle(1, "ZABCDE");
    expect(taught).toBe("ABC");
  });

  it("gives a command line that learns the same", { timeout: 60_000 }, () => {
    requireFreshBuild();
    const { learned, texts, taught } = computePuzzle(3, computePuzzle(3, "").solution.slice(0, 2));
    const command = puzzleCommand({ texts, taught }).replace("onset", `"${process.execPath}" "${main}"`);
    const { stdout, stderr } = spawnSync("sh", ["-c", `${command} --json`], { encoding: "utf8" });
    expect(stderr).toBe("");
    expect(JSON.parse(stdout).learned.skills).toBe(learned.length);
  });
});
