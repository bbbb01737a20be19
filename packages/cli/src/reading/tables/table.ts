import type { Case, LeftOut, Leftovers } from "../left-out.js";
import type { Places } from "../places.js";

/** The longest record; DuckDB keeps two of them for each thread. */
export const longestRecord: number = 16 * 1024 * 1024;

/** How many records are looked at to learn what fields there are and what stands between skills. */
export const sampleRows = 1000;

/**
 * A corpus as a table of the database: how to get at its fields in SQL, and where its records stand. In SQL a value
 * goes by the `name` it was selected under and by the `field` it comes from.
 */
export type Table = {
  /** What to select from. */
  readonly relation: string;
  /** Names of the fields that were found; empty when there is no record to tell. */
  readonly fields: readonly string[];
  /** Says that there is no record, and what was looked for. */
  noRecord(): Promise<string>;
  /** SQL for the problem with a record as a whole. */
  readonly problem: string;
  /** SQL for the value of a field. */
  value(field: string): string;
  text(name: string, field: string): string;
  skills(name: string, field: string, delimiter: string): string;
  problemOfText(name: string, field: string): string;
  problemOfSkills(name: string, field: string): string;
  /** Says of records, known by their position in the relation, where they stand. */
  cases(first: Leftovers["first"]): Promise<readonly Case[]>;
  /** What the database did not take for records. */
  refused(): Promise<LeftOut>;
  /** Where the bytes of the records are, by their position in the relation; null where records are not lines. */
  places(): Promise<Places | null>;
};
