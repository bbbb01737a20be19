import { exp, log } from "@onset/core/base";
import type { NamesAxis } from "./chart.js";

/** From the values of an axis to places in pixels and back. */
export type Scale = {
  readonly domain: readonly [number, number];
  readonly apply: (value: number) => number;
  /** The value at a place, or at the nearer end of the axis. */
  readonly invert: (place: number) => number;
};

/** From names to the middles of their rows and back. */
export type NamesScale = {
  readonly names: readonly string[];
  /** From the middle of a row to the middle of the next. */
  readonly step: number;
  readonly apply: (name: string) => number;
  readonly invert: (place: number) => string | null;
};

/** @param from - The place of the domain's first end; `to`: of its second. */
export function numberScale(
  kind: "linear" | "log",
  domain: readonly [number, number],
  from: number,
  to: number,
): Scale {
  const [low, high] = domain;
  const ends = kind === "log" ? [log(low), log(high)] : [low, high];
  const range = ends[1] - ends[0] || 1;
  const within = (value: number): number =>
    Math.min(Math.max(low, high), Math.max(Math.min(low, high), value));
  return {
    domain,
    apply: (value) => from + (((kind === "log" ? log(value) : value) - ends[0]) / range) * (to - from),
    invert: (place) => {
      const value = ends[0] + ((place - from) / (to - from)) * range;
      return within(kind === "log" ? exp(value) : value);
    },
  };
}

export function namesScale({ names }: NamesAxis, from: number, to: number): NamesScale {
  const step = (to - from) / Math.max(1, names.length);
  const places = new Map(names.map((name, i) => [name, from + (i + 0.5) * step]));
  return {
    names,
    step,
    apply: (name) => places.get(name) ?? Number.NaN,
    invert: (place) =>
      names[Math.min(names.length - 1, Math.max(0, Math.floor((place - from) / step)))] ?? null,
  };
}
