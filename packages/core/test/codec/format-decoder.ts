/** Decodes exact records by docs/format.md alone, with big integers and without regard to speed. */

type Table = { symbol(group: number): number; number(group: number): number };
type Ngrams = {
  /** Interval of every symbol in a context, in order. */
  intervals(context: number): [bigint, bigint][];
  next(context: number, symbol: number): number;
  start(symbol: number): number;
};

class Bytes {
  readonly data: Uint8Array;
  at: number;
  constructor(data: Uint8Array, at: number) {
    this.data = data;
    this.at = at;
  }
  u8 = (): number => this.data[this.at++]!;
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

function tableOf(bytes: Bytes): Table {
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
    while (before + groups[group]![found]! <= slot) before += groups[group]![found++]!;
    state = groups[group]![found]! * Math.floor(state / 2048) + slot - before;
    if (state < 2 ** 15) state = state * 65536 + words.shift()!;
    return found;
  };
  const number = (group: number): number => {
    const value = symbol(group);
    if (value < 8) return value;
    const extra = Math.floor((value - 8) / 2) + 2;
    let result = (2 + ((value - 8) % 2)) * 2 ** extra;
    for (let i = 0; i < extra; i++, bit++) result += ((plain[bit >> 3]! >> (bit & 7)) & 1) * 2 ** i;
    return result;
  };
  return { symbol, number };
}

const roots = [1073741824, 902905650, 759250124, 638450708];
const shareOf = (step: number): number => Math.floor(roots[step % 4]! / 2 ** (10 + Math.floor(step / 4)));

type Node = { symbol: number; shorter: number; followers: number[]; share: number };

function ngramsOf(bytes: Bytes, frequencies: number[]): Ngrams {
  const order = bytes.varint();
  const sizes = bytes.list(order - 1, bytes.varint);
  const table = tableOf(bytes);
  const none = -1;
  const nodes: Node[] = frequencies.map((_, symbol) => ({ symbol, shorter: none, followers: [], share: 0 }));
  let begin = 0;
  for (const [i, size] of sizes.entries()) {
    const shift = i === 0 ? 0 : 72;
    const end = nodes.length;
    for (let context = begin; context < end; context++) {
      const { shorter } = nodes[context]!;
      const candidates = shorter === none ? [...frequencies.keys()] : nodes[shorter]!.followers;
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
        const lower = candidates[at++]!;
        nodes[context]!.followers.push(nodes.length);
        nodes.push({
          symbol: nodes[lower]!.symbol,
          shorter: lower,
          followers: [],
          share: shareOf(least - 2 * rise),
        });
      }
    }
    if (nodes.length !== end + size) throw new Error("n-grams do not add up");
    begin = end;
  }
  const cache = new Map<number, [bigint, bigint][]>();
  const intervals = (context: number): [bigint, bigint][] => {
    const known = cache.get(context);
    if (known !== undefined) return known;
    const result: [bigint, bigint][] = [];
    if (context === none) {
      let position = 0;
      for (const frequency of frequencies) result.push([BigInt(position), BigInt((position += frequency))]);
    } else {
      const { followers, shorter } = nodes[context]!;
      const shares = new Map(followers.map((node) => [nodes[node]!.symbol, nodes[node]!.share]));
      const rest = BigInt(2 ** 20 - [...shares.values()].reduce((a, b) => a + b, 0));
      let before = 0;
      for (const [symbol, [a, b]] of intervals(shorter).entries()) {
        const start = BigInt(before * 1024) + ((rest * a) >> 20n);
        before += shares.get(symbol) ?? 0;
        result.push([start, BigInt(before * 1024) + ((rest * b) >> 20n)]);
      }
    }
    cache.set(context, result);
    return result;
  };
  const withFollowers = (node: number): number => {
    let context = node;
    while (context !== none && nodes[context]!.followers.length === 0) context = nodes[context]!.shorter;
    return context;
  };
  const next = (context: number, symbol: number): number => {
    for (let at = context; at !== none; at = nodes[at]!.shorter) {
      const found = nodes[at]!.followers.find((node) => nodes[node]!.symbol === symbol);
      if (found !== undefined) return withFollowers(found);
    }
    return withFollowers(symbol);
  };
  return { intervals, next, start: withFollowers };
}

class Coder {
  low = 0n;
  range = 1n << 48n;
  above = 0n;
  left: number;
  free: bigint[] = Array(7).fill(0n);
  bytes: number[];
  constructor(record: Uint8Array) {
    this.bytes = [...record];
    this.left = record.length;
    for (let i = 0; i < 6; i++) this.above = this.above * 256n + BigInt(this.bytes.shift() ?? 0);
  }
  read(intervals: readonly (readonly [bigint, bigint])[]): number {
    const unit = this.range >> 30n;
    const target = this.above / unit < 1n << 30n ? this.above / unit : (1n << 30n) - 1n;
    const found = intervals.findIndex(([start, end]) => start <= target && target < end);
    const [start, end] = intervals[found]!;
    this.low += unit * start;
    this.above -= unit * start;
    this.range = unit * (end - start);
    const positive = (value: bigint): bigint => (value > 0n ? value : 0n);
    if (this.low >= 1n << 48n) {
      this.low -= 1n << 48n;
      this.free = this.free.map((value) => positive(value - (1n << 48n)));
    }
    while (this.range < 1n << 40n) {
      const base = (this.low >> 40n) << 40n;
      this.low = (this.low - base) * 256n;
      this.range *= 256n;
      this.above = this.above * 256n + BigInt(this.bytes.shift() ?? 0);
      this.left--;
      this.free = [...this.free.slice(1).map((value) => positive((value - base) * 256n)), 0n];
    }
    return found;
  }
  ended(): boolean {
    for (let depth = 0; depth < 7; depth++) {
      const unit = 1n << BigInt(48 - 8 * depth);
      let value = ((this.low + unit - 1n) / unit) * unit;
      if (this.free[depth]! > value) value = this.free[depth]!;
      if (value >= this.low + this.range) continue;
      this.free[depth] = value + unit;
      return this.left === depth && this.low + this.above === value;
    }
    throw new Error("no end");
  }
}

/** A plain record, and a layered one. */
const kinds = [
  [0n, 7n << 27n],
  [7n << 27n, 8n << 27n],
] as const;
const equalBytes = Array.from({ length: 256 }, (_, i) => [BigInt(i) << 22n, BigInt(i + 1) << 22n] as const);

function isWord(unit: readonly number[]): boolean {
  const [a, b] = unit as [number, number];
  if (a < 0x80) return /[0-9A-Za-z]/.test(String.fromCharCode(a));
  const length = a < 0xe0 ? 2 : a < 0xf0 ? 3 : 4;
  if (a < 0xc2 || a > 0xf4 || length > unit.length) return true;
  if (a === 0xe2) return !(b <= 0x81 || (b >= 0x86 && b <= 0x9e));
  return !(a === 0xc2 || (a >= 0xe3 && a <= 0xe9) || (a === 0xf0 && b === 0x9f));
}

function raised(unit: readonly number[], all: boolean): number[] {
  const ranges = [
    [0x61, 0x7a, 32],
    [0xe0, 0xfe, 32],
    [0x3b1, 0x3c9, 32],
    [0x430, 0x44f, 32],
    [0x450, 0x45f, 80],
  ] as const;
  const result: number[] = [];
  for (let i = 0; i < unit.length; ) {
    const [a, b] = [unit[i]!, unit[i + 1] ?? 0];
    const pair = a >= 0xc2 && a < 0xe0 && b >= 0x80 && b < 0xc0;
    let code = pair ? (a - 0xc0) * 64 + b - 0x80 : a < 0x80 ? a : 0;
    const range = ranges.find(([from, to]) => code >= from && code <= to);
    if ((all || i === 0) && range !== undefined && code !== 0xf7 && code !== 0x3c2) code -= range[2];
    if (pair) result.push(0xc0 + (code >> 6), 0x80 + (code & 63));
    else result.push(a < 0x80 ? code : a);
    i += pair ? 2 : 1;
  }
  return result;
}

/** A decoder for the exact records of a model. */
export function formatDecoder(model: Uint8Array): (record: Uint8Array) => Uint8Array {
  const head = new Bytes(model, 24);
  const sections = new Map<number, Bytes>();
  const count = head.u32();
  head.at = 32;
  for (let i = 0; i < count; i++) {
    const [tag, offset] = [head.u32(), head.u32()];
    sections.set(tag, new Bytes(model, offset));
    head.at += 8;
  }
  const spelled = sections.get(2)!;
  const letters = spelled.list(257, spelled.varint);
  const spelling = ngramsOf(spelled, [2 ** 30 - letters.reduce((a, b) => a + b, 0), ...letters]);
  const { units, frequencies } = codebookOf(sections.get(3)!);
  const ngrams = ngramsOf(sections.get(4)!, frequencies);

  return (record) => {
    const coder = new Coder(record);
    const text: number[] = [];
    let afterWord = false;
    const append = (unit: number[]): void => {
      if (afterWord && isWord(unit)) text.push(32);
      text.push(...unit);
      afterWord = isWord(unit);
    };
    if (sections.has(7) && coder.read(kinds) === 1) throw new Error("a layered record");
    let context = ngrams.start(4);
    const readUnit = (): number => {
      const unit = coder.read(ngrams.intervals(context));
      context = ngrams.next(context, unit);
      return unit;
    };
    while (!coder.ended()) {
      const unit = readUnit();
      if (unit === 1) {
        do text.push(coder.read(equalBytes));
        while (!coder.ended());
        break;
      }
      if (unit === 0) append(spell(coder, spelling));
      else if (unit < 4) append(raised(units[readUnit()]!, unit === 3));
      else append(units[unit]!);
    }
    return Uint8Array.from(text);
  };
}

function spell(coder: Coder, spelling: Ngrams): number[] {
  const word: number[] = [];
  let context = spelling.start(0);
  for (;;) {
    let symbol = coder.read(spelling.intervals(context));
    if (symbol === 1) return word;
    if (symbol === 0) symbol = 2 + coder.read(equalBytes);
    context = spelling.next(context, symbol);
    word.push(symbol - 2);
  }
}

function codebookOf(bytes: Bytes): { units: number[][]; frequencies: number[] } {
  const [capital, upper, size] = [bytes.varint(), bytes.varint(), bytes.varint()];
  const classes = bytes.list(bytes.varint(), bytes.varint);
  const letters = bytes.list(bytes.varint(), bytes.u8);
  const told = bytes.u8();
  const table = tableOf(bytes);
  const byClass: number[][][] = classes.map(() => []);
  let ranks: number[] = [];
  for (let i = 0; i < size; i++) {
    const group = table.symbol(0);
    ranks = ranks.slice(0, table.symbol(1));
    for (let first = 1; ; first = 0) {
      const rank = table.symbol(2 + 2 * Math.min(told, ranks.at(-1) ?? 0) + first);
      if (rank === 0) break;
      ranks.push(rank);
    }
    byClass[group]!.push(ranks.map((rank) => letters[rank - 1]!));
  }
  const special = [[], [], [], [], []];
  const own = byClass.flatMap((units, group) => units.map(() => classes[group]!));
  const rest = 2 ** 30 - 256 - capital - upper - own.reduce((a, b) => a + b, 0);
  return { units: [...special, ...byClass.flat()], frequencies: [rest, 256, capital, upper, 0, ...own] };
}
