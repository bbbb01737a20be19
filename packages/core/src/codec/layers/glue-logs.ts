import type { NgramLogs } from "../ngram/ngram-logs.js";
import { type NgramArrays, noContext } from "../ngram/ngram-model.js";
import { spellUnit } from "../units/special.js";
import type { SurfaceSymbols } from "./surface-symbols.js";

/** An entry of a list is a glue unit's symbol above a logarithm of so many bits. */
const logBits = 13;
const logMask: number = (1 << logBits) - 1;

/** Lists of entries: that of key k from `first[k]` to before `first[k + 1]`. */
type Lists = { readonly first: Int32Array; readonly entries: Int32Array };

/**
 * What a model of units says of all glue units at once, as {@link NgramLogs} does of one: how likely each is in a context, and how likely
 * a unit stands behind each alone. Both stand in lists that are read from end to end: looking units up one by one would wait for
 * memory each time.
 */
export class GlueLogs {
  readonly #logs: NgramLogs;
  readonly #lower: Int32Array;
  readonly #unitOfGlue: Int32Array;
  /** By context the glue units that it lists; by unit the glue units that list it. */
  readonly #listed: Lists;
  readonly #listing: Lists;
  /** What was asked for last: by glue unit its logarithm, and when it was noted. */
  readonly #told: Int32Array;
  readonly #toldTime: Int32Array;
  #time = 0;
  #rest = 0;
  readonly #ahead: Int32Array;
  readonly #aheadTime: Int32Array;
  #unit = -1;

  constructor(arrays: NgramArrays, logs: NgramLogs, symbols: SurfaceSymbols) {
    const count = symbols.unitOfGlue.length;
    this.#logs = logs;
    this.#lower = arrays.lower;
    this.#unitOfGlue = symbols.unitOfGlue;
    this.#listed = listedGlue(arrays, logs, symbols);
    this.#listing = listingGlue(arrays, logs, symbols);
    this.#told = new Int32Array(count);
    this.#toldTime = new Int32Array(count);
    this.#ahead = new Int32Array(count);
    this.#aheadTime = new Int32Array(count);
  }

  /** Asks for a context: {@link told} answers. O(glue units that it and the shorter ones list). */
  ask(context: number): void {
    const { first, entries } = this.#listed;
    const told = this.#told;
    const times = this.#toldTime;
    const time = ++this.#time;
    let rest = 0;
    for (let at = context; at !== noContext; at = this.#lower[at]) {
      for (let i = first[at]; i < first[at + 1]; i++) {
        const glue = entries[i] >>> logBits;
        if (times[glue] === time) continue;
        times[glue] = time;
        told[glue] = rest + (entries[i] & logMask);
      }
      rest += this.#logs.rest[at];
    }
    this.#rest = rest;
  }

  /** The logarithm of a glue unit's probability in the context. */
  told(glue: number): number {
    if (this.#toldTime[glue] === this.#time) return Math.max(0, this.#told[glue]);
    return Math.max(0, this.#rest + this.#logs.single[this.#unitOfGlue[glue]]);
  }

  /** Asks for a unit: {@link ahead} answers. O(glue units that list it). */
  askAhead(unit: number): void {
    if (unit === this.#unit) return;
    const { first, entries } = this.#listing;
    for (let i = first[unit]; i < first[unit + 1]; i++) {
      const glue = entries[i] >>> logBits;
      this.#ahead[glue] = entries[i] & logMask;
      this.#aheadTime[glue] = unit + 1;
    }
    this.#unit = unit;
  }

  /** The logarithm of the unit's probability behind a glue unit alone. */
  ahead(glue: number): number {
    if (this.#aheadTime[glue] === this.#unit + 1) return this.#ahead[glue];
    return Math.max(0, this.#logs.rest[this.#unitOfGlue[glue]] + this.#logs.single[this.#unit]);
  }
}

function isGlue(unit: number, { glueOf }: SurfaceSymbols): boolean {
  return glueOf[unit] > 0 || unit === spellUnit;
}

/** By context the glue units among its followers. */
function listedGlue({ first, symbol }: NgramArrays, { width }: NgramLogs, symbols: SurfaceSymbols): Lists {
  const begins = new Int32Array(first.length);
  const entries: number[] = [];
  for (let context = 0; context + 1 < first.length; context++) {
    begins[context] = entries.length;
    for (let node = first[context]; node < first[context + 1]; node++) {
      const unit = symbol[node];
      if (isGlue(unit, symbols)) entries.push((symbols.glueOf[unit] << logBits) | width[node]);
    }
  }
  begins[first.length - 1] = entries.length;
  return { first: begins, entries: Int32Array.from(entries) };
}

/** By unit the glue units that it follows. */
function listingGlue(
  { symbolCount, first, symbol }: NgramArrays,
  { width }: NgramLogs,
  symbols: SurfaceSymbols,
): Lists {
  const { unitOfGlue } = symbols;
  const begins = new Int32Array(symbolCount + 1);
  const each = (visit: (unit: number, entry: number) => void): void => {
    for (let glue = 0; glue < unitOfGlue.length; glue++) {
      const context = unitOfGlue[glue];
      for (let node = first[context]; node < first[context + 1]; node++) {
        visit(symbol[node], (glue << logBits) | width[node]);
      }
    }
  };
  each((unit) => {
    begins[unit + 1]++;
  });
  for (let unit = 0; unit < symbolCount; unit++) begins[unit + 1] += begins[unit];
  const entries = new Int32Array(begins[symbolCount]);
  const next = begins.slice();
  each((unit, entry) => {
    entries[next[unit]++] = entry;
  });
  return { first: begins, entries };
}
