import { columnHeaders } from "@onset/core/report";
import type { ReadLearner } from "../../corpus/corpus-verb.js";
import { corpusLines } from "../../corpus/summary.js";
import { printable } from "../../terminal/characters.js";
import pc from "../../terminal/colors.js";
import { bar, count, percent, plural } from "../../terminal/format.js";
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
import type { UnlockReport } from "./json.js";

const barWidth = 24;
const rowsAtTheTop = 40;
const rowsAtTheEnd = 3;

/** The report of `onset unlock` for a terminal. */
export function terminalReport(learner: ReadLearner, report: UnlockReport, width: number): string {
  const room = roomIn(width);
  return reportText({ verb: "unlock", label: learner.reading.label, width }, report, [
    corpusLines(learner, room),
    resultLines(report, room),
    stepLines(report, width),
  ]);
}

function resultLines(report: UnlockReport, room: number): string[] {
  const { skills, before, reached, target, add, teach, lowerBound } = report;
  const found = `${count(skills.before)} of ${count(skills.unknown)} skills`;
  const noun = add === undefined ? "skill" : "text";
  const verb = add === undefined ? "teach" : "add";
  const size = add === undefined ? teach.length : add.length;
  if (skills.wanted <= skills.before) {
    return [
      line("learned", measured(found, before)),
      line("target", `${percent(target)} is reached without any help`),
    ];
  }
  const missed =
    skills.reached < skills.wanted ? `; ${count(skills.wanted - skills.reached)} short of the target` : "";
  return [
    line("learned", measured(found, before)),
    line("then", measured(`${count(skills.reached)} of ${count(skills.unknown)} skills`, reached)),
    ...sentence("target", `${percent(target)}, ${plural(skills.wanted, "skill")}${missed}`, room),
    ...sentence(
      verb,
      `${plural(size, noun)}; no fewer than ${count(lowerBound)} could do${proved(report, size)}`,
      room,
    ),
    ...sentence("rules", rulesText(report, size), room),
    ...(report.reachable === undefined
      ? []
      : sentence("candidates", `all of them together reach ${percent(report.reachable)}`, room)),
  ];
}

function proved({ skills, lowerBound }: UnlockReport, size: number): string {
  return skills.reached >= skills.wanted && size === lowerBound ? ", so this is the best there is" : "";
}

function measured(text: string, fraction: number): string {
  return `${text.padEnd(26)} ${percent(fraction).padStart(7)}  ${pc.green(bar(fraction, barWidth))}`.trimEnd();
}

function rulesText({ tried, method, skills }: UnlockReport, size: number): string {
  if (method === "exact") return "every part is small: the best plan, by branch and bound";
  const results = tried.map(({ method: rule, size: needed, reached }) => {
    const short = reached < skills.wanted ? ` (reaches ${count(reached)})` : "";
    return `${rule} ${count(needed)}${short}`;
  });
  const winner = tried.find(({ method: rule }) => rule === method)!;
  const exchanged = winner.size > size ? `, ${count(size)} after exchanges` : "";
  return `${results.join(", ")}: ${method}${exchanged}`;
}

function stepLines({ teach, add, skills }: UnlockReport, width: number): string[] {
  const steps =
    add?.map(({ text, excerpt, unlocks }) => ({ name: text, excerpt, unlocks, self: 0 })) ??
    teach.map(({ skill, unlocks }) => ({ name: skill, excerpt: null, unlocks, self: 1 }));
  if (steps.length === 0) return [];
  let known = skills.before;
  const rows = steps.map(({ name, excerpt, unlocks, self }, i) => {
    known += unlocks + self;
    return { rank: count(i + 1), name: printable(name), excerpt, unlocks: count(unlocks), known };
  });
  // One row is not left out: the ellipsis takes as much room.
  const shown =
    rows.length <= rowsAtTheTop + rowsAtTheEnd + 1 ? rows : cutRows(rows, rowsAtTheTop, rowsAtTheEnd);
  return tableLines(
    [
      { header: "", cells: cellsOf(shown, ({ rank }) => rank), right: true },
      { header: add === undefined ? "teach" : "add", cells: cellsOf(shown, ({ name }) => name) },
      ...excerptColumn(shown),
      { header: columnHeaders.follow, cells: cellsOf(shown, ({ unlocks }) => unlocks), right: true },
      { header: columnHeaders.knownThen, cells: cellsOf(shown, (row) => count(row.known)), right: true },
      { header: "", cells: cellsOf(shown, (row) => pc.green(bar(row.known / skills.unknown, barWidth))) },
    ],
    width,
  );
}
