/** Decodes layered records and layers apart, by section 9 of docs/reference/format.md alone. */
import { Coder } from "./format-coder.js";
import type { Meanings } from "./format-meaning.js";
import { type Bytes, kept, type Ngrams, ngramsOf, none, tableOf } from "./format-reader.js";
import { type Codebook, raised, spell, Text } from "./format-units.js";

type Interval = readonly [bigint, bigint];
type Parts = { codebook: Codebook; ngrams: Ngrams; spelling: Ngrams; meanings: Meanings };
/** A skill by its symbol; or symbol 0 and the letters of a word. */
type Item = { symbol: number; word: number[] };

export type LayersDecoder = {
  layered(record: Uint8Array): Uint8Array;
  apart(first: Uint8Array, second: Uint8Array): Uint8Array;
  /** What follows the event that tells the kind of an exact record of `length` bytes. */
  rest(coder: Coder, length: number): Uint8Array;
};

const whole = 2n ** 30n;
const minimum = (a: bigint, b: bigint): bigint => (a < b ? a : b);
const width = ([a, b]: Interval): bigint => b - a;
const sum = (list: readonly bigint[]): bigint => list.reduce((a, b) => a + b, 0n);

/** Two events, of which the first has the interval [0, x). */
const either = (x: bigint): Interval[] => [
  [0n, x],
  [x, whole],
];

/** L(x) of the page. */
function logarithm(x: bigint): number {
  const value = x === 0n ? 1 : Number(x);
  const e = value.toString(2).length - 1;
  const m = Math.floor((256 * value) / 2 ** e) - 256;
  return 256 * e + Math.round(256 * Math.log2(1 + m / 256));
}

/** w(d) of the page. */
function weightOf(d: number): bigint {
  const q = Math.floor(d / 4096);
  if (q > 16) return 1n;
  const f = Math.floor(d / 16) % 256;
  return BigInt(Math.max(1, Math.floor(Math.round(2 ** 16 * 2 ** (-f / 256)) / 2 ** q)));
}

export function layersDecoder(
  section: Bytes,
  { codebook, ngrams, spelling, meanings }: Parts,
): LayersDecoder {
  const { units, frequencies } = codebook;
  const { model, skills, forms } = meanings;
  const repeats = BigInt(section.varint());
  const halts = section.list(32, section.varint);
  const formFrequencies = section.list(16, section.varint);
  const table = tableOf(section);
  const kindOfSkill = skills.map(() => table.symbol(0));
  const isForm = new Set(forms.flat());
  const kindOfForm = new Map([...isForm].sort((a, b) => a - b).map((unit) => [unit, table.symbol(1)]));

  // The symbols of the surface model.
  const glue = [0, 2, 3, ...[...units.keys()].filter((unit) => unit > 4 && !isForm.has(unit))];
  const formAt = glue.length;
  const formKindAt = formAt + 16;
  const skillKindAt = formKindAt + 65;
  const boundary = skillKindAt + 66;
  const nextAt = boundary + 1;
  const noNext = nextAt + skills.length;
  const fixed = Array<number>(noNext + 1).fill(0);
  for (const [k, frequency] of formFrequencies.entries()) fixed[formAt + k] = frequency;
  for (const symbol of [0, 1, 2, formAt]) fixed[symbol] += 2 ** 20;
  const total = BigInt(glue.reduce((sum, unit) => sum + frequencies[unit], 0));
  const room = whole - BigInt(fixed.reduce((a, b) => a + b, 0));
  for (const [symbol, unit] of glue.entries()) {
    if (symbol > 0) fixed[symbol] += Number((((BigInt(frequencies[unit]) << 20n) / total) * room) >> 20n);
  }
  fixed[0] = 0;
  fixed[0] = 2 ** 30 - fixed.reduce((a, b) => a + b, 0);
  const surface = ngramsOf(section, fixed);

  /** The items of the first layer, until `over`. */
  function items(coder: Coder, over: () => boolean): Item[] {
    const result: Item[] = [];
    const remembered = new Map<string, Item>();
    let context = model.start(1);
    const alone = (back: number, weight: bigint): { weight: bigint; intervals: Interval[] }[] =>
      result.length < back
        ? []
        : [{ weight, intervals: model.intervals(model.start(result.at(-back)!.symbol)) }];
    while (!over()) {
      let item: Item;
      const known = [...remembered.values()];
      if (known.length > 0 && coder.read(either(repeats)) === 0) {
        const n = BigInt(known.length);
        item = known[coder.read(known.map((_, i) => [(BigInt(i) * whole) / n, (BigInt(i + 1) * whole) / n]))];
      } else {
        const mixed = [...alone(2, 5n), ...alone(3, 3n)];
        const rest = 32n - sum(mixed.map(({ weight }) => weight));
        const mix = (symbol: number, side: 0 | 1): bigint =>
          (sum(mixed.map(({ weight, intervals }) => weight * intervals[symbol][side])) +
            rest * model.intervals(context)[symbol][side]) /
          32n;
        const symbol = coder.read(model.intervals(context).map((_, s) => [mix(s, 0), mix(s, 1)] as const));
        item = { symbol, word: symbol === 0 ? spell(coder, spelling) : [] };
      }
      context = model.next(context, item.symbol);
      result.push(item);
      const key = `${item.symbol} ${item.word}`;
      if (remembered.size < 128 && !remembered.has(key)) remembered.set(key, item);
    }
    return result;
  }

  /** The logarithm D or A of the page: how likely a unit is in a context. */
  function likelihood(context: number, unit: number): number {
    if (context === none || ngrams.followers(context).includes(unit)) {
      return logarithm(width(ngrams.interval(context, unit)));
    }
    const left = logarithm(BigInt(1024 * ngrams.rest(context))) - 7680;
    return Math.max(0, likelihood(ngrams.shorter(context), unit) + left);
  }

  /** The 16 widest glue symbols of a context that are not far behind the widest, ascending. */
  const glueCandidates: (context: number) => number[] = kept((context) => {
    if (context === none) return [...Array(Math.min(16, formAt)).keys()];
    const all = new Set([...surface.followers(context), ...glueCandidates(surface.shorter(context))]);
    return [...all]
      .filter((symbol) => symbol < formAt)
      .map((symbol) => ({ symbol, wide: width(surface.interval(context, symbol)) }))
      .sort((a, b) => (a.wide === b.wide ? a.symbol - b.symbol : a.wide < b.wide ? 1 : -1))
      .slice(0, 16)
      .filter(({ wide }, _, [widest]) => 64n * wide >= widest.wide)
      .map(({ symbol }) => symbol)
      .sort((a, b) => a - b);
  });

  /** The unit that a symbol of the surface stands for; SPELL for whatever is spelled. */
  const unitOf = (symbol: number, item: Item | undefined): number =>
    symbol < formAt ? glue[symbol] : item!.symbol === 0 ? 0 : forms[item!.symbol][symbol - formAt];

  /** Reads a symbol of the surface: in its context, in that of the text so far, before an item. */
  function readSymbol(coder: Coder, context: number, textContext: number, item: Item | undefined): number {
    const formsOfItem = item === undefined ? [] : item.symbol === 0 ? [0] : forms[item.symbol].slice(0, 16);
    const candidates = [...glueCandidates(context), ...formsOfItem.map((_, k) => formAt + k)];
    const wide = candidates.map((symbol) => width(surface.interval(context, symbol)));
    const scores = candidates.map((symbol, i) => {
      const unit = unitOf(symbol, item);
      const ahead =
        symbol < formAt && item !== undefined ? likelihood(ngrams.start(unit), formsOfItem[0]) : 7680;
      return 9 * logarithm(wide[i]) + 7 * likelihood(textContext, unit) + 6 * ahead;
    });
    const top = Math.max(...scores);
    const weights = scores.map((score) => weightOf(top - score));
    const t = candidates.length === 0 ? 2n ** 16n : sum(weights);
    const others = whole - sum(wide);
    const p = minimum(others, 3n * 2n ** 28n);
    weights.push(1n + (t * p) / (whole - p));
    const all = sum(weights);
    let before = 0n;
    const told = coder.read(
      weights.map((weight) => [(before * whole) / all, ((before += weight) * whole) / all] as const),
    );
    if (told < candidates.length) return candidates[told];
    return coder.read(
      glue.map((_, symbol) => {
        if (candidates.includes(symbol)) return [0n, 0n] as const;
        const [a, b] = surface.interval(context, symbol);
        const h = sum(wide.filter((_, i) => candidates[i] < symbol));
        return [((a - h) * whole) / others, ((b - h) * whole) / others] as const;
      }),
    );
  }

  /** The text of the second layer, given the items of the first. */
  function textOf(coder: Coder, told: readonly Item[], ended: () => boolean): Uint8Array {
    const text = new Text();
    let at = 0;
    let flag = 0;
    let before = boundary;
    let textContext = ngrams.start(4);
    while (flag !== 0 || at < told.length || !ended()) {
      const item = told[at];
      const kind = item === undefined ? 64 : kindOfSkill[item.symbol];
      let context = surface.start(item === undefined ? noNext : nextAt + item.symbol);
      context = surface.next(context, skillKindAt + kind);
      context = surface.next(context, before);
      const symbol = readSymbol(coder, context, textContext, item);
      const unit = unitOf(symbol, item);
      textContext = ngrams.next(textContext, unit);
      const isGlue = symbol < formAt;
      if (!isGlue) at++;
      before = isGlue ? symbol : item.symbol === 0 ? 0 : formKindAt + kindOfForm.get(unit)!;
      if (isGlue && (unit === 2 || unit === 3)) {
        flag = unit;
        continue;
      }
      const letters = unit !== 0 ? units[unit] : isGlue ? spell(coder, spelling) : item.word;
      text.append(flag === 0 ? letters : raised(letters, flag === 3));
      flag = 0;
    }
    return Uint8Array.from(text.bytes);
  }

  const rest = (coder: Coder, length: number): Uint8Array => {
    const over = (): boolean => {
      let doublings = 0;
      while (coder.range << BigInt(doublings) < 1n << 48n) doublings++;
      const u = 8 * (length - coder.left) + doublings;
      const halt = halts[Math.min(31, Math.floor((32 * u) / (8 * length)))];
      return coder.read(either(BigInt(halt) << 16n)) === 0;
    };
    return textOf(coder, items(coder, over), () => coder.endedKnowingLength());
  };

  return {
    rest,
    layered: (record) => (record.length === 0 ? record : rest(new Coder(record), record.length)),
    apart: (first, second) => {
      const start = new Coder(first);
      const told = items(start, () => start.ended());
      const coder = new Coder(second);
      return textOf(coder, told, () => coder.ended());
    },
  };
}
