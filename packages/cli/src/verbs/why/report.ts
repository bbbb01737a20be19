import type { PathStep } from "@onset/core/analysis";
import { explanationEntries } from "@onset/core/report";
import type { ReadLearner } from "../../corpus/corpus-verb.js";
import { corpusLines } from "../../corpus/summary.js";
import { printable, shortened } from "../../terminal/characters.js";
import pc from "../../terminal/colors.js";
import { count, fitting } from "../../terminal/format.js";
import {
  cellsOf,
  cutRows,
  excerptColumn,
  line,
  reportText,
  roomIn,
  tableLines,
} from "../../terminal/layout.js";
import { entryLines } from "../../terminal/report.js";
import type { WhyReport } from "./json.js";

const stepsShown = 60;
const excerptWidth = 80;

/** The report of `onset why` for a terminal. */
export function terminalReport(learner: ReadLearner, report: WhyReport, width: number): string {
  return reportText({ verb: "why", label: learner.reading.label, width }, report, [
    corpusLines(learner, roomIn(width)),
    ...explanationLines(report, width),
  ]);
}

function explanationLines(report: WhyReport, width: number): string[][] {
  const begins = report.state === "stuck" ? (report.excerpts[0] ?? null) : null;
  const told = explanationEntries(report.skill, report, begins && shortened(printable(begins), excerptWidth));
  return [
    [line("skill", pc.bold(printable(report.skill))), ...entryLines(told, roomIn(width))],
    ...(report.state === "learned" ? [pathLines(report.path, report.excerpts, width)] : []),
  ];
}

function pathLines(
  path: readonly PathStep<string, string>[],
  excerpts: WhyReport["excerpts"],
  width: number,
): string[] {
  const rows = path.map((step, i) => ({ rank: count(i + 1), excerpt: excerpts[i], ...step }));
  const shown = cutRows(rows, stepsShown / 2, stepsShown / 2);
  return tableLines(
    [
      { header: "", cells: cellsOf(shown, ({ rank }) => rank), right: true },
      { header: "read", cells: cellsOf(shown, ({ text }) => printable(text)) },
      ...excerptColumn(shown),
      { header: "it teaches", cells: cellsOf(shown, ({ teaches }) => fitting(teaches.map(printable), 40)) },
      { header: "built on", cells: cellsOf(shown, ({ builtOn }) => fitting(builtOn.map(printable), 60)) },
    ],
    width,
  );
}
