/** Where curves are computed. */
import { exp, log } from "@onset/core/base";

/** Numbers from `first` to `last` at equal distances. */
export function linear(first: number, last: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => first + ((last - first) * i) / (count - 1));
}

/** Numbers from `first` to `last` at equal ratios. */
export function geometric(first: number, last: number, count: number): number[] {
  return linear(log(first), log(last), count).map(exp);
}

/** A grid with both sides of each jump in it, so that a line drawn through it falls where it should. */
export function withJumps(grid: readonly number[], jumps: readonly { readonly value: number }[]): number[] {
  const inside = jumps.filter(({ value }) => value > grid[0] && value < grid[grid.length - 1]);
  const sides = inside.flatMap(({ value }) => [value * (1 - 1e-9), value * (1 + 1e-9)]);
  return [...grid, ...sides].sort((a, b) => a - b);
}

/** The 97.5 % point of the normal law: half of a 95 % interval in standard errors. */
export const twoSided95 = 1.959963984540054;
