import { compareRows, type Row } from "@onset/core/sweep";
import pc from "../terminal/colors.js";
import { count, percent, plural, short } from "../terminal/format.js";
import { sections, tableLines } from "../theory/summary-lines.js";
import { type AxisName, axisValues, varying } from "./axes.js";
import { type Cell, cellsOf } from "./columns.js";

const maxLines = 40;

const headings: Partial<Record<AxisName, string>> = {
  skill_degrees: "skill degrees",
  text_number: "text number",
};

/** The report of `onset sweep` for a terminal: one line a task, simulation beside theory. */
export function terminalReport(title: string, rows: readonly Row[], notes: readonly string[]): string {
  const sorted = [...rows].sort(compareRows);
  const axes = varying(sorted);
  const header = [
    ...axes.map((name) => headings[name] ?? name),
    ...["trials", "emerged", "theory", "learned", "theory"],
  ];
  const shown = sorted.slice(0, maxLines).map((row) => {
    const cells = cellsOf(row);
    const values = axisValues(row);
    return [
      ...axes.map((name) => axisText(values[name])),
      count(row.trials),
      share(cells.emerged_share),
      share(cells.emerged_theory),
      `${percent(Number(cells.learned))} ± ${spread(Number(cells.learned_error))}`,
      share(cells.learned_theory),
    ];
  });
  const more = sorted.length - shown.length;
  return sections(
    `${pc.bold("onset sweep")} ${title}`,
    tableLines(header, shown),
    [...(more > 0 ? [`${plural(more, "task")} more, not shown`] : []), ...notes].map((note) => `  ${note}`),
  );
}

function axisText(value: Cell): string {
  if (value === null) return "-";
  if (typeof value === "string") return value.length > 28 ? `${value.slice(0, 27)}…` : value;
  return Number.isInteger(value) ? count(value) : String(value);
}

function share(value: Cell): string {
  return value === null ? "-" : percent(Number(value));
}

function spread(error: number): string {
  return error === 0 ? "0%" : `${short(Number((100 * error).toPrecision(2)))}%`;
}
