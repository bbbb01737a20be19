/** What a figure shows: points of named series, in one or several panels. */

/** Where a value comes from: lines are theory, points are simulated or measured. */
export type Witness = "theory" | "simulation" | "measurement";

/** One point. A tidy row: the CSV and JSON files of a figure hold exactly these. */
export type Point = {
  /** Panels stand side by side; an empty name when there is only one. */
  readonly panel: string;
  /** Series have colours; an empty name is for what belongs to none and is drawn in ink. */
  readonly series: string;
  readonly witness: Witness;
  readonly x: number;
  readonly y: number;
  /** 95 % interval of y, for what was simulated or measured. */
  readonly low?: number;
  readonly high?: number;
  /** Number of trials behind the point. */
  readonly trials?: number;
};

/** An axis of a figure. */
export type Axis = {
  /** One label, or one for each panel. */
  readonly label: string | Readonly<Record<string, string>>;
  readonly scale?: "linear" | "log";
  readonly domain?: readonly [number, number];
  /** Show values as per cent. */
  readonly percent?: boolean;
};

/** A vertical line with a label, such as a threshold. */
export type Mark = {
  readonly panel: string;
  readonly series?: string;
  readonly x: number;
  readonly label: string;
};

/** A figure: what was computed, and how it is to be drawn. */
export type Figure = {
  readonly title: string;
  /** One or two sentences: what to see. */
  readonly caption: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly points: readonly Point[];
  readonly marks?: readonly Mark[];
  /** Panels with scales of their own instead of common ones. */
  readonly freeScales?: boolean;
  /** Numbers worth quoting, for the JSON file. */
  readonly facts?: Readonly<Record<string, unknown>>;
};
