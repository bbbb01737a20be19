import type { Stage } from "@onset/core/analysis";
import type { ReadLearner } from "../../corpus/corpus-verb.js";
import { corpusLines } from "../../corpus/summary.js";
import { printable } from "../../terminal/characters.js";
import pc from "../../terminal/colors.js";
import { bar, count, fitting, plural } from "../../terminal/format.js";
import {
  cellsOf,
  cutRows,
  excerptColumn,
  line,
  reportText,
  roomIn,
  sentence,
  tableLines,
} from "../../terminal/layout.js";
import type { OrderReport } from "./json.js";

const barWidth = 20;
const stagesShown = 60;
const namesTried = 60;

/** The report of `onset order` for a terminal. */
export function terminalReport(learner: ReadLearner, report: OrderReport, width: number): string {
  const room = roomIn(width);
  const files = report.files.filter((name) => !name.startsWith("stage-"));
  const stageFiles = report.files.length - files.length;
  const written = [...files, ...(stageFiles > 0 ? [plural(stageFiles, "stage file")] : [])];
  const beginning = beginningLines(report, width);
  return reportText({ verb: "order", label: learner.reading.label, width }, report, [
    corpusLines(learner, room),
    [
      ...sentence(
        "order",
        `${plural(report.ordered, "text")} in ${plural(report.stages.length, "stage")}`,
        room,
      ),
      ...(report.ordered > 0 && beginning.length === 0
        ? [line("first", fitting(report.order.slice(0, namesTried).map(printable), room))]
        : []),
      ...(report.stuck.texts > 0
        ? sentence("stuck", `${plural(report.stuck.texts, "text")} that no order helps`, room)
        : []),
      ...(report.stuck.texts > 0
        ? [line("", fitting(report.left.slice(0, namesTried).map(printable), room))]
        : []),
      ...(written.length > 0 ? sentence("written", written.join(", "), room) : []),
    ],
    beginning,
    report.stages.length > 0 ? stageLines(report.stages, width) : [],
  ]);
}

/** The first texts in a table, where there is more to say of them than their names. */
function beginningLines({ order, excerpts }: OrderReport, width: number): string[] {
  const begins = excerptColumn(excerpts.map((excerpt) => ({ excerpt })));
  if (begins.length === 0) return [];
  const names = excerpts.map((_, i) => printable(order[i]));
  return tableLines([{ header: "first", cells: names }, ...begins], width);
}

function stageLines(stages: readonly Stage[], width: number): string[] {
  const shown = cutRows(stages, stagesShown / 2, stagesShown / 2);
  const most = Math.max(...stages.map(({ texts }) => texts));
  const rounds = ({ firstRound, lastRound }: Stage): string =>
    firstRound === lastRound ? count(firstRound) : `${count(firstRound)}–${count(lastRound)}`;
  return tableLines(
    [
      { header: "stage", cells: cellsOf(shown, ({ stage }) => count(stage)), right: true },
      { header: "rounds", cells: cellsOf(shown, rounds), right: true },
      { header: "new skills", cells: cellsOf(shown, ({ skills }) => count(skills)), right: true },
      { header: "texts", cells: cellsOf(shown, ({ texts }) => count(texts)), right: true },
      { header: "", cells: cellsOf(shown, ({ texts }) => pc.green(bar(texts / most, barWidth))) },
    ],
    width,
  );
}
