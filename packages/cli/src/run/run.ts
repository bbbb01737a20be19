import type { Workspace } from "../files/workspace.js";
import type { Progress } from "../terminal/progress.js";

/** The options that every verb has for what it prints, as the command line gives them. */
export type OutputOptions = {
  readonly json?: true;
  readonly verbose?: true;
  readonly quiet?: true;
};

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
