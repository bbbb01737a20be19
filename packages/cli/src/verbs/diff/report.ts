import { printable } from "../../terminal/characters.js";
import pc from "../../terminal/colors.js";
import { count, fitting, percent, plural, short } from "../../terminal/format.js";
import { line, reportText, roomIn, tableLines } from "../../terminal/layout.js";
import type { DiffReport, Side } from "./json.js";

const namesTried = 60;

/** The report of `onset diff` for a terminal. */
export function terminalReport(report: DiffReport, width: number): string {
  const { a, b } = report;
  return reportText({ verb: "diff", label: `${a.input.name} → ${b.input.name}`, width }, report, [
    sideBySide(a, b, width),
    changes(report, roomIn(width)),
  ]);
}

type Row = readonly [label: string, value: (side: Side) => number | null, format: (value: number) => string];

const rows: readonly Row[] = [
  ["texts", ({ corpus }) => corpus.texts, count],
  ["skills", ({ corpus }) => corpus.skills, count],
  ["skills a text", ({ corpus }) => corpus.edges / corpus.texts, short],
  ["learned", ({ learned }) => learned.skills, count],
  ["share learned", ({ learned }) => learned.fraction, percent],
  ["predicted", ({ emergence }) => emergence.predictedLearned, percent],
  ["rounds", ({ learned }) => learned.rounds, count],
  ["stuck", ({ stuck }) => stuck.skills, count],
  ["in cores", ({ stuck }) => stuck.cores, count],
  ["twin groups", ({ twins }) => twins.groups, count],
  ["twin cap", ({ twins }) => twins.cap, percent],
  ["threshold", ({ emergence }) => emergence.threshold, short],
  ["margin (theory)", ({ emergence }) => emergence.margin, percent],
];

function sideBySide(a: Side, b: Side, width: number): string[] {
  const cells = (side: Side): string[] =>
    rows.map(([, value, format]) => {
      const found = value(side);
      return found === null ? "-" : format(found);
    });
  const differences = rows.map(([, value, format]) => {
    const [before, after] = [value(a), value(b)];
    if (before === null || after === null || before === after) return "";
    return `${after > before ? "+" : "−"}${format(Math.abs(after - before))}`;
  });
  return tableLines(
    [
      { header: "", cells: rows.map(([label]) => label) },
      { header: printable(a.input.name), cells: cells(a), right: true },
      { header: printable(b.input.name), cells: cells(b), right: true },
      { header: "change", cells: differences, right: true },
    ],
    width,
  );
}

function changes({ skills, texts }: DiffReport, room: number): string[] {
  const list = (label: string, names: readonly string[], what: string, color = pc.reset): string[] => {
    if (names.length === 0) return [];
    const intro = `${plural(names.length, "skill")} ${what}`;
    return [line(label, color(intro)), line("", fitting(names.slice(0, namesTried).map(printable), room))];
  };
  const { added, removed } = skills;
  const moved = `${count(skills.earlier)} learned in an earlier round, ${count(skills.later)} in a later one`;
  return [
    line(
      "texts",
      `${count(texts.common)} in both, ${count(texts.added)} added, ${count(texts.removed)} removed`,
    ),
    line("skills", `${count(skills.common)} in both; ${moved}`),
    ...list("gained", skills.gained, "learned now that were stuck", pc.green),
    ...list("lost", skills.lost, "stuck now that were learned", pc.red),
    ...list("added", added.learned, "new and learned", pc.green),
    ...list(added.learned.length > 0 ? "" : "added", added.stuck, "new and stuck"),
    ...list("removed", removed.learned, "gone that were learned"),
    ...list(removed.learned.length > 0 ? "" : "removed", removed.stuck, "gone that were stuck"),
  ];
}
