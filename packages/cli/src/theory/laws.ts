import { readFileSync } from "node:fs";
import { type DegreeLaw, parseLaw } from "@onset/core/theory";
import { UsageError } from "../errors.js";

/** How a law is written, for the help of every verb that takes one. */
export const lawHelp = `
LAW says how many skills a text needs, or with --skill-degrees in how many texts a skill occurs:
  poisson:5                      Poisson with mean 5: skills chosen independently
  regular:3                      always 3
  binomial:20:0.25               20 trials, each with probability 0.25
  zipf:1.1:1000                  k = 1 to 1000 with probability proportional to k^-1.1
  "0.5x^2+0.28x^3+0.22x^8"       2, 3 or 8, with these probabilities
  counts:FILE                    as counted in a file: lines of a degree and how often it occurs`;

/** A law from the command line; the file of a counted one is read. */
export function lawOf(notation: string): DegreeLaw {
  try {
    return parseLaw(notation, { readFile: readCounts });
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) throw new UsageError(error.message);
    throw error;
  }
}

function readCounts(name: string): string {
  try {
    return readFileSync(name, "utf8");
  } catch {
    throw new UsageError(`counts: there is no file ${JSON.stringify(name)} that can be read`);
  }
}

/**
 * Calls the theory and turns its complaints about a value into ones about the command line, which is where the
 * value came from.
 */
export function theorySays<T>(compute: () => T): T {
  try {
    return compute();
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) throw new UsageError(error.message);
    throw error;
  }
}
