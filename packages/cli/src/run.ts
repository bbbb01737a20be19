import { DataError, Interrupted, UsageError } from "./errors.js";

/** Runs the job of a verb: what it returns goes to standard output, how it ends is the exit code. */
export type Run = (job: (signal: AbortSignal) => Promise<string>) => Promise<void>;

/**
 * Standard output gets everything or nothing: a job that fails prints one line to standard error. Ctrl-C lets
 * the job clean up, a second one ends at once.
 */
export const run: Run = async (job) => {
  const controller = new AbortController();
  const interrupt = (): void => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
  };
  process.on("SIGINT", interrupt);
  process.on("SIGTERM", interrupt);
  try {
    const output = await job(controller.signal);
    if (controller.signal.aborted) throw new Interrupted();
    process.stdout.write(output);
  } catch (error) {
    process.exitCode = controller.signal.aborted ? 130 : exitCodeOf(error);
    if (!controller.signal.aborted) process.stderr.write(`${messageOf(error)}\n`);
  } finally {
    process.off("SIGINT", interrupt);
    process.off("SIGTERM", interrupt);
  }
};

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
