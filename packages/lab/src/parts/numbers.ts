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
export function withJumps(grid: readonly number[], jumps: readonly number[]): number[] {
  const inside = jumps.filter((jump) => jump > grid[0] && jump < grid.at(-1)!);
  return [...grid, ...inside.flatMap((jump) => [jump * (1 - 1e-9), jump * (1 + 1e-9)])].sort((a, b) => a - b);
}

/** The 97.5 % point of the normal law: half of a 95 % interval in standard errors. */
export const twoSided95 = 1.959963984540054;
