import { ByteBuffer } from "../bytes/buffer.js";
import { insertSpace } from "../bytes/spaces.js";
import type { EventList } from "../entropy/event-list.js";
import type { RangeDecoder } from "../entropy/range-decoder.js";
import { FormatError } from "../errors.js";
import { type SkillMap, spelledMeaning } from "../meaning/skill-map.js";
import type { NgramModel } from "../ngram/ngram-model.js";
import type { Speller } from "../spelling/speller.js";
import { asIs, capitalised, raise, upperCased } from "../tokens/letter-case.js";
import { isWordUnit } from "../tokens/tokenizer.js";
import type { Codebook } from "../units/codebook.js";
import { capitalNextUnit, firstUnit, spellUnit, upperNextUnit } from "../units/special.js";
import type { LayerItem } from "./first-layer.js";
import type { Surface } from "./layers.js";
import { SecondLayer } from "./second-layer.js";
import { maxForms } from "./surface-symbols.js";
import { noIndex, type Token } from "./tokens.js";

/** Texts of which the skills are known, as symbols of the second layer, and back. */
export class SurfaceText {
  readonly #codebook: Codebook;
  readonly #surface: Surface;
  readonly #layer: SecondLayer;
  readonly #speller: Speller;
  /** What was decoded last. */
  readonly decoded: ByteBuffer = new ByteBuffer(1 << 12);

  constructor(codebook: Codebook, map: SkillMap, surface: Surface, units: NgramModel, speller: Speller) {
    this.#codebook = codebook;
    this.#surface = surface;
    this.#layer = new SecondLayer(surface, units, map.unitOf.length);
    this.#speller = speller;
  }

  /** Tells the text; returns after how many events it could end, the last of these being its end. */
  encode(into: EventList, tokens: readonly Token[], bytes: Uint8Array): number[] {
    const { glueOf, formOf, firstForm } = this.#surface.symbols;
    const layer = this.#layer;
    layer.begin();
    const ends: number[] = [];
    let at = nextMeant(tokens, 0);
    if (at === tokens.length) ends.push(0);
    for (const [i, token] of tokens.entries()) {
      const { unit, written } = token;
      const next = at < tokens.length ? tokens[at].skill : noIndex;
      if (written !== asIs) {
        layer.encode(into, next, glueOf[written === capitalised ? capitalNextUnit : upperNextUnit]);
      }
      if (i === at) {
        layer.encode(into, next, firstForm + (next === spelledMeaning ? 0 : formOf[unit]));
        at = nextMeant(tokens, i + 1);
      } else if (unit === noIndex || glueOf[unit] === 0 || !layer.encode(into, next, glueOf[unit])) {
        layer.encode(into, next, glueOf[spellUnit]);
        this.#speller.encode(into, bytes, token.begin, token.end);
      }
      if (at === tokens.length) ends.push(into.length);
    }
    return ends;
  }

  /**
   * Reads a text into {@link decoded}.
   *
   * @param ended - whether the text may be over, asked wherever it could be
   * @param most - letters
   * @throws FormatError when it is not that of these items
   */
  decode(decoder: RangeDecoder, items: readonly LayerItem[], ended: () => boolean, most: number): void {
    const { glueOf, firstForm } = this.#surface.symbols;
    const layer = this.#layer;
    const text = this.decoded;
    layer.begin();
    text.length = 0;
    let afterWord = false;
    let raisedTo: number = asIs;
    let at = 0;
    while (raisedTo !== asIs || at < items.length || !ended()) {
      const item = at < items.length ? items[at] : null;
      const symbol = layer.decode(decoder, item === null ? noIndex : item.skill);
      decoder.checkLeft();
      if (symbol === glueOf[capitalNextUnit] || symbol === glueOf[upperNextUnit]) {
        if (raisedTo !== asIs) throw new FormatError("record: is damaged: it raises the letters of no word");
        raisedTo = symbol === glueOf[capitalNextUnit] ? capitalised : upperCased;
        continue;
      }
      const begin = text.length;
      if (symbol < firstForm) this.#putGlue(decoder, symbol, most);
      else this.#putForm(items[at++], symbol - firstForm);
      if (raisedTo !== asIs) raise(text.bytes, begin, text.length, raisedTo);
      raisedTo = asIs;
      const isWord = isWordUnit(text.bytes, begin, text.length);
      if (afterWord && isWord) insertSpace(text, begin);
      afterWord = isWord;
      if (text.length > most) throw new FormatError("record: is damaged: its text would not end");
    }
  }

  #putGlue(decoder: RangeDecoder, symbol: number, most: number): void {
    const unit = this.#surface.symbols.unitOfGlue[symbol];
    if (unit === spellUnit) this.#speller.decode(decoder, this.decoded, 0, most);
    else this.#putUnit(unit);
  }

  #putForm({ skill, word }: LayerItem, form: number): void {
    const text = this.decoded;
    if (word === null) {
      this.#putUnit(this.#surface.symbols.formUnits[skill * maxForms + form]);
      return;
    }
    text.reserve(word.length);
    text.bytes.set(word, text.length);
    text.length += word.length;
  }

  #putUnit(unit: number): void {
    const { blob, offsets } = this.#codebook.table;
    const from = offsets[unit - firstUnit];
    const to = offsets[unit - firstUnit + 1];
    const text = this.decoded;
    text.reserve(to - from);
    for (let i = from; i < to; i++) text.bytes[text.length++] = blob[i];
  }
}

/** The next token with meaning, from a place on. */
function nextMeant(tokens: readonly Token[], from: number): number {
  let at = from;
  while (at < tokens.length && tokens[at].skill === noIndex) at++;
  return at;
}
