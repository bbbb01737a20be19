import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";
import { wrapped } from "../terminal/format.js";
import type { Axis, Figure, Mark, Point } from "./figure.js";

// Okabe and Ito's colours, which people with any kind of colour vision can tell apart; yellow left out.
const colours = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#555555"];

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
  const series = [...new Set(figure.points.map((point) => point.series))];
  const colourOf = new Map(series.map((name, i) => [name, colours[i % colours.length]!]));
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
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="onset-figure" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(figure.title)}">`,
    `<style>${style}</style>`,
    `<rect class="ground" width="${width}" height="${height}"/>`,
    ...parts,
    "</svg>\n",
  ].join("\n");
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
  const svg = Plot.plot({
    document,
    width,
    height: panelHeight,
    marginLeft: 56,
    marginBottom: 44,
    marginTop: 24,
    style: { background: "transparent", overflow: "visible", fontSize: "12px" },
    x: scaleOf(
      figure.x,
      scaled.map((point) => point.x),
    ),
    y: {
      ...scaleOf(
        figure.y,
        scaled.flatMap((point) => [point.y, point.low ?? point.y, point.high ?? point.y]),
      ),
      grid: true,
    },
    marks: [
      Plot.ruleX(marks, { x: "x", stroke: colour, strokeDasharray: "3 3", strokeOpacity: 0.7 }),
      Plot.text(marks, {
        x: "x",
        frameAnchor: "top",
        text: (mark: Mark) => mark.label,
        dy: -12,
        fontSize: 11,
        fill: "currentColor",
      }),
      Plot.line(lines, { x: "x", y: "y", z: "series", stroke: colour, strokeWidth: 1.8 }),
      Plot.ruleX(
        dots.filter((point) => point.low !== undefined),
        { x: "x", y1: "low", y2: "high", stroke: colour, strokeWidth: 1.2 },
      ),
      Plot.dot(dots, { x: "x", y: "y", fill: colour, r: 2.6 }),
    ],
  });
  return (svg as unknown as { outerHTML: string }).outerHTML;
}

/** A logarithmic axis has no place for what is not above 0. */
function shown(point: Point, { x, y }: Figure): boolean {
  return !(x.scale === "log" && !(point.x > 0)) && !(y.scale === "log" && !(point.y > 0));
}

function scaleOf({ label, scale, domain, percent }: Axis, values: readonly number[]): Plot.ScaleOptions {
  const finite = values.filter((value) => Number.isFinite(value) && !(scale === "log" && value <= 0));
  const extent = domain ?? [Math.min(...finite), Math.max(...finite)];
  return {
    label,
    domain: [...extent],
    type: scale ?? "linear",
    clamp: true,
    ...(scale === "log" ? {} : { nice: domain === undefined }),
    ...(percent ? { tickFormat: (value: number) => `${+(100 * value).toPrecision(6)}%` } : {}),
  };
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
      symbol: `<path d="M6,-10v12" stroke="currentColor"/><circle cx="6" cy="-4" r="2.6" fill="currentColor"/>`,
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
