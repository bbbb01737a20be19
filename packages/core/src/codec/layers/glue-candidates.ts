import { type Intervals, type NgramModel, noContext } from "../ngram/ngram-model.js";
import type { Surface } from "./layers.js";

/** So many glue units are candidates in a context. */
export const maxGlue = 16;

const slotBits = 15;

/**
 * Glue units that are likely in a context. The candidates of a context are, of the glue units that it lists and those
 * that are candidates of the context one symbol shorter, the likeliest ones; without context, the first ones. Those of
 * the contexts asked for last are kept.
 */
export class GlueCandidates {
  readonly #ngrams: NgramModel;
  readonly #bound: number;
  readonly #first: Intervals;
  readonly #keys: Int32Array = new Int32Array(1 << slotBits).fill(noContext);
  readonly #kept: Intervals[] = [];

  constructor({ symbols, ngrams }: Surface) {
    this.#ngrams = ngrams;
    this.#bound = symbols.firstForm;
    this.#first = { symbols: [], starts: [], widths: [] };
    for (let symbol = 0; symbol < Math.min(maxGlue, this.#bound); symbol++) {
      ngrams.locate(noContext, symbol);
      this.#first.symbols.push(symbol);
      this.#first.starts.push(ngrams.start);
      this.#first.widths.push(ngrams.end - ngrams.start);
    }
  }

  /** The candidates of a context, ascending, and their intervals in it. */
  find(context: number): Intervals {
    if (context === noContext) return this.#first;
    const slot = (Math.imul(context, 0x9e3779b1) >>> 0) >>> (32 - slotBits);
    if (this.#keys[slot] === context) return this.#kept[slot];
    const shorter = this.find(this.#ngrams.shorter(context));
    const found = likeliest(this.#ngrams.widened(context, this.#bound, shorter));
    this.#keys[slot] = context;
    this.#kept[slot] = found;
    return found;
  }
}

/** The candidates with the widest intervals; of two that are as wide the smaller. */
function likeliest(all: Intervals): Intervals {
  const { symbols, starts, widths } = all;
  if (symbols.length <= maxGlue) return all;
  const places: number[] = [];
  for (let i = 0; i < symbols.length; i++) places.push(i);
  places.sort((a, b) => widths[b] - widths[a] || a - b);
  places.length = maxGlue;
  places.sort((a, b) => a - b);
  return {
    symbols: places.map((i) => symbols[i]),
    starts: places.map((i) => starts[i]),
    widths: places.map((i) => widths[i]),
  };
}
