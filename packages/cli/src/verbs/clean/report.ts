import type { Corpus, Renaming } from "@onset/core/corpus";
import { findTwins, learnTexts } from "@onset/core/learning";
import type { Reading } from "../../input/read.js";
import { type ReadingReport, readingReport, readLines } from "../../input/report.js";
import type { Origin, Provenance } from "../../provenance.js";
import { printable } from "../../terminal/characters.js";
import pc from "../../terminal/colors.js";
import { count, percent, plural } from "../../terminal/format.js";
import { line, reportText, roomIn, sentence, tableLines } from "../../terminal/layout.js";

/** A corpus before or after cleaning. */
type Side = {
  readonly skills: number;
  readonly edges: number;
  readonly learned: { readonly skills: number; readonly fraction: number };
  readonly twins: { readonly groups: number };
};

/** The result of `onset clean` for other programs. */
export type CleanReport = {
  readonly schema: "onset/clean@2";
  readonly reading: ReadingReport;
  /** Every skill that gets another name, or none (null). */
  readonly renamings: readonly Renaming[];
  /** How many skills each rule changed. */
  readonly rules: Readonly<Record<string, number>>;
  readonly dropped: number;
  /** Texts that have no skill left. */
  readonly emptied: number;
  readonly before: Side;
  readonly after: Side;
  /** What was written; empty in a dry run. */
  readonly files: readonly string[];
  readonly provenance: Provenance;
};

/** The result of `onset clean --undo` for other programs. */
export type UndoReport = {
  readonly schema: "onset/clean@2";
  /** The file with the lines as they were. */
  readonly restored: string;
  readonly lines: number;
  readonly provenance: Origin;
};

/** What cleaning changes, and what that does to learning. */
export function cleanReport(
  reading: Reading,
  cleaned: Corpus,
  renamings: readonly Renaming[],
  files: readonly string[],
  provenance: Provenance,
): CleanReport {
  const { corpus } = reading;
  const rules: Record<string, number> = {};
  for (const rule of renamings.flatMap((renaming) => renaming.rules)) rules[rule] = (rules[rule] ?? 0) + 1;
  const { textOffsets, textCount } = cleaned.needs;
  let emptied = 0;
  for (let text = 0; text < textCount; text++) if (textOffsets[text] === textOffsets[text + 1]) emptied++;
  return {
    schema: "onset/clean@2",
    reading: readingReport(reading),
    renamings,
    rules,
    dropped: renamings.filter(({ to }) => to === null).length,
    emptied,
    before: sideOf(corpus),
    after: sideOf(cleaned),
    files,
    provenance,
  };
}

function sideOf({ needs, directed }: Corpus): Side {
  const skills = learnTexts(directed ?? needs).learnedCount;
  return {
    skills: needs.skillCount,
    edges: needs.edgeCount,
    learned: { skills, fraction: needs.skillCount === 0 ? 1 : skills / needs.skillCount },
    twins: { groups: findTwins(directed ?? needs).groupCount },
  };
}

function learnedText({ learned }: Side): string {
  return `${count(learned.skills)} (${percent(learned.fraction)})`;
}

/** The report for a terminal: every change is listed. */
export function terminalReport(reading: Reading, report: CleanReport, width: number): string {
  const room = roomIn(width);
  const { renamings, rules, before, after, files } = report;
  const byRule = Object.entries(rules).map(([rule, changed]) => `${rule} ${count(changed)}`);
  const merged = renamings.length - report.dropped;
  const changes = [
    `${plural(merged, "skill")} renamed`,
    ...(report.dropped > 0 ? [`${count(report.dropped)} dropped`] : []),
    ...(report.emptied > 0 ? [`${plural(report.emptied, "text")} without a skill by that`] : []),
  ].join(", ");
  return reportText({ verb: "clean", label: reading.label, width }, report, [
    [
      ...readLines(reading, room),
      line("skills", `${count(before.skills)} before, ${count(after.skills)} after`),
      ...sentence("changes", renamings.length === 0 ? "none: every skill has one name" : changes, room),
      ...(byRule.length > 0 ? sentence("rules", byRule.join(", "), room) : []),
      ...sentence("learned", `${learnedText(before)} before, ${learnedText(after)} after`, room),
      line("written", files.length === 0 ? "nothing: this is what --out would do" : files.join(", ")),
    ],
    renamings.length === 0 ? [] : renamingLines(renamings, width),
  ]);
}

function renamingLines(renamings: readonly Renaming[], width: number): string[] {
  return tableLines(
    [
      { header: "skill", cells: renamings.map(({ from }) => printable(from)) },
      { header: "texts", cells: renamings.map(({ texts }) => count(texts)), right: true },
      {
        header: "becomes",
        cells: renamings.map(({ to }) => (to === null ? pc.red("dropped") : printable(to))),
      },
      { header: "by", cells: renamings.map(({ rules }) => rules.join(", ")) },
    ],
    width,
  );
}
