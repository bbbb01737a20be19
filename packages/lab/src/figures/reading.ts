/** Values of a chart in words, at a place that is pointed at or walked to by keys. */
import { percent } from "../parts/format.js";

/** What stands at a place. */
export type Reading = {
  readonly text: string;
  /** Where the value really stands, when that is not where one points. */
  readonly x?: number;
  readonly y?: number;
};

/** Reads a chart at a place in its units, with the name of the row there if it has rows; null where nothing stands. */
export type Read = (x: number, y: number, row: string | null) => Reading | null;

export type Series = {
  readonly label: string;
  readonly x: readonly number[];
  readonly y: readonly (number | null)[];
  readonly text: (y: number) => string;
  /** Lines are read between their points, points only close to them. */
  readonly kind: "line" | "points";
};

/** Values of things in a row, read as a line. */
export function lineOf<T>(
  label: string,
  things: readonly T[],
  place: (thing: T) => readonly [x: number, y: number | null],
  text: Series["text"] = percent,
): Series {
  const places = things.map(place);
  return { label, x: places.map(([x]) => x), y: places.map(([, y]) => y), text, kind: "line" };
}

/** The same of points, which are read close to them. */
export function pointsOf<T>(...series: Parameters<typeof lineOf<T>>): Series {
  return { ...lineOf(...series), kind: "points" };
}

/** Points are read within this share of the range of all of them. */
const reach = 0.03;

/** Reads several lines and points at one place of the horizontal axis. @param xText - The place itself in words. */
export function readSeries(xText: (x: number) => string, series: readonly Series[]): Read {
  return (x) => {
    const parts = series.flatMap((each) => {
      const value = each.kind === "line" ? between(each, x) : near(each, x);
      return value === null ? [] : [`${each.label} ${each.text(value)}`];
    });
    return { text: [xText(x), ...parts].join(" · ") };
  };
}

/** The value of a line at a place, between the two points around it; null outside. Places ascend. */
export function between({ x: places, y }: Pick<Series, "x" | "y">, x: number): number | null {
  let [low, high] = [0, places.length - 1];
  if (high < 0 || !(x >= places[low]) || x > places[high]) return null;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (places[middle] <= x) low = middle;
    else high = middle;
  }
  const [a, b] = [y[low], y[high]];
  if (a === null || b === null) return null;
  const width = places[high] - places[low];
  return width === 0 ? b : a + ((b - a) * (x - places[low])) / width;
}

function near({ x: places, y }: Series, x: number): number | null {
  let best = -1;
  for (const [i, place] of places.entries()) {
    if (best < 0 || Math.abs(place - x) < Math.abs(places[best] - x)) best = i;
  }
  if (best < 0) return null;
  const range = Math.max(...places) - Math.min(...places);
  return Math.abs(places[best] - x) <= Math.max(1e-9, reach * range) ? y[best] : null;
}
