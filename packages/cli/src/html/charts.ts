import { log10, power } from "@onset/core/base";
import { count } from "../terminal/format.js";
import { html, type Markup } from "./markup.js";

/** An axis of a chart. */
export type Axis = {
  readonly label: string;
  readonly domain: readonly [number, number];
  readonly format: (value: number) => string;
};

/** A line through points, measured (solid) or by theory (dashed). */
export type Line = {
  readonly name: string;
  readonly kind: "measured" | "theory";
  readonly points: readonly (readonly [number, number])[];
};

/** The range between two curves. */
export type Band = {
  readonly name: string;
  readonly points: readonly { readonly x: number; readonly low: number; readonly high: number }[];
};

/** A place on the horizontal axis with a name, and, with `y`, a point there. */
export type Mark = { readonly x: number; readonly label: string; readonly y?: number };

const width = 720;
const height = 320;
const left = 64;
const right = 16;
const top = 36;
// Room for the larger letters of small screens.
const bottom = 56;
const plotWidth = width - left - right;
const plotHeight = height - top - bottom;

/** Round numbers in a range, about `count` of them. */
export function ticks([low, high]: readonly [number, number], count: number): number[] {
  const rough = (high - low) / count;
  if (!(rough > 0)) return [low];
  const ten = power(10, Math.floor(log10(rough)));
  const step = [1, 2, 5, 10].find((factor) => factor * ten >= rough)! * ten;
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** A number on an axis: short, so that it fits beside the plot on small screens as well. */
export function tickCount(value: number): string {
  if (Math.abs(value) >= 1e6) return `${Number((value / 1e6).toPrecision(3))}M`;
  return Math.abs(value) >= 1e4 ? `${Number((value / 1e3).toPrecision(3))}k` : count(value);
}

/** The next round number from which an axis counts down to zero in equal steps. */
export function roundAbove(value: number): number {
  if (!(value > 0)) return 1;
  const [first, second] = ticks([0, value], 5);
  const step = second === undefined ? value : second - first;
  return Number((Math.ceil(value / step - 1e-9) * step).toPrecision(12));
}

function scale([low, high]: readonly [number, number], from: number, to: number): (value: number) => number {
  const range = high - low || 1;
  return (value) => from + ((value - low) / range) * (to - from);
}

/** Coordinates to a tenth of a pixel: more would only be bytes. */
function at(value: number): string {
  return String(Math.round(10 * value) / 10);
}

function frame(title: string, x: Axis, y: Axis, body: readonly (Markup | null)[]): Markup {
  const xAt = scale(x.domain, left, left + plotWidth);
  const yAt = scale(y.domain, top + plotHeight, top);
  const horizontal = ticks(y.domain, 5).map(
    (
      value,
    ) => html`<g><line class="grid" x1="${left}" x2="${left + plotWidth}" y1="${at(yAt(value))}" y2="${at(yAt(value))}"/>
<text class="tick" x="${left - 8}" y="${at(yAt(value) + 4)}" text-anchor="end">${y.format(value)}</text></g>`,
  );
  const vertical = ticks(x.domain, 8).map(
    (
      value,
    ) => html`<g><line class="axis" x1="${at(xAt(value))}" x2="${at(xAt(value))}" y1="${top + plotHeight}" y2="${top + plotHeight + 5}"/>
<text class="tick" x="${at(xAt(value))}" y="${top + plotHeight + 9}" text-anchor="middle" dominant-baseline="hanging">${x.format(value)}</text></g>`,
  );
  return html`<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${title}">
<title>${title}</title>
${horizontal}${vertical}
<line class="axis" x1="${left}" x2="${left + plotWidth}" y1="${top + plotHeight}" y2="${top + plotHeight}"/>
${body}
<text class="label" x="${left + plotWidth}" y="${height - 5}" text-anchor="end">${x.label}</text>
<text class="label" x="${left - 56}" y="14">${y.label}</text>
</svg>`;
}

/** Bars from zero, one for each value, the first at `firstX`. */
export function barChart(title: string, x: Axis, y: Axis, values: readonly number[], firstX: number): Markup {
  const xAt = scale(x.domain, left, left + plotWidth);
  const yAt = scale(y.domain, top + plotHeight, top);
  const step = xAt(firstX + 1) - xAt(firstX);
  const bars = values.map((value, i) => {
    if (value === 0) return null;
    const tall = Math.max(1, yAt(0) - yAt(value));
    const center = xAt(firstX + i);
    const wide = Math.max(1, Math.min(48, 0.8 * step));
    return html`<rect class="bar" x="${at(center - wide / 2)}" y="${at(yAt(0) - tall)}" width="${at(wide)}" height="${at(tall)}"><title>${x.format(firstX + i)}: ${count(value)}</title></rect>`;
  });
  return frame(title, x, y, bars);
}

/** Lines, a band behind them, and places marked on the horizontal axis. */
export function lineChart(
  title: string,
  x: Axis,
  y: Axis,
  lines: readonly Line[],
  bands: readonly Band[] = [],
  marks: readonly Mark[] = [],
): Markup {
  const xAt = scale(x.domain, left, left + plotWidth);
  const yAt = scale(y.domain, top + plotHeight, top);
  const place = (a: number, b: number): string => `${at(xAt(a))},${at(yAt(b))}`;
  const shapes = bands.map(({ points }) => {
    const there = points.map((point) => place(point.x, point.high));
    const back = [...points].reverse().map((point) => place(point.x, point.low));
    return html`<polygon class="band" points="${[...there, ...back].join(" ")}"/>`;
  });
  const paths = lines.map(
    ({ kind, points }) =>
      html`<polyline class="line ${kind}" points="${points.map(([a, b]) => place(a, b)).join(" ")}"/>`,
  );
  const flags = marks.map(({ x: where, y: value, label }) => {
    const end = where > (x.domain[0] + x.domain[1]) / 2;
    const point =
      value === undefined
        ? null
        : html`<circle class="point" cx="${at(xAt(where))}" cy="${at(yAt(value))}" r="5"/>`;
    return html`<g><line class="mark" x1="${at(xAt(where))}" x2="${at(xAt(where))}" y1="${top}" y2="${top + plotHeight}"/>${point}
<text class="flag" x="${at(xAt(where) + (end ? -8 : 8))}" y="${top + plotHeight - 10}" text-anchor="${end ? "end" : "start"}">${label}</text></g>`;
  });
  return html`${frame(title, x, y, [...shapes, ...paths, ...flags])}${legend(lines, bands)}`;
}

function legend(lines: readonly Line[], bands: readonly Band[]): Markup {
  const entries = [
    ...lines.map(
      ({ name, kind }) =>
        html`<li><svg viewBox="0 0 26 10" width="26" height="10" aria-hidden="true"><line class="line ${kind}" x1="1" x2="25" y1="5" y2="5"/></svg> ${name}</li>`,
    ),
    ...bands.map(
      ({ name }) =>
        html`<li><svg viewBox="0 0 26 10" width="26" height="10" aria-hidden="true"><rect class="band" x="1" width="24" height="10"/></svg> ${name}</li>`,
    ),
  ];
  return html`<ul class="legend">${entries}</ul>`;
}
