import { compareRows, predict, type Row, summarize } from "@onset/core/sweep";
import pc from "../../terminal/colors.js";
import { count, percent, plural, short } from "../../terminal/format.js";
import { numberLines, sections } from "../../terminal/layout.js";
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
  const shown = sorted.slice(0, maxLines).flatMap((row) => {
    const cells = cellsOf(row);
    const values = axisValues(row);
    const whole = [
      ...axes.map((name) => axisText(values[name])),
      count(row.trials),
      share(cells.emerged_share),
      share(cells.emerged_theory),
      `${percent(Number(cells.learned))} ± ${spread(Number(cells.learned_error))}`,
      share(cells.learned_theory),
    ];
    return [whole, ...classLines(row, axes.length)];
  });
  const more = sorted.length - shown.length;
  return sections(
    `${pc.bold("onset sweep")} ${title}`,
    numberLines(header, shown),
    [...(more > 0 ? [`${plural(more, "task")} more, not shown`] : []), ...notes].map((note) => `  ${note}`),
  );
}

/** A line for each class under its task: simulation beside theory. */
function classLines(row: Row, axes: number): string[][] {
  const { classes } = summarize(row);
  const theory = predict(row.experiment)?.classes ?? [];
  return (classes ?? []).map(({ mean, standardError }, k) => {
    const name = `${row.experiment.model === "classes" ? "class" : "level"} ${k + 1}`;
    const before = [...new Array<string>(axes).fill(""), name, "", ""];
    return [
      ...before,
      `${percent(1 - mean)} ± ${spread(standardError)}`,
      theory[k] === undefined ? "-" : percent(1 - theory[k]),
    ];
  });
}

function axisText(value: Cell): string {
  if (value === null) return "-";
  if (typeof value === "string") return value.length > 28 ? `${value.slice(0, 27)}…` : value;
  return Number.isInteger(value) ? count(value) : String(Number(value.toPrecision(8)));
}

function share(value: Cell): string {
  return value === null ? "-" : percent(Number(value));
}

function spread(error: number): string {
  return error === 0 ? "0%" : `${short(Number((100 * error).toPrecision(2)))}%`;
}
