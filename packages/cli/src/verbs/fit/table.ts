import { DataError } from "../../errors.js";

/** A table of texts: names of columns, and rows with the line on which each stands. */
export type Table = {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
};

const maxRows = 1_000_000;

/** Reads a table with a header: cells apart by commas, semicolons or tabs, whichever the header has most of. */
export function parseTable(text: string, name: string): Table {
  const lines = text.replace(/^\ufeff/, "").split(/\r\n|\n|\r/);
  const first = lines.findIndex((line) => line.trim() !== "");
  if (first < 0) throw new DataError(`${name} is empty: a header and rows were expected`);
  const header = lines[first];
  const separators = [",", ";", "\t"].sort((a, b) => header.split(b).length - header.split(a).length);
  const columns = cellsOf(header, separators[0]).map((cell) => cell.trim());
  const rows = [];
  for (let i = first + 1; i < lines.length; i++) {
    if (lines[i].trim() === "") continue;
    const cells = cellsOf(lines[i], separators[0]);
    if (cells.length !== columns.length) {
      throw new DataError(
        `${name} line ${i + 1}: expected ${columns.length} cells as in the header, got ${cells.length}`,
      );
    }
    if (rows.length === maxRows) throw new DataError(`${name} has more than ${maxRows} rows`);
    rows.push({ line: i + 1, cells });
  }
  return { columns, rows };
}

/** Cells of a line; in quotes a separator is text, and two quotes are one. */
function cellsOf(line: string, separator: string): string[] {
  const cells: string[] = [];
  let cell = "";
  let quoted = false;
  for (let i = 0; i < line.length; i++) {
    const character = line[i];
    if (quoted && character === '"' && line[i + 1] === '"') {
      cell += '"';
      i++;
    } else if (character === '"' && (quoted || cell === "")) quoted = !quoted;
    else if (character === separator && !quoted) {
      cells.push(cell);
      cell = "";
    } else cell += character;
  }
  return [...cells, cell];
}
