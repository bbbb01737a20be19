import type { SkillTextGraph } from "@onset/core/graph";
import type { ReadingFacts } from "@onset/core/report";
import { type ColumnRead, type Doubt, describeReading, type FileRead } from "@onset/reading";
import { printable } from "../terminal/characters.js";
import pc from "../terminal/colors.js";
import { sentence } from "../terminal/layout.js";
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
  /** How the texts were labelled, in a line; null where `onset label` has not made the file, or it was changed since. */
  readonly recipe: string | null;
};

/** How a corpus was read, for other programs. */
export function readingReport({
  read,
  doubts,
  recipe = null,
}: Pick<Reading, "read" | "doubts" | "recipe">): ReadingReport {
  return {
    rows: read.rows,
    files: read.files.map(({ firstText: _, ...file }) => file),
    columns: read.columns.map(({ column, role, split, cells }) => ({ column, role, split, cells })),
    names: read.names.column,
    doubts,
    recipe,
  };
}

/** How a corpus was read, for the report of what was learned from it. */
export function readingFacts(reading: Reading, beginnings?: ReadonlyMap<number, string>): ReadingFacts {
  const { recipe, doubts, unlabelled, malformed, duplicateEdges } = reading;
  const read = describeReading(reading);
  return { read, recipe, doubts, unlabelled, malformed, duplicateEdges, beginnings };
}

/** How a corpus was read, and what is doubtful about it, for people. */
export function readLines(reading: Reading, room: number): string[] {
  return [
    ...sentence("read", printable(describeReading(reading)), room),
    ...(reading.recipe == null ? [] : sentence("labelled", printable(reading.recipe), room)),
    ...reading.doubts.flatMap(({ matter, advice }) =>
      sentence("doubt", `${printable(matter)}: ${printable(advice)}`, room, pc.yellow),
    ),
  ];
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
