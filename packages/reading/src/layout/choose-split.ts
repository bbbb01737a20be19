/** How the cells of a column become skills, as a sample of them tells. */
import { chooseDelimiter } from "@onset/core/corpus";
import type { Column } from "./columns.js";
import { isEmpty } from "./columns.js";
import type { Split } from "./slot.js";

const enclosed = /^\s*(?:<[^<>]+>\s*)+$/;
const hashtags = /^\s*#[^\s,;#]+(?:[\s,;]+#[^\s,;#]+)*\s*$/;
/** Delimiters that are looked for where there is none of `|`, `;` and `,`. */
const others = [" / ", "\n", "\t", " · ", " • "];

/**
 * Chooses the split of a column: marks around each skill where every cell has them, hashtags, else the delimiter in most
 * cells.
 *
 * @param hint - a delimiter that the file itself says
 */
export function chooseSplit({ values }: Column, hint?: string): Split {
  if (hint !== undefined) return { kind: "delimiter", delimiter: hint };
  const cells = values.filter((value): value is string => typeof value === "string" && !isEmpty(value));
  if (cells.length > 0) {
    if (cells.every((cell) => enclosed.test(cell))) return { kind: "enclosed", open: "<", close: ">" };
    if (cells.every((cell) => hashtags.test(cell))) return { kind: "hashtags" };
  }
  const strings = cells.filter((cell) => !cell.trimStart().startsWith("["));
  const usual = chooseDelimiter(strings);
  if (strings.some((cell) => cell.includes(usual))) return { kind: "delimiter", delimiter: usual };
  const other = others.find((delimiter) => strings.some((cell) => cell.includes(delimiter)));
  return { kind: "delimiter", delimiter: other ?? usual };
}
