import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { expandGrid, type SweepTask } from "@onset/core/sweep";
import { UsageError } from "../errors.js";
import { reasonOf } from "./whole-file.js";

/** The tasks of a grid file; the files of counted laws lie beside it. */
export function readGrid(path: string): SweepTask[] {
  const text = readText(path, "--help shows what a grid is");
  let grid: unknown;
  try {
    grid = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${path} is not JSON: ${(error as Error).message.split("\n")[0]}`);
  }
  try {
    return expandGrid(grid, { readFile: (name) => readText(resolve(dirname(path), name), "named by a law") });
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
