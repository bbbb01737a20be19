import type { Doubt } from "../doubts/doubt.js";
import type { Slot } from "../layout/slot.js";

/** How the bytes of a corpus are laid out. */
export const formats = ["jsonl", "json", "csv", "tsv", "parquet", "text"] as const;

export type Format = (typeof formats)[number];

/** What a place in a file counts. */
export type PlaceUnit = "line" | "record" | "row";

/**
 * Takes rows from a reader, as ranges of bytes: no string is made on the way. Bytes are valid UTF-8 and are only good
 * during the call. Each row is `begin`, then values and items in any order, then either `end` or `refuse`. A row
 * that cannot even begin is `begin` and `refuse` at once: so every row of the file is counted once.
 */
export interface RowSink {
  /**
   * @param place - where the row stands, from 1, in the unit of the reader
   * @param offset - byte of the unpacked file at which it begins; -1 where rows have none (Parquet)
   */
  begin(place: number, offset: number): void;
  /** A cell or string: it is split by the rule of its slot, or is the id or text itself. */
  value(slot: number, bytes: Uint8Array, start: number, end: number): void;
  /** One item of a list: a skill as it stands, trimmed. */
  item(slot: number, bytes: Uint8Array, start: number, end: number): void;
  /**
   * Several items of one buffer, as `item` takes them one after the other: most sinks need no faster way.
   *
   * @param bounds - where each starts and ends, in pairs
   * @param count - how many, at most {@link maxItems}
   */
  items?(slot: number, bytes: Uint8Array, bounds: Uint32Array, count: number): void;
  /**
   * The numbers of items, for readers that meet the same ones again and again; -1 for white space. They may be asked for
   * between rows, and whatever has a number is given to one row at least.
   */
  numbersOf?(bytes: Uint8Array, bounds: Uint32Array, count: number, numbers: Int32Array, to: number): void;
  /** Items of a list by their numbers; those below 0 are none. */
  numbered?(slot: number, numbers: Int32Array, start: number, end: number): void;
  /** Forgets what the slot was given in this row: its key stands again, and the last one counts. */
  again(slot: number): void;
  /**
   * The row is whole.
   *
   * @param offset - byte behind the row, the end of its line included; -1 where rows have none
   * @returns a promise when the row was long work: the reader waits for it before it goes on
   */
  end(offset: number): void | Promise<void>;
  /** The row cannot be read: it is malformed, for a reason such as `is not valid JSON`. */
  refuse(problem: string): void;
}

/** How many items a sink takes at once. */
export const maxItems = 64;

/** What the beginning of a file says about all of it. */
export type Survey = {
  readonly format: Format;
  readonly unit: PlaceUnit;
  /** Names of the columns, as often as they stand there, in the order of the file. */
  readonly columns: readonly string[];
  /**
   * Up to 1,000 rows: by column index what stands there. Cells are strings; JSON gives what it holds (numbers as the
   * text they are written in), Parquet lists and strings.
   */
  readonly sample: readonly (readonly unknown[])[];
  /** Conventions that were recognised, for the report: "tab between columns", "no quoting", "title line skipped". */
  readonly conventions: readonly string[];
  /** What the file itself says to stand between the skills of a cell, by column index. */
  readonly delimiters?: Readonly<Record<number, string>>;
};

/** How far a reader has come; it is called once a piece of the source. */
export type Tick = (bytesOfSource: number) => void;

/** A file that is open for reading as rows. */
export type RowReader = {
  readonly survey: Survey;
  /**
   * Pushes every row into the sink.
   *
   * @param slots - what is wanted of a row; by the position of a slot the sink is told what was found
   */
  read(slots: readonly Slot[], sink: RowSink): Promise<void>;
  /** What the rows made doubtful, once they are read. */
  doubts?(): readonly Doubt[];
};
