import { once } from "node:events";
import type { Command } from "commander";
import { DataError, Interrupted, UsageError } from "./errors.js";
import { Workspace } from "./files/workspace.js";
import { Progress } from "./terminal/progress.js";

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
export type RunContext = { readonly workspace: Workspace; readonly progress: Progress };

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
export const run: Run = async ({ verbose = false, quiet = false }, job) => {
  const controller = new AbortController();
  const interrupt = (): void => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
  };
  process.on("SIGINT", interrupt);
  process.on("SIGTERM", interrupt);
  const workspace = new Workspace(controller.signal);
  const progress = new Progress({ verbose, quiet });
  try {
    const result = await job({ workspace, progress });
    if (controller.signal.aborted) throw new Interrupted();
    const { output, exitCode } =
      typeof result === "object" && "output" in result ? result : { output: result, exitCode: 0 };
    await print(output, controller.signal, progress);
    process.exitCode = exitCode;
  } catch (error) {
    progress.end();
    process.exitCode = controller.signal.aborted ? 130 : exitCodeOf(error);
    if (!controller.signal.aborted) process.stderr.write(`${messageOf(error)}\n`);
  } finally {
    await workspace.remove();
    process.off("SIGINT", interrupt);
    process.off("SIGTERM", interrupt);
  }
};

/** Prints the output, no faster than its reader takes it. */
async function print(output: Output, signal: AbortSignal, progress: Progress): Promise<void> {
  if (typeof output === "string") {
    progress.end();
    process.stdout.write(output);
    return;
  }
  for await (const piece of output) {
    if (signal.aborted) throw new Interrupted();
    if (process.stdout.isTTY) progress.end();
    if (!process.stdout.write(piece)) await once(process.stdout, "drain", { signal });
  }
  progress.end();
}

function exitCodeOf(error: unknown): number {
  if (error instanceof Interrupted) return 130;
  return error instanceof UsageError ? 2 : 1;
}

function messageOf(error: unknown): string {
  if (error instanceof UsageError || error instanceof DataError) return `onset: ${error.message}`;
  const [line] = (error instanceof Error ? error.message : String(error)).split("\n");
  const hint = process.env.ONSET_DEBUG === undefined ? " (ONSET_DEBUG=1 shows where)" : "";
  const trace = process.env.ONSET_DEBUG !== undefined && error instanceof Error ? `\n${error.stack}` : "";
  return `onset: unexpected: ${line}${hint}${trace}`;
}
