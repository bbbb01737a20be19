/** Units and their letters, by sections 4 to 6 of docs/reference/format.md alone. */
import type { Coder } from "./format-coder.js";
import { type Bytes, type Ngrams, tableOf } from "./format-reader.js";

/** The bytes of every unit (none for the special ones), and their frequencies. */
export type Codebook = { units: number[][]; frequencies: number[] };

export function codebookOf(bytes: Bytes): Codebook {
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
    byClass[group].push(ranks.map((rank) => letters[rank - 1]));
  }
  const special = [[], [], [], [], []];
  const own = byClass.flatMap((units, group) => units.map(() => classes[group]));
  const rest = 2 ** 30 - 256 - capital - upper - own.reduce((a, b) => a + b, 0);
  return { units: [...special, ...byClass.flat()], frequencies: [rest, 256, capital, upper, 0, ...own] };
}

/** Kind of a unit: that of its first character. */
export function kindOf(unit: readonly number[]): "word" | "ideograph" | "other" {
  if (unit.length === 0) return "other";
  const [a, b] = unit as [number, number];
  if (a < 0x80) return /[0-9A-Za-z]/.test(String.fromCharCode(a)) ? "word" : "other";
  const length = a < 0xe0 ? 2 : a < 0xf0 ? 3 : 4;
  if (a < 0xc2 || a > 0xf4 || length > unit.length) return "word";
  if (a === 0xc2 || (a === 0xf0 && b === 0x9f)) return "other";
  if (a === 0xe2) return b <= 0x81 || (b >= 0x86 && b <= 0x9e) ? "other" : "word";
  if (a === 0xe3 && b === 0x80) return "other";
  return a >= 0xe3 && a <= 0xe9 ? "ideograph" : "word";
}

/** The lowercase letters that have an uppercase one, and how far below it stands. */
const letters = [
  [0x61, 0x7a, 32],
  [0xe0, 0xfe, 32],
  [0x3b1, 0x3c9, 32],
  [0x430, 0x44f, 32],
  [0x450, 0x45f, 80],
] as const;
const alone = [0xf7, 0x3c2];

function upperOf(code: number): number {
  const range = letters.find(([from, to]) => code >= from && code <= to);
  return range === undefined || alone.includes(code) ? code : code - range[2];
}

const lowerOf = (code: number): number =>
  letters.map(([, , by]) => code + by).find((lower) => lower !== code && upperOf(lower) === code) ?? code;

/** A unit with its code points of one or two bytes changed. */
function mapped(unit: readonly number[], change: (code: number, at: number) => number): number[] {
  const result: number[] = [];
  for (let i = 0; i < unit.length; ) {
    const [a, b] = [unit[i], unit[i + 1] ?? 0];
    if (a >= 0xc2 && a < 0xe0 && b >= 0x80 && b < 0xc0) {
      const code = change((a - 0xc0) * 64 + b - 0x80, i);
      result.push(0xc0 + (code >> 6), 0x80 + (code & 63));
      i += 2;
    } else {
      result.push(a < 0x80 ? change(a, i) : a);
      i++;
    }
  }
  return result;
}

export const raised = (unit: readonly number[], all: boolean): number[] =>
  mapped(unit, (code, at) => (all || at === 0 ? upperOf(code) : code));

export const lowered = (unit: readonly number[]): number[] => mapped(unit, lowerOf);

/** A text that grows by units. */
export class Text {
  readonly bytes: number[] = [];
  #afterWord = false;
  append(unit: readonly number[]): void {
    const isWord = kindOf(unit) === "word";
    if (this.#afterWord && isWord) this.bytes.push(32);
    this.bytes.push(...unit);
    this.#afterWord = isWord;
  }
}

export const equalBytes = Array.from(
  { length: 256 },
  (_, i) => [BigInt(i) << 22n, BigInt(i + 1) << 22n] as const,
);

/** Reads a word in the spelling model. */
export function spell(coder: Coder, spelling: Ngrams): number[] {
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
