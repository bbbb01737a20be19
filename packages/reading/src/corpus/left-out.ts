/** A row that was left out: where it stands, and why it cannot be used. */
export type Case = { readonly where: string; readonly problem: string };

/** Rows that were left out: how many, and the first of them. */
export type LeftOut = { readonly count: number; readonly first: readonly Case[] };

/** How many cases of each kind are kept to be told. */
const casesKept = 5;

/** Counts rows that are left out and keeps the first few. */
export class Leftovers {
  #count = 0;
  readonly #first: Case[] = [];

  get count(): number {
    return this.#count;
  }

  /** @param where - asked only of those that are kept */
  add(where: () => string, problem: string): void {
    this.#count++;
    if (this.#first.length < casesKept) this.#first.push({ where: where(), problem });
  }

  leftOut(): LeftOut {
    return { count: this.#count, first: [...this.#first] };
  }
}
