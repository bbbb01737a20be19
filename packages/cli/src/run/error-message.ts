import { tmpdir } from "node:os";
import { DataError, Interrupted, UsageError } from "../errors.js";
import { codeOf } from "../files/reason.js";
import { printable } from "../terminal/characters.js";

/** The exit code of a run that ended with an error. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof Interrupted) return 130;
  return error instanceof UsageError ? 2 : 1;
}

/** What is said of an error, in one line. Where it came from is for those who set ONSET_DEBUG. */
export function messageOf(error: unknown): string {
  const debug = process.env.ONSET_DEBUG !== undefined;
  const trace = debug && error instanceof Error ? `\n${error.stack}` : "";
  if (error instanceof UsageError || error instanceof DataError) return `${printable(error.message)}${trace}`;
  const [line] = (error instanceof Error ? error.message : String(error)).split("\n");
  const known = exhausted(error, line);
  if (known !== null) return `${known}${trace}`;
  return `unexpected: ${line}${debug ? "" : " (ONSET_DEBUG=1 shows where)"}${trace}`;
}

/** What the machine has too little of; null when the error is about something else. */
function exhausted(error: unknown, line: string): string | null {
  const code = codeOf(error);
  // A full disk under an output is told with the name of the file, before it comes to this.
  if (code === "ENOSPC" || code === "EDQUOT" || /no space left on device/i.test(line)) {
    const folder = JSON.stringify(tmpdir());
    return `the disk of the temporary folder ${folder} is full: make room there, or set TMPDIR to a folder on a larger disk`;
  }
  const isMemory =
    /array buffer allocation failed|invalid (typed )?array( buffer)? length|out of memory|bad_alloc/i;
  if (code === "ENOMEM" || code === "ERR_WORKER_OUT_OF_MEMORY" || isMemory.test(line)) {
    return `there is not enough memory for this (${line})`;
  }
  return null;
}
