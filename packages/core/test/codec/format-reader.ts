/** The parts that sections are made of, by sections 2 and 3 of docs/reference/format.md alone: numbers, tables, n-gram models. */

export type Table = { symbol(group: number): number; number(group: number): number };
export type Ngrams = {
  /** Interval of every symbol in a context, in order. */
  intervals(context: number): [bigint, bigint][];
  /** That of one symbol. */
  interval(context: number, symbol: number): [bigint, bigint];
  /** The symbols of the followers of a context. */
  followers(context: number): number[];
  /** What they leave of 2^20. */
  rest(context: number): number;
  /** A context without its first symbol; `none` for the empty one. */
  shorter(context: number): number;
  next(context: number, symbol: number): number;
  start(symbol: number): number;
};

/** The empty context. */
export const none = -1;

export class Bytes {
  readonly data: Uint8Array;
  at: number;
  constructor(data: Uint8Array, at: number) {
    this.data = data;
    this.at = at;
  }
  u8 = (): number => this.data[this.at++];
  u16 = (): number => this.u8() + 256 * this.u8();
  u32 = (): number => this.u16() + 65536 * this.u16();
  varint = (): number => {
    const byte = this.u8();
    return byte < 128 ? byte : byte - 128 + 128 * this.varint();
  };
  list = (count: number, read: () => number): number[] => Array.from({ length: count }, read);
}

const bits = (value: number): number => (value === 0 ? 0 : value.toString(2).length);

function frequenciesOf(bytes: Bytes, groups: number): number[][] {
  let byte = 0;
  let left = 0;
  const bit = (): number => {
    if (left === 0) [byte, left] = [bytes.u8(), 8];
    return (byte >> (8 - left--)) & 1;
  };
  const binary = (count: number): number => (count === 0 ? 0 : bit() + 2 * binary(count - 1));
  const gamma = (zeros: number): number => (bit() === 0 ? gamma(zeros + 1) : 2 ** zeros + binary(zeros));
  return Array.from({ length: groups }, () => {
    const list: number[] = [];
    if (bit() === 0) return list;
    const coarse = 2 ** binary(4);
    while (list.reduce((a, b) => a + b, 0) < 2048) {
      for (let skipped = gamma(0) - 1; skipped > 0; skipped--) list.push(0);
      list.push(gamma(0) * coarse);
    }
    return list;
  });
}

export function tableOf(bytes: Bytes): Table {
  const groups = frequenciesOf(bytes, bytes.varint());
  const count = bytes.varint();
  let state = bytes.u32();
  const words = bytes.list(count, bytes.u16);
  const plain = bytes.list(bytes.varint(), bytes.u8);
  let bit = 0;
  const symbol = (group: number): number => {
    const slot = state % 2048;
    let found = 0;
    let before = 0;
    while (before + groups[group][found] <= slot) before += groups[group][found++];
    state = groups[group][found] * Math.floor(state / 2048) + slot - before;
    if (state < 2 ** 15) state = state * 65536 + words.shift()!;
    return found;
  };
  const number = (group: number): number => {
    const value = symbol(group);
    if (value < 8) return value;
    const extra = Math.floor((value - 8) / 2) + 2;
    let result = (2 + ((value - 8) % 2)) * 2 ** extra;
    for (let i = 0; i < extra; i++, bit++) result += ((plain[bit >> 3] >> (bit & 7)) & 1) * 2 ** i;
    return result;
  };
  return { symbol, number };
}

const roots = [1073741824, 902905650, 759250124, 638450708];
const shareOf = (step: number): number => Math.floor(roots[step % 4] / 2 ** (10 + Math.floor(step / 4)));

/** A function of a context whose values are kept: the page defines them, and not how often they are needed. */
export function kept<Value>(value: (context: number) => Value): (context: number) => Value {
  const values = new Map<number, Value>();
  return (context) => {
    if (!values.has(context)) values.set(context, value(context));
    return values.get(context)!;
  };
}

type Node = { symbol: number; shorter: number; followers: number[]; share: number };

export function ngramsOf(bytes: Bytes, frequencies: number[]): Ngrams {
  const order = bytes.varint();
  const sizes = bytes.list(order - 1, bytes.varint);
  const table = tableOf(bytes);
  const nodes: Node[] = frequencies.map((_, symbol) => ({ symbol, shorter: none, followers: [], share: 0 }));
  let begin = 0;
  for (const [i, size] of sizes.entries()) {
    const shift = i === 0 ? 0 : 72;
    const end = nodes.length;
    for (let context = begin; context < end; context++) {
      const { shorter } = nodes[context];
      const candidates = shorter === none ? [...frequencies.keys()] : nodes[shorter].followers;
      if (candidates.length === 0) continue;
      const hint = shorter === none ? context : candidates.length;
      const count = table.number(shift + Math.min(23, bits(hint)));
      if (count === 0) continue;
      const group = Math.min(11, bits(count));
      const least = table.symbol(shift + 48 + group);
      let at = 0;
      for (let left = count; left > 0; left--) {
        at += table.number(shift + 24 + Math.min(23, bits(Math.floor((candidates.length - at) / left))));
        const rise = count > 1 ? table.symbol(shift + 60 + group) : 0;
        const lower = candidates[at++];
        nodes[context].followers.push(nodes.length);
        nodes.push({
          symbol: nodes[lower].symbol,
          shorter: lower,
          followers: [],
          share: shareOf(least - 2 * rise),
        });
      }
    }
    if (nodes.length !== end + size) throw new Error("n-grams do not add up");
    begin = end;
  }
  const positions = [0n];
  for (const frequency of frequencies) positions.push(positions.at(-1)! + BigInt(frequency));
  const followersOf = (context: number): Node[] => nodes[context].followers.map((node) => nodes[node]);
  const rest = kept((context) => followersOf(context).reduce((left, { share }) => left - share, 2 ** 20));
  const intervals: (context: number) => [bigint, bigint][] = kept((context) => {
    if (context === none) return [...frequencies.keys()].map((symbol) => interval(context, symbol));
    const shares = new Map(followersOf(context).map(({ symbol, share }) => [symbol, share]));
    const left = BigInt(rest(context));
    let before = 0;
    return intervals(nodes[context].shorter).map(([a, b], symbol) => {
      const start = BigInt(before * 1024) + ((left * a) >> 20n);
      before += shares.get(symbol) ?? 0;
      return [start, BigInt(before * 1024) + ((left * b) >> 20n)];
    });
  });
  const interval = (context: number, symbol: number): [bigint, bigint] => {
    if (context === none) return [positions[symbol], positions[symbol + 1]];
    const left = BigInt(rest(context));
    const [a, b] = interval(nodes[context].shorter, symbol);
    let [before, upTo] = [0, 0];
    for (const node of nodes[context].followers) {
      const { symbol: follower, share } = nodes[node];
      if (follower < symbol) before += share;
      if (follower <= symbol) upTo += share;
    }
    return [BigInt(1024 * before) + ((left * a) >> 20n), BigInt(1024 * upTo) + ((left * b) >> 20n)];
  };
  const withFollowers = (node: number): number => {
    let context = node;
    while (context !== none && nodes[context].followers.length === 0) context = nodes[context].shorter;
    return context;
  };
  const next = (context: number, symbol: number): number => {
    for (let at = context; at !== none; at = nodes[at].shorter) {
      const found = nodes[at].followers.find((node) => nodes[node].symbol === symbol);
      if (found !== undefined) return withFollowers(found);
    }
    return withFollowers(symbol);
  };
  const followers = (context: number): number[] =>
    context === none ? [] : followersOf(context).map(({ symbol }) => symbol);
  const shorter = (context: number): number => nodes[context].shorter;
  return { intervals, interval, followers, rest, shorter, next, start: withFollowers };
}
