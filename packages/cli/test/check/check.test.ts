import { beforeAll, describe, expect, it } from "vitest";
import { json, onset } from "../insight/onset.js";
import { requireFreshBuild } from "../support/built.js";

const theorems = "examples/cited-theorems.jsonl";
type Check = {
  schema: string;
  passed: boolean;
  rules: { rule: string; limit: number; measured: number; holds: boolean }[];
};

describe("onset check", () => {
  beforeAll(requireFreshBuild);

  it("ends with 1 and prints one line for each rule that is violated", () => {
    const ran = onset([
      "check",
      theorems,
      "--max-stuck",
      "294",
      "--min-learned",
      "70%",
      "--max-keystones",
      "0",
    ]);
    expect(ran).toMatchObject({ status: 1, stderr: "" });
    expect(ran.stdout).toBe(
      [
        "max-stuck cited-theorems.jsonl: 295 skills stuck, more than the 294 allowed",
        "min-learned cited-theorems.jsonl: 63.3% learned, less than the 70.0% wanted",
        "",
      ].join("\n"),
    );
  });

  it("ends with 0 and one line when all rules hold, limits included", () => {
    const rules = ["--max-stuck", "295", "--min-learned", String(508 / 803), "--min-margin", "0.4"];
    const ran = onset(["check", theorems, ...rules]);
    expect(ran.status).toBe(0);
    expect(ran.stdout).toMatch(
      /^ok cited-theorems\.jsonl: 295 skills stuck, 63\.3% learned, 5\d\.\d% of the texts can go\n$/,
    );
  });

  it("measures margin and keystones, the same for the same seed", () => {
    const args = [
      "check",
      "examples/cited-theorems-self.jsonl",
      "--min-margin",
      "50%",
      "--max-keystones",
      "57",
    ];
    const report = json<Check>(args, 1);
    expect(report).toMatchObject({ schema: "onset/check@1", passed: false });
    expect(report.rules.map(({ rule, holds }) => [rule, holds])).toEqual([
      ["min-margin", false],
      ["max-keystones", false],
    ]);
    expect(report.rules[1].measured).toBe(58);
    expect(report.rules[0].measured).toBeLessThan(0.05);
    expect(json<Check>(args, 1).rules).toEqual(report.rules);
    const margin = (seed: string) =>
      json<Check>(["check", theorems, "--min-margin", "0.1", "--runs", "9", "--seed", seed]).rules[0]
        .measured;
    expect(margin("2")).toBe(margin("2"));
    expect(margin("2")).not.toBe(margin("3"));
  });

  it.each([
    [[], "no rule to check"],
    [["--max-stuck", "few"], "Expected an integer >= 0"],
    [["--min-learned", "1.5"], "Expected a number >= 0 and <= 1"],
    [["--min-margin", "100%"], "Expected a number >= 0 and < 1"],
  ])("refuses %j as a mistake of use", (options, message) => {
    const ran = onset(["check", theorems, ...options]);
    expect(ran).toMatchObject({ status: 2, stdout: "" });
    expect(ran.stderr).toContain(message);
  });
});
