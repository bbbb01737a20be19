import type { PathStep } from "@onset/core/analysis";
import type { ReadLearner } from "../../corpus/corpus-verb.js";
import { corpusLines } from "../../corpus/summary.js";
import { printable, shortened } from "../../terminal/characters.js";
import pc from "../../terminal/colors.js";
import { count, fitting, plural } from "../../terminal/format.js";
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
import type { WhyReport } from "./json.js";

const stepsShown = 60;
const namesShown = 12;

/** The report of `onset why` for a terminal. */
export function terminalReport(learner: ReadLearner, report: WhyReport, width: number): string {
  const room = roomIn(width);
  return reportText({ verb: "why", label: learner.reading.label, width }, report, [
    corpusLines(learner, room),
    ...explanationLines(report, width),
  ]);
}

function explanationLines(report: WhyReport, width: number): string[][] {
  const room = roomIn(width);
  const title = line("skill", pc.bold(printable(report.skill)));
  switch (report.state) {
    case "known":
      return [[title, line("state", "known from the start")]];
    case "learned":
      return [
        [
          title,
          ...sentence("state", `learned in round ${count(report.round)}`, room),
          ...sentence("path", pathText(report.path.length, report.lowerBound), room),
        ],
        pathLines(report.path, report.excerpts, width),
      ];
    case "stuck":
      return [[title, ...stuckLines(report, room)]];
  }
}

function pathText(length: number, lowerBound: number): string {
  const proof = length === lowerBound ? "no path is shorter" : `no path is shorter than ${count(lowerBound)}`;
  return `${plural(length, "text")}, none of which can be missed; ${proof}`;
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

function listed(names: readonly string[]): string {
  return `${names.slice(0, namesShown).map(printable).join(", ")}${names.length > namesShown ? ", …" : ""}`;
}

function stuckLines(report: Extract<WhyReport, { state: "stuck" }>, room: number): string[] {
  const { core, texts, nearest, twins, circle, untaught, excerpts } = report;
  const [excerpt = null] = excerpts;
  const lines = sentence("state", "stuck: these texts never teach it to this learner", room);
  if (nearest === null) lines.push(...sentence("texts", "no text teaches it", room));
  else {
    const others = nearest.unlearned.filter((name) => name !== report.skill);
    lines.push(
      ...sentence("texts", `${plural(texts, "text")} could teach it`, room),
      ...sentence(
        "nearest",
        `${printable(nearest.text)} would, after ${plural(nearest.lacking, "skill")} of: ${listed(others)}`,
        room,
      ),
      ...(excerpt === null ? [] : sentence("", `it begins: ${shortened(printable(excerpt), 80)}`, room)),
    );
  }
  if (twins.length > 0) {
    lines.push(...sentence("twins", `exactly the same texts teach ${listed(twins)}`, room));
  }
  if (circle.length > 0) {
    const waiting =
      circle.length === 1 ? "its texts require it" : `these wait for each other: ${listed(circle)}`;
    lines.push(...sentence("circle", waiting, room));
  }
  if (untaught.length > 0) {
    const missing = `it waits for ${plural(untaught.length, "skill")} that no text teaches: ${listed(untaught)}`;
    lines.push(...sentence("untaught", missing, room));
  }
  const place = core.of === 1 ? "the only one" : `number ${count(core.rank)} of ${count(core.of)} by size`;
  const size = `${plural(core.skills, "skill")} in ${plural(core.texts, "text")}`;
  lines.push(...sentence("core", `${place}, ${size}; onset unlock finds what opens it`, room));
  return lines;
}
