import type { EventSink } from "../entropy/event-list.js";
import type { RangeDecoder } from "../entropy/range-decoder.js";
import { certainty } from "../entropy/range-encoder.js";
import { FormatError } from "../errors.js";
import { spelledMeaning } from "../meaning/skill-map.js";
import { NgramLogs } from "../ngram/ngram-logs.js";
import type { NgramModel } from "../ngram/ngram-model.js";
import { spellUnit, startUnit } from "../units/special.js";
import { gatherIn, maxWeight, spreadOut, weightOf } from "./blend.js";
import {
  Candidates,
  countPlace,
  glueCountPlace,
  maxCandidates,
  othersPlace,
  pairsPlace,
} from "./candidates.js";
import { GlueLogs } from "./glue-logs.js";
import type { Surface } from "./layers.js";
import { maxForms, maxKinds } from "./surface-symbols.js";
import { noIndex } from "./tokens.js";

/** Power of what the model of exact texts says of a candidate, in sixteenths. */
const unitsPower = 7;
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
  readonly #candidates: Candidates;
  /** By next skill, the one past the last being nothing: the context of it and its class; -2 before it is asked for. */
  readonly #nextContexts: Int32Array;
  /** What stands before, for the model of this layer and for that of exact texts. */
  #before = 0;
  #context = 0;

  /** The candidates, symbols in ascending order: where their slot is, how many they are, and cumulated weights. */
  #slot = 0;
  #count = 0;
  readonly #scores = new Int32Array(maxCandidates);
  /** By form that is a candidate its node in the model of exact texts. */
  readonly #formNodes = new Int32Array(maxForms);
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
    this.#candidates = new Candidates(surface, this.#glueLogs);
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
    const candidate = this.#candidateOf(symbol);
    if (candidate >= 0) {
      this.#encodePart(into, candidate);
      this.#pass(symbol, this.#unitOf(symbol, next));
      return true;
    }
    if (!this.#ngrams.locate(this.#surfaceContext, symbol)) return false;
    const { start, end } = this.#ngrams;
    this.#encodePart(into, this.#count);
    const before = this.#widthBefore(start);
    into.encode(spreadOut(start - before, this.#others), spreadOut(end - before, this.#others));
    this.#pass(symbol, this.#unitOf(symbol, next));
    return true;
  }

  /** Which candidate a symbol is, -1 for none. */
  #candidateOf(symbol: number): number {
    const { slots } = this.#candidates;
    const glueCount = slots[this.#slot + glueCountPlace];
    const form = symbol - this.#surface.symbols.firstForm;
    if (form >= 0) return glueCount + form < this.#count ? glueCount + form : -1;
    const pairs = this.#slot + pairsPlace;
    for (let i = 0; i < glueCount; i++) if (slots[pairs + 2 * i] === symbol) return i;
    return -1;
  }

  /** The symbol of a candidate. */
  #symbolOf(candidate: number): number {
    const { slots } = this.#candidates;
    const form = candidate - slots[this.#slot + glueCountPlace];
    if (form >= 0) return this.#surface.symbols.firstForm + form;
    return slots[this.#slot + pairsPlace + 2 * candidate];
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
    const symbol = i < count ? this.#symbolOf(i) : this.#decodeOther(decoder);
    this.#pass(symbol, this.#unitOf(symbol, next));
    return symbol;
  }

  #decodeOther(decoder: RangeDecoder): number {
    if (this.#others <= 0) throw new FormatError("record: is damaged: it names a unit that cannot be here");
    let target = gatherIn(decoder.target(), this.#others);
    const { glue } = this.#candidates;
    const { slots } = glue;
    const at = glue.find(this.#surfaceContext) + 1;
    const past = at + 3 * this.#count;
    for (let i = at; i < past && slots[i + 1] <= target; i += 3) target += slots[i + 2];
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
    const { glue } = this.#candidates;
    const { slots } = glue;
    const at = glue.find(this.#surfaceContext) + 1;
    const past = at + 3 * this.#count;
    let width = 0;
    for (let i = at; i < past && slots[i + 1] < start; i += 3) width += slots[i + 2];
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
    const form = symbol - symbols.firstForm;
    if (form < 0) {
      this.#before = symbol;
      this.#context = this.#units.follow(this.#context, unit);
      return;
    }
    this.#before = unit === spellUnit ? symbols.glueOf[spellUnit] : symbols.firstFormKind + formKinds[unit];
    this.#context = this.#units.contextOf(this.#formNodes[form]);
  }

  /** Finds the candidates and what they weigh. */
  #weigh(next: number): void {
    const logs = this.#unitLogs;
    const context = this.#contextFor(next);
    const at = this.#candidates.find(context, next);
    const { slots } = this.#candidates;
    const pairs = at + pairsPlace;
    const glueEnd = pairs + 2 * slots[at + glueCountPlace];
    const end = pairs + 2 * slots[at + countPlace];
    this.#glueLogs.ask(this.#context, slots, pairs, glueEnd);
    const { told } = this.#glueLogs;
    const scores = this.#scores;
    let count = 0;
    let top = 0;
    for (let i = pairs; i < glueEnd; i += 2) {
      const score = slots[i + 1] + unitsPower * Math.max(0, told[slots[i]]);
      scores[count++] = score;
      if (score > top) top = score;
    }
    for (let i = glueEnd, form = 0; i < end; i += 2, form++) {
      const score = slots[i + 1] + unitsPower * logs.of(this.#context, slots[i]);
      this.#formNodes[form] = logs.node;
      scores[count++] = score;
      if (score > top) top = score;
    }
    const cumulated = this.#cumulated;
    let total = 0;
    for (let i = 0; i < count; i++) {
      total += weightOf(top - scores[i]);
      cumulated[i + 1] = total;
    }
    if (total === 0) total = maxWeight;
    const others = Math.min(slots[at + othersPlace], maxOther);
    cumulated[count + 1] = total + 1 + Math.floor((total * others) / (certainty - others));
    this.#surfaceContext = context;
    this.#slot = at;
    this.#count = count;
    this.#others = slots[at + othersPlace];
  }

  /** The context of the next skill (noIndex for none), its class, and what stands before. */
  #contextFor(next: number): number {
    const { symbols, ngrams, skillKinds } = this.#surface;
    const known = this.#nextContexts;
    const place = next === noIndex ? known.length - 1 : next;
    if (known[place] === -2) {
      const kind = next === noIndex ? maxKinds : skillKinds[next];
      known[place] = ngrams.follow(
        ngrams.contextOf(symbols.firstNext + place),
        symbols.firstSkillKind + kind,
      );
    }
    return ngrams.follow(known[place], this.#before);
  }
}
