/** The verbs of the theory print what the library computes, under the names that other programs rely on. */
import { describe, expect, it } from "vitest";
import { onset } from "../learn/support.js";

function json(...arguments_: string[]): Record<string, never> {
  const { status, stdout, stderr } = onset([...arguments_, "--json"]);
  expect(stderr).toBe("");
  expect(status).toBe(0);
  return JSON.parse(stdout);
}

function text(...arguments_: string[]): string {
  const { status, stdout } = onset(arguments_);
  expect(status).toBe(0);
  for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(100);
  return stdout;
}

describe("onset threshold", () => {
  it("gives a ratio for a text law, with the finite-size law of a 1-skill learner", () => {
    const report = json("threshold", "poisson:5");
    expect(report).toMatchObject({ schema: "onset/threshold@2", parameter: "ratio" });
    expect(report.value).toBeCloseTo(2.4565308892391955, 10);
    expect(report.unlearnedBefore).toBeCloseTo(0.7716909740176942, 10);
    expect(report.unlearnedAfter).toBeCloseTo(4.6327e-6, 9);
    expect(report.thresholds).toHaveLength(1);
    expect((report.finiteSize as { alpha: number }).alpha).toBeCloseTo(4.911539866936222, 8);
    expect((report.finiteSize as { beta: number }).beta).toBeCloseTo(7.9081168859575355, 8);
  });

  it("gives a load for a skill law with Poisson texts, and epsilon for a pair of laws", () => {
    const load = json("threshold", "poisson", "--skill-degrees", "regular:3");
    expect(load).toMatchObject({ parameter: "load", finiteSize: null });
    expect(load.value).toBeCloseTo(0.8184691607613759, 10);
    const epsilon = json("threshold", "regular:6", "--skill-degrees", "regular:3");
    expect(epsilon.parameter).toBe("epsilon");
    expect(epsilon.value).toBeCloseTo(0.4294398144194918, 10);
  });

  it("gives the noise that belief propagation bears, with both laws and --channel", () => {
    const laws = ["threshold", "regular:6", "--skill-degrees", "regular:3"];
    const approximate = [...laws, "--channel", "gaussian", "--method", "gaussian-approximation"];
    const report = json(...approximate);
    expect(report).toMatchObject({ schema: "onset/threshold@2", parameter: "sigma", thresholds: [] });
    expect(report.noise).toMatchObject({ channel: "gaussian", method: "gaussian-approximation" });
    expect(report.value).toBeCloseTo(0.8719, 4);
    expect(text(...laws, "--channel", "flip")).toContain("corrects up to 8.41 % of flipped bits");
    for (const [wrong, message] of [
      [["threshold", "regular:6", "--channel", "flip"], "--channel needs both laws"],
      [["threshold", "regular:6", "--method", "discretised"], "--method is for thresholds over a --channel"],
      [[...laws, "--channel", "flip", "--unknown", "0.4"], "--channel goes without --learner"],
      [
        [...laws, "--channel", "flip", "--method", "gaussian-approximation"],
        '"method" expected "discretised"',
      ],
    ] as const) {
      const { status, stderr } = onset(wrong);
      expect([status, stderr.includes(message)]).toEqual([2, true]);
    }
  });

  it("takes the learner and the unknown share into account", () => {
    expect(json("threshold", "poisson:5", "--learner", "2").value).toBeCloseTo(0.52536004922326, 10);
    expect(json("threshold", "poisson:5", "--unknown", "0.9").value).toBeLessThan(2.4);
    expect(json("threshold", "poisson:5", "--learner", "2").finiteSize).toEqual({
      alpha: expect.closeTo(1.09215, 5),
      beta: expect.closeTo(2.517362, 5),
    });
  });

  it("says that learning is gradual where there is no jump", () => {
    const report = json("threshold", "poisson:2");
    expect(report).toMatchObject({ value: null, unlearnedBefore: null, thresholds: [], finiteSize: null });
    expect(report.summary).toContain("gradual");
    expect(text("threshold", "poisson:2")).toContain("gradual");
  });

  it("lists all jumps of a mixture", () => {
    expect(json("threshold", "0.5x+0.3x^6+0.2x^300").thresholds).toHaveLength(2);
    expect(text("threshold", "0.5x+0.3x^6+0.2x^300")).toMatch(/1\.5009\d+[^\n]*\n[^\n]*1\.7469/);
  });
});

describe("onset evolve", () => {
  it("gives the state in which learning ends and the way there", () => {
    const report = json("evolve", "poisson:3", "--ratio", "1.2");
    expect(report).toMatchObject({ schema: "onset/evolve@2", converged: true });
    expect(report.learned).toBeCloseTo(0.95826, 6);
    expect(report.skillError).toBe(report.unlearned);
    expect(report.textError).toBeCloseTo(1 - Math.exp(-3 * report.unlearned), 10);
    const trajectory = report.trajectory as number[];
    expect(trajectory[0]).toBe(1);
    expect(trajectory.at(-1)).toBeCloseTo(report.unlearned, 8);
    expect(report.iterations).toBeGreaterThan(0);
  });

  it("takes the ratio of two laws from the laws", () => {
    expect(json("evolve", "regular:6", "--skill-degrees", "regular:3", "--unknown", "0.4").learned).toBe(1);
    expect(json("evolve", "regular:6", "--skill-degrees", "regular:3").ratio).toBe(0.5);
  });

  it("shows the course and every resting state", () => {
    const shown = text("evolve", "poisson:5", "--ratio", "2.4");
    expect(shown).toMatch(/learned\s+18\.2% of the skills/);
    expect(shown.match(/ (yes|no)$/gm)).toHaveLength(3);
  });
});

describe("onset finetune", () => {
  it("gives what frozen and joint learning end with", () => {
    const report = json("finetune", "--level", "1.45:4", "--level", "1.3:2:3");
    const levels = report.levels as { frozen: { unlearned: number }; joint: { unlearned: number } }[];
    expect(levels[0].frozen.unlearned).toBeCloseTo(0.743595040607942, 10);
    expect(levels[1].frozen.unlearned).toBeCloseTo(0.9503421327600113, 10);
    expect(levels[1].joint.unlearned).toBeLessThan(0.05);
    expect(report.converged).toBe(true);
  });

  it("names the level that is too low and what it needs", () => {
    expect(text("finetune", "--level", "1.45:4", "--level", "1.3:2:3")).toContain("it needs 1.46635");
    expect(text("finetune", "--level", "1.6:4", "--level", "1.3:2:3")).not.toContain("needs");
  });

  it("takes the popularity of skills, of as many as there are", () => {
    const sizes = ["--skills", "500", "--skills", "100"];
    const levels = ["--level", "1.45:4", "--level", "1.3:2:3"];
    const report = json("finetune", ...levels, "--popularity", "0.7", ...sizes);
    const alone = json("evolve", "poisson:4", "--ratio", "1.45", "--popularity", "0.7", "--skills", "500");
    const [basic, domain] = report.levels as { frozen: { unlearned: number; usable: number } }[];
    expect(report.popularity).toBe(0.7);
    expect(basic.frozen.unlearned).toBe(alone.unlearned);
    // skillError is that of a skill that a text chooses.
    expect(domain.frozen.usable).toBeCloseTo(Math.exp(-2 * Number(alone.skillError)), 12);
    expect(text("finetune", ...levels, "--popularity", "0.7")).toContain("popularity falls as rank^-0.7");
    const many = json("finetune", ...levels, "--popularity", "0.7").levels as { skills: number }[];
    expect(many.map(({ skills }) => skills)).toEqual([100_000, 100_000]);
    expect(json("finetune", ...levels).popularity).toBeNull();
  });
});

describe("onset associate", () => {
  it("gives the giant component exactly and by independent percolation", () => {
    const report = json("associate", "poisson:3", "--ratio", "0.95");
    expect(report.giant).toBeCloseTo(0.256971, 6);
    expect(report.giantIndependent).toBeCloseTo(0.204539, 6);
    expect(text("associate", "poisson:3", "--ratio", "0.95")).toMatch(/giant component\s+25\.7%/);
  });
});

describe("a wrong command line", () => {
  it.each([
    [["threshold", "foo:5"], "a degree law such as poisson:5"],
    [["threshold", "poisson:0"], '"mean" expected a number > 0, got 0'],
    [["threshold", "0.5x+0.6x^2"], "sum of 1"],
    [["threshold", "poisson"], "needs its mean"],
    [["threshold", "counts:nowhere"], "there is no file"],
    [["threshold", "poisson:5", "--learner", "0"], "Expected an integer from 1 to 1000"],
    [["threshold", "poisson:5", "--unknown", "1.5"], "Expected a number from 0 to 1"],
    [["evolve", "poisson:5"], "--ratio is missing"],
    [["evolve", "poisson:5", "--ratio", "-1"], "Expected a number >= 0"],
    [["evolve", "poisson:5", "--ratio", "nan"], "Expected a number >= 0"],
    [["evolve", "regular:6", "--skill-degrees", "regular:3", "--ratio", "3"], "contradicts"],
    [["finetune"], "--level"],
    [["finetune", "--level", "1.6"], "Expected R:C1"],
    [["finetune", "--level", "1.6:4", "--level", "1.3:2"], "Expected R:C1:C2"],
    [["finetune", "--level", "1.6:4", "--popularity", "0"], "Expected a number > 0"],
    [["finetune", "--level", "1.6:4", "--skills", "5", "--skills", "6"], "once for each of the 1 levels"],
    [["associate", "poisson:3"], "--ratio is missing"],
    [["reproduce"], "name a figure, or all"],
    [["reproduce", "nothing"], 'there is no figure "nothing"'],
    [["reproduce", "plateaus", "--effort", "0"], "Expected a number > 0"],
  ])("%j ends with exit code 2 and one line", (arguments_, message) => {
    const { status, stdout, stderr } = onset(arguments_);
    expect(stdout).toBe("");
    expect(stderr).toContain(message);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(status).toBe(2);
  });
});
