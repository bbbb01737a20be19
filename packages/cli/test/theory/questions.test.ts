/** The verbs about several classes, budgets, levels and fits, and the learners of all verbs of the theory. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { onset } from "../learn/support.js";

const folder = mkdtempSync(join(tmpdir(), "onset-theory-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

// biome-ignore lint/suspicious/noExplicitAny: what a verb prints is looked into by name.
function json(...args: string[]): any {
  const { status, stdout, stderr } = onset([...args, "--json"]);
  expect(stderr).toBe("");
  expect(status).toBe(0);
  return JSON.parse(stdout);
}

/** One line on standard error and nothing else. */
function refused(status: number, message: string, ...args: string[]): void {
  const ran = onset(args);
  expect(ran.stderr).toContain(message);
  expect(ran.stderr.trim().split("\n").length).toBe(1);
  expect(ran.stdout).toBe("");
  expect(ran.status).toBe(status);
}

const pair = ["--skills", "1e5", "--skills", "5e4", "--texts", "2.6e5:4.5:0.5", "--texts", "1.2e5:1.5:3"];

describe("onset classes", () => {
  it("tells the end and the jumps of each class", () => {
    const report = json("classes", ...pair);
    expect(report.schema).toBe("onset/classes@1");
    expect(report.skillClasses.map((entry: { unlearned: number }) => entry.unlearned)).toEqual([
      expect.closeTo(1.3719198439e-6, 14),
      expect.closeTo(5.5523858911e-5, 13),
    ]);
    expect(report.skillClasses[0].emergesAt).toBeCloseTo(0.8768, 4);
    expect(report.jumps).toHaveLength(1);
    expect(json("classes", "--skills", "1000", "--texts", "2600:5").skillClasses[0].emergesAt).toBeCloseTo(
      2.4565308892391955 / 2.6,
      9,
    );
    expect(json("classes", ...pair, "--learner", "2").unlearned).toBeLessThan(report.unlearned);
    expect(json("classes", ...pair, "--unknown", "0.5", "--unknown", "1").skillClasses[0].unknown).toBe(0.5);
  });

  it("draws the region, a curve through what emergenceBoundary says", () => {
    const plot = join(folder, "region.svg");
    onset(["classes", ...pair, "--plot", plot]);
    expect(readFileSync(plot, "utf8")).toContain("texts of class 1 per skill of class 1");
  });

  it("says what is missing", () => {
    refused(
      2,
      "--texts 1 expected 2 mean numbers",
      "classes",
      "--skills",
      "1",
      "--skills",
      "2",
      "--texts",
      "5:1",
    );
    refused(2, "Expected N:C1:C2:...", "classes", "--skills", "1", "--texts", "5");
    refused(2, "--unknown expected once for each of the 2", "classes", ...pair, "--unknown", "0.5");
    refused(
      2,
      "two classes of texts",
      "classes",
      "--skills",
      "10",
      "--texts",
      "9:2",
      "--plot",
      join(folder, "a.svg"),
    );
    refused(2, "ends in .svg", "classes", ...pair, "--plot", join(folder, "a.png"));
    refused(
      2,
      '"texts" expected',
      "classes",
      ...pair,
      "--plot",
      join(folder, "a.svg"),
      "--vary",
      "3:1",
      "--vary",
      "1:1",
    );
  });
});

describe("onset budget", () => {
  it("splits budgets so that numbers grow as their square root", () => {
    const report = json("budget", "poisson:5", "--budget", "1e14", "--budget", "1e12");
    expect(report.limitRatio).toBeCloseTo(2.4565308892391955, 9);
    expect(report.rows.map((row: { budget: number }) => row.budget)).toEqual([1e12, 1e14]);
    expect(report.rows[0].skills * report.rows[0].texts).toBeCloseTo(1e12, -2);
    expect(report.rows[1].exponent).toBeGreaterThan(0.5);
    expect(report.rows[1].exponent).toBeLessThan(0.502);
    const two = json("budget", "poisson:5", "--budget", "1e12", "--learner", "2", "--reliability", "0.5");
    expect(two.limitRatio).toBeCloseTo(2 * 0.52536004922326, 9);
  });

  it("refuses what no budget is known for", () => {
    refused(2, "--success", "budget", "poisson:5", "--success", "1,0.5");
    refused(2, "from 100 to 1e30", "budget", "poisson:5", "--budget", "5");
    refused(2, "where --from begins", "budget", "poisson:5", "--from", "1e9", "--to", "1e8");
  });
});

describe("onset levels", () => {
  it("tells one plateau for each level", () => {
    const levels = ["--level", "1000:4:0:0.4", "--level", "1000:60:3:0.6"];
    const report = json("levels", "poisson:6", ...levels, "--from", "1e6", "--to", "1e15", "--points", "10");
    const accuracies = report.rows.map((row: { accuracy: number }) => row.accuracy);
    expect(accuracies[0]).toBe(0);
    expect(accuracies.some((value: number) => Math.abs(value - 0.4) < 1e-6)).toBe(true);
    expect(accuracies.at(-1)).toBeCloseTo(1, 6);
    refused(2, "S:ETA:SIGMA:WEIGHT", "levels", "poisson:6", "--level", "1000:4");
  });
});

describe("onset fit", () => {
  const losses = "n,loss,sd\n1,3.0,0.02\n2,2.13,0.02\n4,1.5,0.01\n8,1.07,0.01\n16,0.75,0.01\n";

  it("fits a table, with intervals that hold the law it was made of", () => {
    const report = json("fit", file("losses.csv", losses), "--error", "sd");
    expect(report).toMatchObject({ schema: "onset/fit@1", x: "n", y: "loss" });
    const [{ fit, points, weighted }] = report.series;
    expect([points, weighted, fit.identified]).toEqual([5, true, true]);
    expect(fit.decay.low).toBeLessThan(0.5);
    expect(fit.decay.high).toBeGreaterThan(0.5);
    const plot = join(folder, "fit.svg");
    expect(onset(["fit", file("tabs.csv", losses.replaceAll(",", "\t")), "--plot", plot]).status).toBe(0);
    expect(readFileSync(plot, "utf8")).toContain("A scaling law of loss");
  });

  it("fits rows of a sweep, one law a series, with the decay that theory says", () => {
    const grid = { law: "poisson:3", skills: [1e5, 1e6], ratio: [2, 2.25, 2.5, 2.75, 3], trials: 400 };
    const rows = join(folder, "rows.jsonl");
    expect(
      onset(["sweep", file("grid.json", JSON.stringify(grid)), "-o", rows, "--workers", "1"]).status,
    ).toBe(0);
    const report = json("fit", rows, "--kind", "exponential");
    expect(report.series).toHaveLength(2);
    for (const { fit, name, weighted } of report.series) {
      expect(name).toMatch(/^skills 1000000?$/);
      expect([fit.identified, weighted]).toEqual([true, true]);
      // ln of the unlearned share falls as -cR, a little less this near the threshold.
      expect(Math.abs(fit.decay.value - 3)).toBeLessThan(0.1);
    }
  });

  it("refuses what points cannot tell, with exit code 1, and names a broken cell", () => {
    const few = onset(["fit", file("few.csv", "n,loss\n1,3\n2,2\n4,1.5\n")]);
    expect([few.status, few.stderr]).toEqual([1, ""]);
    expect(few.stdout).toContain("refused");
    refused(1, "line 3: column loss expected a number >= 0", "fit", file("broken.csv", "n,loss\n1,3\n2,x\n"));
    refused(1, "line 3: expected 2 cells", "fit", file("short.csv", "n,loss\n1,3\n2\n"));
    refused(1, "is empty", "fit", file("empty.csv", "\n"));
    refused(2, "--x expected a column of", "fit", file("l.csv", losses), "--x", "size");
    refused(2, "there is no file", "fit", join(folder, "none.csv"));
  });
});

describe("the learners of the verbs of theory", () => {
  it("may fail sometimes: the threshold is the one of the texts that do not", () => {
    const plain = json("threshold", "poisson:5");
    const half = json("threshold", "poisson:5", "--reliability", "0.5");
    expect(half.value).toBeCloseTo(2 * plain.value, 10);
    expect(half.learner).toEqual({ maxUnlearned: 1, reliability: 0.5, success: null });
    expect(half.finiteSize.beta).toBeCloseTo(2 * plain.finiteSize.beta, 9);
    expect(json("evolve", "poisson:5", "--ratio", "2.4", "--reliability", "0.5").learned).toBeCloseTo(
      json("evolve", "poisson:5", "--ratio", "1.2").learned,
      12,
    );
    expect(json("associate", "poisson:3", "--ratio", "1", "--reliability", "0.8").giant).toBeGreaterThan(0.1);
    const levels = ["--level", "1.6:4", "--level", "1.6:2:3"];
    expect(json("finetune", ...levels, "--reliability", "0.9").levels[0].frozen.threshold).toBeCloseTo(
      1.466350324989 / 0.9,
      9,
    );
    const simulated = json(
      "simulate",
      "poisson:5",
      "--ratio",
      "4",
      "--skills",
      "2000",
      "--trials",
      "20",
      "--reliability",
      "0.7",
    );
    expect(simulated.engine).toBe("chain");
    expect(simulated.experiment.reliability).toBe(0.7);
  });

  it("may be given by their success, as a table or an expression", () => {
    const table = json("threshold", "poisson:5", "--success", "1,0.5");
    const expression = json("threshold", "poisson:5", "--success", "exp(-x)*(1+x/2)");
    expect(table.value).toBeCloseTo(0.859338829267037, 10);
    expect(expression.value).toBeCloseTo(table.value, 8);
    expect(json("evolve", "poisson:5", "--ratio", "1", "--success", "1,0.5").learned).toBeGreaterThan(0.98);
    expect(json("finetune", "--level", "1:4", "--success", "exp(-x)").levels).toHaveLength(1);
    expect(json("associate", "poisson:4", "--ratio", "0.6", "--success", "1,0.5").giant).toBeGreaterThan(
      0.01,
    );
    const simulated = json(
      "simulate",
      "poisson:5",
      "--ratio",
      "0.9",
      "--skills",
      "1000",
      "--trials",
      "5",
      "--success",
      "1,0.5",
    );
    expect(simulated.engine).toBe("graph");
    expect(simulated.theory.rounds.median).toBeGreaterThan(3);
    refused(
      2,
      "a table such as 1,0.5,0.2 is needed here",
      ...["simulate", "poisson:5", "--ratio", "1"],
      ...["--skills", "10", "--success", "exp(-x)"],
    );
    refused(
      2,
      "a table such as 1,0.5,0.2 is needed here",
      ...["associate", "poisson:5", "--ratio", "1", "--success", "exp(-x)"],
    );
    refused(2, "never rises", "threshold", "poisson:5", "--success", "x");
    refused(2, "exclude each other", "threshold", "poisson:5", "--success", "1", "--learner", "2");
    refused(2, "Expected a number > 0 and <= 1", "threshold", "poisson:5", "--reliability", "0");
  });

  it("meet skills of unequal popularity", () => {
    const uniform = json("threshold", "poisson:8").value;
    expect(json("threshold", "poisson:8", "--popularity", "0.5", "--skills", "1e4").value).toBeLessThan(
      uniform,
    );
    expect(json("evolve", "poisson:2", "--ratio", "2", "--popularity", "1.5").popularity).toBe(1.5);
    expect(json("associate", "poisson:3", "--ratio", "1", "--popularity", "0.8").threshold).toBe(null);
    refused(
      2,
      "exclude each other",
      ...["evolve", "poisson:5", "--ratio", "1"],
      ...["--popularity", "1", "--skill-degrees", "regular:3"],
    );
  });
});

describe("the questions of onset evolve", () => {
  it("are combinations of skills, with ten times the texts", () => {
    const { combination } = json("evolve", "poisson:3", "--ratio", "1.2", "--combine", "4");
    expect(combination.success).toBeCloseTo(0.843204204133973, 12);
    expect(combination.largest).toBeCloseTo(16.2571203553154, 9);
    expect(combination.tenfold.growth / 1.83815948108e14).toBeCloseTo(1, 8);
    const fixed = json(
      "evolve",
      "regular:6",
      "--skill-degrees",
      "regular:3",
      "--unknown",
      "0.4",
      "--combine",
      "2",
    );
    expect(fixed.combination.tenfold).toBe(null);
  });

  it("are bits of a text", () => {
    const { coding } = json("evolve", "poisson:5", "--ratio", "2.5", "--bits", "400", "--skills", "10000");
    expect(coding.meanBits).toBeLessThan(65);
    refused(2, "--bits needs --skills", "evolve", "poisson:5", "--ratio", "2.5", "--bits", "400");
  });

  it("are rounds, whose shares add up to what is learned", () => {
    const { rounds, learned } = json("evolve", "poisson:5", "--ratio", "2.6");
    expect(rounds.perRound.reduce((sum: number, share: number) => sum + share, 0)).toBeCloseTo(learned, 9);
    expect([rounds.median, rounds.ninetieth]).toEqual([18, 20]);
  });
});
