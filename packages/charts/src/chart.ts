/** A chart as data: what it shows, without its size, its colours' theme or a page. */
import type { LegendEntry } from "./legend.js";

/** An axis of numbers. */
export type NumberAxis = {
  readonly label: string;
  readonly domain: readonly [number, number];
  readonly scale?: "linear" | "log";
  /** The domain ends at ticks. */
  readonly isNice?: boolean;
  /** It counts: no tick stands between two integers. */
  readonly isWhole?: boolean;
  readonly hasGrid?: boolean;
  readonly format?: (value: number) => string;
};

/** An axis of rows, from top to bottom. */
export type NamesAxis = { readonly names: readonly string[] };

export type Pair = readonly [x: number, y: number];

/** A line through points; it has a gap where a value is not finite. */
export type LineLayer = {
  readonly kind: "line";
  readonly name?: string;
  readonly points: readonly Pair[];
  readonly colour: string;
  readonly width?: number;
  readonly opacity?: number;
  readonly isDashed?: boolean;
  /** Each value lasts until the next point. */
  readonly isStepped?: boolean;
};

/** What lies between two curves. */
export type AreaLayer = {
  readonly kind: "area";
  readonly name?: string;
  readonly points: readonly { readonly x: number; readonly low: number; readonly high: number }[];
  readonly colour: string;
  readonly opacity?: number;
};

/** Points, some with an interval. */
export type DotsLayer = {
  readonly kind: "dots";
  readonly name?: string;
  readonly points: readonly {
    readonly x: number;
    readonly y: number;
    readonly low?: number;
    readonly high?: number;
    /** Where it is not that of the layer. */
    readonly colour?: string;
  }[];
  readonly colour: string;
  readonly radius?: number;
  /** Rings of the colour, filled with the ground. */
  readonly isOpen?: boolean;
  /** The width of a rim in the colour of the ground, which parts a point from what it stands on. */
  readonly rim?: number;
  /** Not drawn where they lie outside of the axes. */
  readonly isClipped?: boolean;
};

/** A line across the chart, or a part of it, at one place of one axis. */
export type RuleLayer = {
  readonly kind: "rule";
  readonly name?: string;
  readonly at: { readonly x: number } | { readonly y: number };
  /** The part along the other axis. */
  readonly part?: readonly [number, number];
  readonly colour: string;
  readonly width?: number;
  readonly opacity?: number;
  readonly isDashed?: boolean;
  /** Stands above the chart; for places on the horizontal axis. */
  readonly label?: string;
};

/** Rectangles in units of the axes. */
export type RectsLayer = {
  readonly kind: "rects";
  readonly name?: string;
  readonly rects: readonly {
    readonly x: readonly [number, number];
    readonly y: readonly [number, number];
    readonly opacity?: number;
  }[];
  readonly colour: string;
  readonly opacity?: number;
};

/** Bars that stand on 0, one for each integer of the horizontal axis from `first` on. */
export type BarsLayer = {
  readonly kind: "bars";
  readonly name?: string;
  readonly values: readonly number[];
  readonly first: number;
  readonly colour: string;
  /** What a bar says when it is pointed at. */
  readonly title?: (x: number, value: number) => string;
};

/** Parts of the rows of an axis of names, with a number at the end of each row. */
export type RowsLayer = {
  readonly kind: "rows";
  readonly parts: readonly { readonly name: string; readonly length: number; readonly colour: string }[];
  readonly total: (length: number) => string;
};

/** Words at a point. */
export type TextLayer = {
  readonly kind: "text";
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly colour: string;
  readonly dx?: number;
  readonly dy?: number;
  readonly anchor?: "start" | "middle" | "end";
  readonly size?: number;
  readonly isBold?: boolean;
};

export type Layer =
  | LineLayer
  | AreaLayer
  | DotsLayer
  | RuleLayer
  | RectsLayer
  | BarsLayer
  | RowsLayer
  | TextLayer;

export type LayerOf<Kind extends Layer["kind"]> = Extract<Layer, { readonly kind: Kind }>;

export type Chart = {
  readonly x: NumberAxis;
  readonly y: NumberAxis | NamesAxis;
  /** From back to front. */
  readonly layers: readonly Layer[];
  /** Entries of the legend that no layer has, before those of the layers. */
  readonly legend?: readonly LegendEntry[];
};

/** Points from two lists. */
export function pairs(x: readonly number[], y: readonly number[]): Pair[] {
  return x.map((each, i) => [each, y[i]]);
}
