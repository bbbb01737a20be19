/** How each kind of layer is drawn: the only place that a new kind needs. */
import type { Layer, LayerOf } from "./chart.js";
import type { ChartPalette } from "./palette.js";
import type { NamesScale, Scale } from "./scales.js";
import { at, element, escaped, textWidth } from "./svg.js";

/** The inside of the axes, in pixels. */
export type Area = {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
};

/** Where a layer is drawn. */
export type Place = {
  readonly area: Area;
  readonly x: Scale;
  /** What an axis of numbers says; of rows there is nothing to ask by number. */
  readonly y: Scale;
  readonly rows: NamesScale | null;
  readonly palette: ChartPalette;
  readonly fontSize: number;
};

type Renderer<Kind extends Layer["kind"]> = {
  readonly draw: (layer: LayerOf<Kind>, place: Place) => string;
  /** Whether what lies outside of the axes is cut off. */
  readonly isClipped: (layer: LayerOf<Kind>) => boolean;
};

const always = (): boolean => true;
const never = (): boolean => false;
const dashes = "4 3";

const renderers: { readonly [Kind in Layer["kind"]]: Renderer<Kind> } = {
  line: {
    isClipped: always,
    draw: ({ points, colour, width = 2.2, opacity, isDashed, isStepped }, { x, y }) => {
      let path = "";
      let isOpen = false;
      let before = "";
      for (const [a, b] of points) {
        const [px, py] = [x.apply(a), y.apply(b)];
        if (!Number.isFinite(px) || !Number.isFinite(py)) {
          isOpen = false;
          continue;
        }
        const place = `${at(px)},${at(py)}`;
        // Two points on the same spot are one.
        if (place === before && isOpen) continue;
        path += isOpen ? (isStepped ? `H${at(px)}V${at(py)}` : `L${place}`) : `M${place}`;
        isOpen = true;
        before = place;
      }
      if (path === "") return "";
      return element("path", {
        d: path,
        fill: "none",
        stroke: colour,
        "stroke-width": width,
        "stroke-opacity": opacity,
        "stroke-dasharray": isDashed ? dashes : undefined,
        "stroke-linejoin": "round",
      });
    },
  },
  area: {
    isClipped: always,
    draw: ({ points, colour, opacity = 0.22 }, { x, y }) => {
      const there = points.map(({ x: a, high }) => `${at(x.apply(a))},${at(y.apply(high))}`);
      const back = points.map(({ x: a, low }) => `${at(x.apply(a))},${at(y.apply(low))}`).reverse();
      return element("polygon", {
        points: [...there, ...back].join(" "),
        fill: colour,
        "fill-opacity": opacity,
      });
    },
  },
  dots: {
    isClipped: ({ isClipped = false }) => isClipped,
    draw: ({ points, colour, radius = 2.6, isOpen, rim }, { x, y, area, palette }) => {
      const bounded = (place: number): number => Math.min(area.bottom, Math.max(area.top, place));
      const intervals = points.map(({ x: a, low, high, colour: own = colour }) => {
        if (low === undefined || high === undefined) return "";
        const [from, to] = [bounded(y.apply(low)), bounded(y.apply(high))];
        const d = `M${at(x.apply(a))},${at(Number.isNaN(from) ? area.bottom : from)}V${at(to)}`;
        return element("path", { d, stroke: own, "stroke-width": 1.2 });
      });
      const dots = points.map(({ x: a, y: b, colour: own = colour }) =>
        element("circle", {
          cx: x.apply(a),
          cy: y.apply(b),
          r: radius,
          fill: isOpen ? palette.ground : own,
          ...(isOpen ? { stroke: own, "stroke-width": radius > 5 ? 2.5 : 1.5 } : {}),
          ...(rim === undefined ? {} : { stroke: palette.ground, "stroke-width": rim }),
        }),
      );
      return intervals.join("") + dots.join("");
    },
  },
  rule: {
    isClipped: never,
    draw: ({ at: where, part, colour, width = 1, opacity, isDashed }, { area, x, y }) => {
      const line = {
        stroke: colour,
        "stroke-width": width,
        "stroke-opacity": opacity,
        "stroke-dasharray": isDashed ? dashes : undefined,
      };
      if ("x" in where) {
        const [from, to] = part?.map(y.apply) ?? [area.bottom, area.top];
        return isWithin(where.x, x)
          ? element("path", { d: `M${at(x.apply(where.x))},${at(from)}V${at(to)}`, ...line })
          : "";
      }
      const [from, to] = part?.map(x.apply) ?? [area.left, area.right];
      return isWithin(where.y, y)
        ? element("path", { d: `M${at(from)},${at(y.apply(where.y))}H${at(to)}`, ...line })
        : "";
    },
  },
  rects: {
    isClipped: always,
    draw: ({ rects, colour, opacity = 0.22 }, { x, y }) =>
      element(
        "g",
        { fill: colour, "shape-rendering": "crispEdges" },
        rects
          .map(({ x: [x1, x2], y: [y1, y2], opacity: own = opacity }) => {
            const [left, right] = [x.apply(x1), x.apply(x2)];
            const [top, bottom] = [y.apply(y2), y.apply(y1)];
            return element("rect", {
              x: left,
              y: top,
              width: right - left,
              height: bottom - top,
              "fill-opacity": own,
            });
          })
          .join(""),
      ),
  },
  bars: {
    isClipped: never,
    draw: ({ values, first, colour, title }, { x, y, area }) => {
      const step = x.apply(first + 1) - x.apply(first);
      const bottom = y.apply(0);
      // Bars that are too thin to be told apart are an area.
      if (step < 2.5) {
        const tops = values.map((value, i) => `${at(x.apply(first + i))},${at(y.apply(value))}`);
        const [left, right] = [x.apply(first), x.apply(first + values.length - 1)];
        const points = [`${at(left)},${at(bottom)}`, ...tops, `${at(right)},${at(bottom)}`].join(" ");
        return element("polygon", { points, fill: colour });
      }
      const width = Math.min(48, 0.8 * step, area.right - area.left);
      return values
        .map((value, i) => {
          if (value === 0) return "";
          const height = Math.max(1, bottom - y.apply(value));
          const place = { x: x.apply(first + i) - width / 2, y: bottom - height, width, height };
          const said = title === undefined ? "" : element("title", {}, escaped(title(first + i, value)));
          return element("rect", { ...place, fill: colour }, said);
        })
        .join("");
    },
  },
  rows: {
    isClipped: never,
    draw: ({ parts, total }, { rows, x, area, palette, fontSize }) => {
      const { names, step, apply } = rows!;
      const isNamed = area.left > 60;
      const height = (isNamed ? 0.75 : 0.5) * step;
      const bars = names.map((name) => {
        let length = 0;
        const y = apply(name);
        const own = parts.map((part) => {
          if (part.name !== name || part.length === 0) return "";
          const from = x.apply(length);
          length += part.length;
          return element("rect", {
            x: from,
            y: y - height / 2,
            width: x.apply(length) - from,
            height,
            fill: part.colour,
          });
        });
        const end = { x: x.apply(length) + 5, y: y + 0.35 * fontSize, fill: palette.ink, "font-weight": 600 };
        const above = { x: area.left + 4, y: y - height / 2 - 5, fill: palette.soft };
        return `${own.join("")}${element("text", end, escaped(total(length)))}${isNamed ? "" : element("text", above, escaped(name))}`;
      });
      return element("g", { "font-size": fontSize }, bars.join(""));
    },
  },
  text: {
    isClipped: never,
    draw: (layer, { x, y, palette, fontSize }) =>
      words(layer.text, x.apply(layer.x) + (layer.dx ?? 0), y.apply(layer.y) + (layer.dy ?? 0), {
        anchor: layer.anchor ?? "middle",
        size: layer.size ?? fontSize,
        colour: layer.colour,
        isBold: layer.isBold ?? false,
        ground: palette.ground,
      }),
  },
};

function rendererOf<Kind extends Layer["kind"]>(kind: Kind): Renderer<Kind> {
  return renderers[kind];
}

/** All layers, those that are cut off together in a picture of their own, which needs no name as a clip path would. */
export function drawLayers(layers: readonly Layer[], place: Place): string {
  const { left, right, top, bottom } = place.area;
  const [width, height] = [right - left, bottom - top];
  const inside = { x: left, y: top, width, height, viewBox: [left, top, width, height].map(at).join(" ") };
  let drawn = "";
  let clipped = "";
  const close = (): void => {
    if (clipped !== "") drawn += element("svg", { ...inside, overflow: "hidden" }, clipped);
    clipped = "";
  };
  for (const layer of layers) {
    const { draw, isClipped } = rendererOf(layer.kind);
    const shapes = draw(layer, place);
    if (shapes === "") continue;
    if (isClipped(layer)) {
      clipped += shapes;
    } else {
      close();
      drawn += shapes;
    }
  }
  close();
  return drawn;
}

/** In pixels: from a name to the next, and from a rule to its name. */
const labelGap = 10;
const maxShift = 14;

/**
 * The names of rules, above the chart, from left to right: beside the one before where they would cover each other, and a line
 * lower where that is too far from the rule.
 *
 * @param taken - How far the name of the vertical axis reaches.
 */
export function drawRuleLabels(layers: readonly Layer[], place: Place, taken: number, width: number): string {
  const { area, x, palette, fontSize } = place;
  const ends = [taken, 0];
  return layers
    .filter((layer) => layer.kind === "rule")
    .flatMap(({ at: where, label, colour, isDashed }) =>
      "x" in where && label !== undefined && isWithin(where.x, x)
        ? [{ x: where.x, label, colour, isDashed }]
        : [],
    )
    .sort((a, b) => a.x - b.x)
    .map(({ x: value, label, colour, isDashed }) => {
      const size = textWidth(label, fontSize);
      const wanted = Math.max(0, Math.min(width - size, x.apply(value) - size / 2));
      const beside = Math.max(wanted, ends[0] + labelGap);
      const isBeside = beside <= x.apply(value) + maxShift && beside + size <= width;
      const [row, left] = isBeside ? [0, beside] : [1, wanted];
      ends[row] = left + size;
      return words(label, left + size / 2, area.top - 10 + row * (fontSize + 4), {
        anchor: "middle",
        size: fontSize,
        colour,
        isBold: !isDashed,
        ground: palette.ground,
      });
    })
    .join("");
}

type Look = {
  readonly anchor: "start" | "middle" | "end";
  readonly size: number;
  readonly colour: string;
  readonly isBold: boolean;
  readonly ground: string;
};

/** Words on a rim of the ground, so that lines below them do not hide them. */
function words(text: string, x: number, y: number, { anchor, size, colour, isBold, ground }: Look): string {
  return element(
    "text",
    {
      x,
      y: y + 0.35 * size,
      "font-size": size,
      "text-anchor": anchor,
      fill: colour,
      "font-weight": isBold ? 600 : undefined,
      ...(ground === "none"
        ? {}
        : { stroke: ground, "stroke-width": 4, "stroke-linejoin": "round", "paint-order": "stroke" }),
    },
    escaped(text),
  );
}

/** Rules do not stand beside the chart, not even by the last bits of a domain's end. */
function isWithin(value: number, { domain: [low, high] }: Scale): boolean {
  const tolerance = 1e-9 * Math.abs(high - low);
  return value >= low - tolerance && value <= high + tolerance;
}
