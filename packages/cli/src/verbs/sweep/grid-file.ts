import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { expandGrid, type SweepTask } from "@onset/core/sweep";
import { UsageError } from "../../errors.js";
import { reasonOf } from "../../files/reason.js";

/** The tasks of a grid file, and the files of counted laws, which lie beside it. */
export function readGrid(path: string): { readonly tasks: SweepTask[]; readonly files: readonly string[] } {
  const files: string[] = [];
  const readLaw = (name: string): string => {
    const file = resolve(dirname(path), name);
    files.push(file);
    return readText(file, "named by a law");
  };
  const text = readText(path, "--help shows what a grid is");
  let grid: unknown;
  try {
    grid = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${path} is not JSON: ${(error as Error).message.split("\n")[0]}`);
  }
  try {
    return { tasks: expandGrid(grid, { readFile: readLaw }), files };
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) {
      throw new UsageError(`${path}: ${error.message}`);
    }
    throw error;
  }
}

function readText(path: string, note: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new UsageError(
      `there is no file ${JSON.stringify(path)} that can be read (${reasonOf(error)}; ${note})`,
    );
  }
}
