import type { PackReader } from "@onset/core/codec";
import { UsageError } from "../errors.js";
import { Pause } from "../run/pause.js";
import type { RunContext } from "../run/run.js";
import { percent } from "../terminal/format.js";
import { formatErrorsOf, inFile } from "./files.js";

/** Records of a pack that are asked for: one, or all. */
export type Asked = { readonly path: string; readonly pack: PackReader; readonly id: number | undefined };

const pieceLength = 1 << 16;

/** The record that is asked for has to be there. */
export function checkRecord({ path, pack, id }: Asked): void {
  if (id !== undefined && id >= pack.size) {
    throw new UsageError(`--id ${id}: ${path} has ${pack.size} records, numbered from 0`);
  }
}

/** A line for each record, several at a time; an error names the file and the record. */
export async function* linesOfRecords(
  { path, pack, id }: Asked,
  { workspace, progress }: Pick<RunContext, "workspace" | "progress">,
  lineOf: (record: Uint8Array, index: number) => string,
): AsyncGenerator<string> {
  const [begin, end] = id === undefined ? [0, pack.size] : [id, id + 1];
  const pause = new Pause(workspace.signal);
  let piece = "";
  let index = begin;
  try {
    for await (const record of pack.records(begin, end)) {
      const line = formatErrorsOf(`${path}, record ${index}`, () => lineOf(record, index));
      piece += `${line}\n`;
      index++;
      const due = pause.isDue();
      if (due) await pause.take();
      if (!due && piece.length < pieceLength) continue;
      yield piece;
      piece = "";
      progress.update(percent((index - begin) / (end - begin)));
    }
  } catch (error) {
    throw inFile(path, error);
  }
  yield piece;
}

/** Checks all blocks before anything is printed: standard output gets nothing of a damaged pack. */
export async function* afterChecking(
  { path, pack, id }: Asked,
  { workspace }: Pick<RunContext, "workspace">,
  lines: AsyncGenerator<string>,
): AsyncGenerator<string> {
  const pause = new Pause(workspace.signal);
  for (let block = 0; id === undefined && block < pack.blockCount; block++) {
    await blockOf(path, pack, block);
    if (pause.isDue()) await pause.take();
  }
  yield* lines;
}

/** All bytes of a block; an error names the file. */
export async function blockOf(path: string, pack: PackReader, block: number): Promise<Uint8Array> {
  try {
    return await pack.rawBlock(block);
  } catch (error) {
    throw inFile(path, error);
  }
}
