import { type NgramModel, noContext } from "../ngram/ngram-model.js";
import type { Surface } from "./layers.js";
import { maxForms } from "./surface-symbols.js";

/** So many glue units are candidates in a context. */
export const maxGlue = 16;
/** Candidates are at most so much less likely than the likeliest one. */
const maxBehind = 64;

const slotBits = 13;
/** Numbers of a slot: how many glue units, then each of these and of all forms as its symbol, start and width. */
const slotSize: number = 1 + 3 * (maxGlue + maxForms);

/**
 * Glue units that are likely in a context, and all forms. The candidates of a context are, of the glue units that it lists and those
 * that are candidates of the context one symbol shorter, the likeliest ones; without context, the first ones. Those of
 * the contexts asked for last are kept.
 */
export class GlueCandidates {
  readonly #ngrams: NgramModel;
  readonly #firstForm: number;
  readonly #keys: Int32Array = new Int32Array(1 << slotBits).fill(noContext);
  /** The slots, and behind them that of the empty context. */
  readonly slots: Int32Array = new Int32Array(((1 << slotBits) + 1) * slotSize);
  readonly #found: Int32Array;
  readonly #chosen = new Int32Array(maxGlue);

  constructor({ symbols, ngrams }: Surface) {
    this.#ngrams = ngrams;
    this.#firstForm = symbols.firstForm;
    this.#found = new Int32Array(3 * (symbols.firstForm + maxForms));
    let at = slotSize << slotBits;
    const glue = Math.min(maxGlue, symbols.firstForm);
    this.slots[at++] = glue;
    for (let i = 0; i < glue + maxForms; i++) {
      const symbol = i < glue ? i : symbols.firstForm + i - glue;
      ngrams.locate(noContext, symbol);
      this.slots[at++] = symbol;
      this.slots[at++] = ngrams.start;
      this.slots[at++] = ngrams.end - ngrams.start;
    }
  }

  /**
   * Where in {@link slots} the candidates of a context stand: how many glue units they are, then these, ascending, then all forms, each as
   * its symbol, where its interval in the context starts, and how wide it is.
   */
  find(context: number): number {
    if (context === noContext) return slotSize << slotBits;
    const slot = Math.imul(context, 0x9e3779b1) >>> (32 - slotBits);
    const at = slot * slotSize;
    if (this.#keys[slot] === context) return at;
    const shorter = this.find(this.#ngrams.shorter(context));
    const given = this.slots[shorter] + maxForms;
    const bound = this.#firstForm + maxForms;
    const count = this.#ngrams.widened(context, bound, this.slots, shorter + 1, given, this.#found);
    this.#keys[slot] = context;
    this.#put(at, count);
    return at;
  }

  /** Puts the likeliest glue units that were found, and the forms behind them, into a slot. */
  #put(at: number, count: number): void {
    const { slots } = this;
    const found = this.#found;
    const chosen = this.#chosen;
    const forms = 3 * (count - maxForms);
    const glue = this.#choose(forms);
    slots[at] = glue;
    let to = at + 1;
    for (let i = 0; i < glue; i++) for (let k = 0; k < 3; k++) slots[to++] = found[chosen[i] + k];
    for (let i = forms; i < 3 * count; i++) slots[to++] = found[i];
  }

  /** Chooses the widest glue units, of two that are as wide the one with the smaller symbol; returns how many. */
  #choose(end: number): number {
    const found = this.#found;
    const chosen = this.#chosen;
    let widest = 0;
    for (let i = 2; i < end; i += 3) widest = Math.max(widest, found[i]);
    let count = 0;
    for (let i = 0; i < end; i += 3) {
      const width = found[i + 2];
      if (maxBehind * width < widest) continue;
      if (count === maxGlue) {
        // The narrowest one makes place, of two that are as narrow the last one.
        let narrowest = 0;
        for (let k = 1; k < maxGlue; k++) {
          if (found[chosen[k] + 2] <= found[chosen[narrowest] + 2]) narrowest = k;
        }
        if (found[chosen[narrowest] + 2] >= width) continue;
        chosen.copyWithin(narrowest, narrowest + 1);
        count--;
      }
      chosen[count++] = i;
    }
    return count;
  }
}
