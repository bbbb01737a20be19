import type { EventSink } from "../entropy/event-list.js";
import type { RangeDecoder } from "../entropy/range-decoder.js";
import { certainty } from "../entropy/range-encoder.js";
import { FormatError } from "../errors.js";
import { logOf } from "../log2.js";
import { spelledMeaning } from "../meaning/skill-map.js";
import { NgramLogs } from "../ngram/ngram-logs.js";
import type { NgramModel } from "../ngram/ngram-model.js";
import { spellUnit, startUnit } from "../units/special.js";
import { gatherIn, maxWeight, spreadOut, weightOf } from "./blend.js";
import { GlueCandidates, maxGlue } from "./glue-candidates.js";
import { GlueLogs } from "./glue-logs.js";
import type { Surface } from "./layers.js";
import { maxForms, maxKinds } from "./surface-symbols.js";
import { noIndex } from "./tokens.js";

const maxCandidates = maxGlue + maxForms;
/** Powers of the three opinions on a candidate, in sixteenths. */
const surfacePower = 9;
const unitsPower = 7;
const aheadPower = 6;
/** What stands ahead of a candidate that no skill has to follow. */
const certainAhead: number = logOf(certainty);
/** What is no candidate has at most this share. */
const maxOther: number = (certainty / 4) * 3;

/**
 * Predicts the symbols of the second layer: the units without meaning and the form of the next skill.
 *
 * Three models have an opinion on a candidate: that of the second layer, which knows the next skill; that of exact
 * texts, which knows all units before; and the latter again, by how well the next skill would follow the candidate alone.
 * Their probabilities, each to a power, are multiplied (a logarithmic opinion pool: Genest and Zidek 1986). The
 * candidates are all forms of the next skill and the likeliest glue units; any other glue unit is told by the model of
 * the second layer alone, behind an escape. Against that model alone this saves 6 % of the layer.
 */
export class SecondLayer {
  readonly #surface: Surface;
  readonly #ngrams: NgramModel;
  readonly #units: NgramModel;
  readonly #unitLogs: NgramLogs;
  readonly #glueLogs: GlueLogs;
  readonly #glue: GlueCandidates;
  /** By next skill, the one past the last being nothing: the context of it and its class; -2 before it is asked for. */
  readonly #nextContexts: Int32Array;
  /** What stands before, for the model of this layer and for that of exact texts. */
  #before = 0;
  #context = 0;

  /** The candidates: symbols in ascending order, intervals in the model of this layer, cumulated weights. */
  #count = 0;
  readonly #symbols = new Int32Array(maxCandidates);
  readonly #starts = new Int32Array(maxCandidates);
  readonly #widths = new Int32Array(maxCandidates);
  readonly #scores = new Int32Array(maxCandidates);
  readonly #cumulated = new Float64Array(maxCandidates + 2);
  /** The context of the candidates in the model of this layer, and what it leaves to all other symbols. */
  #surfaceContext = 0;
  #others = 0;

  constructor(surface: Surface, units: NgramModel, skillCount: number) {
    this.#surface = surface;
    this.#ngrams = surface.ngrams;
    this.#units = units;
    this.#unitLogs = new NgramLogs(units.arrays);
    this.#glueLogs = new GlueLogs(units.arrays, this.#unitLogs, surface.symbols);
    this.#glue = new GlueCandidates(surface);
    this.#nextContexts = new Int32Array(skillCount + 1).fill(-2);
    this.begin();
  }

  /** Goes to the start of a text. */
  begin(): void {
    this.#before = this.#surface.symbols.boundary;
    this.#context = this.#units.contextOf(startUnit);
  }

  /** Tells a symbol when the next skill (noIndex for none) is known; false, and nothing is told, when it has no interval. */
  encode(into: EventSink, next: number, symbol: number): boolean {
    this.#weigh(next);
    const count = this.#count;
    for (let i = 0; i < count; i++) {
      if (this.#symbols[i] !== symbol) continue;
      this.#encodePart(into, i);
      this.#pass(symbol, this.#unitOf(symbol, next));
      return true;
    }
    if (!this.#ngrams.locate(this.#surfaceContext, symbol)) return false;
    const { start, end } = this.#ngrams;
    this.#encodePart(into, count);
    const before = this.#widthBefore(start);
    into.encode(spreadOut(start - before, this.#others), spreadOut(end - before, this.#others));
    this.#pass(symbol, this.#unitOf(symbol, next));
    return true;
  }

  #encodePart(into: EventSink, i: number): void {
    const total = this.#cumulated[this.#count + 1];
    into.encode(
      Math.floor((this.#cumulated[i] * certainty) / total),
      Math.floor((this.#cumulated[i + 1] * certainty) / total),
    );
  }

  /**
   * Reads the next symbol.
   *
   * @throws FormatError when there is none
   */
  decode(decoder: RangeDecoder, next: number): number {
    this.#weigh(next);
    const count = this.#count;
    const cumulated = this.#cumulated;
    const total = cumulated[count + 1];
    // The last weight whose interval begins at or before the target.
    const part = Math.ceil(((decoder.target() + 1) * total) / certainty) - 1;
    let i = 0;
    while (cumulated[i + 1] <= part) i++;
    decoder.consume(
      Math.floor((cumulated[i] * certainty) / total),
      Math.floor((cumulated[i + 1] * certainty) / total),
    );
    const symbol = i < count ? this.#symbols[i] : this.#decodeOther(decoder);
    this.#pass(symbol, this.#unitOf(symbol, next));
    return symbol;
  }

  #decodeOther(decoder: RangeDecoder): number {
    if (this.#others <= 0) throw new FormatError("record: is damaged: it names a unit that cannot be here");
    let target = gatherIn(decoder.target(), this.#others);
    for (let i = 0; i < this.#count && this.#starts[i] <= target; i++) target += this.#widths[i];
    const symbol = this.#ngrams.find(this.#surfaceContext, target);
    const { start, end } = this.#ngrams;
    const before = this.#widthBefore(start);
    decoder.consume(spreadOut(start - before, this.#others), spreadOut(end - before, this.#others));
    if (symbol >= this.#surface.symbols.firstForm) {
      throw new FormatError("record: is damaged: it names a form that its skill does not have");
    }
    return symbol;
  }

  /** Width of the candidates before a place in the model of this layer. */
  #widthBefore(start: number): number {
    let width = 0;
    for (let i = 0; i < this.#count && this.#starts[i] < start; i++) width += this.#widths[i];
    return width;
  }

  /** The unit of a symbol; the model of exact texts takes spellUnit for what is spelled. */
  #unitOf(symbol: number, next: number): number {
    const { unitOfGlue, firstForm, formUnits } = this.#surface.symbols;
    if (symbol < firstForm) return unitOfGlue[symbol];
    return next === spelledMeaning ? spellUnit : formUnits[next * maxForms + symbol - firstForm];
  }

  #pass(symbol: number, unit: number): void {
    const { symbols, formKinds } = this.#surface;
    if (symbol < symbols.firstForm) this.#before = symbol;
    else
      this.#before = unit === spellUnit ? symbols.glueOf[spellUnit] : symbols.firstFormKind + formKinds[unit];
    this.#units.locate(this.#context, unit);
    this.#context = this.#units.following;
  }

  /** Finds the candidates and what they weigh. */
  #weigh(next: number): void {
    const { formUnits } = this.#surface.symbols;
    const { slots } = this.#glue;
    const logs = this.#glueLogs;
    logs.ask(this.#context);
    if (next !== noIndex) logs.askAhead(next === spelledMeaning ? spellUnit : formUnits[next * maxForms]);
    const scores = this.#scores;
    const context = this.#contextFor(next);
    this.#surfaceContext = context;
    let at = this.#glue.find(context);
    const glueCount = slots[at++];
    this.#count = 0;
    this.#others = certainty;
    let top = 0;
    for (let i = 0; i < glueCount; i++, at += 3) {
      const glue = slots[at];
      const ahead = next === noIndex ? certainAhead : logs.ahead(glue);
      const score = this.#add(slots, at, logs.told(glue)) + aheadPower * ahead;
      scores[i] = score;
      if (score > top) top = score;
    }
    for (let form = 0; next !== noIndex && form < maxForms; form++, at += 3) {
      const unit = next === spelledMeaning ? spellUnit : formUnits[next * maxForms + form];
      if (unit < 0 || (next === spelledMeaning && form > 0)) break;
      const told = this.#unitLogs.of(this.#context, unit);
      const score = this.#add(slots, at, told) + aheadPower * certainAhead;
      scores[this.#count - 1] = score;
      if (score > top) top = score;
    }
    const cumulated = this.#cumulated;
    let total = 0;
    for (let i = 0; i < this.#count; i++) {
      total += weightOf(top - scores[i]);
      cumulated[i + 1] = total;
    }
    if (total === 0) total = maxWeight;
    const others = Math.min(this.#others, maxOther);
    cumulated[this.#count + 1] = total + 1 + Math.floor((total * others) / (certainty - others));
  }

  /** Adds the candidate in this place of the slots; returns what the model of this layer and that of exact texts say of it. */
  #add(slots: Int32Array, at: number, told: number): number {
    const width = slots[at + 2];
    const i = this.#count++;
    this.#symbols[i] = slots[at];
    this.#starts[i] = slots[at + 1];
    this.#widths[i] = width;
    this.#others -= width;
    return surfacePower * logOf(Math.max(1, width)) + unitsPower * told;
  }

  /** The context of the next skill (noIndex for none), its class, and what stands before. */
  #contextFor(next: number): number {
    const { symbols, ngrams, skillKinds } = this.#surface;
    const known = this.#nextContexts;
    const place = next === noIndex ? known.length - 1 : next;
    if (known[place] === -2) {
      const kind = next === noIndex ? maxKinds : skillKinds[next];
      ngrams.locate(ngrams.contextOf(symbols.firstNext + place), symbols.firstSkillKind + kind);
      known[place] = ngrams.following;
    }
    ngrams.locate(known[place], this.#before);
    return ngrams.following;
  }
}
