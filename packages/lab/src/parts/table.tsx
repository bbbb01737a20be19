/** A table that scrolls in its own box and is sorted by its headings. */
import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import type { Cell, Column, Table } from "../views/view.js";
import { digits } from "./format.js";
import { matching } from "./search.js";

// A page of a table; more only slows sliders down.
const maxRows = 100;

/** Tables up to this length are searched by looking. */
const searchable = 12;
/** Characters of a cell that are shown at once. */
const longest = 60;

type Order = { readonly column: number; readonly descending: boolean };

export function DataTable({ table }: { readonly table: Table }): JSX.Element {
  const [order, setOrder] = useState<Order | null>(null);
  const [wanted, setWanted] = useState("");
  const found = useMemo(() => matching(table, wanted), [table, wanted]);
  const rows = useMemo(() => sorted(found, order), [found, order]);
  const shown = rows.slice(0, maxRows);
  const example = table.columns.find(
    (_, i) => isNumeric(table, i) && table.rows.some((row) => row[i] !== null),
  );
  const numeric = useMemo(() => table.columns.map((_, i) => isNumeric(table, i)), [table]);
  return (
    <section class="numbers" data-table={table.name}>
      <h2>
        {table.title}{" "}
        <small>
          {table.rows.length === 1 ? "1 row" : `${table.rows.length.toLocaleString("en-US")} rows`}
        </small>
      </h2>
      {table.rows.length > searchable && (
        <label class="search">
          <span class="visually-hidden">Search in {table.title}</span>
          <input
            type="text"
            placeholder={example === undefined ? "Search" : `Search, or ${example.label} > 3`}
            maxLength={100}
            spellcheck={false}
            autocomplete="off"
            value={wanted}
            onInput={(event) => setWanted(event.currentTarget.value)}
          />
          <span role="status">{wanted === "" ? "" : `${rows.length.toLocaleString("en-US")} found`}</span>
        </label>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by keys */}
      <section class="scroll" tabIndex={0} aria-label={table.title}>
        <table>
          <thead>
            <tr>
              {table.columns.map((column, index) => (
                <Heading
                  key={column.name}
                  {...{ column, index, order, setOrder }}
                  isNumeric={numeric[index]}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row, index) => (
              <tr key={index}>
                {row.map((cell, column) => (
                  <td key={table.columns[column].name} class={numeric[column] ? "number" : ""}>
                    <CellText text={cellText(cell, table.columns[column])} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {rows.length > maxRows && <p class="hint">The first {maxRows} are shown; the export has all.</p>}
    </section>
  );
}

/** Longer names are cut; a press shows them whole. */
function CellText({ text }: { readonly text: string }): JSX.Element {
  const [whole, setWhole] = useState(false);
  if (text.length <= longest) return <>{text}</>;
  return (
    <button
      type="button"
      class={whole ? "name whole" : "name"}
      aria-expanded={whole}
      title={text}
      onClick={() => setWhole(!whole)}
    >
      {whole ? text : `${text.slice(0, longest - 1)}…`}
    </button>
  );
}

type HeadingProps = {
  readonly column: Column;
  readonly index: number;
  readonly order: Order | null;
  readonly setOrder: (order: Order) => void;
  readonly isNumeric: boolean;
};

function Heading({ column, index, order, setOrder, isNumeric }: HeadingProps): JSX.Element {
  const mine = order?.column === index ? order : null;
  const sort = mine === null ? "none" : mine.descending ? "descending" : "ascending";
  return (
    <th scope="col" aria-sort={sort} class={isNumeric ? "number" : ""}>
      <button
        type="button"
        onClick={() => setOrder({ column: index, descending: mine?.descending === false })}
      >
        {column.label}
        <span aria-hidden="true">{mine === null ? "" : mine.descending ? " ▾" : " ▴"}</span>
      </button>
    </th>
  );
}

/** Numbers stand to the right with their heading, words to the left; a column without anything is as good as numbers. */
function isNumeric({ rows }: Table, column: number): boolean {
  const filled = rows.find((row) => row[column] !== null);
  return filled === undefined || typeof filled[column] === "number";
}

function cellText(cell: Cell, { format }: Column): string {
  if (cell === null) return "–";
  if (typeof cell === "number") return (format ?? digits)(cell);
  return typeof cell === "boolean" ? (cell ? "yes" : "no") : cell;
}

function sorted(rows: Table["rows"], order: Order | null): Table["rows"] {
  if (order === null) return rows;
  const { column, descending } = order;
  const sign = descending ? -1 : 1;
  return [...rows].sort((a, b) => sign * compare(a[column], b[column]));
}

/** Empty cells come last when ascending. */
function compare(a: Cell, b: Cell): number {
  if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0);
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a).localeCompare(String(b), "en");
}
