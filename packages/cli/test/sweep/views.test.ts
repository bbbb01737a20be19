/** What a sweep shows beside its rows: report, JSON, figure and tables. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { parseHTML } from "linkedom";
import { beforeAll, describe, expect, it } from "vitest";
import { succeed, temporaryFolder } from "../simulate/onset.js";
import { requireFreshBuild } from "../support/built.js";

const folder = temporaryFolder();
const path = (name: string) => join(folder, name);

type Task = {
  experiment: { skills: number; ratio: number };
  trials: number;
  emerged: number;
  emergence: { share: number; low: number; high: number };
  learned: { mean: number; standardError: number };
  theory: { learned: number; emerged: number };
};
let tasks: Task[] = [];
let report = "";

beforeAll(() => {
  requireFreshBuild();
  const grid = { law: "poisson:5", skills: [1000, 1e6], ratio: [2.4, 2.45, 2.5], trials: 100 };
  writeFileSync(path("grid.json"), JSON.stringify(grid));
  const views = ["--plot", "figure.svg", "--export", "table.csv"];
  report = succeed(["sweep", "grid.json", "-o", "rows.jsonl", ...views], folder);
  const merge = ["sweep", "--merge", "rows.jsonl", "--export", "table.parquet", "--json"];
  tasks = JSON.parse(succeed(merge, folder)).tasks;
});

describe("the views of a sweep", () => {
  it("show every task with theory beside it, in a report that fits 100 columns", () => {
    const lines = report.split("\n").filter((line) => /^ +[\d,]+ +2\.\d/.test(line));
    expect(lines).toHaveLength(6);
    expect(report).toContain("written: rows.jsonl, figure.svg, table.csv");
    expect(Math.max(...report.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  it("hold the same numbers in JSON, CSV and Parquet, with the types of columns", async () => {
    const expected = tasks.map(({ experiment, trials, emerged, emergence, learned, theory }) => [
      ...[experiment.skills, experiment.ratio, trials, emerged, emergence.share],
      ...[learned.mean, learned.standardError, theory.learned, theory.emerged],
    ]);
    expect(expected).toHaveLength(6);
    const instance = await DuckDBInstance.create(":memory:");
    const connection = await instance.connect();
    const names =
      "skills, ratio, trials, emerged, emerged_share, learned, learned_error, learned_theory, emerged_theory";
    for (const name of ["table.csv", "table.parquet"]) {
      const reader = await connection.runAndReadAll(`SELECT ${names} FROM '${path(name)}'`);
      expect(reader.getRowsJS().map((row) => row.map(Number))).toEqual(expected);
    }
    const types = await connection.runAndReadAll(
      `SELECT typeof(skills), typeof(ratio), typeof(law), typeof(giant), typeof(histogram), typeof(classes) FROM '${path("table.parquet")}' LIMIT 1`,
    );
    expect(types.getRowsJS()).toEqual([["BIGINT", "DOUBLE", "VARCHAR", "DOUBLE", "BIGINT[]", "DOUBLE[]"]]);
    // A list stays a list: all trials are in the bins.
    const binned = await connection.runAndReadAll(
      `SELECT list_sum(histogram) = trials FROM '${path("table.parquet")}'`,
    );
    expect(binned.getRowsJS()).toEqual(Array.from({ length: 6 }, () => [true]));
    connection.closeSync();
    instance.closeSync();
  });

  it("draw a figure with one dot a task and panel, and theory as lines", () => {
    const svg = readFileSync(path("figure.svg"), "utf8");
    const { document } = parseHTML(svg);
    // Two panels of six dots, and one dot in the legend.
    expect(document.querySelectorAll("circle")).toHaveLength(13);
    expect(svg).toContain("trials in which skills emerge");
    expect(svg).toContain("1,000,000 skills");
    expect(svg).toContain("R*");
  });
});
