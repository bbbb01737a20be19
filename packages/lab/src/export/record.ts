/** The JSON export: data with the state that makes it, so that it can be opened again. */
import { encodeState, parseLink } from "../state/hash.js";
import type { AnyValues } from "../state/parameters.js";
import type { AnyView, Table } from "../views/view.js";

const schema = "onset/lab-export@1";

export type Export = {
  readonly schema: typeof schema;
  readonly view: string;
  /** The part of the address after #: opens the same state. */
  readonly state: string;
  readonly values: AnyValues;
  /** The command line that prints the same numbers. */
  readonly command: string;
  readonly tool: string;
  readonly tables: Readonly<
    Record<string, readonly Readonly<Record<string, Table["rows"][number][number]>>[]>
  >;
};

export function exportOf(
  view: AnyView,
  values: AnyValues,
  command: string,
  tables: readonly Table[],
): Export {
  return {
    schema,
    view: view.id,
    state: encodeState(view.id, view.parameters, values),
    values,
    command,
    tool: `onset ${__VERSION__}`,
    tables: Object.fromEntries(
      tables.map(({ name, columns, rows }) => [
        name,
        rows.map((row) => Object.fromEntries(columns.map((column, i) => [column.name, row[i]]))),
      ]),
    ),
  };
}

/** The state of an exported file, as a hash; or what is wrong with the file. */
export function stateOfExport(text: string): { readonly hash: string } | { readonly problem: string } {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return { problem: "This file is not JSON. The laboratory opens the JSON files that it exports." };
  }
  if (typeof data !== "object" || data === null || !("schema" in data) || !("state" in data)) {
    return { problem: "This file holds no state: it is not an export of the laboratory." };
  }
  if (data.schema !== schema)
    return { problem: `This file has the schema ${String(data.schema)}, expected ${schema}.` };
  const { link, problem } = parseLink(String(data.state));
  if (link === null) return { problem: problem ?? "The state in this file is empty." };
  return { hash: `#${String(data.state)}` };
}
