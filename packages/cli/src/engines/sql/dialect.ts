/**
 * What differs between engines that speak SQL; all else is written once. A further engine (ClickHouse, Trino) is one more
 * record of this kind and one more `SqlEngine`: docs/reference/scale.md says what each entry must give.
 */
export type Dialect = {
  /** A string, and a name of a column, as SQL writes them. */
  readonly text: (value: string) => string;
  readonly identifier: (name: string) => string;
  /** The lines of files of text: columns arg, file, block, position, line; lines of white space left out. */
  readonly lines: (path: string, argument: number) => string;
  /** Rows of Parquet files: columns arg, file, block, position, and those asked for. */
  readonly table: (path: string, argument: number, columns: readonly string[]) => string;
  /** Files of a path: columns file, bytes, changed (milliseconds). */
  readonly files: (path: string) => string;
  /** The first rows of Parquet files as lines of JSON, in a column `line`. */
  readonly sample: (path: string, format: "jsonl" | "parquet", limit: number) => string;
  /** Adds columns f0, f1, ... with values of JSON as text (null where there are none) and bad to rows with a line. */
  readonly parsed: (rows: string, paths: readonly (readonly string[])[]) => string;
  /** The items of a JSON list as texts. */
  readonly itemsOf: (list: string) => string;
  /** A list of values as a list of texts. */
  readonly texts: (list: string) => string;
  readonly split: (text: string, delimiter: string) => string;
  /** Without these characters at both ends. */
  readonly trimmed: (text: string, characters: string) => string;
  /** How many bytes of UTF-8 a text has. */
  readonly bytesOf: (text: string) => string;
  readonly list: (items: string) => string;
  readonly empty: (type: "text" | "int") => string;
  readonly mapped: (list: string, item: (item: string) => string) => string;
  readonly kept: (list: string, test: (item: string) => string) => string;
  readonly isEach: (list: string, test: (item: string) => string) => string;
  readonly distinct: (list: string) => string;
  readonly joined: (a: string, b: string) => string;
  readonly size: (list: string) => string;
  /** The largest item; null of none. */
  readonly largest: (list: string) => string;
  /** The items, the largest first, and one of them by its place from 0; null beyond the end. */
  readonly descending: (list: string) => string;
  readonly itemAt: (list: string, at: string) => string;
  /** What is made of a value that is computed once, however often it is used. */
  readonly bound: (value: string, use: (value: string) => string) => string;
  /** A row for each item of a list. */
  readonly unfolded: (list: string) => string;
  /** A record of named values, and one of its values. */
  readonly record: (values: Readonly<Record<string, string>>) => string;
  /** The items for which a test holds, of all rows of a group, ascending. */
  readonly gathered: (item: string, test: string) => string;
  /** What sorts as the strings of JavaScript do: by UTF-16 code units, the one order of names. */
  readonly orderKey: (name: string) => string;
  /** The number of a row within its part of an ordered query; the number of the part stands above bit 33. */
  readonly position: string;
  readonly integer: (value: string) => string;
  readonly long: (value: string) => string;
  /** Bit `at` of 64-bit words that are shared (the lowest first), and integer `at` of a list that is shared. */
  readonly bit: (words: string, at: string) => string;
  readonly at: (list: string, at: string) => string;
  /** Division of integers, rounded down. */
  readonly divided: (a: string, b: number | string) => string;
};
