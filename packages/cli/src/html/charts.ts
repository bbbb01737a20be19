/** Charts in a page: without a script, in the colours of the reader's theme, for wide and narrow windows. */
import {
  type Chart,
  type ChartPalette,
  drawChart,
  legendMark,
  legendOf,
  markHeight,
  markWidth,
} from "@onset/charts";
import { html, type Markup } from "./markup.js";

/** The colours of the two witnesses. */
export const measured = "var(--measured)";
export const theory = "var(--theory)";

/** The colours of charts, as the page's style sheet names them. */
export const pagePalette: ChartPalette = {
  ground: "var(--paper)",
  ink: "var(--ink)",
  soft: "var(--quiet)",
  line: "var(--rule)",
  mark: theory,
  series: [measured, theory],
};

/** Letters keep their size: the chart of a narrow window is another one. */
const sizes = { wide: { width: 720, height: 320 }, narrow: { width: 340, height: 260 } } as const;

/** A chart with its legend. */
export function chartFigure(label: string, chart: Chart): Markup {
  const charts = Object.entries(sizes).map(([kind, size]) => {
    const { svg } = drawChart(chart, { ...size, palette: pagePalette, label });
    return html`<div class="${kind}">${{ html: svg }}</div>\n`;
  });
  const entries = legendOf(chart).map(
    (entry) =>
      html`<li><svg width="${markWidth}" height="${markHeight}" aria-hidden="true">${{ html: legendMark(entry) }}</svg> ${entry.label}</li>`,
  );
  return html`<figure class="chart">${charts}${entries.length === 0 ? null : html`<ul class="legend">${entries}</ul>`}</figure>`;
}
