/** `onset simulate`, run as its users run it. */
import { beforeAll, describe, expect, it } from "vitest";
import { maxMaxUnlearned } from "../../../core/src/base/index.js";
import { corpusExperiment, makeTask, predict, runTrials, summarize } from "../../../core/src/sweep/index.js";
import { poisson, regular } from "../../../core/src/theory/index.js";
import { requireFreshBuild } from "../support/built.js";
import { json, onset, start, succeed, temporaryFolder, untilAtWork } from "./onset.js";

type Mean = { mean: number; standardError: number };
type Report = {
  schema: string;
  trials: number;
  emerged: number | null;
  emergence: { share: number; low: number; high: number; above: number } | null;
  complete: number;
  engine: string;
  learned: Mean;
  unlearned: Mean;
  giant: (Mean & { trials: number }) | null;
  rounds: Mean | null;
  histogram: number[];
  theory: Record<string, unknown>;
  experiment: object;
  task: string;
  seed: number;
  provenance: { tool: string; command: string };
};

const folder = temporaryFolder();
beforeAll(requireFreshBuild);

const near = ["simulate", "poisson:5", "--ratio", "2.47", "--skills", "1000", "--trials", "60"];
const experiment = corpusExperiment({ law: poisson(5), ratio: 2.47, skills: 1000 });

describe("onset simulate --json", () => {
  it("holds what the library says: the simulation of the task beside the theory of the experiment", () => {
    const report = json<Report>(near);
    const task = makeTask(experiment);
    const row = runTrials(task, [0, 60]);
    const { learned, unlearned, rounds, emerged } = summarize(row);
    const { classes: _, ...theory } = predict(experiment);
    expect(report).toMatchObject({
      schema: "onset/simulate@2",
      trials: 60,
      emerged: row.emerged,
      emergence: { ...emerged, above: row.emergedAbove },
      complete: row.complete,
      engine: "chain",
      learned,
      unlearned,
      rounds,
      histogram: row.histogram,
      theory,
      experiment,
      task: task.id,
      seed: 1,
      provenance: { command: `onset ${near.join(" ")} --json` },
    });
  });

  it("brings the giant component of some graphs where the chain simulates, and of all where graphs do", () => {
    const graph = makeTask(experiment, { engine: "graph" });
    const row = runTrials(graph, [0, 60]);
    const byChain = json<Report>([...near, "--trials", "1000"]).giant!;
    expect(byChain.trials).toBeGreaterThan(100);
    expect(byChain.trials).toBeLessThan(1000);
    expect(byChain).toMatchObject(summarize(runTrials(graph, [0, byChain.trials])).giant!);
    const byGraph = json<Report>([...near, "--engine", "graph"]);
    expect(byGraph.giant).toEqual({ ...summarize(row).giant, trials: 60 });
    expect(byGraph.engine).toBe("graph");
    expect(json<Report>([...near, "--skills", "1e9", "--trials", "3"]).giant).toBeNull();
  });

  it("is the same with 1, 2 and 3 workers", () => {
    const args = [...near, "--engine", "graph", "--max-events", "100", "--trials", "1000"];
    const [one, two, three] = ["1", "2", "3"].map((count) => json<Report>([...args, "--workers", count]));
    const { provenance: _, ...numbers } = one;
    expect(numbers.trials).toBeLessThan(1000);
    expect(two).toMatchObject(numbers);
    expect(three).toMatchObject(numbers);
  });

  it("has other numbers with another seed, and the same ones with the same", () => {
    const [first, again, other] = [[], ["--seed", "1"], ["--seed", "2"]].map((seed) =>
      json<Report>([...near, ...seed]),
    );
    expect(again.learned).toEqual(first.learned);
    expect(other.learned).not.toEqual(first.learned);
  });

  it("counts no emerged trial where learning is gradual", () => {
    const args = ["simulate", "poisson:2", "--ratio", "1", "--skills", "1000", "--trials", "20"];
    expect(json<Report>(args)).toMatchObject({ emerged: null, emergence: null, theory: { threshold: null } });
  });

  it("takes all that describes an ensemble", () => {
    const code = json<Report>([
      ...["simulate", "regular:6", "--skill-degrees", "regular:3", "--unknown", "0.42"],
      ...["--skills", "500", "--trials", "10"],
    ]);
    expect(code.experiment).toEqual(
      corpusExperiment({ law: regular(6), skillDegrees: regular(3), unknown: 0.42, skills: 500 }),
    );
    const irsa = [
      "simulate",
      "poisson",
      "--skill-degrees",
      "regular:3",
      "--ratio",
      "1.25",
      "--skills",
      "500",
    ];
    expect(json<Report>([...irsa, "--trials", "5"]).experiment).toMatchObject({ law: poisson(2.4) });
    const other = json<Report>([
      ...[
        "simulate",
        "poisson:4",
        "--ratio",
        "0.5",
        "--skills",
        "1e3",
        "--learner",
        "2",
        "--popularity",
        "0.8",
      ],
      ...["--text-number", "poisson", "--repeats", "redraw", "--trials", "5"],
    ]);
    expect(other.experiment).toMatchObject({
      ...{ maxUnlearned: 2, popularity: 0.8, textNumber: "poisson", repeats: "redraw", skills: 1000 },
    });
  });

  it("simulates 10^12 skills in no memory to speak of", () => {
    const args = ["simulate", "poisson:5", "--ratio", "2.6", "--skills", "1e12", "--text-number", "poisson"];
    const report = json<Report>([...args, "--trials", "200", "--max-memory", "100MB"]);
    const theory = (report.theory as { unlearned: number }).unlearned;
    expect(Math.abs(report.unlearned.mean - theory)).toBeLessThan(5 * report.unlearned.standardError);
    expect(report.emerged).toBe(200);
  });
});

describe("the report of onset simulate", () => {
  it("lays theory beside the simulation and shows how trials spread, within 80 columns", () => {
    const text = succeed(near);
    for (const part of [
      "learned",
      "emerged",
      "by theory",
      "giant component",
      "spread",
      "threshold",
      "rounds",
    ]) {
      expect(text).toContain(part);
    }
    const wide = text.split("\n").filter((line) => line.length > 100);
    expect(wide).toEqual([]);
  });
});

describe("onset simulate, called wrongly", () => {
  const base = ["simulate", "poisson:5", "--ratio", "2.5", "--skills", "1000", "--trials", "10"];
  const without = (name: string) => base.filter((_, i) => base[i] !== name && base[i - 1] !== name);
  const cases: [string[], string][] = [
    [[...base, "--skills", "0"], "Expected an integer from 1 to 2^53 - 1"],
    [[...base, "--skills", "9007199254740992"], "Expected an integer from 1 to 2^53 - 1"],
    [without("--skills"), "--skills"],
    [without("--ratio"), "ratio"],
    [[...base, "--ratio", "-1"], "Expected a number >= 0"],
    [[...base, "--ratio", "1e14"], '"ratio * skills" expected'],
    [[...base, "--trials", "0"], "Expected an integer from 1"],
    [[...base, "--learner", "0"], `Expected an integer from 1 to ${maxMaxUnlearned}`],
    [[...base, "--workers", "0"], "Expected an integer from 1 to 1024"],
    [[...base, "--workers", "1025"], "Expected an integer from 1 to 1024"],
    [[...base, "--max-memory", "lots"], "Expected bytes such as 8GB"],
    [[...base, "--engine", "magic"], "Expected one of auto, chain, graph"],
    [[...base, "--engine", "chain", "--popularity", "1"], 'the engine "chain" cannot simulate this'],
    [[...base, "--engine", "graph", "--skills", "1e12"], "more than 32-bit numbers can count"],
    [[...base, "--skill-degrees", "regular:3"], "ratio"],
    [["simulate", "poison:5", ...base.slice(2)], "law"],
  ];

  it.each(cases)("%j says what is wrong in one line and ends with 2", (args, message) => {
    const ran = onset(args);
    expect(ran.stderr).toContain(message);
    expect(ran).toEqual({ status: 2, stdout: "", stderr: expect.stringMatching(/^onset: [^\n]+\n$/) });
  });

  it("refuses what needs more memory than is allowed before taking any, and says how much", () => {
    const args = [...base, "--engine", "graph", "--skills", "1e7"];
    const ran = onset([...args, "--max-memory", "1GB"]);
    expect(ran).toEqual({
      status: 2,
      stdout: "",
      stderr: expect.stringMatching(
        /^onset: a trial needs up to 5\.\d+ GB of memory, but 1 GB are allowed; take .*the chain.*\n$/,
      ),
    });
    // 80 % of what is free, unless told otherwise.
    const huge = onset([...base, "--engine", "graph", "--ratio", "800", "--skills", "1e6"]);
    expect(huge.stderr).toMatch(/needs up to 144 GB of memory, but .* are allowed/);
    expect(huge.status).toBe(2);
  });
});

describe("Ctrl-C", () => {
  it("ends with 130 and without a word, in the middle of a trial", async () => {
    const args = ["simulate", "poisson:5", "--ratio", "2.5", "--skills", "1e6", "--engine", "graph"];
    const { child, ended } = start([...args, "--trials", "1000"], folder);
    // Each trial takes seconds.
    await untilAtWork(child);
    child.kill("SIGINT");
    expect(await ended).toEqual({ status: 130, signal: null, stdout: "", stderr: "" });
  });
});
