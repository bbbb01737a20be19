import { mergeRows, printRow, type Row } from "@onset/core/sweep";
import { DataError } from "../../errors.js";
import { plural } from "../../terminal/format.js";
import { readRows } from "./rows-file.js";

/** Rows of several files, one a task. */
export type Merged = {
  readonly rows: readonly Row[];
  /** What there is to say about it, for the user. */
  readonly notes: readonly string[];
};

/**
 * Adds up the rows of several files. A row that is in two files, the same to the last digit, counts once, so
 * that merging twice does no harm; trials that are in both otherwise cannot be added, which is an error.
 */
export function mergeFiles(paths: readonly string[]): Merged {
  const merged = new Map<string, { row: Row; parts: { path: string; text: string }[] }>();
  const notes: string[] = [];
  let repeated = 0;
  for (const path of paths) {
    const { rows, tornBytes } = readRows(path);
    if (tornBytes > 0) notes.push(tornNote(path, tornBytes, "not read"));
    for (const row of rows.values()) {
      const text = printRow(row, "");
      const before = merged.get(row.task);
      if (before === undefined) merged.set(row.task, { row, parts: [{ path, text }] });
      else if (before.parts.some((part) => part.text === text)) repeated++;
      else {
        try {
          before.row = mergeRows(before.row, row);
        } catch (error) {
          const others = before.parts.map((part) => part.path).join(", ");
          throw new DataError(`${path} and ${others}: task ${row.task}: ${(error as Error).message}`);
        }
        before.parts.push({ path, text });
      }
    }
  }
  if (repeated > 0) notes.push(`${plural(repeated, "row")} in more than one file counted once`);
  return { rows: Array.from(merged.values(), ({ row }) => row), notes };
}

/** What is said of a last line that was cut off. */
export function tornNote(path: string, bytes: number, what: string): string {
  return `${path}: the last line was cut off when its run was stopped (${plural(bytes, "byte")}); ${what}`;
}
