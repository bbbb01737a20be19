/** What of a file was left out, and why: counted, the first cases kept. */

export type Case = { readonly where: string; readonly problem: string };
export type LeftOut = { readonly count: number; readonly first: readonly Case[] };

const casesKept = 10;

export class Leftovers {
  #count = 0;
  readonly #first: Case[] = [];

  add(where: string, problem: string): void {
    this.#count++;
    if (this.#first.length < casesKept) this.#first.push({ where, problem });
  }

  leftOut(): LeftOut {
    return { count: this.#count, first: this.#first };
  }
}
