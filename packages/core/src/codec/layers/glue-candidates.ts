import { type NgramModel, NO_CONTEXT } from "../ngram/ngram-model.js";
import type { Surface } from "./layers.js";

/** So many glue units are candidates in a context. */
export const MOST_GLUE = 16;

const slotBits = 15;

/** Glue units that are likely in a context, ascending, and their intervals there. */
export type Candidates = {
  readonly symbols: Int32Array;
  readonly starts: Int32Array;
  readonly widths: Int32Array;
};

/**
 * The candidates of a context are, of the glue units that it lists and those that are candidates of the context one
 * symbol shorter, the likeliest ones; without context, the first ones. Those of the contexts asked for last are kept.
 */
export class GlueCandidates {
  readonly #ngrams: NgramModel;
  readonly #bound: number;
  readonly #keys: Int32Array = new Int32Array(1 << slotBits).fill(NO_CONTEXT - 1);
  readonly #kept: Candidates[] = [];

  constructor({ symbols, ngrams }: Surface) {
    this.#ngrams = ngrams;
    this.#bound = symbols.firstForm;
  }

  /** The candidates of a context. */
  find(context: number): Candidates {
    const slot = (Math.imul(context, 0x9e3779b1) >>> 0) >>> (32 - slotBits);
    if (this.#keys[slot] === context) return this.#kept[slot];
    const found = this.#located(context, this.#symbolsOf(context));
    this.#keys[slot] = context;
    this.#kept[slot] = found;
    return found;
  }

  #symbolsOf(context: number): Iterable<number> {
    if (context === NO_CONTEXT) {
      return Int32Array.from({ length: Math.min(MOST_GLUE, this.#bound) }, (_, symbol) => symbol);
    }
    const { symbols } = this.find(this.#ngrams.shorter(context));
    return new Set([...symbols, ...this.#ngrams.listed(context, this.#bound)]);
  }

  /** The likeliest of some symbols; of two that are as likely the smaller. */
  #located(context: number, symbols: Iterable<number>): Candidates {
    const ngrams = this.#ngrams;
    const all = Array.from(symbols, (symbol) => {
      ngrams.locate(context, symbol);
      return { symbol, start: ngrams.start, width: ngrams.end - ngrams.start };
    });
    all.sort((a, b) => b.width - a.width || a.symbol - b.symbol);
    const best = all.slice(0, MOST_GLUE).sort((a, b) => a.symbol - b.symbol);
    return {
      symbols: Int32Array.from(best, ({ symbol }) => symbol),
      starts: Int32Array.from(best, ({ start }) => start),
      widths: Int32Array.from(best, ({ width }) => width),
    };
  }
}
