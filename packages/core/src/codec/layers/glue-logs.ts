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
 * memory each time. What is asked for some glue units is told of these alone: at the others stands what was told before.
 */
export class GlueLogs {
  readonly #logs: NgramLogs;
  readonly #lower: Int32Array;
  /** By glue unit the logarithm of its frequency, and of the share that it leaves to units it does not list. */
  readonly #single: Int32Array;
  readonly #rest: Int32Array;
  /** By context the glue units that it lists; by unit the glue units that list it. */
  readonly #listed: Lists;
  readonly #listing: Lists;
  /** By glue unit the logarithm of its probability in the context asked for; below 0 stands for 0. */
  readonly told: Int32Array;
  /** By glue unit the logarithm of the probability of the unit asked for behind it alone. */
  readonly ahead: Int32Array;

  constructor(arrays: NgramArrays, logs: NgramLogs, symbols: SurfaceSymbols) {
    const { unitOfGlue } = symbols;
    this.#logs = logs;
    this.#lower = arrays.lower;
    this.#single = unitOfGlue.map((unit) => logs.single[unit]);
    this.#rest = unitOfGlue.map((unit) => logs.rest[unit]);
    this.#listed = listedGlue(arrays, logs, symbols);
    this.#listing = listingGlue(arrays, logs, symbols);
    this.told = new Int32Array(unitOfGlue.length);
    this.ahead = new Int32Array(unitOfGlue.length);
  }

  /**
   * Asks for the glue units at every second place of `glue`, `from` to `to`, in a context: {@link told} answers. O(glue units that the
   * context and the shorter ones list).
   */
  ask(context: number, glue: Int32Array, from: number, to: number): void {
    this.#tell(context, 0, glue, from, to);
  }

  /** The shorter contexts first: what the longer ones list then takes the place of what they say. */
  #tell(context: number, rest: number, glue: Int32Array, from: number, to: number): void {
    const { told } = this;
    if (context === noContext) {
      for (let i = from; i < to; i += 2) told[glue[i]] = rest + this.#single[glue[i]];
      return;
    }
    this.#tell(this.#lower[context], rest + this.#logs.rest[context], glue, from, to);
    const { first, entries } = this.#listed;
    const end = first[context + 1];
    for (let i = first[context]; i < end; i++) {
      const entry = entries[i];
      told[entry >>> logBits] = rest + (entry & logMask);
    }
  }

  /** Asks for a unit behind the glue units at every second place: {@link ahead} answers. O(glue units that list it). */
  askAhead(unit: number, glue: Int32Array, from: number, to: number): void {
    const { ahead } = this;
    const single = this.#logs.single[unit];
    for (let i = from; i < to; i += 2) ahead[glue[i]] = Math.max(0, this.#rest[glue[i]] + single);
    const { first, entries } = this.#listing;
    const end = first[unit + 1];
    for (let i = first[unit]; i < end; i++) {
      const entry = entries[i];
      ahead[entry >>> logBits] = entry & logMask;
    }
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
