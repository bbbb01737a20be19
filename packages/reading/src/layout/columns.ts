/** Columns as plans know them: by name, by number, or by a path into nested values. */
import { listNames } from "@onset/core/corpus";
import { usageError } from "../errors.js";
import type { Survey } from "../formats/rows.js";

/** A column, or a value inside one, with a sample of what stands there. */
export type Column = {
  /** As reports call it: `tags`, `meta.tags`, `labels[].name`. */
  readonly name: string;
  readonly path: readonly (string | null)[];
  readonly position?: number;
  readonly values: readonly unknown[];
};

/** All columns at the top, in the order of the files; a name that stands twice is one column. */
export function columnsOf(surveys: readonly Survey[]): Column[] {
  const values = new Map<string, unknown[]>();
  for (const { columns, sample } of surveys) {
    for (const name of columns) if (!values.has(name)) values.set(name, []);
    for (const [at, name] of columns.entries()) {
      const found = values.get(name)!;
      for (const row of sample) found.push(row[at] ?? null);
    }
  }
  return Array.from(values, ([name, found]) => ({ name, path: [name], values: found }));
}

/**
 * Finds the column that a user names: as it is called, by a path such as `meta.tags` or `labels[].name`, or by its
 * number from 1.
 *
 * @throws ReadingError when there is none
 */
export function namedColumn(asked: string, columns: readonly Column[], surveys: readonly Survey[]): Column {
  const exact = columns.find(({ name }) => name === asked);
  if (exact !== undefined) return insideLists(exact);
  const parts = asked.split(/\.|\[\]\.?/).filter((part) => part !== "");
  const root = columns.find(({ name }) => name === parts[0]);
  if (root !== undefined && parts.length > 1) {
    return insideLists(parts.slice(1).reduce((column, key) => member(insideLists(column, key), key), root));
  }
  const number = /^\d+$/.test(asked) ? Number(asked) : 0;
  const [first] = surveys;
  if (first !== undefined && number >= 1 && number <= first.columns.length && isTable(first)) {
    const values = first.sample.map((row) => row[number - 1] ?? null);
    const name = first.columns[number - 1];
    return { name, path: [name], position: number - 1, values };
  }
  throw usageError(
    `there is no field ${JSON.stringify(asked)}; found: ${listNames(columns.map(({ name }) => name))}`,
  );
}

function isTable({ format }: Survey): boolean {
  return format === "csv" || format === "tsv" || format === "parquet";
}

/** The value under a key of every value. */
export function member(column: Column, key: string): Column {
  return {
    name: `${column.name}.${key}`,
    path: [...column.path, key],
    values: column.values.map((value) => (isObject(value) && Object.hasOwn(value, key) ? value[key] : null)),
  };
}

const namesOfObjects = ["name", "label", "title", "tag", "skill", "value", "text", "slug", "id"];

/** Of lists of objects the names of the objects: `labels: [{ "name": "bug" }]`. */
export function insideLists(column: Column, key?: string): Column {
  const lists = column.values.filter((value): value is unknown[] => Array.isArray(value));
  const items = lists.flat();
  if (!items.some(isObject)) return column;
  const inside: Column = { name: `${column.name}[]`, path: [...column.path, null], values: items };
  if (key !== undefined) return inside;
  const found = namesOfObjects.find((name) =>
    items.some((item) => isObject(item) && Object.hasOwn(item, name)),
  );
  return found === undefined ? column : member(inside, found);
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether nothing stands in a cell. */
export function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || (typeof value === "string" && value.trim() === "");
}

const flag = /^\s*(?:[01](?:\.0*)?|true|false|yes|no|[yntfx-])\s*$/i;

/** Whether a column says of every text yes or no. */
export function isFlags({ values }: Column): boolean {
  const cells = values.filter((value) => !isEmpty(value));
  return (
    cells.length > 0 &&
    cells.every((cell) => !Array.isArray(cell) && !isObject(cell) && flag.test(String(cell)))
  );
}
