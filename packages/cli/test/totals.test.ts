/** The closing line of continuous integration. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root } from "./support/built.js";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "onset-totals-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the script prints last and its exit code, for test files given as the outcomes of their tests. */
function totals(status: number, files: { status: string; tests: string[] }[]) {
  const count = (outcome: string) =>
    files.flatMap((file) => file.tests).filter((test) => test === outcome).length;
  const report = {
    numPassedTests: count("passed"),
    numFailedTests: count("failed"),
    testResults: files.map((file) => ({
      status: file.status,
      assertionResults: file.tests.map((test) => ({ status: test, fullName: "a test" })),
    })),
  };
  const path = join(folder, "report.json");
  writeFileSync(path, JSON.stringify(report));
  return run(path, status);
}

function run(path: string, status: number): [string, number | null] {
  const ran = spawnSync(process.execPath, [join(root, ".ci/totals.mjs"), path, String(status)], {
    encoding: "utf8",
  });
  return [ran.stdout.trimEnd().split("\n").at(-1)!, ran.status];
}

describe("the closing line of continuous integration", () => {
  it("counts the tests of all files", () => {
    const file = { status: "passed", tests: ["passed", "passed"] };
    expect(totals(0, [file, file])).toEqual(["4 passed, 0 failed", 0]);
  });

  it("fails with a test", () => {
    expect(totals(1, [{ status: "failed", tests: ["passed", "failed", "failed"] }])).toEqual([
      "1 passed, 2 failed",
      1,
    ]);
  });

  it("counts a file that does not load as a failed test", () => {
    const good = { status: "passed", tests: ["passed"] };
    expect(totals(1, [good, { status: "failed", tests: [] }])).toEqual(["1 passed, 1 failed", 1]);
  });

  it("fails when the run failed although no test did", () => {
    expect(totals(1, [{ status: "passed", tests: ["passed"] }])).toEqual(["1 passed, 1 failed", 1]);
  });

  it("fails when no test ran, and when there is no report", () => {
    expect(totals(0, [])).toEqual(["0 passed, 1 failed", 1]);
    expect(totals(0, [{ status: "passed", tests: ["skipped"] }])).toEqual(["0 passed, 1 failed", 1]);
    expect(run(join(folder, "nothing.json"), 0)).toEqual(["0 passed, 1 failed", 1]);
  });
});
