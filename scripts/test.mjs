/**
 * `npm test`: sets up what is missing, then formatting and lint, types, and the tests. All of them run, whatever the
 * first ones say. Arguments go to vitest: `npm test -- packages/core/test/theory`.
 */
import { run, setUp, tool } from "./setup.mjs";

await setUp({ lab: true });
process.env.ONSET_BUILT = "1";

const checks = {
  "formatting and lint": tool("@biomejs/biome/bin/biome", ["check"]),
  types: tool("typescript/bin/tsc", ["-p", "tsconfig.test.json"]),
  "types of the laboratory": tool("typescript/bin/tsc", ["-p", "packages/lab"]),
  tests: tool("vitest/vitest.mjs", ["run", ...process.argv.slice(2)]),
};

const failed = [];
for (const [name, command] of Object.entries(checks)) {
  const { code, interrupted } = await run(command, "inherit");
  if (interrupted) process.exit(code);
  if (code !== 0) failed.push(name);
}
if (failed.length > 0) {
  console.error(`npm test failed: ${failed.join(", ")}.`);
  process.exitCode = 1;
}
