import type { Dialect } from "./dialect.js";

/** Some rows of a result, by column. */
export type Batch = {
  readonly count: number;
  /** Integers, exact up to 2^53; null counts as 0. */
  readonly numbers: (column: string) => Float64Array;
  readonly strings: (column: string) => (string | null)[];
  /** Lists of integers >= 0: those of row i stand from `offsets[i]` up to `offsets[i + 1]` of `values`. */
  readonly lists: (column: string) => { readonly offsets: ArrayLike<number>; readonly values: Uint32Array };
};

/** How far a query is, in tasks. */
export type Following = (done: number, of: number) => void;

/** Integers as they are sent: a list of a query has their width. */
export type SharedIntegers = BigInt64Array | Int32Array | Int8Array;

/** Whoever runs SQL where the texts are. */
export type SqlEngine = {
  /** For reports. */
  readonly name: string;
  readonly dialect: Dialect;
  /** The rows of a query, in its order. */
  readonly rows: (sql: string, follow?: Following) => AsyncIterable<Batch>;
  /** Writes the rows of a query as Parquet in a folder, in place of what is there. */
  readonly write: (folder: string, query: string, follow?: Following) => Promise<void>;
  /** What reads such a folder, as a table of a query. */
  readonly written: (folder: string) => string;
  /** Sends integers to all who work on a query; returns the expression that is them. */
  readonly share: (name: string, values: SharedIntegers) => Promise<string>;
  /** Sends names; returns the table of them: one column `name`. */
  readonly shareNames: (name: string, names: readonly string[]) => Promise<string>;
  /** Removes a folder with all that is in it. */
  readonly remove: (folder: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** The only row of a query. */
export async function onlyRow(engine: SqlEngine, sql: string, follow?: Following): Promise<Batch> {
  for await (const batch of engine.rows(sql, follow)) if (batch.count > 0) return batch;
  throw new Error(`${engine.name}: expected a row, got none`);
}

/** Numbers of the only row of a query, by column. */
export async function onlyNumbers<K extends string>(
  engine: SqlEngine,
  sql: string,
  columns: readonly K[],
  follow?: Following,
): Promise<Record<K, number>> {
  const row = await onlyRow(engine, sql, follow);
  return Object.fromEntries(columns.map((column) => [column, row.numbers(column)[0]])) as Record<K, number>;
}
