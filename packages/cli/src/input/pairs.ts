import { readFile } from "node:fs/promises";
import { DataError, UsageError } from "../errors.js";

/**
 * Reads a file of pairs, one a line with a comma between: what stands there, and what it becomes.
 *
 * @param what - the first and the second of a pair are called in messages
 */
export async function readPairs(
  option: string,
  name: string,
  what: readonly [first: string, second: string],
): Promise<Map<string, string>> {
  const text = await readFile(name, "utf8").catch(() => {
    throw new UsageError(`${option}: there is no file ${JSON.stringify(name)} that can be read`);
  });
  const pairs = new Map<string, string>();
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === "") continue;
    const comma = line.indexOf(",");
    const [from, to] = [line.slice(0, Math.max(0, comma)).trim(), line.slice(comma + 1).trim()];
    if (comma < 0 || from === "" || to === "") {
      throw new DataError(
        `${name}, line ${i + 1}: expected ${what[0]}, a comma and ${what[1]}, got ${JSON.stringify(line)}`,
      );
    }
    pairs.set(from, to);
  }
  return pairs;
}
