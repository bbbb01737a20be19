import { checkInteger, checkNumber, checkPositive, power, rejected } from "../../base/index.js";
import { withKnownKeys } from "./keys.js";

/** More values of one key are a slip of the pen. */
const maxValues = 100_000;

/**
 * Returns the values of a key of a grid: a list as it is, a range written out, anything else as the only value.
 *
 * A range is `{ "from": 2, "to": 3, "step": 0.1 }` or `{ "from": 2, "to": 3, "points": 11 }`, both ends included, with
 * `"scale": "log"` (and `points`) in equal factors. Its values are rounded to 12 digits - 2.3, not 2.3000000000000003 -
 * or, for a key that takes `integers`, to the nearest one.
 *
 * @throws TypeError or RangeError for an empty list or a range that is none.
 */
export function valuesOf(value: unknown, title: string, integers: boolean): readonly unknown[] {
  const written = (range: object, name: string) =>
    integers ? rangeValues(range, name).map(Math.round) : rangeValues(range, name);
  if (Array.isArray(value)) {
    if (value.length === 0) throw rejected(value, title, "a value, a range or a list of at least one value");
    return value.flatMap((item, i) => (isRange(item) ? written(item, `${title}[${i}]`) : [item]));
  }
  return isRange(value) ? written(value, title) : [value];
}

type Written = { from?: number; to?: number; step?: number; points?: number; scale?: string };

const rangeKeys = Object.keys({ from: 0, to: 0, step: 0, points: 0, scale: 0 } satisfies Record<
  keyof Written,
  0
>);

/** Laws and classes are objects too, but have none of these keys. */
function isRange(value: unknown): value is object {
  return typeof value === "object" && value !== null && rangeKeys.some((key) => key in value);
}

function rangeValues(range: object, title: string): number[] {
  const { step, points, scale = "linear", ...ends } = withKnownKeys(range, title, rangeKeys) as Written;
  const from = checkNumber(ends.from!, `${title}.from`);
  const to = checkNumber(ends.to!, `${title}.to`);
  if (!(from <= to)) throw rejected(to, `${title}.to`, `a number >= ${from}, where the range begins`);
  if (scale !== "linear" && scale !== "log") throw rejected(scale, `${title}.scale`, '"linear" or "log"');
  if ((step === undefined) === (points === undefined)) {
    throw new RangeError(`"${title}" needs either a "step" or a number of "points"`);
  }
  if (scale === "log") {
    checkPositive(from, `${title}.from`);
    if (points === undefined)
      throw rejected(step, `${title}.step`, '"points" instead, as the scale is "log"');
  }
  if (points === undefined) {
    const width = checkPositive(step!, `${title}.step`);
    const steps = Math.floor((to - from) / width + 1e-9);
    checkInteger(steps, `steps of ${title}`, 0, maxValues);
    return Array.from({ length: steps + 1 }, (_, i) => rounded(from + i * width));
  }
  const count = checkInteger(points, `${title}.points`, 1, maxValues);
  return Array.from({ length: count }, (_, i) => {
    const part = count === 1 ? 0 : i / (count - 1);
    return rounded(scale === "log" ? from * power(to / from, part) : from + (to - from) * part);
  });
}

function rounded(value: number): number {
  return Number(value.toPrecision(12));
}
