/**
 * `npm run test:quick`: for each save, after a build. The tests that take no browser, no process and few trials, with some of
 * the random cases; arguments go to vitest. `npm test` leaves out nothing.
 */
import { run, tool } from "./setup.mjs";

process.env.ONSET_TESTS = "quick";
process.env.ONSET_CASES ??= "some";
const { code } = await run(tool("vitest/vitest.mjs", ["run", ...process.argv.slice(2)]), "inherit");
process.exitCode = code;
