import type { Command } from "commander";
import { Interrupted } from "../errors.js";
import { Workspace } from "../files/workspace.js";
import { printableLines } from "../terminal/characters.js";
import colors from "../terminal/colors.js";
import { complain } from "../terminal/complain.js";
import { print } from "../terminal/print.js";
import { Progress } from "../terminal/progress.js";
import { exitCodeOf, messageOf } from "./error-message.js";
import { Interruption } from "./interruption.js";

/** The options that every verb has for what it prints, as the command line gives them. */
export type OutputOptions = {
  readonly json?: true;
  readonly verbose?: true;
  readonly quiet?: true;
};

/** Adds the options that every verb has. */
export function addOutputOptions(command: Command): Command {
  return command
    .optionsGroup("Output:")
    .option("--json", "print the result as JSON")
    .option("--verbose", "tell on standard error what takes how long")
    .option("--quiet", "show no progress");
}

/** What the job of a verb has at hand. */
export type RunContext = {
  readonly workspace: Workspace;
  readonly progress: Progress;
  /** Does synchronous work that may take long; Ctrl-C ends it in its middle (see `Interruption`). */
  readonly compute: <T>(work: () => T) => T;
};

/** What a job prints: all of it, or pieces of what may be larger than the memory. */
export type Output = string | AsyncIterable<string>;

/** What a job ends with: its output, and an exit code of 1 when it is a finding. */
export type JobResult = Output | { readonly output: Output; readonly exitCode: 0 | 1 };

/** Runs the job of a verb: what it returns goes to standard output, how it ends is the exit code. */
export type Run = (options: OutputOptions, job: (context: RunContext) => Promise<JobResult>) => Promise<void>;

/**
 * Standard output gets everything or nothing, unless it comes in pieces: a job that fails prints one line to standard
 * error. Ctrl-C lets the job clean up, a second one ends at once.
 */
export const run: Run = async ({ json = false, verbose = false, quiet = false }, job) => {
  const interruption = new Interruption();
  const { signal } = interruption;
  const workspace = new Workspace(signal);
  const progress = new Progress({ verbose, quiet });
  try {
    const result = await job({ workspace, progress, compute: (work) => interruption.compute(work) });
    if (signal.aborted) throw new Interrupted();
    const { output, exitCode } =
      typeof result === "object" && "output" in result ? result : { output: result, exitCode: 0 };
    // A reader that has seen enough ends the process: what need not be there any more is gone before.
    if (typeof output === "string") await workspace.remove();
    const pieces =
      typeof output !== "string" ? output : [json ? output : printableLines(output, colors.isColorSupported)];
    await print(pieces, signal, () => {
      if (process.stdout.isTTY || typeof output === "string") progress.end();
    });
    progress.end();
    process.exitCode = exitCode;
  } catch (error) {
    progress.end();
    process.exitCode = signal.aborted ? 130 : exitCodeOf(error);
    if (!signal.aborted) complain(messageOf(error));
  } finally {
    await workspace.remove();
    interruption.release();
  }
};
