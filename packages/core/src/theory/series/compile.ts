/** From a law, which is data, to its generating function; each law object is compiled once. */
import { lawKindOf } from "../law-kinds.js";
import type { DegreeLaw } from "../laws.js";
import type { Series } from "./series.js";

const compiled = new WeakMap<DegreeLaw, Series>();

/** The generating function of a law; a TypeError or RangeError when the object is not a law. */
export function seriesOf(law: DegreeLaw): Series {
  const known = compiled.get(law);
  if (known !== undefined) return known;
  const series = lawKindOf(law).series(law);
  compiled.set(law, series);
  return series;
}
