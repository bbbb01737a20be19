import { lstat, mkdir, mkdtemp, open, rename, rm, rmdir } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { DataError, Interrupted, UsageError } from "../errors.js";
import { reasonOf } from "./reason.js";

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
  const { temporary, made } = await makeBeside(folder);
  let complete = false;
  try {
    for (const [name, content] of Object.entries(files)) {
      await writeFile(join(temporary, name), content, signal);
    }
    if (signal.aborted) throw new Interrupted();
    for (const name of Object.keys(files)) await checkReplaceable(join(folder, name));
    for (const name of Object.keys(files)) await rename(join(temporary, name), join(folder, name));
    complete = true;
  } catch (error) {
    if (error instanceof Interrupted) throw error;
    throw new DataError(`cannot write into the folder ${JSON.stringify(folder)} (${reasonOf(error)})`);
  } finally {
    await rm(temporary, { recursive: true, force: true });
    if (!complete && made !== undefined) await removeEmpty(folder, made);
  }
}

/** A folder in the place of one file must stop all of them, not only those that would be moved after it. */
async function checkReplaceable(path: string): Promise<void> {
  const found = await lstat(path).catch(() => undefined);
  if (found?.isDirectory()) throw Object.assign(new Error("there is a folder"), { code: "EISDIR" });
}

async function writeFile(path: string, content: Content, signal: AbortSignal): Promise<void> {
  const file = await open(path, "w");
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

/** A temporary folder in `folder`, and the outermost of the folders that had to be made for it. */
async function makeBeside(folder: string): Promise<{ temporary: string; made: string | undefined }> {
  try {
    const made = await mkdir(folder, { recursive: true });
    return { temporary: await mkdtemp(join(folder, ".onset-")), made };
  } catch (error) {
    throw new UsageError(`cannot write into the folder ${JSON.stringify(folder)} (${reasonOf(error)})`);
  }
}

/** Removes the folders from `folder` out to `outermost` that nobody has put anything into. */
async function removeEmpty(folder: string, outermost: string): Promise<void> {
  const end = dirname(resolve(outermost));
  for (let path = resolve(folder); path !== end; path = dirname(path)) {
    await rmdir(path).catch(() => undefined);
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
