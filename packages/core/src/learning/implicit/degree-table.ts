import { rejected } from "../../base/index.js";
import { type DegreeLawData, degreeProbabilities } from "../../graph/index.js";

/**
 * An alias table whose number of cells is a power of two, so that one random word chooses both cell (high bits) and
 * side (the others). Probabilities are rounded to multiples of 2^-32.
 */
export type DegreeTable = {
  /** The word shifted right by this is the cell. */
  readonly shift: number;
  /** The bits of the word below the cell. */
  readonly mask: number;
  /** The cell's own degree is taken when those bits are below this. */
  readonly own: Int32Array;
  /** Else this degree is. (Signed arrays: loops that count down from an unsigned word run on doubles in V8, at half the speed.) */
  readonly alias: Int32Array;
  readonly mean: number;
  readonly largest: number;
};

/** The table of a law with degrees below 65,536. */
export function degreeTable(degrees: DegreeLawData): DegreeTable {
  const law = degreeProbabilities(degrees);
  let bits = 1;
  while (2 ** bits < law.length) bits++;
  if (bits > 16) throw rejected(law.length - 1, "skillDegrees", "a largest degree below 65536");
  const cells = 2 ** bits;
  const unit = 2 ** (32 - bits);
  const own = new Int32Array(cells);
  const alias = new Int32Array(cells);
  // In units of 2^-32: exact integers, so that the table adds up to 2^32 without rounding on the way.
  const share = new Float64Array(cells);
  let assigned = 0;
  let likeliest = 0;
  let mean = 0;
  for (let k = 0; k < law.length; k++) {
    share[k] = Math.round(law[k] * 2 ** 32);
    assigned += share[k];
    mean += k * law[k];
    if (law[k] > law[likeliest]) likeliest = k;
  }
  share[likeliest] += 2 ** 32 - assigned;
  const poor: number[] = [];
  const rich: number[] = [];
  for (let k = 0; k < cells; k++) (share[k] < unit ? poor : rich).push(k);
  while (poor.length > 0) {
    const low = poor.pop()!;
    const high = rich[rich.length - 1];
    own[low] = share[low];
    alias[low] = high;
    share[high] -= unit - share[low];
    if (share[high] < unit) poor.push(rich.pop()!);
  }
  for (const k of rich) {
    own[k] = 0;
    alias[k] = k;
  }
  return { shift: 32 - bits, mask: unit - 1, own, alias, mean, largest: law.length - 1 };
}
