import { mkdir, mkdtemp, open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { Interrupted, UsageError } from "../errors.js";

/** The content of a file, in pieces. */
export type Content = Iterable<string>;

/**
 * Writes files into a folder (made when missing), all or none: each is written beside its place first and
 * moved there when every one is complete.
 */
export async function writeFiles(
  folder: string,
  files: Readonly<Record<string, Content>>,
  signal: AbortSignal,
): Promise<void> {
  const temporary = await makeBeside(folder);
  try {
    for (const [name, content] of Object.entries(files)) {
      const file = await open(join(temporary, name), "w");
      try {
        for (const piece of batched(content)) {
          if (signal.aborted) throw new Interrupted();
          await file.write(piece);
        }
        await file.sync();
      } finally {
        await file.close();
      }
    }
    for (const name of Object.keys(files)) await rename(join(temporary, name), join(folder, name));
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

async function makeBeside(folder: string): Promise<string> {
  try {
    await mkdir(folder, { recursive: true });
    return await mkdtemp(join(folder, ".onset-"));
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new UsageError(`cannot write into the folder ${JSON.stringify(folder)} (${reason})`);
  }
}

const batchLength = 1 << 18;

function* batched(content: Content): Generator<string> {
  let batch = "";
  for (const piece of content) {
    batch += piece;
    if (batch.length < batchLength) continue;
    yield batch;
    batch = "";
  }
  if (batch !== "") yield batch;
}

/** One line of a CSV file (RFC 4180). */
export function csvLine(values: readonly (string | number)[]): string {
  const cells = values.map((value) => {
    const text = String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  });
  return `${cells.join(",")}\n`;
}
