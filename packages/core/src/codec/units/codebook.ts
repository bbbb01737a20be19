import type { ByteReader } from "../bytes/reader.js";
import { ByteWriter } from "../bytes/writer.js";
import { SymbolReader, SymbolWriter } from "../entropy/symbols.js";
import { isMeantUnit, isWordUnit } from "../tokens/tokenizer.js";
import { UnitTable } from "../tokens/unit-table.js";
import {
  capitalNextUnit,
  firstUnit,
  maxUnitBytes,
  rawFrequency,
  rawUnit,
  spellUnit,
  upperNextUnit,
} from "./special.js";

/** The units that the model knows. Unit numbers count from {@link firstUnit}; those below are special. */
export type Codebook = {
  /** Bytes of the units; the number in the table is the unit's number less firstUnit. */
  readonly table: UnitTable;
  /** By unit: 1 for a word. */
  readonly isWord: Uint8Array;
  /** By unit: 1 for what can carry meaning, a word or an ideograph. */
  readonly isMeant: Uint8Array;
  /** By unit: its share of 2^30 where no context is known. */
  readonly frequencies: Int32Array;
};

/** Shared first bytes with the unit before, up to this many. */
const maxShared = 15;
const maxClasses = 256;
const maxLetters = 255;
/** Symbols: the class of a unit, how much it shares, then letters after each letter, first ones apart. */
const symbolClasses: number = 2 + 2 * (maxLetters + 1);
const classSymbol = 0;
const sharedSymbol = 1;

/**
 * The class of a letter: `rank` is that of the letter before it, 0 at the start of a unit; the letters from rank `most`
 * on share a class, because a small codebook cannot tell what follows each.
 */
function letterSymbol(rank: number, most: number, isFirst: boolean): number {
  return 2 + 2 * Math.min(rank, most) + (isFirst ? 1 : 0);
}

/** A unit takes at least this share of a byte. */
const unitsPerByte = 16;
const lettersPerByte = 64;

/** A class of units of the same frequency. */
export type UnitClass = { readonly count: number; readonly frequency: number };

/**
 * Writes a codebook. The units of the table stand in classes, the first `classes[0].count` of them in the first; the
 * file has them sorted by their bytes, each with its class, how many bytes it shares with the one before, and the rest.
 */
export function writeCodebook(
  table: UnitTable,
  frequencies: Int32Array,
  classes: readonly UnitClass[],
): Uint8Array<ArrayBuffer> {
  const { blob, offsets, size } = table;
  if (classes.length > maxClasses) throw new RangeError(`a codebook has at most ${maxClasses} classes`);
  const out = new ByteWriter();
  out.varint(frequencies[capitalNextUnit]);
  out.varint(frequencies[upperNextUnit]);
  out.varint(size);
  out.varint(classes.length);
  for (const { frequency } of classes) out.varint(frequency);
  const classOf = new Int32Array(size);
  let first = 0;
  for (const [index, { count }] of classes.entries()) classOf.fill(index, first, (first += count));

  const letters = lettersByFrequency(blob.subarray(0, offsets[size]));
  const rankOf = new Int32Array(256);
  for (const [i, letter] of letters.entries()) rankOf[letter] = i + 1;
  out.varint(letters.length);
  for (const letter of letters) out.u8(letter);

  const sorted = sortedUnits(table);
  let most = maxLetters;
  let spelled = writeSorted(table, sorted, classOf, rankOf, most);
  for (;;) {
    const fewer = writeSorted(table, sorted, classOf, rankOf, most >> 1);
    if (fewer.length >= spelled.length) break;
    most >>= 1;
    spelled = fewer;
  }
  out.u8(most);
  out.append(spelled);
  return out.finish();
}

function writeSorted(
  table: UnitTable,
  sorted: Int32Array,
  classOf: Int32Array,
  rankOf: Int32Array,
  most: number,
): Uint8Array {
  const { blob, offsets } = table;
  const symbols = new SymbolWriter(symbolClasses);
  let before = -1;
  for (const unit of sorted) {
    const begin = offsets[unit];
    const end = offsets[unit + 1];
    const shared = before < 0 ? 0 : sharedBytes(table, before, unit);
    symbols.symbol(classSymbol, classOf[unit]);
    symbols.symbol(sharedSymbol, shared);
    let rank = shared > 0 ? rankOf[blob[begin + shared - 1]] : 0;
    for (let i = begin + shared; i <= end; i++) {
      const next = i < end ? rankOf[blob[i]] : 0;
      symbols.symbol(letterSymbol(rank, most, i === begin + shared), next);
      rank = next;
    }
    before = unit;
  }
  return symbols.finish();
}

function lettersByFrequency(letters: Uint8Array): number[] {
  const counts = new Int32Array(256);
  for (const letter of letters) counts[letter]++;
  const used = Array.from(counts.keys()).filter((letter) => counts[letter] > 0);
  return used.sort((a, b) => counts[b] - counts[a] || a - b);
}

/** The numbers of the units in the order of their bytes. */
function sortedUnits({ blob, offsets, size }: UnitTable): Int32Array {
  const order = Int32Array.from({ length: size }, (_, unit) => unit);
  return order.sort((a, b) => compareUnits(blob, offsets, a, b));
}

/** Negative when the bytes of unit `a` stand before those of unit `b`. */
export function compareUnits(blob: Uint8Array, offsets: Uint32Array, a: number, b: number): number {
  const length = Math.min(offsets[a + 1] - offsets[a], offsets[b + 1] - offsets[b]);
  for (let i = offsets[a], j = offsets[b]; i < offsets[a] + length; i++, j++) {
    if (blob[i] !== blob[j]) return blob[i] - blob[j];
  }
  return offsets[a + 1] - offsets[a] - (offsets[b + 1] - offsets[b]);
}

function sharedBytes({ blob, offsets }: UnitTable, a: number, b: number): number {
  const most = Math.min(maxShared, offsets[a + 1] - offsets[a], offsets[b + 1] - offsets[b]);
  let shared = 0;
  while (shared < most && blob[offsets[a] + shared] === blob[offsets[b] + shared]) shared++;
  return shared;
}

/** Reads a codebook; everything it claims is checked. */
export function readCodebook(reader: ByteReader): Codebook {
  const bytes = reader.end - reader.at;
  const capital = reader.count("parts of a frequency", 2 ** 30);
  const upper = reader.count("parts of a frequency", 2 ** 30);
  const size = reader.count("units", unitsPerByte * bytes);
  const classCount = reader.count("classes of units", maxClasses);
  const classFrequencies = Int32Array.from({ length: classCount }, () =>
    reader.count("parts of a frequency", 2 ** 30),
  );
  const letters = reader.take(reader.count("letters", maxLetters));
  const most = reader.u8();
  const sorted = readSorted(reader, size, classCount, letters, most, lettersPerByte * bytes);
  reader.finish();

  const order = orderOfClasses(sorted.classOf, classCount);
  const table = new UnitTable(size, sorted.offsets[size]);
  const isWord = new Uint8Array(firstUnit + size);
  const isMeant = new Uint8Array(firstUnit + size);
  const frequencies = new Int32Array(firstUnit + size);
  let left = 2 ** 30 - rawFrequency - capital - upper;
  for (let i = 0; i < size; i++) {
    const begin = sorted.offsets[order[i]];
    const end = sorted.offsets[order[i] + 1];
    if (table.add(sorted.blob, begin, end) !== i) throw reader.fault("holds a unit twice");
    isMeant[firstUnit + i] = isMeantUnit(sorted.blob, begin, end) ? 1 : 0;
    isWord[firstUnit + i] = isWordUnit(sorted.blob, begin, end) ? 1 : 0;
    const frequency = classFrequencies[sorted.classOf[order[i]]];
    frequencies[firstUnit + i] = frequency;
    left -= frequency;
  }
  if (left < 2 ** 20) throw reader.fault("leaves too little for what it does not know");
  frequencies[spellUnit] = left;
  frequencies[rawUnit] = rawFrequency;
  frequencies[capitalNextUnit] = capital;
  frequencies[upperNextUnit] = upper;
  return { table, isWord, isMeant, frequencies };
}

/** Units in the order of their bytes. */
type SortedUnits = { readonly blob: Uint8Array; readonly offsets: Uint32Array; readonly classOf: Uint8Array };

function readSorted(
  reader: ByteReader,
  size: number,
  classCount: number,
  letters: Uint8Array,
  most: number,
  maxBytes: number,
): SortedUnits {
  const symbols = new SymbolReader(reader, symbolClasses);
  const offsets = new Uint32Array(size + 1);
  const classOf = new Uint8Array(size);
  const ranks = new Uint8Array(maxUnitBytes);
  let blob = new Uint8Array(1 << 12);
  let length = 0;
  let at = 0;
  for (let unit = 0; unit < size; unit++) {
    classOf[unit] = symbols.symbol(classSymbol);
    if (classOf[unit] >= classCount) throw reader.fault("holds a unit of no class");
    const shared = symbols.symbol(sharedSymbol);
    if (shared > length) throw reader.fault("repeats letters that are not there");
    let rank = shared > 0 ? ranks[shared - 1] : 0;
    for (length = shared; ; length++) {
      rank = symbols.symbol(letterSymbol(rank, most, length === shared));
      if (rank === 0) break;
      if (length === maxUnitBytes || rank > letters.length) throw reader.fault("holds a damaged unit");
      ranks[length] = rank;
    }
    if (length === 0 || at + length > maxBytes) throw reader.fault("holds damaged units");
    if (at + length > blob.length) {
      const larger = new Uint8Array(2 * (at + length));
      larger.set(blob);
      blob = larger;
    }
    for (let i = 0; i < length; i++) blob[at++] = letters[ranks[i] - 1];
    offsets[unit + 1] = at;
  }
  return { blob, offsets, classOf };
}

/** Units by class, those of a class in the order they have. */
function orderOfClasses(classOf: Uint8Array, classCount: number): Int32Array {
  const next = new Int32Array(classCount + 1);
  for (let unit = 0; unit < classOf.length; unit++) next[classOf[unit] + 1]++;
  for (let index = 0; index < classCount; index++) next[index + 1] += next[index];
  const order = new Int32Array(classOf.length);
  for (let unit = 0; unit < classOf.length; unit++) order[next[classOf[unit]]++] = unit;
  return order;
}
