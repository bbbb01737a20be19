import * as Plot from "@observablehq/plot";
import { log10, power } from "@onset/core/base";
import { parseHTML } from "linkedom";
import { wrapped } from "../terminal/format.js";
import type { Axis, Figure, Mark, Point } from "./figure.js";

// Okabe and Ito's colours, which people with any kind of colour vision can tell apart; yellow left out.
const colours = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#888888", "#7a4900"];

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
  const { document } = parseHTML("<!doctype html><html><body></body></html>");
  const panels = [...new Set(figure.points.map((point) => point.panel))];
  const series = [...new Set(figure.points.map((point) => point.series))].filter((name) => name !== "");
  const colourOf = new Map(series.map((name, i) => [name, colours[i % colours.length]]));
  const columns = Math.min(panels.length, 2);
  const rows = Math.ceil(panels.length / columns);
  const width = columns === 1 ? 720 : widest;
  const each = columns === 1 ? width - 2 * edge : panelWidth;
  const titleOfPanel = panels.length > 1 ? lineHeight : 0;

  const title = wrapped(figure.title, Math.floor(width / 9));
  const caption = wrapped(figure.caption, Math.floor((width - 2 * edge) / 6.6));
  const legend = legendOf(figure.points, colourOf, width);
  const parts: string[] = [];
  let y = edge;
  for (const text of title) parts.push(textAt(edge, (y += lineHeight) - 4, text, "title"));
  for (const text of caption) parts.push(textAt(edge, (y += lineHeight) - 4, text, "quiet"));
  parts.push(`<g transform="translate(0 ${(y += 10)})">${legend.body}</g>`);
  y += legend.height;
  for (const [i, panel] of panels.entries()) {
    const left = edge + (i % columns) * (each + edge);
    const top = y + Math.floor(i / columns) * (panelHeight + titleOfPanel + 10);
    if (panel !== "") parts.push(textAt(left + 46, top + 14, panel, ""));
    const plot = plotPanel(figure, panel, colourOf, each, document);
    parts.push(
      `<svg x="${left}" y="${top + titleOfPanel}" width="${each}" height="${panelHeight}">${plot}</svg>`,
    );
  }
  const height = y + rows * (panelHeight + titleOfPanel + 10) + edge / 2;
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" class="onset-figure" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(figure.title)}">`,
    `<style>${style}</style>`,
    `<rect class="ground" width="${width}" height="${height}"/>`,
    ...parts,
    "</svg>\n",
  ].join("\n");
  return withOwnClipNames(svg);
}

/** Plot numbers the clip paths of all that it ever draws; a figure's own are numbered from 1. */
function withOwnClipNames(svg: string): string {
  const names = new Map<string, string>();
  return svg.replace(/plot-clip-\d+/g, (name) => {
    if (!names.has(name)) names.set(name, `clip-${names.size + 1}`);
    return names.get(name)!;
  });
}

function plotPanel(
  figure: Figure,
  panel: string,
  colourOf: ReadonlyMap<string, string>,
  width: number,
  document: ReturnType<typeof parseHTML>["document"],
): string {
  const all = figure.points.filter((point) => shown(point, figure));
  const points = all.filter((point) => point.panel === panel);
  const lines = points.filter((point) => point.witness === "theory");
  const dots = points.filter((point) => point.witness !== "theory");
  const marks = (figure.marks ?? []).filter((mark) => mark.panel === panel);
  const scaled = figure.freeScales ? points : all;
  const colour = (row: { series?: string }): string => colourOf.get(row.series ?? "") ?? "currentColor";
  const xScale = scaleOf(
    figure.x,
    panel,
    scaled.map((point) => point.x),
  );
  const yScale = scaleOf(
    figure.y,
    panel,
    scaled.flatMap((point) => [point.y, point.low ?? point.y, point.high ?? point.y]),
  );
  const svg = Plot.plot({
    document,
    width,
    height: panelHeight,
    marginLeft: 56,
    marginBottom: 44,
    marginTop: 24,
    style: { background: "transparent", overflow: "visible", fontSize: "12px" },
    x: xScale,
    y: { ...yScale, grid: figure.y.scale !== "log" },
    marks: [
      ...(figure.x.scale === "log" ? [Plot.axisX(logAxis(xScale))] : []),
      ...(figure.y.scale === "log" ? [Plot.axisY(logAxis(yScale)), Plot.gridY(logAxis(yScale))] : []),
      Plot.ruleX(marks, { x: "x", stroke: colour, strokeDasharray: "3 3", strokeOpacity: 0.7 }),
      // Labels of marks that stand close together take turns on two lines.
      ...[0, 1].map((turn) =>
        Plot.text(
          marks.filter((_, i) => i % 2 === turn),
          {
            x: "x",
            frameAnchor: "top",
            text: (mark: Mark) => mark.label,
            dy: turn === 0 ? -12 : 4,
            dx: turn === 0 ? 0 : 4,
            textAnchor: turn === 0 ? "middle" : "start",
            fontSize: 11,
            fill: "currentColor",
          },
        ),
      ),
      Plot.line(lines, { x: "x", y: "y", z: "series", stroke: colour, strokeWidth: 1.8, clip: true }),
      Plot.ruleX(
        dots.filter((point) => point.low !== undefined),
        { x: "x", y1: "low", y2: "high", stroke: colour, strokeWidth: 1.2, clip: true },
      ),
      Plot.dot(dots, { x: "x", y: "y", fill: colour, r: 2.6, clip: isBounded(figure) }),
    ],
  });
  return (svg as unknown as { outerHTML: string }).outerHTML;
}

/** Points on the edge of the data's own extent are drawn whole; those outside of a given domain are not. */
function isBounded({ x, y }: Figure): boolean {
  return x.domain !== undefined || (y.domain !== undefined && y.scale === "log");
}

/** A logarithmic axis has no place for what is not above 0. */
function shown(point: Point, { x, y }: Figure): boolean {
  return !(x.scale === "log" && !(point.x > 0)) && !(y.scale === "log" && !(point.y > 0));
}

function scaleOf(
  { label, scale, domain, percent }: Axis,
  panel: string,
  values: readonly number[],
): Plot.ScaleOptions {
  const finite = values.filter((value) => Number.isFinite(value) && !(scale === "log" && value <= 0));
  const extent = domain ?? [Math.min(...finite), Math.max(...finite)];
  return {
    label: typeof label === "string" ? label : label[panel],
    domain: [...extent],
    type: scale ?? "linear",
    ...(scale === "log" ? {} : { nice: domain === undefined }),
    tickFormat: (value: number) => (percent ? `${+(100 * value).toPrecision(6)}%` : tickText(value)),
  };
}

/** Plot leaves out labels of a logarithmic axis as it sees fit, unless they are a channel. */
function logAxis({ domain }: Plot.ScaleOptions): Plot.AxisOptions {
  const [low, high] = domain as [number, number];
  return { ticks: logTicks(low, high), text: (value: number) => tickText(value) } as Plot.AxisOptions;
}

/** 1, 2 and 5 times powers of ten over one or two decades, powers of ten alone over more. */
function logTicks(low: number, high: number): number[] {
  const decades = log10(high / low);
  const steps = decades <= 1.2 ? [1, 1.5, 2, 3, 4, 5, 7] : decades <= 3 ? [1, 2, 5] : [1];
  const every = Math.ceil(decades / 8);
  const ticks: number[] = [];
  for (let decade = Math.floor(log10(low)); decade <= Math.ceil(log10(high)); decade++) {
    if (steps.length === 1 && decade % every !== 0) continue;
    for (const step of steps) {
      const tick = Number((step * power(10, decade)).toPrecision(3));
      if (tick >= low * 0.999 && tick <= high * 1.001) ticks.push(tick);
    }
  }
  return ticks;
}

function tickText(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e7)) return value.toExponential(0).replace("e+", "e");
  return Number(value.toPrecision(6)).toLocaleString("en-US", { maximumFractionDigits: 6 });
}

function legendOf(
  points: readonly Point[],
  colourOf: ReadonlyMap<string, string>,
  width: number,
): { body: string; height: number } {
  const witnesses = new Set(points.map((point) => point.witness));
  const entries: { text: string; symbol: string }[] = [...colourOf].map(([text, colour]) => ({
    text,
    symbol: `<rect y="-10" width="12" height="12" rx="2" fill="${colour}"/>`,
  }));
  if (witnesses.has("theory")) {
    entries.push({ text: "theory", symbol: `<path d="M0,-4h14" stroke="currentColor" stroke-width="1.8"/>` });
  }
  for (const witness of ["simulation", "measurement"] as const) {
    if (!witnesses.has(witness)) continue;
    const intervals = points.some((point) => point.witness === witness && point.low !== undefined);
    entries.push({
      text: intervals ? `${witness}, 95% interval` : witness,
      symbol: `${intervals ? `<path d="M6,-10v12" stroke="currentColor"/>` : ""}<circle cx="6" cy="-4" r="2.6" fill="currentColor"/>`,
    });
  }
  const parts: string[] = [];
  let x = edge;
  let y = lineHeight - 6;
  for (const { text, symbol } of entries) {
    const space = 18 + 7.2 * text.length + 22;
    if (x + space > width - edge && x > edge) {
      x = edge;
      y += lineHeight;
    }
    parts.push(`<g transform="translate(${x} ${y})">${symbol}<text x="18">${escaped(text)}</text></g>`);
    x += space;
  }
  return { body: parts.join(""), height: y + 12 };
}

function textAt(x: number, y: number, text: string, kind: string): string {
  return `<text x="${x}" y="${y}"${kind === "" ? "" : ` class="${kind}"`}>${escaped(text)}</text>`;
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
