/** Runs the verbs of theory and simulation. */
import { type Ran, onset as run, succeed } from "../support/command.js";

export { type Ended, type Ran, start, succeed, temporaryFolder, untilAtWork } from "../support/command.js";

/** Runs `onset` with these arguments, and with these variables besides those of its users. */
export function onset(args: readonly string[], cwd?: string, env?: NodeJS.ProcessEnv): Ran {
  return run(args, { cwd, env });
}

/** The JSON that a run prints. */
export function json<T>(args: readonly string[], cwd?: string): T {
  return JSON.parse(succeed([...args, "--json"], cwd)) as T;
}
