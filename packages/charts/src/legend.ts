/** What lines, points and areas are: words beside the mark that they have. */
import type { Chart, Layer, LayerOf, LineLayer, RuleLayer } from "./chart.js";
import { element } from "./svg.js";

export type LegendEntry = {
  readonly label: string;
  readonly colour: string;
  readonly mark:
    | "line"
    | "dashed"
    | "thin"
    | "dot"
    | "point"
    | "ring"
    | "band"
    | "swatch"
    | "box"
    | "glow"
    | "stuck";
};

export const markWidth = 22;
export const markHeight = 12;

/** A mark within its 22 by 12 pixels. */
const marks: Readonly<Record<LegendEntry["mark"], (colour: string) => string>> = {
  line: (stroke) => element("path", { d: "M0 6h22", stroke, "stroke-width": 2.4 }),
  thin: (stroke) => element("path", { d: "M0 6h22", stroke, "stroke-width": 1.2 }),
  dashed: (stroke) =>
    element("path", { d: "M0 6h22", stroke, "stroke-width": 1.6, "stroke-dasharray": "4 3" }),
  dot: (colour) =>
    element("path", { d: "M11 0v12", stroke: colour, "stroke-width": 1.4 }) +
    element("circle", { cx: 11, cy: 6, r: 3.2, fill: colour }),
  point: (fill) => element("circle", { cx: 11, cy: 6, r: 4, fill }),
  ring: (stroke) => element("circle", { cx: 11, cy: 6, r: 4, fill: "none", stroke, "stroke-width": 2 }),
  band: (fill) => element("rect", { width: 22, height: 12, rx: 2, fill, opacity: 0.22 }),
  swatch: (fill) => element("rect", { x: 5, width: 12, height: 12, rx: 2, fill }),
  box: (stroke) =>
    element("rect", {
      x: 5,
      y: 0.75,
      width: 10.5,
      height: 10.5,
      rx: 2,
      fill: "none",
      stroke,
      "stroke-width": 1.5,
    }),
  glow: (fill) =>
    element("rect", { x: 3, y: -2, width: 16, height: 16, rx: 4, fill, opacity: 0.3 }) +
    element("rect", { x: 6, y: 1, width: 10, height: 10, rx: 2, fill }),
  stuck: (stroke) =>
    element("circle", {
      cx: 11,
      cy: 6,
      r: 5,
      fill: "none",
      stroke,
      "stroke-width": 2,
      "stroke-dasharray": "3 2",
    }),
};

/** The mark alone, as SVG of 22 by 12 pixels. */
export function legendMark({ mark, colour }: LegendEntry): string {
  return marks[mark](colour);
}

/** The legend of a chart: its named layers, those in front first. */
export function legendOf({ legend = [], layers }: Chart): LegendEntry[] {
  const named = layers.flatMap((layer): LegendEntry[] =>
    "name" in layer && layer.name !== undefined
      ? [{ label: layer.name, colour: layer.colour, mark: markOf[layer.kind](layer as never) }]
      : [],
  );
  return [...legend, ...named.reverse()];
}

type NamedLayer = Extract<Layer, { readonly name?: string }>;

const lineMark = ({ isDashed = false, width = 2 }: LineLayer | RuleLayer): LegendEntry["mark"] =>
  isDashed ? "dashed" : width < 1.6 ? "thin" : "line";

/** The mark of a layer of each kind. */
const markOf: { readonly [Kind in NamedLayer["kind"]]: (layer: LayerOf<Kind>) => LegendEntry["mark"] } = {
  line: lineMark,
  rule: lineMark,
  dots: ({ isOpen, points }) =>
    isOpen ? "ring" : points.some(({ low }) => low !== undefined) ? "dot" : "point",
  area: () => "band",
  rects: () => "band",
  bars: () => "swatch",
};

/** Breaks the entries of a legend into rows. @param widthOf - How wide the words of an entry are. */
export function legendRows<Entry extends { readonly label: string }>(
  entries: readonly Entry[],
  width: number,
  widthOf: (label: string) => number,
): { readonly entry: Entry; readonly x: number }[][] {
  const rows: { entry: Entry; x: number }[][] = [];
  let x = Infinity;
  for (const entry of entries) {
    const own = markWidth + 7 + widthOf(entry.label) + 18;
    if (x + own > width + 18) {
      rows.push([]);
      x = 0;
    }
    rows[rows.length - 1].push({ entry, x });
    x += own;
  }
  return rows;
}
