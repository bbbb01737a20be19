/**
 * `npm test`: sets up what is missing, then formatting and lint, types, and the tests. All of them run, whatever the
 * first ones say. Arguments go to vitest: `npm test -- packages/core/test/theory`.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run, setUp, tool } from "./setup.mjs";

await setUp({ lab: true });
process.env.ONSET_BUILT = "1";

/** Where tests write what this machine cannot test: it is told at the end. */
const folder = mkdtempSync(join(tmpdir(), "onset-not-tested-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
process.env.ONSET_NOT_TESTED = join(folder, "lines");

/** Each of them on one core: together they take as long as the longest. */
const checks = {
  "formatting and lint": tool("@biomejs/biome/bin/biome", ["check"]),
  types: tool("typescript/bin/tsc", ["-p", "tsconfig.test.json"]),
  "types of the laboratory": tool("typescript/bin/tsc", ["-p", "packages/lab"]),
};

const failed = [];
function take(name, { code, output, interrupted }) {
  process.stdout.write(output ?? "");
  if (interrupted) process.exit(code);
  if (code !== 0) failed.push(name);
}

const checked = Object.entries(checks).map(async ([name, command]) => [name, await run(command, "pipe")]);
for (const [name, result] of await Promise.all(checked)) take(name, result);
take("tests", await run(tool("vitest/vitest.mjs", ["run", ...process.argv.slice(2)]), "inherit"));
if (failed.length > 0) {
  console.error(`npm test failed: ${failed.join(", ")}.`);
  process.exitCode = 1;
}
if (existsSync(process.env.ONSET_NOT_TESTED)) {
  const lines = readFileSync(process.env.ONSET_NOT_TESTED, "utf8").trimEnd().split("\n");
  console.error([...new Set(lines)].join("\n"));
}
// It needs packages from elsewhere and minutes: .ci/run does it.
console.error("NOT TESTED by npm test: the Python package. npm run test:python tests it.");
