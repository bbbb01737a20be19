import type { ByteBuffer } from "../bytes/buffer.js";
import { EventList } from "../entropy/event-list.js";
import { RangeDecoder } from "../entropy/range-decoder.js";
import { ONE, RangeEncoder } from "../entropy/range-encoder.js";
import { FormatError } from "../errors.js";
import type { SkillMap } from "../meaning/skill-map.js";
import type { NgramModel } from "../ngram/ngram-model.js";
import { decodeKind, encodeKind } from "../record-kinds.js";
import type { Speller } from "../spelling/speller.js";
import type { Codebook } from "../units/codebook.js";
import { FirstLayer, type LayerItem, sameItem } from "./first-layer.js";
import { goOnFrom, type Halts } from "./halts.js";
import type { Surface } from "./layers.js";
import { SurfaceText } from "./surface-text.js";
import { NONE, type Token, TokenCutter } from "./tokens.js";

/** A record may claim this many letters for each of its bytes. */
const mostLettersPerByte = 1 << 16;
/** Behind a prefix so many bytes stand for what is unknown: more than a decoder looks ahead. */
const paddingBytes = 16;
const mostOfPrefix = 250;

/** Both layers of a text, apart. */
export type Layers = {
  readonly meaning: Uint8Array<ArrayBuffer>;
  readonly surface: Uint8Array<ArrayBuffer>;
};

/** The events of a text: those of each skill, then those of the surface, and where the text could end. */
type Events = {
  readonly first: EventList;
  /** Where the events of each skill end. */
  readonly skillEnds: readonly number[];
  readonly second: EventList;
  /** Numbers of events of the second layer after which the text could end, ascending; the last one is its end. */
  readonly ends: readonly number[];
};

/**
 * Codes a text in two layers: its skills in the order of the text, each as often as it stands there (words that the
 * codebook does not have are spelled), and the exact text when these are known.
 *
 * One record holds both. How long it is, is known from outside; how far the first layer goes is told skill by skill, and
 * is mostly clear from the part of the record that is used up (see {@link Halts}). Or each layer is a record.
 */
export class LayeredCoder {
  readonly #first: FirstLayer;
  readonly #surface: SurfaceText;
  readonly #halts: Halts;
  readonly #cutter: TokenCutter;
  readonly #encoder = new RangeEncoder();
  readonly #decoder = new RangeDecoder();

  constructor(
    codebook: Codebook,
    map: SkillMap,
    skills: NgramModel,
    units: NgramModel,
    surface: Surface,
    speller: Speller,
  ) {
    this.#first = new FirstLayer(skills, speller, surface.repeats);
    this.#surface = new SurfaceText(codebook, map, surface, units, speller);
    this.#halts = surface.halts;
    this.#cutter = new TokenCutter(codebook, map, surface.symbols.formOf);
  }

  /** What was decoded last. */
  get decoded(): ByteBuffer {
    return this.#surface.decoded;
  }

  /** The record of the first `length` bytes, both layers in one. */
  encode(bytes: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
    if (length === 0) return new Uint8Array(0);
    return this.#encodeWithin(
      this.#eventsOf(bytes, length),
      false,
      Number.POSITIVE_INFINITY,
    ) as Uint8Array<ArrayBuffer>;
  }

  /** The same as an exact record that tells its kind; null when it would be longer than `most` bytes. */
  encodeExact(bytes: Uint8Array, length: number, most: number): Uint8Array<ArrayBuffer> | null {
    return length === 0 ? null : this.#encodeWithin(this.#eventsOf(bytes, length), true, most);
  }

  /** The shortest record, if it is not longer than `most` bytes. */
  #encodeWithin(events: Events, tellsKind: boolean, most: number): Uint8Array<ArrayBuffer> | null {
    for (let total = Math.max(1, this.#leastLength(events)); total <= most; total++) {
      const record = this.#encodeIn(events, tellsKind, total);
      if (record !== null) return record;
    }
    return null;
  }

  /** A length that no record of these events is shorter than. */
  #leastLength({ first, second }: Events): number {
    const encoder = this.#encoder;
    encoder.reset();
    first.replay(encoder, 0, first.length);
    second.replay(encoder, 0, second.length);
    return encoder.length;
  }

  /** The record if it can have this many bytes, else null. */
  #encodeIn(
    { first, skillEnds, second, ends }: Events,
    tellsKind: boolean,
    total: number,
  ): Uint8Array<ArrayBuffer> | null {
    const encoder = this.#encoder;
    encoder.reset();
    if (tellsKind) encodeKind(encoder, true);
    let at = 0;
    for (const end of skillEnds) {
      encoder.encode(goOnFrom(this.#halts, encoder.bits, total), ONE);
      first.replay(encoder, at, end);
      at = end;
    }
    encoder.encode(0, goOnFrom(this.#halts, encoder.bits, total));
    at = 0;
    let mark = -1;
    for (const end of ends) {
      second.replay(encoder, at, end);
      mark = encoder.markAt(total);
      at = end;
    }
    return mark < 0 ? null : encoder.finish(mark);
  }

  /** For the training: bits used up before each skill and before the end of the first layer, and bytes of the record. */
  haltPlaces(bytes: Uint8Array): { readonly places: readonly number[]; readonly total: number } {
    const events = this.#eventsOf(bytes, bytes.length);
    const total = this.#leastLength(events) + 1;
    const encoder = this.#encoder;
    encoder.reset();
    let at = 0;
    const places = events.skillEnds.map((end) => {
      const { bits } = encoder;
      encoder.encode(goOnFrom(this.#halts, bits, total), ONE);
      events.first.replay(encoder, at, end);
      at = end;
      return bits;
    });
    return { places: [...places, encoder.bits], total };
  }

  #eventsOf(bytes: Uint8Array, length: number): Events {
    const tokens = this.#cutter.cut(bytes, length);
    const first = new EventList();
    const skillEnds = this.#encodeFirst(first, tokens, bytes);
    const second = new EventList();
    const ends = this.#surface.encode(second, tokens, bytes);
    return { first, skillEnds, second, ends };
  }

  #encodeFirst(into: EventList, tokens: readonly Token[], bytes: Uint8Array): number[] {
    const ends: number[] = [];
    const place = this.#first.start();
    for (const token of tokens) {
      if (token.skill === NONE) continue;
      this.#first.encode(into, place, token, bytes);
      ends.push(into.length);
    }
    return ends;
  }

  /**
   * Decodes the text of a record into {@link decoded}.
   *
   * @param tellsKind whether it is an exact record, which begins by telling its kind
   * @throws FormatError when it is none of this model
   */
  decode(record: Uint8Array, tellsKind = false): void {
    const decoder = this.#decoder;
    this.decoded.length = 0;
    if (record.length === 0) return;
    const most = mostLettersPerByte * record.length;
    decoder.reset(record, 0, record.length);
    if (tellsKind) decodeKind(decoder);
    const items = [...this.#itemsBefore(decoder, record.length, most)];
    this.#surface.decode(decoder, items, () => decoder.endedAt(), most);
  }

  /** The items that stand before the second layer of a record of `total` bytes, one after the other. */
  *#itemsBefore(decoder: RangeDecoder, total: number, most: number): Generator<LayerItem> {
    const place = this.#first.start();
    let left = most;
    for (;;) {
      const goOn = goOnFrom(this.#halts, decoder.bits, total);
      const ends = decoder.target() < goOn;
      decoder.consume(ends ? 0 : goOn, ends ? goOn : ONE);
      decoder.checkLeft();
      if (ends) return;
      const item = this.#first.decode(decoder, place, left);
      left -= 1 + (item.word?.length ?? 0);
      if (left < 0) throw new FormatError("record: is damaged: its skills would not end");
      yield item;
    }
  }

  /** How many bytes at the start of a record hold its first layer. */
  boundary(record: Uint8Array): number {
    if (record.length === 0) return 0;
    const decoder = this.#decoder;
    decoder.reset(record, 0, record.length);
    for (const _ of this.#itemsBefore(decoder, record.length, mostLettersPerByte * record.length));
    return Math.min(record.length, decoder.settledBytes());
  }

  /** The items of a record of `length` bytes that are certain when only its first bytes are known. */
  items(prefix: Uint8Array, length: number): LayerItem[] {
    if (length === 0) return [];
    if (prefix.length === length) {
      this.#decoder.reset(prefix, 0, length);
      return [...this.#itemsBefore(this.#decoder, length, mostLettersPerByte * length)];
    }
    return commonItems(
      prefix,
      (bytes) => {
        const decoder = new RangeDecoder();
        decoder.reset(bytes, 0, bytes.length);
        return this.#itemsBefore(decoder, length, 64 * bytes.length);
      },
      length + paddingBytes,
    );
  }

  /** Both layers of the first `length` bytes, each a record. */
  encodeApart(bytes: Uint8Array, length: number): Layers {
    const { first, skillEnds, second, ends } = this.#eventsOf(bytes, length);
    return { meaning: this.#marked(first, [0, ...skillEnds]), surface: this.#marked(second, ends) };
  }

  /** The record of events that could end at some places, and ends at the last of them. */
  #marked(events: EventList, ends: readonly number[]): Uint8Array<ArrayBuffer> {
    const encoder = this.#encoder;
    encoder.reset();
    let at = 0;
    let mark = 0;
    for (const end of ends) {
      events.replay(encoder, at, end);
      mark = encoder.mark();
      at = end;
    }
    return encoder.finish(mark);
  }

  /**
   * The items of a first layer that is a record of its own.
   *
   * @throws FormatError when it is none of this model
   */
  itemsApart(meaning: Uint8Array): LayerItem[] {
    const decoder = this.#decoder;
    decoder.reset(meaning, 0, meaning.length);
    return [...this.#itemsUntilEnd(decoder, mostLettersPerByte * meaning.length)];
  }

  /**
   * The items that every first layer of `length` bytes begins with which begins with these bytes: those that the lowest
   * and the highest of them have in common. The last two bytes are not used: a layer that ends among the items claims
   * the shortest free string in its interval, and so many strings are free that it would be shorter.
   */
  itemsOfPrefix(prefix: Uint8Array, length: number): LayerItem[] {
    const used = Math.min(prefix.length, length - 2);
    if (used <= 0) return [];
    return commonItems(
      prefix.subarray(0, used),
      (bytes) => {
        const decoder = new RangeDecoder();
        decoder.reset(bytes, 0, bytes.length);
        return this.#itemsUntilEnd(decoder, 64 * bytes.length);
      },
      used + paddingBytes,
    );
  }

  /** The items of a layer, one after the other; they and their letters are no more than `most`. */
  *#itemsUntilEnd(decoder: RangeDecoder, most: number): Generator<LayerItem> {
    const place = this.#first.start();
    let left = most;
    while (!decoder.ended()) {
      const item = this.#first.decode(decoder, place, left);
      left -= 1 + (item.word?.length ?? 0);
      if (left < 0) throw new FormatError("record: is damaged: its skills would not end");
      yield item;
    }
  }

  /**
   * Decodes a second layer that is a record of its own into {@link decoded}.
   *
   * @throws FormatError when it is not that of these items
   */
  decodeApart(items: readonly LayerItem[], surface: Uint8Array): void {
    const decoder = this.#decoder;
    decoder.reset(surface, 0, surface.length);
    const most = mostLettersPerByte * (surface.length + items.length + 1);
    this.#surface.decode(decoder, items, () => decoder.ended(), most);
  }
}

/**
 * The items that all continuations of a prefix begin with: those that the lowest and the highest have in common, as
 * whatever lies between the two lies in the same intervals.
 */
function commonItems(
  prefix: Uint8Array,
  read: (bytes: Uint8Array) => Generator<LayerItem>,
  length: number,
): LayerItem[] {
  const items: LayerItem[] = [];
  const [low, high] = [0, 0xff].map((fill) => {
    const bytes = new Uint8Array(length).fill(fill);
    bytes.set(prefix);
    return read(bytes);
  });
  try {
    // Few texts have more skills; an end can claim the place of so many others at most.
    while (items.length < mostOfPrefix) {
      const [first, second] = [low.next(), high.next()];
      if (first.done || second.done || !sameItem(first.value, second.value)) break;
      items.push(first.value);
    }
  } catch (error) {
    // What stands for the unknown is no record.
    if (!(error instanceof FormatError)) throw error;
  }
  return items;
}
