import { certainty } from "../entropy/range-encoder.js";
import { logOf } from "../log2.js";
import { lowerBound, type NgramArrays, noContext } from "./ngram-model.js";
import { wholeShare } from "./shares.js";

const finer: number = certainty / wholeShare;

/**
 * Logarithms of probabilities of an n-gram model: {@link logOf} of the width of a symbol's interval where its context lists it; else
 * that in the context one symbol shorter plus that of what the context leaves. They take additions where intervals take products.
 */
export class NgramLogs {
  /** By symbol the logarithm of its frequency. */
  readonly single: Uint16Array;
  /** By context the logarithm of the share that it leaves to others, at most 0. */
  readonly rest: Int16Array;
  /** By node the logarithm of its width in its context. */
  readonly width: Uint16Array;
  /** The node that {@link of} found last: that of the symbol behind the longest part of the context that lists it. */
  node = 0;
  readonly #arrays: NgramArrays;

  constructor(arrays: NgramArrays) {
    const { symbolCount, first, symbol, sum, start, end } = arrays;
    this.#arrays = arrays;
    this.width = new Uint16Array(symbol.length);
    this.rest = new Int16Array(symbol.length);
    for (let node = 0; node < symbol.length; node++) {
      this.width[node] = logOf(Math.max(1, end[node] - start[node]));
      const stop = first[node + 1];
      if (first[node] === stop) continue;
      this.rest[node] = logOf((wholeShare - sum[stop - 1]) * finer) - logOf(certainty);
    }
    this.single = this.width.subarray(0, symbolCount);
  }

  /** The logarithm of a symbol's probability in a context, in units of 2^-8 above that of 2^-30; at least 0. */
  of(context: number, wanted: number): number {
    const { first, symbol, lower } = this.#arrays;
    let left = 0;
    for (let at = context; at !== noContext; at = lower[at]) {
      const stop = first[at + 1];
      const low = lowerBound(symbol, first[at], stop, wanted);
      if (low < stop && symbol[low] === wanted) {
        this.node = low;
        return Math.max(0, left + this.width[low]);
      }
      left += this.rest[at];
    }
    this.node = wanted;
    return Math.max(0, left + this.single[wanted]);
  }
}
