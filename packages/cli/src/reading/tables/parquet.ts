import { nothingLeftOut } from "../left-out.js";
import { identifier, pathLiteral, type Session } from "../session.js";
import type { Source } from "../source.js";
import { columnReaders } from "./columns.js";
import type { Table } from "./table.js";

/** Columns with types. */
export async function parquetTable(session: Session, source: Source): Promise<Table> {
  // Some programs write strings as bytes that nothing says are text.
  const relation = `read_parquet(${pathLiteral(source.path)}, hive_partitioning = false, binary_as_string = true)`;
  const rows = await session.rows(`select column_name, column_type from (describe from ${relation})`);
  const types = new Map(rows.map(([name, type]) => [String(name), String(type)]));
  return {
    relation,
    fields: [...types.keys()],
    noRecord: async () => "has no column",
    value: identifier,
    ...columnReaders((field) => types.get(field)!),
    cases: async (first) => first.map(({ record, problem }) => ({ where: `row ${record + 1}`, problem })),
    refused: async () => nothingLeftOut,
    places: async () => null,
  };
}
