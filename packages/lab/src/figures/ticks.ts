import { log10, power } from "@onset/core/base";

/** Ticks of logarithmic axes: 1, 2 and 5 times powers of ten over few decades, powers of ten alone over more. */
export function logTicks(low: number, high: number): number[] {
  const decades = log10(high / low);
  const steps = decades <= 2.2 ? [1, 2, 5] : [1];
  const every = Math.ceil(decades / 7);
  const ticks: number[] = [];
  for (let decade = Math.floor(log10(low)); decade <= Math.ceil(log10(high)); decade++) {
    if (steps.length === 1 && decade % every !== 0) continue;
    for (const step of steps) {
      const tick = Number((step * power(10, decade)).toPrecision(3));
      if (tick >= 0.999 * low && tick <= 1.001 * high) ticks.push(tick);
    }
  }
  return ticks;
}

/** Ticks of axes that count: integers from `low` to `high`, 1, 2 or 5 times a power of ten apart, about `most` of them. */
export function wholeTicks(low: number, high: number, most: number): number[] {
  const rough = Math.max(1, (high - low) / Math.max(1, most));
  const ten = power(10, Math.floor(log10(rough)));
  const step = ten * ([1, 2, 5].find((factor) => factor * ten >= 0.999 * rough) ?? 10);
  const first = Math.ceil(low / step);
  return Array.from(
    { length: Math.max(0, Math.floor(high / step) - first + 1) },
    (_, i) => (first + i) * step,
  );
}

// Making one takes as long as drawing a chart.
const sixDigits = new Intl.NumberFormat("en-US", { maximumFractionDigits: 6 });

/** 0.01, 1, 20,000, 1e-5, 1e9 */
export function tickText(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e7)) return value.toExponential().replace("e+", "e");
  return sixDigits.format(Number(value.toPrecision(6)));
}
