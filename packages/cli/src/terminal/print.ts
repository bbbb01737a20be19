import { once } from "node:events";
import { fstatSync } from "node:fs";
import { DataError, Interrupted } from "../errors.js";
import { reasonOf } from "../files/reason.js";
import { writeAllSync } from "../files/write-all.js";

/** Prints pieces to standard output, no faster than its reader takes them. */
export async function print(
  pieces: AsyncIterable<string> | Iterable<string>,
  signal: AbortSignal,
  beforeEach: () => void,
): Promise<void> {
  const write = leadsToFile() ? writeToFile : writeToReader;
  for await (const piece of pieces) {
    if (signal.aborted) throw new Interrupted();
    beforeEach();
    await write(piece, signal);
  }
}

async function writeToReader(piece: string, signal: AbortSignal): Promise<void> {
  if (!process.stdout.write(piece)) await once(process.stdout, "drain", { signal });
}

/** Node's own stream to a file takes a write for done that a full disk cut short. */
async function writeToFile(piece: string): Promise<void> {
  try {
    writeAllSync(1, Buffer.from(piece), null);
  } catch (error) {
    throw new DataError(`cannot write to standard output (${reasonOf(error)})`);
  }
}

function leadsToFile(): boolean {
  // A program that runs the command may have put a stream of its own in the place of standard output.
  if (process.stdout.fd !== 1) return false;
  const found = fstatSync(1);
  return found.isFile() || (found.isCharacterDevice() && process.stdout.isTTY !== true);
}
