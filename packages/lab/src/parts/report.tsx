/** A report in the words of the command: the answer, numbers as large facts, sentences behind their labels, short tables. */
import { countText, percentText } from "@onset/core/base";
import {
  cellText,
  type Measure,
  namesText,
  type Report,
  type ReportColumn,
  type ReportEntry,
  type ReportSection,
  type ReportTable,
} from "@onset/core/report";
import type { JSX } from "preact";
import type { Table } from "../views/view.js";
import { type Fact, Facts } from "./facts.js";

/** The numbers behind labels with all their digits, for tests and for people who read the page with programs. */
export type ExactNumbers = Readonly<
  Record<string, { readonly name: string; readonly exact: number | null } | undefined>
>;

export function Verdict({ report: { verdict } }: { readonly report: Report }): JSX.Element {
  return (
    <div class="verdict">
      {verdict.map((text) => (
        <p key={text}>{text}</p>
      ))}
    </div>
  );
}

type SectionProps = { readonly section: ReportSection; readonly exact: ExactNumbers };

export function SectionView({ section: { title, entries }, exact }: SectionProps): JSX.Element {
  const measures = entries.filter((entry) => entry.kind === "measure");
  const said = entries.filter((entry) => entry.kind !== "measure" && entry.kind !== "table");
  return (
    <section class="report" aria-label={title}>
      <h2>{title}</h2>
      {measures.length > 0 && <Facts facts={measures.map((measure) => factOf(measure, exact))} />}
      {said.length > 0 && (
        <dl>
          {said.map((entry, i) => (
            <Said key={i} entry={entry} exact={exact} />
          ))}
        </dl>
      )}
      {entries.map(
        (entry) => entry.kind === "table" && entry.isShort && <ShortTable key={entry.name} table={entry} />,
      )}
    </section>
  );
}

function factOf({ label, text, share }: Measure, exact: ExactNumbers): Fact {
  return { label, value: percentText(share), note: text, ...exact[label] };
}

function Said({
  entry,
  exact,
}: {
  readonly entry: ReportEntry;
  readonly exact: ExactNumbers;
}): JSX.Element | null {
  const found = exact[entry.label];
  const data = found && { "data-fact": found.name, "data-exact": found.exact ?? undefined };
  switch (entry.kind) {
    case "statement":
      return (
        <Row label={entry.label} isDoubt={entry.isDoubt === true}>
          <dd {...data}>
            {entry.text}
            {entry.names !== undefined && <small>{namesText(entry.names)}</small>}
          </dd>
        </Row>
      );
    case "series":
      return (
        <Row label={entry.label}>
          <dd {...data}>{entry.text}</dd>
        </Row>
      );
    case "points":
      return (
        <Row label={entry.label}>
          <dd>
            {entry.texts.map((text) => (
              <p key={text}>{text}</p>
            ))}
          </dd>
        </Row>
      );
    case "known":
      return (
        <Row label={entry.label}>
          <dd>
            {entry.text}
            <small>
              {entry.rows.map(({ known, skills }) => `${countText(known)}: ${countText(skills)}`).join(", ")}
            </small>
          </dd>
        </Row>
      );
    default:
      return null;
  }
}

type RowProps = {
  readonly label: string;
  readonly isDoubt?: boolean;
  readonly children: preact.ComponentChildren;
};

function Row({ label, isDoubt = false, children }: RowProps): JSX.Element {
  return (
    <div class={isDoubt ? "doubt" : ""}>
      <dt>{label}</dt>
      {children}
    </div>
  );
}

function ShortTable({ table: { title, columns, rows } }: { readonly table: ReportTable }): JSX.Element {
  return (
    <>
      <p class="hint">{title}.</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by keys */}
      <section class="scroll" tabIndex={0} aria-label={title}>
        <table>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column.name} scope="col" class={numberClass(column)}>
                  {column.header}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, i) => (
              <tr key={i}>
                {row.map((cell, column) => (
                  <td key={columns[column].name} class={numberClass(columns[column])}>
                    {cellText(cell, columns[column])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

function numberClass({ format }: ReportColumn): string {
  return format === null ? "" : "number";
}

const formats = { count: countText, percent: percentText } as const;

/** The tables of a report; those that the report shows itself are for export alone. */
export function tablesOfReport({ sections }: Report): Table[] {
  return sections
    .flatMap(({ entries }) => entries)
    .filter((entry) => entry.kind === "table")
    .map(({ name, title, columns, rows, isShort }) => ({
      name,
      title,
      ...(isShort && { quiet: true as const }),
      columns: columns.map(({ name, header, format }) => ({
        name,
        label: header,
        ...(format !== null && { format: formats[format] }),
      })),
      rows,
    }));
}
