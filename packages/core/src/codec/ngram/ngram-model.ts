import { certainty } from "../entropy/range-encoder.js";
import { wholeShare } from "./shares.js";

/** The context of nothing: every symbol with its own frequency. */
export const noContext = -1;

const bucketBits = 12;
const bucketShift: number = 30 - bucketBits;
const finer: number = certainty / wholeShare;

/**
 * The arrays of an n-gram model. Nodes are n-grams, level by level: node i < `symbolCount` is the symbol i; the
 * followers of node n, sorted by symbol, are the nodes `first[n]` to `first[n + 1]`.
 */
export type NgramArrays = {
  readonly order: number;
  readonly symbolCount: number;
  readonly first: Int32Array;
  /** Last symbol of the node. */
  readonly symbol: Int32Array;
  /** The node without its first symbol; noContext for single symbols. */
  readonly lower: Int32Array;
  /** Sum of the shares (of 2^20) of the node and its siblings before it. */
  readonly sum: Int32Array;
  /** The node's interval among all followers of its context, in 2^-30. */
  readonly start: Int32Array;
  readonly end: Int32Array;
};

/**
 * Predicts the next symbol from the longest known context, whose shares are interpolated with those of the context
 * one symbol shorter, and so on (as Kneser and Ney, 1995, do; where the shares come from is up to the training).
 *
 * A context gives each follower it lists a share; the rest of its probability is spread as the shorter context says.
 * With the listed followers in the order of their symbols, the interval of a symbol is
 *
 *   start = 2^10 * (shares of listed symbols before it) + floor(rest * start in the shorter context / 2^20)
 *
 * and its end is the start of the next symbol. {@link locate} and {@link find} leave their answer in the fields
 * `start`, `end` and `following`.
 */
export class NgramModel {
  readonly order: number;
  readonly symbolCount: number;
  readonly nodeCount: number;
  /** Interval of the symbol located or found last. */
  start = 0;
  end = 0;
  /** The context after that symbol. */
  following: number = noContext;

  readonly arrays: NgramArrays;
  /** By node: the longest context that the node ends with and that has followers. */
  readonly #context: Int32Array;
  /** The last symbol that begins at or before each 2^-12. */
  readonly #buckets: Int32Array;
  /** What the contexts on the way down add, and the rest they pass on. */
  readonly #added: Float64Array;
  readonly #rest: Float64Array;

  constructor(arrays: NgramArrays) {
    this.arrays = arrays;
    this.order = arrays.order;
    this.symbolCount = arrays.symbolCount;
    this.nodeCount = arrays.symbol.length;
    this.#context = contextsOf(arrays);
    this.#buckets = bucketsOf(arrays);
    this.#added = new Float64Array(arrays.order);
    this.#rest = new Float64Array(arrays.order);
  }

  /** The context behind a node. A symbol is the node of a text that begins with it. */
  contextOf(node: number): number {
    return this.#context[node];
  }

  /** The context behind a symbol in a context: what {@link locate} leaves in `following`, without its interval. */
  follow(context: number, wanted: number): number {
    const { first, symbol, lower } = this.arrays;
    for (let at = context; at !== noContext; at = lower[at]) {
      const stop = first[at + 1];
      const low = lowerBound(symbol, first[at], stop, wanted);
      if (low < stop && symbol[low] === wanted) return this.#context[low];
    }
    return this.#context[wanted];
  }

  /** Finds the interval of a symbol; false when it has none (its probability is below 2^-30). */
  locate(context: number, wanted: number): boolean {
    const { first, symbol, lower, sum, start, end } = this.arrays;
    let node = wanted;
    let depth = 0;
    for (let at = context; at !== noContext; at = lower[at]) {
      const begin = first[at];
      const stop = first[at + 1];
      const low = lowerBound(symbol, begin, stop, wanted);
      if (low < stop && symbol[low] === wanted) {
        node = low;
        break;
      }
      this.#added[depth] = low > begin ? sum[low - 1] * finer : 0;
      this.#rest[depth++] = wholeShare - sum[stop - 1];
    }
    this.#rise(start[node], end[node], depth);
    this.following = this.#context[node];
    return this.start < this.end;
  }

  /** Finds the symbol whose interval holds `target`, a number in [0, 2^30). */
  find(context: number, target: number): number {
    const { first, symbol, lower, sum, start, end } = this.arrays;
    let rest = target;
    let depth = 0;
    let node = -1;
    for (let at = context; at !== noContext; at = lower[at]) {
      const begin = first[at];
      const stop = first[at + 1];
      let low = begin;
      let high = stop;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (start[middle] <= rest) low = middle + 1;
        else high = middle;
      }
      if (low > begin && rest < end[low - 1]) {
        node = low - 1;
        break;
      }
      const added = low > begin ? sum[low - 1] * finer : 0;
      const left = wholeShare - sum[stop - 1];
      this.#added[depth] = added;
      this.#rest[depth++] = left;
      // The largest position of the shorter context that comes to lie at or before `rest`. The quotient is below
      // 2^30 and at least 2^-20 away from the next integer, so that its floor is exact.
      rest = Math.floor(((rest - added) * wholeShare + wholeShare - 1) / left);
    }
    if (node < 0) node = this.#single(rest);
    this.#rise(start[node], end[node], depth);
    this.following = this.#context[node];
    return symbol[node];
  }

  /** The context one symbol shorter. */
  shorter(context: number): number {
    return this.arrays.lower[context];
  }

  /**
   * Writes the intervals in a context of the symbols below `bound` that it lists itself, and of others whose intervals in the context
   * one symbol shorter are given: both and the result as symbols in ascending order, each with its start and its width.
   * O(followers of the context).
   *
   * @param given - those of the shorter context, `count` of them from place `at` on
   * @param into - gets the result, from place 0 on
   * @returns how many they are
   */
  widened(
    context: number,
    bound: number,
    given: Int32Array,
    at: number,
    count: number,
    into: Int32Array,
  ): number {
    const { first, symbol, sum, start, end } = this.arrays;
    const stop = first[context + 1];
    const rest = wholeShare - sum[stop - 1];
    const givenEnd = at + 3 * count;
    let node = first[context];
    let added = 0;
    let length = 0;
    for (let i = at; ; length += 3) {
      const listed = node < stop && symbol[node] < bound ? symbol[node] : bound;
      const other = i < givenEnd ? given[i] : bound;
      if (listed === bound && other === bound) return length / 3;
      if (listed <= other) {
        into[length] = listed;
        into[length + 1] = start[node];
        into[length + 2] = end[node] - start[node];
        added = sum[node++] * finer;
      } else {
        const low = Math.floor((rest * given[i + 1]) / wholeShare);
        into[length] = other;
        into[length + 1] = added + low;
        into[length + 2] = Math.floor((rest * (given[i + 1] + given[i + 2])) / wholeShare) - low;
      }
      if (other <= listed) i += 3;
    }
  }

  /** Takes an interval up through the contexts that do not list the symbol. */
  #rise(start: number, end: number, depth: number): void {
    let low = start;
    let high = end;
    for (let i = depth - 1; i >= 0; i--) {
      const rest = this.#rest[i];
      low = this.#added[i] + Math.floor((rest * low) / wholeShare);
      high = this.#added[i] + Math.floor((rest * high) / wholeShare);
    }
    this.start = low;
    this.end = high;
  }

  #single(target: number): number {
    const { start } = this.arrays;
    const bucket = target >>> bucketShift;
    let low = this.#buckets[bucket];
    let high = this.#buckets[bucket + 1];
    // The last symbol that begins at or before the target.
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (start[middle] <= target) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** The first of the ascending symbols from `begin` to before `end` that is not below `wanted`, or `end`. */
export function lowerBound(symbol: Int32Array, begin: number, end: number, wanted: number): number {
  let low = begin;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (symbol[middle] < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

function contextsOf({ first, lower, symbol }: NgramArrays): Int32Array {
  const contexts = new Int32Array(symbol.length);
  for (let node = 0; node < contexts.length; node++) {
    if (first[node] < first[node + 1]) contexts[node] = node;
    else contexts[node] = lower[node] === noContext ? noContext : contexts[lower[node]];
  }
  return contexts;
}

function bucketsOf({ symbolCount, start }: NgramArrays): Int32Array {
  const buckets = new Int32Array((1 << bucketBits) + 1);
  let symbol = 0;
  for (let bucket = 0; bucket < buckets.length; bucket++) {
    const begin = bucket * 2 ** bucketShift;
    while (symbol + 1 < symbolCount && start[symbol + 1] <= begin) symbol++;
    buckets[bucket] = symbol;
  }
  return buckets;
}
