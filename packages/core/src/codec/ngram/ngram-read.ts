import type { ByteReader } from "../bytes/reader.js";
import { certainty } from "../entropy/range-encoder.js";
import { SymbolReader } from "../entropy/symbols.js";
import { baseOf, classCount, countClass, extraBits, gapClass, riseClass, shareClass } from "./classes.js";
import { NgramModel, noContext } from "./ngram-model.js";
import { minRest, shareOfStep, shareSteps, wholeShare } from "./shares.js";

const longestOrder = 8;
/** Nodes beyond these a byte of the section, and beyond these in all, are more than a training run would write. */
const nodesPerByte = 8;
const maxNodes = 2 ** 26;
const fewNodes = 1 << 12;

/**
 * Reads the tables of an n-gram model.
 *
 * @param frequencies - by symbol its share of 2^30 without context; they sum to 2^30
 */
export function readNgrams(reader: ByteReader, frequencies: Int32Array): NgramModel {
  const symbolCount = frequencies.length;
  const order = reader.count("levels", longestOrder);
  if (order < 1) throw reader.fault("has no levels");
  let most = Math.min(maxNodes, nodesPerByte * (reader.end - reader.at) + fewNodes);
  const levelEnds = [symbolCount];
  for (let level = 2; level <= order; level++) {
    const count = reader.count("n-grams", most);
    most -= count;
    levelEnds.push(levelEnds[level - 2] + count);
  }
  const nodeCount = levelEnds[order - 1];
  const arrays = {
    order,
    symbolCount,
    first: new Int32Array(nodeCount + 1),
    symbol: new Int32Array(nodeCount),
    lower: new Int32Array(nodeCount),
    sum: new Int32Array(nodeCount),
    start: new Int32Array(nodeCount),
    end: new Int32Array(nodeCount),
  };
  const { first, symbol, lower, sum, start, end } = arrays;
  let position = 0;
  for (let i = 0; i < symbolCount; i++) {
    symbol[i] = i;
    lower[i] = noContext;
    start[i] = position;
    position += frequencies[i];
    end[i] = position;
  }
  if (position !== certainty) throw reader.fault("holds frequencies of symbols that do not sum to 2^30");

  const symbols = new SymbolReader(reader, classCount);
  const number = (classIndex: number): number => {
    const code = symbols.symbol(classIndex);
    const extra = extraBits(code);
    return extra > 24 ? Number.MAX_SAFE_INTEGER : baseOf(code) + symbols.bits(extra);
  };
  const maxShared = wholeShare - minRest(order);
  let node = symbolCount;
  let context = 0;
  for (let level = 2; level <= order; level++) {
    const contextEnd = levelEnds[level - 2];
    const nodeEnd = levelEnds[level - 1];
    for (; context < contextEnd; context++) {
      first[context] = node;
      const shorter = lower[context];
      const base = shorter === noContext ? 0 : first[shorter];
      const candidates = shorter === noContext ? symbolCount : first[shorter + 1] - base;
      if (candidates === 0) continue;
      const followers = number(countClass(level, shorter === noContext ? context : candidates));
      if (followers === 0) continue;
      if (followers > candidates || followers > nodeEnd - node) {
        throw reader.fault(`claims a context with ${followers} followers`);
      }
      const begin = node;
      const stop = node + followers;
      const least = symbols.symbol(shareClass(level, followers));
      const rises = riseClass(level, followers);
      let next = base;
      let total = 0;
      for (; node < stop; node++) {
        const left = stop - node;
        const room = base + candidates - next;
        next += number(gapClass(level, room, left));
        if (next > base + candidates - left) throw reader.fault("names a follower that does not exist");
        const step = followers === 1 ? least : least - 2 * symbols.symbol(rises);
        if (step < 0 || step >= shareSteps) throw reader.fault("gives a follower an impossible share");
        total += shareOfStep[step];
        symbol[node] = shorter === noContext ? next : symbol[next];
        lower[node] = next++;
        sum[node] = total;
      }
      if (total > maxShared) throw reader.fault("gives the followers of a context more than there is");
      const rest = wholeShare - total;
      let before = 0;
      for (let i = begin; i < stop; i++) {
        // The share goes between the two, so that it widens the interval of this symbol alone.
        start[i] = before * (certainty / wholeShare) + Math.floor((rest * start[lower[i]]) / wholeShare);
        before = sum[i];
        end[i] = before * (certainty / wholeShare) + Math.floor((rest * end[lower[i]]) / wholeShare);
      }
    }
    if (node !== nodeEnd) throw reader.fault(`has ${node} n-grams where it claims ${nodeEnd}`);
  }
  first.fill(node, context);
  return new NgramModel(arrays);
}
