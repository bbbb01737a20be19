/** Sheets of `onset label review` in which people have judged labels. */
import { stat } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { naming, openTextRows } from "@onset/reading";
import { DataError, UsageError } from "../errors.js";
import { type FileSource, fileSource } from "../input/file-source.js";
import { contextOf, inWordsOfCommand } from "../input/read.js";
import type { RunContext } from "../run/run.js";
import { printable } from "../terminal/characters.js";
import { type Judgement, scoreOf } from "./judged.js";

/** The file of a sheet. */
export async function sheetOf(name: string): Promise<FileSource> {
  const found = await stat(name).catch(() => null);
  if (found === null || !found.isFile()) throw new UsageError(`there is no file ${JSON.stringify(name)}`);
  return fileSource(resolve(name), printable(basename(name)), found.size);
}

const yes = new Set(["y", "yes", "1", "true", "right", "x", "✓"]);
const no = new Set(["n", "no", "0", "false", "wrong"]);

/**
 * Reads a judged sheet.
 *
 * @throws DataError when a cell is no judgement, or nothing is judged yet
 */
export async function readSheet(
  source: FileSource,
  { workspace, progress }: RunContext,
): Promise<{ rows: number; judged: Judgement[] }> {
  return inWordsOfCommand(workspace, async () => {
    const column = (textField: string): Promise<string[]> =>
      naming(source.name, async () => {
        const { parts } = await openTextRows(source, { textField }, contextOf(workspace, progress));
        const cells: string[] = [];
        for await (const { texts } of parts) cells.push(...texts.map((cell) => cell.trim()));
        return cells;
      });
    const [rows, labels, right, missing] = [
      await column("row"),
      await column("labels"),
      await column("right"),
      await column("missing"),
    ];
    const judged: Judgement[] = [];
    for (const [i, cell] of right.entries()) {
      const said = cell.toLowerCase();
      if (said === "") continue;
      if (!yes.has(said) && !no.has(said)) {
        throw new DataError(
          `${source.name}, row ${rows[i]}: expected y or n in the column right, got ${JSON.stringify(cell)}`,
        );
      }
      const isCount = /^\d*$/.test(missing[i]);
      if (!isCount) {
        throw new DataError(
          `${source.name}, row ${rows[i]}: expected a number in the column missing, got ${JSON.stringify(missing[i])}`,
        );
      }
      judged.push({
        row: rows[i],
        isRight: yes.has(said),
        missing: missing[i] === "" ? null : Number(missing[i]),
        labels: Math.max(1, Number(labels[i]) || 1),
      });
    }
    if (judged.length === 0) {
      throw new DataError(`${source.name}: no row is judged yet: write y or n into the column right`);
    }
    return { rows: rows.length, judged };
  });
}

/** The share of wrong and missing labels that a judged sheet tells. */
export async function labelErrorsOf(name: string, context: RunContext): Promise<number> {
  const { judged } = await readSheet(await sheetOf(name), context);
  return scoreOf(judged).labelErrors;
}
