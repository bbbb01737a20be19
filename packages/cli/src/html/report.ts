/** A report as markup: the words of the terminal, with whole tables where a line of it shows a few names. */
import {
  cellText,
  columnHeaders,
  type Measure,
  namesText,
  type Report,
  type ReportEntry,
  type ReportTable,
} from "@onset/core/report";
import { count, percent } from "../terminal/format.js";
import { html, type Markup } from "./markup.js";
import { type Column, table } from "./table.js";

/** The answer, as the first lines of a page. */
export function verdictMarkup({ verdict }: Report): Markup {
  return html`<div class="verdict">${verdict.map((text) => html`<p>${text}</p>\n`)}</div>`;
}

/** The entries of a section: measures as cards, sentences behind their labels, then the tables. */
export function entriesMarkup(entries: readonly ReportEntry[]): Markup {
  const cards = entries.flatMap((entry) => (entry.kind === "measure" ? [card(entry)] : []));
  const rows = entries.flatMap((entry) => said(entry));
  const tables = entries.flatMap((entry) => (entry.kind === "table" ? [tableMarkup(entry)] : []));
  return html`${cards.length === 0 ? null : html`<ul class="facts">${cards}</ul>`}${
    rows.length === 0 ? null : html`<dl>${rows}</dl>`
  }${tables}`;
}

function card({ label, text, share, witness }: Measure): Markup {
  return html`<li><span>${label}</span><b>${percent(share)}</b><span>${text}</span><div class="meter"><i class="${witness}" style="width:${(100 * share).toFixed(1)}%"></i></div></li>\n`;
}

function said(entry: ReportEntry): Markup[] {
  switch (entry.kind) {
    case "statement": {
      const names =
        entry.names === undefined ? null : html`<div class="names">${namesText(entry.names)}</div>`;
      const kind = entry.isDoubt ? "doubt" : "";
      return [html`<dt class="${kind}">${entry.label}</dt><dd>${entry.text}${names}</dd>\n`];
    }
    case "series":
      return [html`<dt>${entry.label}</dt><dd>${entry.text}</dd>\n`];
    case "points": {
      const points = entry.texts.map((text) => html`<div>${text}</div>`);
      return [html`<dt>${entry.label}</dt><dd>${points}</dd>\n`];
    }
    case "known":
      return [html`<dt>${entry.label}</dt><dd>${entry.text}${known(entry.rows)}</dd>\n`];
    default:
      return [];
  }
}

function known(rows: Extract<ReportEntry, { readonly kind: "known" }>["rows"]): Markup {
  return table([
    { header: columnHeaders.known, cells: rows.map(({ known }) => count(known)), number: true },
    { header: columnHeaders.beyond, cells: rows.map(({ skills }) => count(skills)), number: true },
    { header: "of the others", cells: rows.map(({ share }) => percent(share)), number: true },
    { header: "", cells: rows.map(({ isHere }) => (isHere ? "here" : "")) },
  ]);
}

/** A table of a report; one that stands behind a sentence is folded away. */
export function tableMarkup({ title, columns, rows, isShort }: ReportTable): Markup {
  const shown = columns.map(
    (column, i): Column => ({
      header: column.header,
      cells: rows.map((row) => cellText(row[i], column)),
      number: column.format !== null,
    }),
  );
  return isShort ? html`<h3>${title}</h3>${table(shown)}` : table(shown, title);
}
