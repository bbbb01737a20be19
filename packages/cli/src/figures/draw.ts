import {
  anyPalette,
  type Chart,
  drawChart,
  element,
  escaped,
  type Layer,
  type LegendEntry,
  legendMark,
  legendRows,
  markWidth,
  type NumberAxis,
  niceDomain,
  percentText,
} from "@onset/charts";
import { wrapped } from "../terminal/format.js";
import type { Axis, Figure, Point } from "./figure.js";

const panelWidth = 460;
const panelHeight = 320;
const widest = 960;
const edge = 20;
const lineHeight = 20;

const style = `
  .onset-figure { color: #1c1c1c; font: 13px system-ui, sans-serif; }
  .onset-figure .ground { fill: #ffffff; }
  .onset-figure text { fill: currentColor; }
  .onset-figure .title { font-size: 17px; font-weight: 600; }
  .onset-figure .quiet { opacity: 0.75; }
  @media (prefers-color-scheme: dark) {
    .onset-figure { color: #e8e8e8; }
    .onset-figure .ground { fill: #181818; }
  }`;

/**
 * Draws a figure as one SVG document that stands by itself: theory as lines, simulation and measurement as
 * points with their 95 % intervals. The same figure gives the same bytes.
 */
export function drawFigure(figure: Figure): string {
  const panels = [...new Set(figure.points.map((point) => point.panel))];
  const series = [...new Set(figure.points.map((point) => point.series))].filter((name) => name !== "");
  const { series: colours } = anyPalette;
  const colourOf = new Map(series.map((name, i) => [name, colours[i % colours.length]]));
  const columns = Math.min(panels.length, 2);
  const rows = Math.ceil(panels.length / columns);
  const width = columns === 1 ? 720 : widest;
  const each = columns === 1 ? width - 2 * edge : panelWidth;
  const titleOfPanel = panels.length > 1 ? lineHeight : 0;

  const title = wrapped(figure.title, Math.floor(width / 9));
  const caption = wrapped(figure.caption, Math.floor((width - 2 * edge) / 6.6));
  const legend = legendRows(
    legendOf(figure.points, colourOf),
    width - 2 * edge,
    (label) => 7.2 * label.length,
  );
  const parts: string[] = [];
  let y = edge;
  for (const text of title) parts.push(textAt(edge, (y += lineHeight) - 4, text, "title"));
  for (const text of caption) parts.push(textAt(edge, (y += lineHeight) - 4, text, "quiet"));
  for (const row of legend) {
    y += lineHeight;
    for (const { entry, x } of row) {
      const words = element("text", { x: markWidth + 7, y: 10.5 }, escaped(entry.label));
      parts.push(element("g", { transform: `translate(${edge + x} ${y - 6})` }, legendMark(entry) + words));
    }
  }
  y += lineHeight;
  for (const [i, panel] of panels.entries()) {
    const left = edge + (i % columns) * (each + edge);
    const top = y + Math.floor(i / columns) * (panelHeight + titleOfPanel + 10);
    if (panel !== "") parts.push(textAt(left + 46, top + 14, panel, ""));
    const { body } = drawChart(panelChart(figure, panel, colourOf), {
      width: each,
      height: panelHeight,
      palette: anyPalette,
      label: panel,
    });
    parts.push(element("g", { transform: `translate(${left} ${top + titleOfPanel})` }, body));
  }
  const height = y + rows * (panelHeight + titleOfPanel + 10) + edge / 2;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="onset-figure" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(figure.title)}">`,
    `<style>${style}</style>`,
    `<rect class="ground" width="${width}" height="${height}"/>`,
    ...parts,
    "</svg>\n",
  ].join("\n");
}

function panelChart(figure: Figure, panel: string, colourOf: ReadonlyMap<string, string>): Chart {
  const all = figure.points.filter((point) => shown(point, figure));
  const points = all.filter((point) => point.panel === panel);
  const scaled = figure.freeScales ? points : all;
  const ink = anyPalette.ink;
  const colour = (name = ""): string => colourOf.get(name) ?? ink;
  const names = [...new Set(points.map((point) => point.series))];
  const lines = names.map((name): Layer => {
    const own = points.filter((point) => point.witness === "theory" && point.series === name);
    return { kind: "line", points: own.map(({ x, y }) => [x, y]), colour: colour(name), width: 1.8 };
  });
  const marks = (figure.marks ?? []).filter((mark) => mark.panel === panel);
  return {
    x: axisOf(
      figure.x,
      panel,
      scaled.map((point) => point.x),
    ),
    y: {
      ...axisOf(
        figure.y,
        panel,
        scaled.flatMap((point) => [point.y, point.low ?? point.y, point.high ?? point.y]),
      ),
      hasGrid: true,
    },
    layers: [
      ...marks.map(
        ({ x, label, series }): Layer => ({
          kind: "rule",
          at: { x },
          label,
          colour: colour(series),
          opacity: 0.7,
          isDashed: true,
        }),
      ),
      ...lines,
      {
        kind: "dots",
        points: points
          .filter((point) => point.witness !== "theory")
          .map((point) => ({ ...point, colour: colour(point.series) })),
        colour: ink,
        isClipped: isBounded(figure),
      },
    ],
  };
}

/** Points on the edge of the data's own extent are drawn whole; those outside of a given domain are not. */
function isBounded({ x, y }: Figure): boolean {
  return x.domain !== undefined || (y.domain !== undefined && y.scale === "log");
}

/** A logarithmic axis has no place for what is not above 0. */
function shown(point: Point, { x, y }: Figure): boolean {
  return !(x.scale === "log" && !(point.x > 0)) && !(y.scale === "log" && !(point.y > 0));
}

function axisOf(
  { label, scale = "linear", domain, percent }: Axis,
  panel: string,
  values: readonly number[],
): NumberAxis {
  const finite = values.filter((value) => Number.isFinite(value) && !(scale === "log" && value <= 0));
  const extent = [Math.min(...finite), Math.max(...finite)] as const;
  return {
    label: typeof label === "string" ? label : label[panel],
    domain: domain ?? (scale === "log" ? extent : niceDomain(extent, 10)),
    scale,
    ...(percent && { format: percentText }),
  };
}

/** Series by their colours, witnesses by their marks. */
function legendOf(points: readonly Point[], colourOf: ReadonlyMap<string, string>): LegendEntry[] {
  const witnesses = new Set(points.map((point) => point.witness));
  const ink = anyPalette.ink;
  const entries = Array.from(colourOf, ([label, colour]): LegendEntry => ({ label, colour, mark: "swatch" }));
  if (witnesses.has("theory")) entries.push({ label: "theory", colour: ink, mark: "line" });
  for (const witness of ["simulation", "measurement"] as const) {
    if (!witnesses.has(witness)) continue;
    const hasIntervals = points.some((point) => point.witness === witness && point.low !== undefined);
    entries.push({
      label: hasIntervals ? `${witness}, 95% interval` : witness,
      colour: ink,
      mark: hasIntervals ? "dot" : "point",
    });
  }
  return entries;
}

function textAt(x: number, y: number, text: string, kind: string): string {
  return element("text", { x, y, ...(kind !== "" && { class: kind }) }, escaped(text));
}
