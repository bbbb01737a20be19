/** Where an axis has ticks, and how they are written. */
import { log10, power } from "@onset/core/base";

/** From here on a step is rather 1, 2, 5 or 10 than the one before. */
const boundaries = [0, Math.sqrt(2), Math.sqrt(10), Math.sqrt(50)];

/**
 * Round numbers in a range: 1, 2 or 5 times a power of ten apart, about `count` of them.
 *
 * @param minStep - They are at least so far apart: 1 for an axis that counts.
 */
export function roundTicks(low: number, high: number, count: number, minStep = 0): number[] {
  const rough = Math.max(minStep, (high - low) / Math.max(1, count));
  if (!(rough > 0)) return [low];
  const ten = power(10, Math.floor(log10(rough)));
  // The factor nearest by ratio, as d3-array takes it (M. Bostock).
  const factor = [1, 2, 5, 10].findLast((_, i) => rough / ten >= boundaries[i])!;
  const step = factor * ten;
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) =>
    Number(((first + i) * step).toPrecision(12)),
  );
}

/** The range around a range that ends at round numbers, `count` of them in between. */
export function niceDomain(
  [low, high]: readonly [number, number],
  count: number,
  minStep = 0,
): readonly [number, number] {
  const [first, second] = roundTicks(low, high, count, minStep);
  if (second === undefined) return [low, high];
  const step = second - first;
  const rounded = (value: number): number => Number((value * step).toPrecision(12));
  return [rounded(Math.floor(low / step + 1e-9)), rounded(Math.ceil(high / step - 1e-9))];
}

/** From many ticks in a decade to one. */
const decadeSteps = [[1, 1.5, 2, 3, 4, 5, 7], [1, 2, 5], [1]];

/** Ticks of a logarithmic axis, at most `count` of them if that is possible: round parts of decades, or every so many decades. */
export function logTicks(low: number, high: number, count: number): number[] {
  const first = Math.floor(log10(low));
  const last = Math.ceil(log10(high));
  const of = (steps: readonly number[], every: number): number[] => {
    const ticks: number[] = [];
    for (let decade = first; decade <= last; decade++) {
      if (decade % every !== 0) continue;
      for (const step of steps) {
        const tick = Number((step * power(10, decade)).toPrecision(3));
        if (tick >= 0.999 * low && tick <= 1.001 * high) ticks.push(tick);
      }
    }
    return ticks;
  };
  for (const steps of decadeSteps) {
    const ticks = of(steps, 1);
    if (ticks.length <= count) return ticks;
  }
  return of([1], Math.ceil((last - first) / Math.max(1, count)));
}

// Making one takes as long as drawing a chart.
const sixDigits = new Intl.NumberFormat("en-US", { maximumFractionDigits: 6 });

/** 0.01, 1, 20,000, 1e-5, 1e9 */
export function tickText(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e7)) return value.toExponential().replace("e+", "e");
  return sixDigits.format(Number(value.toPrecision(6)));
}

/** A share: 20%, 0.5% */
export function percentText(value: number): string {
  return `${Number((100 * value).toPrecision(6))}%`;
}
