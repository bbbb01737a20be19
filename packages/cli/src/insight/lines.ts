import type { Provenance } from "../provenance.js";
import { columnsOf, printable, shortened } from "../terminal/characters.js";
import pc from "../terminal/colors.js";
import { wrapped } from "../terminal/format.js";
import { version } from "../version.js";

/** How the reports of the verbs about a corpus are laid out: a label, and what is said of it. */

const indent = "  ";
export const labelWidth = 12;

/** How many columns stand beside the labels on a terminal of this width. */
export function roomIn(width: number): number {
  return Math.max(40, Math.min(width, 100)) - indent.length - labelWidth;
}

/** How a label is coloured. */
type Paint = (text: string) => string;

/** A line with its label. */
export function line(label: string, text: string, paint: Paint = pc.cyan): string {
  return `${indent}${paint(label.padEnd(labelWidth))}${text}`.trimEnd();
}

/** A sentence with its label, over as many lines as it needs. */
export function sentence(label: string, text: string, room: number, paint: Paint = pc.cyan): string[] {
  return wrapped(text, room).map((part, i) => line(i === 0 ? label : "", part, paint));
}

/** A column of a table: its header, its cells, and whether they stand to the right. */
export type Column = { readonly header: string; readonly cells: readonly string[]; readonly right?: boolean };

const narrowest = 8;

/** A table no wider than `width`: columns are as wide as they need to be, and the widest ones give way. */
export function tableLines(columns: readonly Column[], width: number): string[] {
  const widths = columns.map(({ header, cells }) => Math.max(...[header, ...cells].map(columnsOf)));
  const room = Math.max(40, Math.min(width, 100)) - indent.length - 2 * (columns.length - 1);
  for (let over = sum(widths) - room; over > 0; over--) {
    const widest = widths.indexOf(Math.max(...widths));
    if (widths[widest] <= narrowest) break;
    widths[widest]--;
  }
  const row = (cells: readonly string[]): string => {
    const padded = cells.map((cell, i) => pad(cell, widths[i], columns[i].right === true));
    return `${indent}${padded.join("  ")}`.trimEnd();
  };
  const count = columns[0]?.cells.length ?? 0;
  return [
    pc.cyan(row(columns.map(({ header }) => header))),
    ...Array.from({ length: count }, (_, i) => row(columns.map(({ cells }) => cells[i]))),
  ];
}

const excerptWidth = 50;

/** A column of how texts begin; none where no text has a beginning to show, and nothing where a row is left out. */
export function excerptColumn(rows: readonly ({ readonly excerpt: string | null } | null)[]): Column[] {
  if (rows.every((row) => row === null || row.excerpt === null)) return [];
  const cells = rows.map((row) => shortened(printable(row?.excerpt ?? ""), excerptWidth));
  return [{ header: "it begins", cells }];
}

function pad(text: string, width: number, right: boolean): string {
  const cut = shortened(text, width);
  const space = " ".repeat(Math.max(0, width - columnsOf(cut)));
  return right ? space + cut : cut + space;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** The whole report: a title, paragraphs with an empty line between, and where it all comes from. */
export function reportText(
  verb: string,
  label: string,
  paragraphs: readonly (readonly string[])[],
  { seed, input }: Provenance,
  width: number,
): string {
  const title = `${pc.bold(`onset ${verb}`)} ${shortened(printable(label), roomIn(width))}`;
  const origin = `onset ${version} · seed ${seed} · sha256 ${input.sha256.slice(0, 12)}`;
  const body = paragraphs.filter((lines) => lines.length > 0).map((lines) => lines.join("\n"));
  return `${[title, ...body, pc.dim(indent + origin)].join("\n\n")}\n`;
}
