/** Runs the verbs that ask something about a corpus. */
import { succeed } from "../support/command.js";

export { onset, type Ran, temporaryFolder } from "../support/command.js";

/** The JSON that a command prints; it must end with `status` and say nothing on standard error. */
export function json<T>(args: readonly string[], status = 0): T {
  return JSON.parse(succeed([...args, "--json"], undefined, status)) as T;
}
