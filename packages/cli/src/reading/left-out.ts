/** A record that was left out: where it stands, and why it cannot be used. */
export type Case = { readonly where: string; readonly problem: string };

/** Records that were left out: how many, and the first of them. */
export type LeftOut = { readonly count: number; readonly first: readonly Case[] };

export const nothingLeftOut: LeftOut = { count: 0, first: [] };

/** How many cases of each kind are kept to be told. */
export const casesKept = 5;

/** Records left out, by their position; counts all and keeps the first few. */
export class Leftovers {
  count = 0;
  readonly first: { readonly record: number; readonly problem: string }[] = [];

  add(record: number, problem: string): void {
    this.count++;
    if (this.first.length < casesKept) this.first.push({ record, problem });
  }
}

/** What was refused before it was a record, then what was left out after. */
export function joined(refused: LeftOut, rest: LeftOut): LeftOut {
  return {
    count: refused.count + rest.count,
    first: [...refused.first, ...rest.first].slice(0, casesKept),
  };
}
