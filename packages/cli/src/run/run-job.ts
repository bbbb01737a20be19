import { Interrupted } from "../errors.js";
import { Workspace } from "../files/workspace.js";
import { printableLines } from "../terminal/characters.js";
import colors from "../terminal/colors.js";
import { complain } from "../terminal/complain.js";
import { print } from "../terminal/print.js";
import { Progress } from "../terminal/progress.js";
import { exitCodeOf, messageOf } from "./error-message.js";
import { Interruption } from "./interruption.js";
import type { Run } from "./run.js";

/**
 * Standard output gets everything or nothing, unless it comes in pieces: a job that fails prints one line to standard
 * error. Ctrl-C lets the job clean up, a second one ends at once.
 */
export const runJob: Run = async ({ json = false, verbose = false, quiet = false }, job) => {
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
