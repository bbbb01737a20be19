import { comprehensionOfGroups } from "@onset/core/analysis";
import { type FileComprehension, fileComprehension, unknownShares } from "../../corpus/comprehension.js";
import { UsageError } from "../../errors.js";
import { fileGroups } from "../../input/groups.js";
import type { Reading } from "../../input/read.js";
import { printable } from "../../terminal/characters.js";
import { count, percent } from "../../terminal/format.js";
import { tableLines } from "../../terminal/layout.js";

/** How much of each file is understood from the start, for other programs. */
export type FileReport = FileComprehension & { readonly file: string };

/** Counts what is known of each file before anything is learned. */
export function filesUnderstood(reading: Reading, known: Uint8Array): FileReport[] {
  if (reading.corpus.directed !== undefined) {
    throw new UsageError("--by-file: expected texts without direction, got texts that require and teach");
  }
  const { names, groupOfText } = fileGroups(reading);
  const counts = comprehensionOfGroups(reading.corpus.needs, groupOfText, names.length, known);
  return counts.map((one, group) => ({ file: names[group], ...fileComprehension(one) }));
}

const filesShown = 60;

/** The files as a table: which share of the texts has no unknown skill, one, and more. */
export function fileLines(files: readonly FileReport[], width: number): string[] {
  const shown = files.slice(0, filesShown);
  const shares = shown.map(unknownShares);
  const more =
    files.length > shown.length ? [`  … and ${count(files.length - shown.length)} more files`] : [];
  return [
    ...tableLines(
      [
        { header: "file", cells: shown.map(({ file }) => printable(file)) },
        { header: "texts", cells: shown.map(({ texts }) => count(texts)), right: true },
        { header: "known", cells: shown.map(({ known }) => percent(known)), right: true },
        { header: "0 unknown", cells: shares.map(([none]) => none), right: true },
        { header: "1 unknown", cells: shares.map(([, one]) => one), right: true },
        { header: "2+ unknown", cells: shares.map(([, , many]) => many), right: true },
        { header: "new skills", cells: shown.map(({ newSkills }) => count(newSkills)), right: true },
      ],
      width,
    ),
    ...more,
  ];
}
