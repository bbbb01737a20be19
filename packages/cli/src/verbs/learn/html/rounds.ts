import { chartFigure, measured } from "../../../html/charts.js";
import { html, type Markup } from "../../../html/markup.js";
import { table } from "../../../html/table.js";
import { count } from "../../../terminal/format.js";
import type { PageSource } from "./source.js";

/** More rounds than this are shown in groups. */
const maxBars = 120;

/** How many skills each round learned. */
export function roundsFigure({ report }: PageSource): Markup | null {
  const { perRound, rounds } = report.learned;
  if (rounds === 0) return null;
  const group = Math.ceil(rounds / maxBars);
  const values: number[] = [];
  for (let i = 0; i < rounds; i += group) {
    values.push(perRound.slice(i, i + group).reduce((sum, value) => sum + value, 0));
  }
  const noun = group === 1 ? "round" : `group of ${group} rounds`;
  const chart = chartFigure(`Skills learned in each ${noun}`, {
    x: { label: noun, domain: [0.5, values.length + 0.5], isWhole: true },
    y: {
      label: `skills learned in a ${noun}`,
      domain: [0, Math.max(...values)],
      isNice: true,
      isWhole: true,
      hasGrid: true,
    },
    layers: [
      {
        kind: "bars",
        values,
        first: 1,
        colour: measured,
        title: (round, value) => `${count(round)}: ${count(value)}`,
      },
    ],
  });
  const label = (i: number): string =>
    group === 1 ? count(i + 1) : `${count(i * group + 1)}–${count(Math.min(rounds, (i + 1) * group))}`;
  let sum = 0;
  const columns = [
    { header: group === 1 ? "round" : "rounds", cells: values.map((_, i) => label(i)), number: true },
    { header: "skills learned", cells: values.map(count), number: true },
    { header: "learned by then", cells: values.map((value) => count((sum += value))), number: true },
  ];
  return html`${chart}${table(columns, "The numbers of the rounds")}`;
}
