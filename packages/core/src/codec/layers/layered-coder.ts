import { ByteBuffer } from "../bytes/buffer.js";
import { RangeDecoder } from "../entropy/range-decoder.js";
import { RangeEncoder } from "../entropy/range-encoder.js";
import { FormatError } from "../errors.js";
import { FIRST_SKILL, type SkillMap, SPELLED, START_OF_MEANING } from "../meaning/skill-map.js";
import type { NgramModel } from "../ngram/ngram-model.js";
import type { Speller } from "../spelling/speller.js";
import { AS_IS, CAPITAL, caseOf, lower, raise, UPPER } from "../tokens/letter-case.js";
import { isMeantUnit, isWordUnit, Tokenizer } from "../tokens/tokenizer.js";
import type { Codebook } from "../units/codebook.js";
import { CAPITAL_NEXT, FIRST_UNIT, LONGEST_UNIT, SPELL, UPPER_NEXT } from "../units/special.js";
import type { Surface } from "./layers.js";
import { MOST_FORMS, MOST_KINDS } from "./surface-symbols.js";

const space = 0x20;
/** A record may claim this many letters for each of its bytes. */
const mostLettersPerByte = 1 << 16;
/** After so many words that the second layer could not tell by their skill, all words are spelled. */
const mostRepairs = 3;
const none = -1;

/** Behind a prefix so many bytes stand for what is unknown: more than a decoder looks ahead. */
const paddingBytes = 16;
const mostOfPrefix = 250;

/** A unit of a text. */
type Token = {
  readonly begin: number;
  readonly end: number;
  /** Its unit, or that of its lower-case form; -1 for none. */
  readonly unit: number;
  /** How it is written over its unit; for a word without one, over what is spelled. */
  written: number;
  /** Its skill, SPELLED for a word to spell, -1 for what has no meaning. */
  skill: number;
};

/** What the first layer tells: a skill, or the letters of a word. */
export type LayerItem = { readonly skill: number; readonly word: Uint8Array | null };

/** Both layers of a text. */
export type Layers = {
  readonly meaning: Uint8Array<ArrayBuffer>;
  readonly surface: Uint8Array<ArrayBuffer>;
};

/**
 * Codes a text in two layers: its skills in the order of the text, each as often as it stands there (words that the
 * codebook does not have are spelled), and the exact text when these are known.
 */
export class LayeredCoder {
  readonly #codebook: Codebook;
  readonly #map: SkillMap;
  readonly #ordered: NgramModel;
  readonly #surface: Surface;
  readonly #speller: Speller;
  readonly #encoder = new RangeEncoder();
  readonly #decoder = new RangeDecoder();
  readonly #tokenizer = new Tokenizer();
  readonly #letters: Uint8Array = new Uint8Array(LONGEST_UNIT);
  /** By next skill, the one past the last being nothing: the context of it and its class; -2 before it is asked for. */
  readonly #nextContexts: Int32Array;
  /** What was decoded last. */
  readonly decoded: ByteBuffer = new ByteBuffer(1 << 12);

  constructor(codebook: Codebook, map: SkillMap, ordered: NgramModel, surface: Surface, speller: Speller) {
    this.#codebook = codebook;
    this.#map = map;
    this.#ordered = ordered;
    this.#surface = surface;
    this.#speller = speller;
    this.#nextContexts = new Int32Array(map.unitOf.length + 1).fill(-2);
  }

  /** Both layers of the first `length` bytes. */
  encode(bytes: Uint8Array, length: number): Layers {
    const tokens = this.#cut(bytes, length);
    for (let repairs = 0; ; repairs++) {
      const meaning = this.#encodeMeaning(tokens, bytes);
      const surface = this.#encodeSurface(tokens, bytes);
      if (typeof surface !== "number") return { meaning, surface };
      for (const [i, token] of tokens.entries()) {
        if (i === surface || (repairs >= mostRepairs && token.skill >= FIRST_SKILL)) spellOut(token);
      }
    }
  }

  #cut(bytes: Uint8Array, length: number): Token[] {
    const { table } = this.#codebook;
    const { skillOf } = this.#map;
    const tokenizer = this.#tokenizer;
    const tokens: Token[] = [];
    tokenizer.reset(bytes, length);
    while (tokenizer.next()) {
      const { begin, end, isMeant } = tokenizer;
      let unit = table.find(bytes, begin, end);
      let written: number = AS_IS;
      if (unit < 0 && end - begin <= LONGEST_UNIT) {
        written = caseOf(bytes, begin, end);
        if (written !== AS_IS) unit = table.find(this.#letters, 0, lower(bytes, begin, end, this.#letters));
      }
      if (unit >= 0)
        tokens.push({ begin, end, unit: unit + FIRST_UNIT, written, skill: skillOf[unit + FIRST_UNIT] });
      else
        tokens.push({
          begin,
          end,
          unit: none,
          written: isMeant ? written : AS_IS,
          skill: isMeant ? SPELLED : none,
        });
    }
    return tokens;
  }

  #encodeMeaning(tokens: readonly Token[], bytes: Uint8Array): Uint8Array<ArrayBuffer> {
    const encoder = this.#encoder;
    const ngrams = this.#ordered;
    encoder.reset();
    let mark = encoder.mark();
    let context = ngrams.contextOf(START_OF_MEANING);
    for (const token of tokens) {
      if (token.skill === none) continue;
      if (token.skill !== SPELLED && !ngrams.locate(context, token.skill)) spellOut(token);
      if (token.skill === SPELLED) ngrams.locate(context, SPELLED);
      encoder.encode(ngrams.start, ngrams.end);
      context = ngrams.following;
      if (token.skill === SPELLED) this.#spell(bytes, token);
      mark = encoder.mark();
    }
    return encoder.finish(mark);
  }

  #spell(bytes: Uint8Array, { begin, end, written }: Token): void {
    if (written === AS_IS) this.#speller.encode(this.#encoder, bytes, begin, end);
    else this.#speller.encode(this.#encoder, this.#letters, 0, lower(bytes, begin, end, this.#letters));
  }

  /** The second layer, or the place of a word whose form it cannot tell. */
  #encodeSurface(tokens: readonly Token[], bytes: Uint8Array): Uint8Array<ArrayBuffer> | number {
    const encoder = this.#encoder;
    const { symbols, ngrams } = this.#surface;
    let left = tokens.reduce((sum, { skill }) => sum + (skill === none ? 0 : 1), 0);
    let following = nextMeant(tokens, 0);
    let next = following < tokens.length ? tokens[following].skill : none;
    let before = symbols.boundary;
    encoder.reset();
    let mark = left === 0 ? encoder.mark() : 0;
    for (const [i, token] of tokens.entries()) {
      const { written } = token;
      if (written !== AS_IS) {
        const flag = symbols.glueOf[written === CAPITAL ? CAPITAL_NEXT : UPPER_NEXT];
        ngrams.locate(this.#context(next, before), flag);
        encoder.encode(ngrams.start, ngrams.end);
        before = flag;
      }
      if (token.skill === none) {
        before = this.#encodeGlue(token, next, before, bytes);
        if (left === 0) mark = encoder.mark();
        continue;
      }
      const form = token.skill === SPELLED ? 0 : symbols.formOf[token.unit];
      const told = form < MOST_FORMS && ngrams.locate(this.#context(next, before), symbols.firstForm + form);
      if (!told) return i;
      encoder.encode(ngrams.start, ngrams.end);
      before = this.#behind(token.skill, token.unit);
      following = nextMeant(tokens, i + 1);
      next = following < tokens.length ? tokens[following].skill : none;
      if (--left === 0) mark = encoder.mark();
    }
    return encoder.finish(mark);
  }

  #encodeGlue(token: Token, next: number, before: number, bytes: Uint8Array): number {
    const { symbols, ngrams } = this.#surface;
    const context = this.#context(next, before);
    const symbol = token.unit === none ? 0 : symbols.glueOf[token.unit];
    if (symbol > 0 && ngrams.locate(context, symbol)) {
      this.#encoder.encode(ngrams.start, ngrams.end);
      return symbol;
    }
    ngrams.locate(context, symbols.glueOf[SPELL]);
    this.#encoder.encode(ngrams.start, ngrams.end);
    this.#spell(bytes, token);
    return symbols.glueOf[SPELL];
  }

  /** What stands before the unit behind a word. */
  #behind(skill: number, unit: number): number {
    const { symbols, formKinds } = this.#surface;
    return skill === SPELLED ? symbols.glueOf[SPELL] : symbols.firstFormKind + formKinds[unit];
  }

  /** The context of the next skill (-1 for none), its class, and what stands before. */
  #context(next: number, before: number): number {
    const { symbols, ngrams, skillKinds } = this.#surface;
    const known = this.#nextContexts;
    const place = next === none ? known.length - 1 : next;
    if (known[place] === -2) {
      const kind = next === none ? MOST_KINDS : skillKinds[next];
      ngrams.locate(ngrams.contextOf(symbols.firstNext + place), symbols.firstSkillKind + kind);
      known[place] = ngrams.following;
    }
    ngrams.locate(known[place], before);
    return ngrams.following;
  }

  /**
   * The items of a first layer.
   *
   * @throws FormatError when it is none of this model
   */
  items(meaning: Uint8Array): LayerItem[] {
    return [...this.#read(this.#decoder, meaning, mostLettersPerByte * meaning.length)];
  }

  /**
   * The items that every first layer of `length` bytes begins with which begins with these bytes: those that the lowest
   * and the highest of them have in common. The last two bytes are not used: a layer that ends among the items claims
   * the shortest free string in its interval, and so many strings are free that it would be shorter.
   */
  itemsOfPrefix(prefix: Uint8Array, length: number): LayerItem[] {
    const used = Math.min(prefix.length, length - 2);
    const items: LayerItem[] = [];
    if (used <= 0) return items;
    const [low, high] = [0, 0xff].map((fill) => {
      const bytes = new Uint8Array(used + paddingBytes).fill(fill);
      bytes.set(prefix.subarray(0, used));
      // What stands for the unknown may spell on and on.
      return this.#read(new RangeDecoder(), bytes, 64 * bytes.length);
    });
    try {
      // Few texts have more skills; an end can claim the place of so many others at most.
      while (items.length < mostOfPrefix) {
        const [first, second] = [low.next(), high.next()];
        if (first.done || second.done || !sameItem(first.value, second.value)) break;
        items.push(first.value);
      }
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
    }
    return items;
  }

  /** The items of a first layer, one after the other; they and their letters are no more than `most`. */
  *#read(decoder: RangeDecoder, meaning: Uint8Array, most: number): Generator<LayerItem> {
    const ngrams = this.#ordered;
    const word = new ByteBuffer(LONGEST_UNIT);
    let letters = 0;
    let count = 0;
    decoder.reset(meaning, 0, meaning.length);
    let context = ngrams.contextOf(START_OF_MEANING);
    while (!decoder.ended()) {
      const skill = ngrams.find(context, decoder.target());
      decoder.consume(ngrams.start, ngrams.end);
      context = ngrams.following;
      let item: LayerItem = { skill, word: null };
      if (skill < FIRST_SKILL) {
        word.length = 0;
        this.#speller.decode(decoder, word, 0, most - letters);
        letters += word.length;
        if (!isMeantUnit(word.bytes, 0, word.length))
          throw new FormatError("record: is damaged: it spells no word");
        item = { skill: SPELLED, word: word.bytes.slice(0, word.length) };
      }
      if (++count + letters > most) throw new FormatError("record: is damaged: its skills would not end");
      yield item;
    }
  }

  /**
   * Decodes a second layer into {@link decoded}.
   *
   * @throws FormatError when it is not that of these items
   */
  decode(items: readonly LayerItem[], surface: Uint8Array): void {
    const { symbols, ngrams } = this.#surface;
    const decoder = this.#decoder;
    const text = this.decoded;
    const most = mostLettersPerByte * (surface.length + items.length + 1);
    decoder.reset(surface, 0, surface.length);
    text.length = 0;
    let before = symbols.boundary;
    let afterWord = false;
    let raisedTo: number = AS_IS;
    let at = 0;
    while (raisedTo !== AS_IS || at < items.length || !decoder.ended()) {
      const item = at < items.length ? items[at] : null;
      const symbol = ngrams.find(this.#context(item === null ? none : item.skill, before), decoder.target());
      decoder.consume(ngrams.start, ngrams.end);
      decoder.checkLeft();
      const flag =
        symbol === symbols.glueOf[CAPITAL_NEXT]
          ? CAPITAL
          : symbol === symbols.glueOf[UPPER_NEXT]
            ? UPPER
            : AS_IS;
      if (flag !== AS_IS) {
        if (raisedTo !== AS_IS) throw new FormatError("record: is damaged: it raises the letters of no word");
        raisedTo = flag;
        before = symbol;
        continue;
      }
      const begin = text.length;
      if (symbol < symbols.firstForm) {
        before = symbol;
        this.#putGlue(symbol, most);
      } else {
        if (item === null) throw new FormatError("record: is damaged: it has more words than skills");
        before = this.#putForm(item, symbol - symbols.firstForm);
        at++;
      }
      if (raisedTo !== AS_IS) raise(text.bytes, begin, text.length, raisedTo);
      raisedTo = AS_IS;
      const isWord = isWordUnit(text.bytes, begin, text.length);
      if (afterWord && isWord) insertSpace(text, begin);
      afterWord = isWord;
      if (text.length > most) throw new FormatError("record: is damaged: its text would not end");
    }
  }

  #putGlue(symbol: number, most: number): void {
    const unit = this.#surface.symbols.unitOfGlue[symbol];
    if (unit === SPELL) this.#speller.decode(this.#decoder, this.decoded, 0, most);
    else this.#putUnit(unit);
  }

  #putForm({ skill, word }: LayerItem, form: number): number {
    let unit = none;
    if (word === null) {
      unit = this.#surface.symbols.formUnits[skill * MOST_FORMS + form];
      if (unit < 0) throw new FormatError("record: is damaged: it names a form that its skill does not have");
      this.#putUnit(unit);
    } else {
      this.decoded.reserve(word.length);
      this.decoded.bytes.set(word, this.decoded.length);
      this.decoded.length += word.length;
    }
    return this.#behind(skill, unit);
  }

  #putUnit(unit: number): void {
    const { blob, offsets } = this.#codebook.table;
    const from = offsets[unit - FIRST_UNIT];
    const to = offsets[unit - FIRST_UNIT + 1];
    const text = this.decoded;
    text.reserve(to - from);
    for (let i = from; i < to; i++) text.bytes[text.length++] = blob[i];
  }
}

function sameItem(first: LayerItem, second: LayerItem): boolean {
  if (first.skill !== second.skill || first.word?.length !== second.word?.length) return false;
  return first.word === null || first.word.every((byte, i) => byte === second.word?.[i]);
}

/** A known word is to be spelled, as it is written where the codebook has it so. */
function spellOut(token: Token): void {
  token.skill = SPELLED;
}

/** The next token with meaning, from a place on. */
function nextMeant(tokens: readonly Token[], from: number): number {
  let at = from;
  while (at < tokens.length && tokens[at].skill === none) at++;
  return at;
}

function insertSpace(text: ByteBuffer, at: number): void {
  text.reserve(1);
  text.bytes.copyWithin(at + 1, at, text.length++);
  text.bytes[at] = space;
}
