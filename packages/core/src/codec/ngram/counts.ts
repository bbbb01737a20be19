/** Counts all n-grams of sequences, level by level, into arrays sorted by context and symbol. */

/** The n-grams of one length; those of length 1 are the symbols themselves. */
export type Level = {
  readonly size: number;
  /** Index in the level before of the n-gram without its last symbol. */
  readonly parent: Int32Array;
  /** Last symbol. */
  readonly symbol: Int32Array;
  /** Index in the level before of the n-gram without its first symbol. */
  readonly suffix: Int32Array;
  /** How often it occurs. */
  readonly count: Int32Array;
  /** 1 where the first symbol is the start of a sequence: nothing can stand before it. */
  readonly atStart: Uint8Array;
};

/** A symbol that is told, and then stands before the next one. */
export const toldRole = 0;
/** A symbol that only stands before the next one: the reader knows it already. */
export const givenRole = 1;
/** A symbol that is told, but does not stand before the next one. */
export const passingRole = 2;
/** As givenRole, but nothing before it counts. */
export const openingRole = 3;

function isTold(role: number): boolean {
  return role === toldRole || role === passingRole;
}

/**
 * The n-grams of `sequence` with 1 to `order` symbols; none reaches over the start of a text.
 *
 * O(length * order). Memory: about 40 bytes for each distinct n-gram of the largest level while that is made.
 *
 * @param sequence - texts one after the other, each begun by `startSymbol`
 * @param roles - by position toldRole, givenRole, passingRole or openingRole; all are toldRole when left out
 */
export function countNgrams(
  sequence: Int32Array,
  symbolCount: number,
  startSymbol: number,
  order: number,
  roles: Uint8Array | null = null,
): Level[] {
  const single = singles(sequence, symbolCount, startSymbol, roles);
  const levels = [single];
  let nodes: Int32Array = sequence;
  for (let level = 2; level <= order; level++) {
    const { found, at } = findLevel(sequence, nodes, startSymbol, levels[level - 2], roles, level === order);
    levels.push(found);
    nodes = at;
  }
  return levels;
}

function singles(
  sequence: Int32Array,
  symbolCount: number,
  startSymbol: number,
  roles: Uint8Array | null,
): Level {
  const count = new Int32Array(symbolCount);
  for (let i = 0; i < sequence.length; i++) if (roles === null || isTold(roles[i])) count[sequence[i]]++;
  count[startSymbol] = 0;
  const atStart = new Uint8Array(symbolCount);
  atStart[startSymbol] = 1;
  const none = new Int32Array(symbolCount).fill(-1);
  return {
    size: symbolCount,
    parent: none,
    symbol: Int32Array.from(none.keys()),
    suffix: none,
    count,
    atStart,
  };
}

/**
 * @param before - by position the n-gram of the level before that ends there, -1 for none
 * @param isLast - whether nothing longer will be asked for
 * @returns the level, and by position its n-gram that ends there; nothing for the last level
 */
function findLevel(
  sequence: Int32Array,
  before: Int32Array,
  startSymbol: number,
  shorter: Level,
  roles: Uint8Array | null,
  isLast: boolean,
): { found: Level; at: Int32Array } {
  const at = new Int32Array(isLast ? 0 : sequence.length).fill(-1);
  // Rarely are there fewer n-grams of a length than of the length before.
  let capacity = 1 << Math.max(12, 32 - Math.clz32(Math.min(shorter.size, sequence.length)));
  let slots = new Int32Array(2 * capacity).fill(-1);
  let parent = new Int32Array(capacity);
  let symbol = new Int32Array(capacity);
  let suffix = new Int32Array(capacity);
  let count = new Int32Array(capacity);
  let size = 0;
  /** The n-gram of the level before that ends at the last symbol which was not passing. */
  let context = before[0];
  for (let i = 1; i < sequence.length; i++) {
    const role = roles === null ? toldRole : roles[i];
    const last = role === openingRole ? -1 : context;
    if (role !== passingRole) context = before[i];
    if (sequence[i] === startSymbol || last < 0) continue;
    let slot = slotOf(slots, parent, symbol, last, sequence[i]);
    if (slots[slot] < 0) {
      if (size === capacity) {
        capacity *= 2;
        parent = longer(parent, capacity);
        symbol = longer(symbol, capacity);
        suffix = longer(suffix, capacity);
        count = longer(count, capacity);
        slots = new Int32Array(2 * capacity).fill(-1);
        for (let node = 0; node < size; node++) {
          slots[slotOf(slots, parent, symbol, parent[node], symbol[node])] = node;
        }
        slot = slotOf(slots, parent, symbol, last, sequence[i]);
      }
      parent[size] = last;
      symbol[size] = sequence[i];
      suffix[size] = before[i];
      slots[slot] = size++;
    }
    const node = slots[slot];
    if (!isLast) at[i] = node;
    if (isTold(role)) count[node]++;
  }
  slots = new Int32Array(0);
  const order = sortedOrder(parent, symbol, size, shorter.size);
  if (!isLast) {
    const rank = new Int32Array(size);
    for (let i = 0; i < size; i++) rank[order[i]] = i;
    for (let i = 0; i < at.length; i++) if (at[i] >= 0) at[i] = rank[at[i]];
  }
  const found = {
    size,
    parent: picked(parent, order),
    symbol: picked(symbol, order),
    suffix: picked(suffix, order),
    count: picked(count, order),
    atStart: new Uint8Array(size),
  };
  for (let i = 0; i < size; i++) found.atStart[i] = shorter.atStart[found.parent[i]];
  return { found, at };
}

/** Where the n-gram of a context and a last symbol stands in the table, or where it would. */
function slotOf(
  slots: Int32Array,
  parent: Int32Array,
  symbol: Int32Array,
  context: number,
  last: number,
): number {
  const mask = slots.length - 1;
  let slot = mixed(context, last) & mask;
  for (let node = slots[slot]; node >= 0; node = slots[slot]) {
    if (parent[node] === context && symbol[node] === last) break;
    slot = (slot + 1) & mask;
  }
  return slot;
}

function mixed(a: number, b: number): number {
  let hash = Math.imul(a, 0x9e3779b1) ^ Math.imul(b + 1, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}

function longer(values: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  const copy = new Int32Array(length);
  copy.set(values);
  return copy;
}

function picked(values: Int32Array, order: Int32Array): Int32Array {
  const result = new Int32Array(order.length);
  for (let i = 0; i < order.length; i++) result[i] = values[order[i]];
  return result;
}

/** The order by parent, then symbol: two stable counting sorts, the second key first. */
function sortedOrder(parent: Int32Array, symbol: Int32Array, size: number, parents: number): Int32Array {
  const bySymbol = countingOrder(symbol, size, null, 0);
  return countingOrder(parent, size, bySymbol, parents);
}

function countingOrder(keys: Int32Array, size: number, before: Int32Array | null, least: number): Int32Array {
  let most = least;
  for (let i = 0; i < size; i++) if (keys[i] >= most) most = keys[i] + 1;
  const next = new Int32Array(most + 1);
  for (let i = 0; i < size; i++) next[keys[i] + 1]++;
  for (let key = 0; key < most; key++) next[key + 1] += next[key];
  const order = new Int32Array(size);
  for (let i = 0; i < size; i++) {
    const item = before === null ? i : before[i];
    order[next[keys[item]]++] = item;
  }
  return order;
}
