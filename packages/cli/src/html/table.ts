import { html, type Markup } from "./markup.js";

/** A column of a table in a page. */
export type Column = {
  readonly header: string;
  readonly cells: readonly string[];
  readonly number?: boolean;
};

/** A table; with `summary` it is folded away under that line until it is asked for. */
export function table(columns: readonly Column[], summary?: string): Markup {
  const head = columns.map(({ header, number }) =>
    number ? html`<th class="number" scope="col">${header}</th>` : html`<th scope="col">${header}</th>`,
  );
  const rows = (columns[0]?.cells ?? []).map(
    (_, row) =>
      html`<tr>${columns.map(({ cells, number }) =>
        number ? html`<td class="number">${cells[row]}</td>` : html`<td>${cells[row]}</td>`,
      )}</tr>\n`,
  );
  const whole = html`<div class="wide"><table><thead><tr>${head}</tr></thead><tbody>\n${rows}</tbody></table></div>`;
  if (summary === undefined) return whole;
  return html`<details><summary>${summary}</summary>${whole}</details>`;
}
