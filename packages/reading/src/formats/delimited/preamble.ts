/** What may stand before the first row of a delimited file: `sep=;` of spreadsheets, the header lines of Anki. */
import type { Position } from "./scanner.js";

/** What the lines before the first row say. */
export type Preamble = {
  readonly from: Position;
  readonly delimiter?: string;
  /** Names of the columns; where only some are known the others are numbered. */
  readonly names?: (columns: number) => readonly string[];
  /** The columns have no names of their own: the first row is a text. */
  readonly isHeaderless: boolean;
  readonly conventions: readonly string[];
  /** What stands between the skills of a cell, by column index. */
  readonly delimiters?: Readonly<Record<number, string>>;
};

const nothing: Preamble = { from: { line: 1, offset: 0 }, isHeaderless: false, conventions: [] };
const maxPreambleBytes = 1 << 16;

/** @param skipLines - lines that the user wants left out first */
export function preambleOf(head: Uint8Array, skipLines = 0): Preamble {
  let from = nothing.from;
  for (let i = 0; i < skipLines; i++) from = behindLine(head, from) ?? from;
  const skipped = skipLines > 0 ? [`${skipLines} lines skipped`] : [];
  const start = new TextDecoder().decode(head.subarray(from.offset, from.offset + maxPreambleBytes));
  const separator = /^sep=(.)(?:\r|\n|$)/.exec(start);
  if (separator !== null) {
    return {
      from: behindLine(head, from) ?? from,
      delimiter: separator[1],
      isHeaderless: false,
      conventions: [...skipped, `a line "sep=${separator[1]}"`],
    };
  }
  return anki(head, from, start) ?? { ...nothing, from, conventions: skipped };
}

const ankiKey =
  /^#(separator|html|columns|tags|tags column|guid column|deck|deck column|notetype|notetype column|if matches):(.*)$/i;
const ankiSeparators: Readonly<Record<string, string>> = {
  tab: "\t",
  comma: ",",
  semicolon: ";",
  pipe: "|",
  colon: ":",
  space: " ",
};

/** Header lines of Anki's "Notes in plain text" (docs.ankiweb.net/importing/text-files.html). */
function anki(head: Uint8Array, start: Position, text: string): Preamble | null {
  let from = start;
  const said = new Map<string, string>();
  for (const line of text.split(/\r\n|\r|\n/)) {
    const found = ankiKey.exec(line);
    const next = found === null ? null : behindLine(head, from);
    if (found === null || next === null) break;
    said.set(found[1].toLowerCase(), found[2]);
    from = next;
  }
  if (said.size === 0) return null;
  const named = said.get("separator");
  const delimiter = named === undefined ? undefined : (ankiSeparators[named.trim().toLowerCase()] ?? named);
  const columns = said.get("columns");
  const special = ["guid", "notetype", "deck", "tags"].flatMap((role) => {
    const column = Number(said.get(`${role} column`));
    return Number.isInteger(column) && column > 0 ? [{ role, column }] : [];
  });
  return {
    from,
    ...(delimiter !== undefined && { delimiter }),
    names: (count) => {
      const names = columns?.split(delimiter ?? "\t").map((name) => name.trim()) ?? [];
      return Array.from(
        { length: count },
        (_, i) => names[i] || (special.find(({ column }) => column === i + 1)?.role ?? String(i + 1)),
      );
    },
    isHeaderless: true,
    conventions: ["header lines of Anki"],
    // Anki writes the tags of a note with spaces between them.
    delimiters: Object.fromEntries(
      special.flatMap(({ role, column }) => (role === "tags" ? [[column - 1, " "]] : [])),
    ),
  };
}

function behindLine(bytes: Uint8Array, { line, offset }: Position): Position | null {
  for (let at = offset; at < bytes.length; at++) {
    if (bytes[at] === 0x0a) return { line: line + 1, offset: at + 1 };
    if (bytes[at] === 0x0d) return { line: line + 1, offset: at + (bytes[at + 1] === 0x0a ? 2 : 1) };
  }
  return null;
}
