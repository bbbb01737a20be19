/** What this machine cannot test: a test that is skipped in silence counts as one that passed. */
import { spawnSync } from "node:child_process";
import { appendFileSync } from "node:fs";

/** Says it loudly, and for the end of `npm test` once more. */
export function sayNotTested(what: string, why: string): void {
  const line = `*** NOT TESTED: ${what}: ${why}. ***\n`;
  process.stderr.write(`\n${line}\n`);
  if (process.env.ONSET_NOT_TESTED !== undefined) appendFileSync(process.env.ONSET_NOT_TESTED, line);
}

/**
 * The Python of ONSET_PYTHON (as in continuous integration, where its absence is an error then), else python3; null where there
 * is none, or none that has `module`, which is said.
 */
export function findPython(what: string, module?: string): string | null {
  const named = process.env.ONSET_PYTHON;
  if (named !== undefined) return named;
  const isThere = spawnSync("python3", ["-c", module === undefined ? "" : `import ${module}`]).status === 0;
  if (isThere) return "python3";
  sayNotTested(what, `there is no python3${module === undefined ? "" : ` that has ${module}`}`);
  return null;
}

/** Whether a program is here; one that is not is said, and is a failure in continuous integration. */
export function hasProgram(name: string, args: readonly string[], what: string): boolean {
  if (spawnSync(name, args).status === 0) return true;
  if (process.env.CI === "true") throw new Error(`${name} is not installed: ${what} cannot be tested`);
  sayNotTested(what, `there is no ${name}`);
  return false;
}
