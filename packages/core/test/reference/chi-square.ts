import { chiSquareTail } from "../../src/base/index.js";

/**
 * The p-value of `draws` samples of integers against their exact law on [`first`, `last`] (Pearson's test; neighbours
 * are merged until 25 draws are expected). Draws outside the range count as impossible: they give 0.
 */
export function chiSquarePValue(
  sample: () => number,
  probability: (value: number) => number,
  first: number,
  last: number,
  draws: number,
): number {
  const counts = new Float64Array(last - first + 1);
  for (let i = 0; i < draws; i++) {
    const value = sample();
    if (!(value >= first && value <= last)) return 0;
    counts[value - first]++;
  }
  let statistic = 0;
  let cells = 0;
  let [observed, expected] = [0, 0];
  let [lastObserved, lastExpected] = [0, 0];
  for (let value = first; value <= last; value++) {
    observed += counts[value - first];
    expected += draws * probability(value);
    if (expected >= 25) {
      statistic += (observed - expected) ** 2 / expected;
      cells++;
      [lastObserved, lastExpected] = [observed, expected];
      [observed, expected] = [0, 0];
    }
  }
  // What is left at the end joins the last cell.
  statistic -= (lastObserved - lastExpected) ** 2 / lastExpected;
  const [o, e] = [lastObserved + observed, lastExpected + expected];
  statistic += (o - e) ** 2 / e;
  if (cells < 3) throw new Error(`only ${cells} cells of 25 expected draws: too few to tell anything`);
  return chiSquareTail(statistic, cells - 1);
}
