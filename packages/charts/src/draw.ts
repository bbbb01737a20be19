import type { Chart, Layer, NumberAxis } from "./chart.js";
import { type Area, drawLayers, drawRuleLabels } from "./layers.js";
import type { ChartPalette } from "./palette.js";
import { type NamesScale, namesScale, numberScale, type Scale } from "./scales.js";
import { at, element, escaped, textWidth } from "./svg.js";
import { logTicks, niceDomain, roundTicks, tickText } from "./ticks.js";

/** Into what a chart is drawn. */
export type Frame = {
  readonly width: number;
  readonly height: number;
  readonly palette: ChartPalette;
  /** What there is to see, for those who cannot. */
  readonly label: string;
  readonly fontSize?: number;
};

/** A chart as it is drawn, with what it takes to read it at a place. */
export type Picture = {
  /** One SVG element. */
  readonly svg: string;
  /** What is inside of it. */
  readonly body: string;
  readonly area: Area;
  readonly x: Scale;
  readonly y: Scale;
  /** The rows of an axis of names. */
  readonly rows: NamesScale | null;
  /** More layers on the same axes, to stand over the chart and to move without it. */
  readonly over: (layers: readonly Layer[]) => string;
};

const tickLength = 5;

/** Draws a chart: the same chart in the same frame gives the same text. */
export function drawChart(chart: Chart, frame: Frame): Picture {
  const { width, height, palette, label, fontSize = 12 } = frame;
  const { x: xAxis, y: yAxis, layers } = chart;
  const numbers = "names" in yAxis ? null : yAxis;
  const top = numbers === null ? 8 : 27;
  const bottom = height - 40;
  const yTicks = numbers === null ? null : ticksOf(numbers, Math.round((bottom - top) / 40));
  const left = leftMargin(yTicks?.texts ?? ("names" in yAxis ? yAxis.names : []), width, fontSize);
  // The last tick may stand at the very end; behind rows stand their numbers.
  const lastTick = (xAxis.format ?? tickText)(xAxis.domain[1]);
  const right = width - (numbers === null ? 44 : Math.max(14, textWidth(lastTick, fontSize) / 2 + 2));
  const area: Area = { left, right, top, bottom };
  const xTicks = fittingTicks(xAxis, right - left, fontSize);
  const x = numberScale(xAxis.scale ?? "linear", xTicks.domain, left, right);
  const y = numberScale(numbers?.scale ?? "linear", yTicks?.domain ?? [0, 1], bottom, top);
  const rows = "names" in yAxis ? namesScale(yAxis, top, bottom) : null;
  const place = { area, x, y, rows, palette, fontSize };

  const grid = [
    ...(numbers?.hasGrid
      ? yTicks!.values.map((value) => `M${at(left)},${at(y.apply(value))}H${at(right)}`)
      : []),
    ...(xAxis.hasGrid ? xTicks.values.map((value) => `M${at(x.apply(value))},${at(top)}V${at(bottom)}`) : []),
  ].join("");
  const outside = [
    ...(yTicks?.values.map((value) => `M${at(left - tickLength)},${at(y.apply(value))}h${tickLength}`) ?? []),
    ...xTicks.values.map((value) => `M${at(x.apply(value))},${at(bottom)}v${tickLength}`),
  ].join("");
  const base =
    rows === null ? `M${at(left)},${at(bottom)}H${at(right)}` : `M${at(left)},${at(top)}V${at(bottom)}`;
  const leftWords = (yTicks?.values ?? rows?.names ?? []).map((value, i) => ({
    text: yTicks === null ? String(value) : yTicks.texts[i],
    y: (typeof value === "number" ? y.apply(value) : rows!.apply(value)) + 0.34 * fontSize,
  }));
  const words = [
    ...(rows !== null && left <= 60
      ? []
      : leftWords.map(({ text, y }) =>
          element("text", { x: left - tickLength - 4, y, "text-anchor": "end" }, escaped(text)),
        )),
    ...xTicks.values.map((value, i) =>
      element(
        "text",
        { x: x.apply(value), y: bottom + tickLength + 3 + 0.75 * fontSize, "text-anchor": "middle" },
        escaped(xTicks.texts[i]),
      ),
    ),
    element("text", { x: right, y: height - 4, "text-anchor": "end" }, escaped(`${xAxis.label} →`)),
    ...(numbers === null
      ? []
      : [element("text", { x: 2, y: 3 + 0.75 * fontSize }, escaped(`↑ ${numbers.label}`))]),
  ];
  const taken = numbers === null ? 0 : textWidth(`↑ ${numbers.label}`, fontSize);
  const body = [
    grid === ""
      ? ""
      : element("path", {
          d: grid,
          fill: "none",
          stroke: palette.line,
          "stroke-opacity": gridOpacity(palette),
        }),
    drawLayers(layers, place),
    element("path", { d: base + outside, fill: "none", stroke: palette.soft }),
    element("g", { fill: palette.soft, "font-size": fontSize }, words.join("")),
    drawRuleLabels(layers, place, taken, width),
  ].join("");
  const svg = element(
    "svg",
    {
      viewBox: `0 0 ${at(width)} ${at(height)}`,
      width,
      height,
      role: "img",
      "aria-label": label,
    },
    body,
  );
  const over = (more: readonly Layer[]): string =>
    drawLayers(more, place) + drawRuleLabels(more, place, taken, width);
  return { svg, body, area, x, y, rows, over };
}

/** A grid in the colour of the text is a faint one. */
function gridOpacity({ line, ink }: ChartPalette): number | undefined {
  return line === ink ? 0.12 : undefined;
}

type Ticks = {
  readonly values: readonly number[];
  readonly texts: readonly string[];
  readonly domain: readonly [number, number];
};

/** About `count` ticks of an axis. */
function ticksOf({ domain, scale, isNice, isWhole, format = tickText }: NumberAxis, count: number): Ticks {
  const minStep = isWhole ? 1 : 0;
  const [low, high] = isNice && scale !== "log" ? niceDomain(domain, count, minStep) : domain;
  const values =
    scale === "log" ? logTicks(low, high, Math.ceil(1.3 * count)) : roundTicks(low, high, count, minStep);
  return { values, texts: values.map(format), domain: [low, high] };
}

/** As many ticks of a horizontal axis as there is room for their texts. */
function fittingTicks(axis: NumberAxis, width: number, fontSize: number): Ticks {
  for (let count = Math.max(2, Math.round(width / 70)); ; count--) {
    const ticks = ticksOf(axis, count);
    const widest = Math.max(0, ...ticks.texts.map((text) => textWidth(text, fontSize)));
    if (count <= 1 || ticks.values.length * (widest + 14) <= width) return ticks;
  }
}

/** Room for the texts beside the vertical axis; names that would take most of the width stand above their rows. */
function leftMargin(texts: readonly string[], width: number, fontSize: number): number {
  const needed = Math.max(0, ...texts.map((text) => textWidth(text, fontSize))) + tickLength + 8;
  if (needed > width / 2) return 12;
  return Math.max(46, Math.ceil(needed));
}
