/**
 * Which of two conventions a file follows. CSV puts cells in quotes (RFC 4180); TSV as Tatoeba, UniProt or Universal
 * Dependencies write it does not, and a quote there is a letter like others. Read by the wrong rule, a sentence that
 * begins with a quote swallows the lines that follow it.
 */
import type { Quoting } from "./options.js";
import { type SampleRow, shareOf, usualCount } from "./sample.js";

/**
 * Tells the convention by how the first rows read under both.
 *
 * @param quoted - the first rows, read with quotes
 * @param plain - the first rows, read without
 * @param usual - what to take where nothing tells
 */
export function recogniseQuoting(
  quoted: readonly SampleRow[],
  plain: readonly SampleRow[],
  usual: Quoting,
): Quoting {
  if (!plain.some(({ opensQuote }) => opensQuote)) return usual;
  const columns = usualCount(plain);
  const plainFit = shareOf(plain, columns);
  const quotedFit = shareOf(quoted, usualCount(quoted));
  const fitsBoth = plainFit === 1 && quotedFit === 1;
  if (!fitsBoth) {
    if (columns === 1 && usualCount(quoted) === 1) return usual;
    if (usual === "quoted" && areMostlyWrapped(plain)) return "quoted";
    return plainFit > quotedFit || (plainFit === quotedFit && usual === "none") ? "none" : "quoted";
  }
  // Every line is a row of its own, yet quotes would join some of them.
  if (quoted.some(({ innerLines }) => innerLines > 0)) return columns > 1 ? "none" : usual;
  if (plain[0].opensQuote || plain.some(({ doublesQuote }) => doublesQuote)) return "quoted";
  return usual === "none" && hasQuotesByChance(plain) ? "none" : "quoted";
}

/** Whether more than half of the cells that begin with a quote end with one too: then the others are what is broken. */
function areMostlyWrapped(plain: readonly SampleRow[]): boolean {
  const opened = plain.flatMap(({ cells }) => cells.filter((cell) => cell.startsWith('"')));
  const wrapped = opened.filter((cell) => cell.length > 1 && cell.endsWith('"'));
  return 2 * wrapped.length > opened.length;
}

/** Whether some cells of a column stand in quotes that they do not need while others have none: nobody writes so. */
function hasQuotesByChance([, ...rows]: readonly SampleRow[]): boolean {
  const columns = rows[0]?.cellCount ?? 0;
  for (let column = 0; column < columns; column++) {
    const cells = rows.map(({ cells }) => cells[column] ?? "").filter((cell) => cell !== "");
    const quoted = cells.filter((cell) => cell.startsWith('"')).length;
    if (quoted > 0 && quoted < cells.length) return true;
  }
  return false;
}
