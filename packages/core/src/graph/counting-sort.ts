/**
 * Stable counting sorts of edges by a key whose group boundaries are known: the passes that turn pairs into a graph
 * and one direction of a graph into the other.
 *
 * Scattering straight to a million groups costs 25 to 30 ns an edge, nearly all of it cache misses. So large inputs
 * go through at most 2,048 bins of neighbouring groups first (a most-significant-digit radix step): each bin is then
 * scattered within the second-level cache. Measured with 8.4 million edges: 9 to 12 ns an edge for both steps. Up to a
 * million edges one step takes 3 to 5 ns an edge, two take 7 to 8.
 */

/** Two arrays of one word an edge: where edges rest between the two steps. */
export type SortScratch = {
  readonly keys: Uint32Array;
  readonly values: Uint32Array;
};

// 2^15 edges are 128 KiB of target: with the cursors of their groups they fit a second-level cache of 512 KiB.
const edgesPerBin = 1 << 15;
const maxBins = 2048;
const maxDirectEdges = 1 << 20;

/** Scratch for sorts of up to `edgeCount` edges; null when they are sorted in one step. */
export function sortScratch(edgeCount: number): SortScratch | null {
  if (edgeCount <= maxDirectEdges) return null;
  return { keys: new Uint32Array(edgeCount), values: new Uint32Array(edgeCount) };
}

/**
 * Writes `values` to `out`, grouped by their keys: the group of key `k` is `groupOffsets[k]` up to
 * `groupOffsets[k + 1]`. With scratch in two steps, and `out` may be `values` or `keys`.
 */
export function groupPairs(
  keys: Uint32Array,
  values: Uint32Array,
  groupOffsets: Uint32Array,
  scratch: SortScratch | null,
  out: Uint32Array,
): void {
  const edgeCount = keys.length;
  if (scratch === null) {
    scatter(keys, values, edgeCount, groupOffsets, out);
    return;
  }
  const { keys: binnedKeys, values: binnedValues } = scratch;
  const shift = binShift(edgeCount, groupOffsets.length - 1);
  const cursor = binCursors(groupOffsets, shift);
  for (let edge = 0; edge < edgeCount; edge++) {
    const key = keys[edge];
    const position = cursor[key >>> shift]++;
    binnedKeys[position] = key;
    binnedValues[position] = values[edge];
  }
  scatter(binnedKeys, binnedValues, edgeCount, groupOffsets, out);
}

/**
 * The other direction of lists: writes the number of the list for each of its keys to `out`, grouped by keys, hence
 * ascending within a group. With scratch in two steps, and `out` may be `keys`.
 */
export function transposeLists(
  listOffsets: Uint32Array,
  keys: Uint32Array,
  groupOffsets: Uint32Array,
  scratch: SortScratch | null,
  out: Uint32Array,
): void {
  const listCount = listOffsets.length - 1;
  const edgeCount = listOffsets[listCount];
  if (scratch === null) {
    const cursor = groupOffsets.slice();
    for (let list = 0; list < listCount; list++) {
      const end = listOffsets[list + 1];
      for (let edge = listOffsets[list]; edge < end; edge++) out[cursor[keys[edge]]++] = list;
    }
    checkCursors(cursor, groupOffsets);
    return;
  }
  const { keys: binnedKeys, values: binnedValues } = scratch;
  const shift = binShift(edgeCount, groupOffsets.length - 1);
  const cursor = binCursors(groupOffsets, shift);
  for (let list = 0; list < listCount; list++) {
    const end = listOffsets[list + 1];
    for (let edge = listOffsets[list]; edge < end; edge++) {
      const key = keys[edge];
      const position = cursor[key >>> shift]++;
      binnedKeys[position] = key;
      binnedValues[position] = list;
    }
  }
  scatter(binnedKeys, binnedValues, edgeCount, groupOffsets, out);
}

// 16 million edges: 32 MB of scratch space, and a graph of 125 million edges is read eight times.
const edgesPerRange = 1 << 24;

/**
 * The other direction of lists in bounded scratch space: keys are treated in ranges of at most so many edges, each with
 * one pass over all lists. A key with more edges than that is a range of its own.
 *
 * Within a range lists go to bins of some thousand edges, which lie in `out` where their keys will end up; 16 bits of
 * each key beside them tell how a bin is sorted. So 2 bytes an edge of a range are all the scratch space there is: memory
 * that is touched for the first time costs more than all the rest (1.3 ns a byte).
 */
export function transposeInRanges(
  listOffsets: Uint32Array,
  keys: Uint32Array,
  groupOffsets: Uint32Array,
  out: Uint32Array,
  maxEdges: number = edgesPerRange,
): void {
  const listCount = listOffsets.length - 1;
  const keyCount = groupOffsets.length - 1;
  const edgeCount = listOffsets[listCount];
  if (edgeCount <= Math.min(maxDirectEdges, maxEdges)) {
    transposeLists(listOffsets, keys, groupOffsets, null, out);
    return;
  }
  const scratch: BinScratch = {
    keys: new Uint16Array(Math.min(maxEdges, edgeCount)),
    lists: new Uint32Array(edgesPerBin),
  };
  for (let low = 0; low < keyCount; ) {
    let high = low + 1;
    const base = groupOffsets[low];
    while (high < keyCount && groupOffsets[high + 1] - base <= maxEdges) high++;
    if (high === low + 1) collectKey(listOffsets, keys, low, base, out);
    else transposeRange(listOffsets, keys, groupOffsets, low, high, scratch, out);
    low = high;
  }
}

type BinScratch = {
  /** Of each edge of a range the last 16 bits of its key. */
  readonly keys: Uint16Array;
  /** The lists of a bin while it is sorted. */
  lists: Uint32Array;
};

function collectKey(
  listOffsets: Uint32Array,
  keys: Uint32Array,
  key: number,
  base: number,
  out: Uint32Array,
): void {
  const listCount = listOffsets.length - 1;
  let at = base;
  for (let list = 0; list < listCount; list++) {
    const end = listOffsets[list + 1];
    for (let edge = listOffsets[list]; edge < end; edge++) if (keys[edge] === key) out[at++] = list;
  }
}

function transposeRange(
  listOffsets: Uint32Array,
  keys: Uint32Array,
  groupOffsets: Uint32Array,
  low: number,
  high: number,
  scratch: BinScratch,
  out: Uint32Array,
): void {
  const edgeCount = groupOffsets[high] - groupOffsets[low];
  const shift = Math.min(16, binShift(edgeCount, high - low));
  const cursor = binCursors(groupOffsets.subarray(low, high + 1), shift);
  const listCount = listOffsets.length - 1;
  for (let from = 0; from < listCount; from += listsPerCall) {
    const to = Math.min(listCount, from + listsPerCall);
    toBins(listOffsets, keys, from, to, low, high - low, shift, cursor, groupOffsets[low], scratch.keys, out);
  }
  for (let bin = 0; bin < cursor.length; bin++) {
    const first = low + bin * 2 ** shift;
    sortBin(groupOffsets, first, Math.min(high, first + 2 ** shift), shift, groupOffsets[low], scratch, out);
  }
}

// The loop over lists is entered anew now and then: code that V8 changes to in the middle of a loop stays slower.
const listsPerCall = 1 << 13;

function toBins(
  listOffsets: Uint32Array,
  keys: Uint32Array,
  from: number,
  to: number,
  low: number,
  keyCount: number,
  shift: number,
  cursor: Uint32Array,
  base: number,
  binnedKeys: Uint16Array,
  out: Uint32Array,
): void {
  let edge = listOffsets[from];
  for (let list = from; list < to; list++) {
    const end = listOffsets[list + 1];
    for (; edge < end; edge++) {
      const key = (keys[edge] - low) >>> 0;
      if (key >= keyCount) continue;
      const bin = key >>> shift;
      const position = cursor[bin];
      cursor[bin] = position + 1;
      binnedKeys[position - base] = key;
      out[position] = list;
    }
  }
}

/** Sorts the lists of a bin of at most 65,536 keys, which stand in its place in the order of the lists. */
function sortBin(
  groupOffsets: Uint32Array,
  first: number,
  behind: number,
  shift: number,
  base: number,
  scratch: BinScratch,
  out: Uint32Array,
): void {
  // A key by itself stands in order already.
  if (behind === first + 1) return;
  const start = groupOffsets[first];
  const count = groupOffsets[behind] - start;
  if (count > scratch.lists.length) scratch.lists = new Uint32Array(count);
  const { keys, lists } = scratch;
  lists.set(out.subarray(start, start + count));
  const next = groupOffsets.slice(first, behind);
  // Bins begin at multiples of their size, so that the first key of one has the smallest last bits.
  const mask = 2 ** shift - 1;
  for (let i = 0; i < count; i++) out[next[keys[start - base + i] & mask]++] = lists[i];
  checkCursors(next, groupOffsets.subarray(first, behind + 1));
}

function binShift(edgeCount: number, keyCount: number): number {
  const bins = Math.min(maxBins, Math.ceil(edgeCount / edgesPerBin));
  let shift = 0;
  while (keyCount / 2 ** shift > bins) shift++;
  return shift;
}

/** A bin holds whole groups, so it begins where its first group does. */
function binCursors(groupOffsets: Uint32Array, shift: number): Uint32Array {
  const keyCount = groupOffsets.length - 1;
  const cursor = new Uint32Array(Math.ceil(keyCount / 2 ** shift));
  for (let bin = 0; bin < cursor.length; bin++) cursor[bin] = groupOffsets[bin * 2 ** shift];
  return cursor;
}

function scatter(
  keys: Uint32Array,
  values: Uint32Array,
  edgeCount: number,
  groupOffsets: Uint32Array,
  out: Uint32Array,
): void {
  const cursor = groupOffsets.slice();
  for (let edge = 0; edge < edgeCount; edge++) out[cursor[keys[edge]]++] = values[edge];
  checkCursors(cursor, groupOffsets);
}

/** Each group must end where the next begins; anything else is a fault of the caller's counts. */
function checkCursors(cursor: Uint32Array, groupOffsets: Uint32Array): void {
  for (let key = 0; key + 1 < groupOffsets.length; key++) {
    if (cursor[key] !== groupOffsets[key + 1]) {
      throw new Error(`group ${key} was filled up to ${cursor[key]}, expected ${groupOffsets[key + 1]}`);
    }
  }
}
