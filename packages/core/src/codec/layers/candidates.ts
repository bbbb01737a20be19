import { certainty } from "../entropy/range-encoder.js";
import { logOf } from "../log2.js";
import { spelledMeaning } from "../meaning/skill-map.js";
import { spellUnit } from "../units/special.js";
import { GlueCandidates, maxGlue } from "./glue-candidates.js";
import type { GlueLogs } from "./glue-logs.js";
import type { Surface } from "./layers.js";
import { maxForms } from "./surface-symbols.js";
import { noIndex } from "./tokens.js";

export const maxCandidates: number = maxGlue + maxForms;
/** Powers of the opinions on a candidate, in sixteenths. */
const surfacePower = 9;
const aheadPower = 6;
/** What stands ahead of a candidate that no skill has to follow. */
const certainAhead: number = logOf(certainty);

const slotBits = 15;
/** Where in a slot stand how many glue units are candidates, how many candidates there are, what they leave to other symbols, and the pairs. */
export const glueCountPlace = 2;
export const countPlace = 3;
export const othersPlace = 4;
export const pairsPlace = 5;
const slotSize: number = pairsPlace + 2 * maxCandidates;

/**
 * The candidates for the next symbol, and what can be said of them when the context of the second layer and the next skill are known:
 * what the model of this layer says, and that of exact texts by how well the skill would follow. Those asked for last are kept.
 */
export class Candidates {
  readonly #formUnits: Int32Array;
  readonly #glueLogs: GlueLogs;
  /** The glue units of a context, and the intervals of all candidates. */
  readonly glue: GlueCandidates;
  /**
   * The slots: the context, 2 more than it is; the next skill; the numbers named above; then a pair for each candidate, its glue
   * symbol or the unit of its form, and its score so far. Glue symbols come first, ascending, then forms.
   */
  readonly slots: Int32Array = new Int32Array(slotSize << slotBits);

  constructor(surface: Surface, glueLogs: GlueLogs) {
    this.#formUnits = surface.symbols.formUnits;
    this.#glueLogs = glueLogs;
    this.glue = new GlueCandidates(surface);
  }

  /** Where in {@link slots} the candidates in a context stand when the next skill is known (noIndex for none). */
  find(context: number, next: number): number {
    const hash = Math.imul(Math.imul(context, 0x9e3779b1) ^ next, 0x85ebca6b) >>> (32 - slotBits);
    const at = hash * slotSize;
    if (this.slots[at] !== context + 2 || this.slots[at + 1] !== next) this.#put(at, context, next);
    return at;
  }

  #put(at: number, context: number, next: number): void {
    const { slots } = this;
    const { slots: intervals } = this.glue;
    let from = this.glue.find(context);
    const glueCount = intervals[from++];
    const pairs = at + pairsPlace;
    let others = certainty;
    let to = pairs;
    for (let i = 0; i < glueCount; i++, from += 3, to += 2) {
      const width = intervals[from + 2];
      slots[to] = intervals[from];
      slots[to + 1] = surfacePower * logOf(Math.max(1, width));
      others -= width;
    }
    this.#addAhead(next, pairs, to);
    const forms = next === noIndex ? 0 : next === spelledMeaning ? 1 : maxForms;
    for (let form = 0; form < forms; form++, from += 3, to += 2) {
      const unit = this.#unitOf(next, form);
      if (unit < 0) break;
      const width = intervals[from + 2];
      slots[to] = unit;
      slots[to + 1] = surfacePower * logOf(Math.max(1, width)) + aheadPower * certainAhead;
      others -= width;
    }
    slots[at] = context + 2;
    slots[at + 1] = next;
    slots[at + glueCountPlace] = glueCount;
    slots[at + countPlace] = (to - pairs) / 2;
    slots[at + othersPlace] = others;
  }

  /** Adds to the scores of glue units how well the first form of the next skill would follow. */
  #addAhead(next: number, from: number, to: number): void {
    const { slots } = this;
    const { ahead } = this.#glueLogs;
    if (next !== noIndex) this.#glueLogs.askAhead(this.#unitOf(next, 0), slots, from, to);
    for (let i = from; i < to; i += 2) {
      slots[i + 1] += aheadPower * (next === noIndex ? certainAhead : ahead[slots[i]]);
    }
  }

  /** The unit of a form; the model of exact texts takes spellUnit for what is spelled. */
  #unitOf(next: number, form: number): number {
    return next === spelledMeaning ? spellUnit : this.#formUnits[next * maxForms + form];
  }
}
