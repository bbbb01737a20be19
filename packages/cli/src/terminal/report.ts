/** A report as lines of a terminal. */
import type { Measure, Report, ReportCell, ReportEntry, ReportTable, Statement } from "@onset/core/report";
import { columnsOf, printable } from "./characters.js";
import pc from "./colors.js";
import { bar, count, fitting, percent, sparkline, wrapped } from "./format.js";
import { labelWidth, line, roomIn, sentence } from "./layout.js";

const widestBar = 24;

/** Columns of a share in per cent. */
const percentWidth = 7;

const bullet = "· ";
const hanging = " ".repeat(bullet.length);

/** The answer and the sections of a report as paragraphs, for a terminal of this width. */
export function reportParagraphs({ verdict, sections }: Report, width: number): string[][] {
  const room = roomIn(width);
  return [
    verdict.flatMap((text) => wrapped(printable(text), room + labelWidth)).map(answerLine),
    ...sections.map(({ entries }) => entryLines(entries, room)),
  ];
}

function answerLine(text: string): string {
  return `  ${pc.bold(text)}`;
}

/** Entries as lines beside their labels. */
export function entryLines(entries: readonly ReportEntry[], room: number): string[] {
  const measures = entries.filter((entry) => entry.kind === "measure");
  return entries.flatMap((entry) =>
    entry.kind === "measure" ? [measureLine(entry, measures, room)] : linesOf(entry, room),
  );
}

function linesOf(entry: Exclude<ReportEntry, Measure>, room: number): string[] {
  switch (entry.kind) {
    case "statement":
      return statementLines(entry, room);
    case "series":
      return seriesLines(entry.label, entry.text, entry.values, room);
    case "points":
      return entry.texts
        .flatMap((text) =>
          wrapped(printable(text), room - bullet.length).map(
            (line, i) => (i === 0 ? bullet : hanging) + line,
          ),
        )
        .map((text, i) => line(i === 0 ? entry.label : "", text));
    case "table":
      return entry.isShort ? tableLines(entry, room) : [];
    case "known":
      return [...sentence(entry.label, entry.text, room), ...knownLines(entry.rows, room)];
  }
}

function statementLines({ label, text, names = [], isDoubt }: Statement, room: number): string[] {
  const listed = names.length === 0 ? [] : [fitting(names.map(printable), room)];
  if (text === "") return listed.map((shown) => line(label, shown));
  const paint = isDoubt ? pc.yellow : pc.cyan;
  return [...sentence(label, printable(text), room, paint), ...listed.map((shown) => line("", shown))];
}

/** A number, its share of the whole, and the share as a bar; those of a section stand below each other. */
function measureLine(
  { label, text, share, witness }: Measure,
  all: readonly Measure[],
  room: number,
): string {
  const textWidth = Math.max(26, ...all.map((measure) => measure.text.length));
  const barWidth = Math.max(0, Math.min(widestBar, room - textWidth - percentWidth - 3));
  const color = witness === "theory" ? pc.yellow : pc.green;
  const picture = color(barWidth < 4 ? "" : bar(share, barWidth));
  return line(label, `${text.padEnd(textWidth)} ${percent(share).padStart(percentWidth)}  ${picture}`);
}

/** Counts as a picture before what is said of them, where there is room. */
function seriesLines(label: string, text: string, values: readonly number[], room: number): string[] {
  const width = room - text.length - 2;
  if (width < 4) return sentence(label, text, room);
  return [line(label, `${pc.green(sparkline(values, width))}  ${text}`)];
}

/** Rows behind a label: words, shares, and what the row means over as many lines as it needs. */
function tableLines({ label, columns, rows }: ReportTable, room: number): string[] {
  // What a row is called, its first number, and what it means: the other numbers are for those who have more room.
  const number = columns.findIndex(({ format }) => format !== null);
  const last = columns.length - 1;
  const nameWidth = Math.max(...rows.map((row) => columnsOf(String(row[0])))) + 2;
  const lines = rows.flatMap((row) => {
    const shown = percent(row[number] as number).padStart(percentWidth);
    const head = `${String(row[0]).padEnd(nameWidth)}${shown}  `;
    return wrapped(cellText(row[last]), room - head.length).map(
      (part, i) => (i === 0 ? head : " ".repeat(head.length)) + part,
    );
  });
  return lines.map((text, i) => line(i === 0 ? label : "", text));
}

function cellText(cell: ReportCell): string {
  return cell === null ? "" : printable(String(cell));
}

type KnownRow = Extract<ReportEntry, { readonly kind: "known" }>["rows"][number];

function knownLines(rows: readonly KnownRow[], room: number): string[] {
  const numberWidth = Math.max(
    7,
    ...rows.flatMap(({ known, skills }) => [count(known).length, count(skills).length]),
  );
  const barWidth = Math.max(0, Math.min(widestBar, room - 2 * numberWidth - 7));
  return rows.map(({ known, skills, share, isHere }) => {
    const here = isHere ? pc.bold("▸") : " ";
    const numbers = `${count(known).padStart(numberWidth)}  ${count(skills).padStart(numberWidth)}`;
    return line("", `${here} ${numbers}  ${pc.green(barWidth < 4 ? "" : bar(share, barWidth))}`);
  });
}
