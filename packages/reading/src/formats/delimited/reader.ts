/** CSV and TSV as rows. */
import type { Doubt } from "../../doubts/doubt.js";
import { dataError } from "../../errors.js";
import type { Slot } from "../../layout/slot.js";
import { withoutFirst } from "../../source/chunks.js";
import type { TextBytes } from "../../source/unpack.js";
import { isUtf8 } from "../../source/utf8.js";
import type { RowReader, RowSink } from "../rows.js";
import { type DelimitedLayout, recogniseLayout } from "./layout.js";
import type { DelimitedOptions } from "./options.js";
import { RowScanner, type ScannedRow } from "./scanner.js";

/**
 * Opens delimited text. An empty line is no row, whatever the number of columns: a row whose only cell is empty is
 * written `""`. A row must have as many cells as the header; an empty cell is no value.
 *
 * @throws ReadingError when there is no row, or its header cannot be read
 */
export async function openDelimited(
  text: TextBytes,
  format: "csv" | "tsv",
  options: DelimitedOptions = {},
): Promise<RowReader> {
  const layout = await recogniseLayout(text, format, options);
  const joins = new JoinedRows(layout);
  return {
    survey: {
      format,
      unit: "line",
      columns: layout.names,
      sample: layout.sample
        .filter(({ problem, cellCount }) => problem === null && cellCount === layout.names.length)
        .map(({ cells }) => cells.map((cell) => (cell === "" ? null : cell))),
      conventions: layout.conventions,
      delimiters: layout.delimiters,
    },
    read: (slots, sink) => readRows(text, layout, slots, sink, joins),
    doubts: () => [...letterQuotes(layout), ...joins.doubts()],
  };
}

async function readRows(
  text: TextBytes,
  layout: DelimitedLayout,
  slots: readonly Slot[],
  sink: RowSink,
  joins: JoinedRows,
): Promise<void> {
  const columns = layout.names.length;
  const wanted = wantedColumns(layout.names, slots);
  const problemOfEncoding = `is not valid ${text.encoding.name.toUpperCase()}`;
  const problemOf = ({ problem, cellCount, bytes, start, end }: ScannedRow): string | null => {
    if (problem !== null) return problem;
    if (cellCount !== columns) return `has too ${cellCount > columns ? "many" : "few"} columns`;
    return isUtf8(bytes, start, end) ? null : problemOfEncoding;
  };
  const take = (row: ScannedRow): void | Promise<void> => {
    const { bytes, starts, ends, doubled } = row;
    sink.begin(row.line, row.offset);
    const problem = problemOf(row);
    if (problem !== null) {
      return sink.refuse(problem);
    }
    if (row.innerLines > 0) joins.look(row);
    for (const { column, slot } of wanted) {
      if (ends[column] === starts[column]) continue;
      if (doubled[column] === 0) sink.value(slot, bytes, starts[column], ends[column]);
      else {
        const cell = row.cell(column);
        sink.value(slot, cell, 0, cell.length);
      }
    }
    return sink.end(row.nextOffset);
  };
  const scanner = new RowScanner(layout.dialect, take, layout.from);
  const finish = async (begun: Promise<void> | undefined): Promise<void> => {
    for (let busy = begun; busy !== undefined; busy = scanner.resume()) await busy;
  };
  for await (const chunk of withoutFirst(text.stream(), layout.from.offset)) {
    await finish(scanner.push(chunk));
  }
  await finish(scanner.end());
}

/** Which columns are wanted for what; a name that stands twice means both columns. */
function wantedColumns(
  names: readonly string[],
  slots: readonly Slot[],
): { readonly column: number; readonly slot: number }[] {
  const columnsOfName = new Map<string, number[]>();
  for (const [column, name] of names.entries()) {
    const columns = columnsOfName.get(name);
    if (columns === undefined) columnsOfName.set(name, [column]);
    else columns.push(column);
  }
  return slots.flatMap(({ column: name, position }, slot) => {
    const columns = position === undefined ? (columnsOfName.get(name) ?? []) : [position];
    if (columns.length === 0) throw dataError(`it has no column ${JSON.stringify(name)}`);
    return columns.map((column) => ({ column, slot }));
  });
}

/** CSV whose rows are whole only when quotes are letters: there it may be one quote that never ends. */
function letterQuotes({ letterQuote }: DelimitedLayout): readonly Doubt[] {
  if (letterQuote === null) return [];
  return [
    {
      code: "letter-quotes",
      matter: `quotes are read as letters, first on line ${letterQuote}, since they do not enclose whole cells`,
      advice: "if they enclose cells, mend the line whose quote does not end, or say --quoting quoted",
    },
  ];
}

/** Rows over several lines each of which could be a row of its own: quotes that are none join them. */
class JoinedRows {
  readonly #layout: DelimitedLayout;
  #count: number = 0;
  #first: number = 0;

  constructor(layout: DelimitedLayout) {
    this.#layout = layout;
  }

  look({ bytes, start, end, line }: ScannedRow): void {
    const columns = this.#layout.names.length;
    if (columns === 1) return;
    let isJoined = true;
    const alone = new RowScanner({ delimiter: this.#layout.dialect.delimiter, quoted: false }, (row) => {
      isJoined &&= row.cellCount === columns;
    });
    alone.push(bytes.subarray(start, end));
    alone.end();
    if (isJoined && this.#count++ === 0) this.#first = line;
  }

  doubts(): readonly Doubt[] {
    if (this.#count === 0) return [];
    const rows = this.#count === 1 ? "1 row goes" : `${this.#count} rows go`;
    return [
      {
        code: "joined-lines",
        matter: `${rows} over several lines, each of which could be a row of its own, first on line ${this.#first}`,
        advice: "if a quote there is a letter like others, say --quoting none",
      },
    ];
  }
}
