import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { DuckDBInstance } from "@duckdb/node-api";
import type { Batch, SqlEngine } from "../../src/engines/sql/engine.js";
import { standardIdentifier, standardText } from "../../src/engines/sql/quote.js";
import { duckdbDialect } from "./duckdb-dialect.js";

/** The embedded database as an engine: folders are those of this machine. The oracle of the tests of the one SQL. */
export async function duckdbEngine(temporary?: string): Promise<SqlEngine> {
  const duckdb = await import("@duckdb/node-api");
  const instance: DuckDBInstance = await duckdb.DuckDBInstance.create(":memory:", {
    ...(temporary !== undefined && { temp_directory: temporary }),
    autoinstall_known_extensions: "false",
  });
  const connection = await instance.connect();
  return {
    name: "duckdb",
    dialect: duckdbDialect,
    async *rows(sql) {
      const reader = await connection.runAndReadAll(sql);
      yield batchOf(reader.getColumnsObjectJS(), reader.currentRowCount);
    },
    async write(folder, query) {
      await rm(folder, { recursive: true, force: true });
      await mkdir(folder, { recursive: true });
      await connection.run(
        `copy (${query}) to ${standardText(join(folder, "part-0.parquet"))} (format parquet)`,
      );
    },
    written: (folder) => `read_parquet(${standardText(join(folder, "*.parquet"))})`,
    async share(name, values) {
      const type =
        values instanceof BigInt64Array
          ? duckdb.BIGINT
          : values instanceof Int32Array
            ? duckdb.INTEGER
            : duckdb.TINYINT;
      const list = duckdb.listValue(Array.from<bigint | number>(values));
      await connection.run(
        `set variable ${standardIdentifier(name)} = cast($1 as ${type}[])`,
        [list],
        [duckdb.LIST(type)],
      );
      return `getvariable(${standardText(name)})`;
    },
    async shareNames(name, names) {
      const table = standardIdentifier(name);
      await connection.run(
        `create or replace temp table ${table} as select unnest($1) as name`,
        [duckdb.listValue([...names])],
        [duckdb.LIST(duckdb.VARCHAR)],
      );
      return table;
    },
    remove: (folder) => rm(folder, { recursive: true, force: true }),
    async close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

function batchOf(columns: Record<string, readonly unknown[]>, count: number): Batch {
  const column = (name: string): readonly unknown[] => {
    const found = columns[name];
    if (found === undefined) throw new Error(`duckdb: expected a column ${name}`);
    return found;
  };
  return {
    count,
    numbers: (name) => Float64Array.from(column(name), (value) => Number(value ?? 0)),
    strings: (name) => column(name).map((value) => (value == null ? null : String(value))),
    lists: (name) => {
      const lists = column(name) as readonly (readonly number[])[];
      const offsets = new Float64Array(lists.length + 1);
      for (const [i, list] of lists.entries()) offsets[i + 1] = offsets[i] + list.length;
      return { offsets, values: Uint32Array.from(lists.flat(), Number) };
    },
  };
}
