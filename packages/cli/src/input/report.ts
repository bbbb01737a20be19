import type { SkillTextGraph } from "@onset/core/graph";
import type { ColumnRead, Doubt, FileRead, Split } from "@onset/reading";
import { sentence } from "../insight/lines.js";
import { printable } from "../terminal/characters.js";
import pc from "../terminal/colors.js";
import { count, plural } from "../terminal/format.js";
import type { Reading } from "./read.js";

/** What every JSON says of how a corpus was read. */
export type ReadingReport = {
  /** Rows of the files = texts (or rows of texts) + rows without skills + malformed rows. */
  readonly rows: number;
  readonly files: readonly Omit<FileRead, "firstText">[];
  readonly columns: readonly Pick<ColumnRead, "column" | "role" | "split" | "cells">[];
  /** The column of the names of texts; null where they are the numbers of their rows. */
  readonly names: string | null;
  readonly doubts: readonly Doubt[];
};

/** How a corpus was read, for other programs. */
export function readingReport({ read, doubts }: Reading): ReadingReport {
  return {
    rows: read.rows,
    files: read.files.map(({ firstText: _, ...file }) => file),
    columns: read.columns.map(({ column, role, split, cells }) => ({ column, role, split, cells })),
    names: read.names.column,
    doubts,
  };
}

/** How a corpus was read, and what is doubtful about it, for people. */
export function readLines(reading: Reading, room: number): string[] {
  return [
    ...sentence("read", printable(readText(reading)), room),
    ...reading.doubts.flatMap(({ matter, advice }) =>
      sentence(pc.yellow("doubt"), `${printable(matter)}: ${printable(advice)}`, room),
    ),
  ];
}

/** How a corpus was read, in a sentence. */
export function readText({ read, unlabelled, malformed }: Reading): string {
  const left = [
    unlabelled.count > 0 && `${count(unlabelled.count)} without skills`,
    malformed.count > 0 && `${count(malformed.count)} malformed`,
  ].filter((part) => part !== false);
  const rows = `${plural(read.rows, "row")}${left.length === 0 ? "" : ` (${left.join(", ")})`}`;
  const files = read.files.length === 1 ? "" : ` of ${plural(read.files.length, "file")}`;
  return [
    `${rows}${files} of ${formatsText(read.files)}`,
    ...columnTexts(read.columns),
    namesText(read.names.column),
    ...new Set(read.files.flatMap(({ conventions }) => conventions)),
  ].join("; ");
}

const formatNames: Readonly<Record<FileRead["format"], string>> = {
  jsonl: "JSON Lines",
  json: "JSON",
  csv: "CSV",
  tsv: "TSV",
  parquet: "Parquet",
  text: "plain text",
};

function formatsText(files: readonly FileRead[]): string {
  return [...new Set(files.map(({ format }) => formatNames[format]))].join(" and ");
}

const columnsShown = 4;

function columnTexts(columns: readonly ColumnRead[]): string[] {
  const texts = columns.filter(({ role }) => role !== "id").map(columnText);
  const more = texts.length - columnsShown;
  return more > 0 ? [...texts.slice(0, columnsShown), `and ${plural(more, "column")} more`] : texts;
}

function columnText({ column, role, split, cells }: ColumnRead): string {
  const name = JSON.stringify(column);
  if (role === "text") return `words of ${name}`;
  if (split.kind === "flag") return `${name} a skill where its cell says so`;
  return `${role} from ${name}${cells === "lists" ? "" : splitText(split)}`;
}

function splitText(split: Split): string {
  switch (split.kind) {
    case "delimiter":
      return `, split at ${JSON.stringify(split.delimiter)}`;
    case "enclosed":
      return `, each between ${JSON.stringify(split.open)} and ${JSON.stringify(split.close)}`;
    default:
      return ", each cell one skill";
  }
}

function namesText(column: string | null): string {
  return column === null ? "named by row numbers" : `names from ${JSON.stringify(column)}`;
}

const textsShown = 3;
const skillsShown = 12;

/** The first texts with their skills, as `--verbose` shows them. */
export function firstTexts({ corpus }: Reading): string[] {
  const lines: string[] = [];
  const { directed, needs, textNames, skillNames } = corpus;
  const graphs: Record<string, SkillTextGraph> =
    directed === undefined ? { needs } : { requires: directed.requires, teaches: directed.teaches };
  for (let text = 0; text < Math.min(textsShown, needs.textCount); text++) {
    const lists = Object.entries(graphs).map(([role, graph]) => {
      const skills = graph.skillsOfText(text);
      const shown = [...skills.subarray(0, skillsShown)];
      const names = shown.map((skill) => JSON.stringify(skillNames.at(skill)));
      const more = skills.length > skillsShown ? ", …" : "";
      return `${role} ${names.length === 0 ? "nothing" : names.join(", ")}${more}`;
    });
    lines.push(printable(`text ${JSON.stringify(textNames.at(text))} ${lists.join("; ")}`));
  }
  return lines;
}
