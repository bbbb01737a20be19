/**
 * How the frequencies of symbols stand in a model file. Those of a class sum to 2048; they are multiples of a power of
 * two, as coarse as pays: a class that is used a few times must not cost more than it saves.
 *
 * For each class a bit, 1 where it is used; then q in four bits, and for each symbol that occurs, in order, how many
 * symbols were skipped before it, plus 1, and its frequency divided by 2^q, both in Elias's gamma code, until the
 * frequencies sum to 2048.
 */
import type { ByteReader } from "../bytes/reader.js";
import { ByteWriter } from "../bytes/writer.js";
import { log2 } from "../log2.js";

/** Frequencies sum to 2 to this power. */
export const frequencyBits = 11;

/** By class and symbol (`symbols` of them a class) the frequencies for these counts, and the bytes that tell them. */
export function writeFrequencies(
  counts: Float64Array,
  symbols: number,
): { readonly frequencies: Uint16Array; readonly bytes: Uint8Array } {
  const frequencies = new Uint16Array(counts.length);
  const out = new BitsOut();
  for (let base = 0; base < counts.length; base += symbols) {
    const used: number[] = [];
    for (let symbol = 0; symbol < symbols; symbol++) if (counts[base + symbol] > 0) used.push(symbol);
    out.bits(used.length > 0 ? 1 : 0, 1);
    if (used.length === 0) continue;
    const { coarse, parts } = cheapest(used, counts.subarray(base, base + symbols));
    out.bits(coarse, 4);
    let next = 0;
    for (const [i, symbol] of used.entries()) {
      out.gamma(symbol - next + 1);
      out.gamma(parts[i]);
      next = symbol + 1;
      frequencies[base + symbol] = parts[i] << coarse;
    }
  }
  return { frequencies, bytes: out.finish() };
}

/** The coarseness at which the frequencies and the symbols that they code take the fewest bits together. */
function cheapest(used: readonly number[], counts: Float64Array): { coarse: number; parts: number[] } {
  let best = { coarse: 0, parts: [] as number[] };
  let least = Number.POSITIVE_INFINITY;
  for (let coarse = frequencyBits; coarse >= 0; coarse--) {
    const whole = 1 << (frequencyBits - coarse);
    if (whole < used.length) continue;
    const parts = partsOf(used, counts, whole);
    let bits = 0;
    for (const [i, symbol] of used.entries()) {
      bits += 2 * Math.floor(log2(parts[i])) + counts[symbol] * log2(whole / parts[i]);
    }
    // One step finer that costs more may be followed by one that costs less, two rarely are.
    if (bits >= least && coarse < best.coarse - 2) break;
    if (bits < least) {
      least = bits;
      best = { coarse, parts };
    }
  }
  return best;
}

/** Whole numbers from 1, about in proportion to the counts, that sum to `whole`. */
function partsOf(used: readonly number[], counts: Float64Array, whole: number): number[] {
  let total = 0;
  for (const symbol of used) total += counts[symbol];
  const parts = used.map((symbol) => Math.max(1, Math.floor((counts[symbol] * whole) / total)));
  let left = whole - parts.reduce((sum, part) => sum + part, 0);
  // Each unit goes where it saves most, or is taken where it costs least.
  for (; left !== 0; left += left > 0 ? -1 : 1) {
    let chosen = -1;
    let most = Number.NEGATIVE_INFINITY;
    for (const [i, symbol] of used.entries()) {
      if (left < 0 && parts[i] === 1) continue;
      const gain = ((left > 0 ? 1 : -1) * counts[symbol]) / (left > 0 ? parts[i] + 0.5 : parts[i] - 0.5);
      if (gain > most) {
        most = gain;
        chosen = i;
      }
    }
    parts[chosen] += left > 0 ? 1 : -1;
  }
  return parts;
}

/** Reads what {@link writeFrequencies} wrote for `classes` classes; calls `found` for each symbol, in order. */
export function readFrequencies(
  reader: ByteReader,
  classes: number,
  symbols: number,
  found: (classIndex: number, symbol: number, frequency: number, slot: number) => void,
): void {
  const bits = new BitsIn(reader);
  for (let index = 0; index < classes; index++) {
    if (bits.bit() === 0) continue;
    let coarse = 0;
    for (let i = 0; i < 4; i++) coarse |= bits.bit() << i;
    if (coarse > frequencyBits) throw reader.fault("holds a damaged table");
    let symbol = -1;
    for (let slot = 0; slot < 1 << frequencyBits; ) {
      symbol += bits.gamma();
      const frequency = bits.gamma() << coarse;
      if (symbol >= symbols || slot + frequency > 1 << frequencyBits) {
        throw reader.fault("holds frequencies that do not sum to their scale");
      }
      found(index, symbol, frequency, slot);
      slot += frequency;
    }
  }
}

/** Bits into bytes, the lowest first. */
class BitsOut {
  readonly #out = new ByteWriter();
  #byte = 0;
  #count = 0;

  bits(value: number, count: number): void {
    for (let i = 0; i < count; i++) {
      this.#byte |= ((value >>> i) & 1) << this.#count++;
      if (this.#count < 8) continue;
      this.#out.u8(this.#byte);
      this.#byte = 0;
      this.#count = 0;
    }
  }

  /** A number from 1: as many zeros as it has binary digits behind the first, a one, those digits. */
  gamma(value: number): void {
    const more = 31 - Math.clz32(value);
    this.bits(1 << more, more + 1);
    this.bits(value, more);
  }

  finish(): Uint8Array {
    if (this.#count > 0) this.#out.u8(this.#byte);
    return this.#out.finish();
  }
}

class BitsIn {
  readonly #reader: ByteReader;
  #byte = 0;
  #left = 0;

  constructor(reader: ByteReader) {
    this.#reader = reader;
  }

  bit(): number {
    if (this.#left === 0) {
      this.#byte = this.#reader.u8();
      this.#left = 8;
    }
    const bit = this.#byte & 1;
    this.#byte >>>= 1;
    this.#left--;
    return bit;
  }

  gamma(): number {
    let more = 0;
    while (this.bit() === 0) {
      if (++more > frequencyBits) throw this.#reader.fault("holds a damaged table");
    }
    let value = 1 << more;
    for (let i = 0; i < more; i++) value |= this.bit() << i;
    return value;
  }
}
