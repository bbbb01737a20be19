/** How reports are laid out: labels and what is said behind them, tables, paragraphs. */
import { columnHeaders, type FactWords } from "@onset/core/report";
import type { Provenance } from "../provenance.js";
import { version } from "../version.js";
import { columnsOf, printable, shortened } from "./characters.js";
import pc from "./colors.js";
import { wrapped } from "./format.js";
import { terminalWidth } from "./output.js";

const indent = "  ";
export const labelWidth = 12;
const theoryLabelWidth = 16;

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

/** A line of a report of theory, whose labels are longer. */
export function theoryLine(label: string, text: string): string {
  return `${indent}${pc.cyan(label.padEnd(theoryLabelWidth))}${text}`;
}

/** A fact of a report of theory: its name, its number, and what is said beside it. */
export function factLine({ label, note, format }: FactWords, value: number): string {
  return theoryLine(label, `${format(value)} ${note}`.trimEnd());
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

/** Rows under a header, numbers to the right, columns as wide as they need to be. */
export function numberLines(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = header.map((name, i) => Math.max(name.length, ...rows.map((row) => row[i].length)));
  const format = (cells: readonly string[]): string =>
    `${indent}${cells.map((cell, i) => cell.padStart(widths[i])).join("   ")}`;
  return [pc.cyan(format(header)), ...rows.map(format)];
}

/** The first and the last rows of a long table, with null for those between. */
export function cutRows<R>(rows: readonly R[], first: number, last: number): readonly (R | null)[] {
  return rows.length <= first + last ? rows : [...rows.slice(0, first), null, ...rows.slice(-last)];
}

/** A cell of each row; an ellipsis stands for those left out. */
export function cellsOf<R>(rows: readonly (R | null)[], cell: (row: R) => string): string[] {
  return rows.map((row) => (row === null ? "…" : cell(row)));
}

const excerptWidth = 50;

/** A column of how texts begin; none where no text has a beginning to show, and nothing where a row is left out. */
export function excerptColumn(rows: readonly ({ readonly excerpt: string | null } | null)[]): Column[] {
  if (rows.every((row) => row === null || row.excerpt === null)) return [];
  const cells = rows.map((row) => shortened(printable(row?.excerpt ?? ""), excerptWidth));
  return [{ header: columnHeaders.begins, cells }];
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
  { verb, label, width }: { readonly verb: string; readonly label: string; readonly width: number },
  { provenance: { seed, input, project } }: { readonly provenance: Provenance },
  paragraphs: readonly (readonly string[])[],
): string {
  const title = `${pc.bold(`onset ${verb}`)} ${shortened(printable(label), roomIn(width))}`;
  const told = project === undefined ? "" : ` · options of ${printable(project.file)}`;
  const origin = `onset ${version} · seed ${seed} · sha256 ${input.sha256.slice(0, 12)}${told}`;
  return sections(title, ...paragraphs, [pc.dim(indent + origin)]);
}

/** A title and paragraphs of lines, with an empty line between; a paragraph without lines is left out. */
export function sections(title: string, ...parts: readonly (readonly string[])[]): string {
  return `${[title, ...parts.filter((part) => part.length > 0).map((part) => part.join("\n"))].join("\n\n")}\n`;
}

/** A title and lines with labels, wrapped to the width of the terminal. */
export function labelledLines(title: string, lines: readonly (readonly [string, string])[]): string {
  const room = roomIn(terminalWidth());
  return sections(
    pc.bold(title),
    lines.flatMap(([label, text]) => sentence(label, text, room)),
  );
}
