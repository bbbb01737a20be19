/**
 * node .ci/totals.mjs REPORT STATUS: prints "N passed, N failed" from vitest's JSON report and the exit status of the
 * whole run, and exits with 1 unless something passed and nothing failed.
 */
import { readFileSync } from "node:fs";

const [path, status] = process.argv.slice(2);

function read() {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    console.log("There is no report of the tests.");
    return { numPassedTests: 0, numFailedTests: 0, testResults: [] };
  }
}

const report = read();
const passed = report.numPassedTests;
// A file that does not load has no tests that could fail: it counts as one.
const broken = report.testResults.filter(
  (file) => file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"),
).length;
const skipped = report.testResults
  .flatMap((file) => file.assertionResults)
  .filter((test) => test.status !== "passed" && test.status !== "failed");
let failed = report.numFailedTests + broken;
// Formatting, lint, types, an unhandled error, the time limit: the run failed although no test did.
if (failed === 0 && (status !== "0" || passed === 0)) failed = 1;

for (const test of skipped) console.log(`not run: ${test.fullName}`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
