import { RangeDecoder } from "../entropy/range-decoder.js";
import { certainty, RangeEncoder } from "../entropy/range-encoder.js";
import { FormatError } from "../errors.js";
import { decodeKind, encodeKind } from "../record-kinds.js";
import { commonItems } from "./common-items.js";
import type { LayerItem } from "./first-layer.js";
import { goOnFrom } from "./halts.js";
import type { TextEvents, TextLayers } from "./text-layers.js";

/** A record may claim this many letters for each of its bytes. */
export const maxLettersPerByte: number = 1 << 16;
/** Behind a prefix so many bytes stand for what is unknown: more than a decoder looks ahead. */
export const paddingBytes: number = 16;

/**
 * Codes a text in two layers as one record. How long it is, is known from outside; how far the first layer goes is told
 * skill by skill, and is mostly clear from the part of the record that is used up (see `halts.ts`).
 */
export class LayeredCoder {
  readonly #layers: TextLayers;
  readonly #encoder = new RangeEncoder();
  readonly #decoder = new RangeDecoder();

  constructor(layers: TextLayers) {
    this.#layers = layers;
  }

  /** The record of the first `length` bytes. */
  encode(bytes: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
    if (length === 0) return new Uint8Array(0);
    const events = this.#layers.eventsOf(bytes, length);
    return this.#encodeWithin(events, false, Number.POSITIVE_INFINITY) as Uint8Array<ArrayBuffer>;
  }

  /** The same as an exact record that tells its kind; null when it would be longer than `most` bytes. */
  encodeExact(bytes: Uint8Array, length: number, most: number): Uint8Array<ArrayBuffer> | null {
    return length === 0 ? null : this.#encodeWithin(this.#layers.eventsOf(bytes, length), true, most);
  }

  /**
   * The record, if one of at most `most` bytes is found. A length decides what the ends of the first layer cost, and so
   * what is needed: lengths are tried one by one, but in steps of half of what is missing where this is much.
   */
  #encodeWithin(events: TextEvents, tellsKind: boolean, most: number): Uint8Array<ArrayBuffer> | null {
    for (let total = Math.max(1, this.#minLength(events)); total <= most; ) {
      const record = this.#encodeIn(events, tellsKind, total);
      if (record !== null) return record;
      total += Math.max(1, (this.#encoder.length - total) >> 1);
    }
    return null;
  }

  /** A length that no record of these events is shorter than. */
  #minLength({ first, second }: TextEvents): number {
    const encoder = this.#encoder;
    encoder.reset();
    first.replay(encoder, 0, first.length);
    second.replay(encoder, 0, second.length);
    return encoder.length;
  }

  /** The record if it can have this many bytes, else null. */
  #encodeIn(
    { first, skillEnds, second, ends }: TextEvents,
    tellsKind: boolean,
    total: number,
  ): Uint8Array<ArrayBuffer> | null {
    const encoder = this.#encoder;
    encoder.reset();
    if (tellsKind) encodeKind(encoder, true);
    let at = 0;
    for (const end of skillEnds) {
      encoder.encode(goOnFrom(this.#layers.halts, encoder.bits, total), certainty);
      first.replay(encoder, at, end);
      at = end;
    }
    encoder.encode(0, goOnFrom(this.#layers.halts, encoder.bits, total));
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
    const events = this.#layers.eventsOf(bytes, bytes.length);
    const total = this.#minLength(events) + 1;
    const encoder = this.#encoder;
    encoder.reset();
    let at = 0;
    const places = events.skillEnds.map((end) => {
      const { bits } = encoder;
      encoder.encode(goOnFrom(this.#layers.halts, bits, total), certainty);
      events.first.replay(encoder, at, end);
      at = end;
      return bits;
    });
    return { places: [...places, encoder.bits], total };
  }

  /**
   * Decodes the text of a record into `decoded` of the layers.
   *
   * @param tellsKind - whether it is an exact record, which begins by telling its kind
   * @throws FormatError when it is none of this model
   */
  decode(record: Uint8Array, tellsKind = false): void {
    const decoder = this.#decoder;
    this.#layers.decoded.length = 0;
    if (record.length === 0) return;
    const most = maxLettersPerByte * record.length;
    decoder.reset(record, 0, record.length);
    if (tellsKind) decodeKind(decoder);
    const items = [...this.#itemsBefore(decoder, record.length, most)];
    this.#layers.surface.decode(decoder, items, () => decoder.endedAt(), most);
  }

  /** The items that stand before the second layer of a record of `total` bytes, one after the other. */
  *#itemsBefore(decoder: RangeDecoder, total: number, most: number): Generator<LayerItem> {
    const place = this.#layers.first.start();
    let left = most;
    for (;;) {
      const goOn = goOnFrom(this.#layers.halts, decoder.bits, total);
      const ends = decoder.target() < goOn;
      decoder.consume(ends ? 0 : goOn, ends ? goOn : certainty);
      decoder.checkLeft();
      if (ends) return;
      const item = this.#layers.first.decode(decoder, place, left);
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
    for (const _ of this.#itemsBefore(decoder, record.length, maxLettersPerByte * record.length));
    return Math.min(record.length, decoder.settledBytes());
  }

  /** The items of a record of `length` bytes that are certain when only its first bytes are known. */
  items(prefix: Uint8Array, length: number): LayerItem[] {
    if (length === 0) return [];
    if (prefix.length === length) {
      this.#decoder.reset(prefix, 0, length);
      return [...this.#itemsBefore(this.#decoder, length, maxLettersPerByte * length)];
    }
    return commonItems(
      prefix,
      (bytes) => {
        const decoder = new RangeDecoder();
        decoder.reset(bytes, 0, bytes.length);
        return this.#itemsBefore(decoder, length, 64 * bytes.length);
      },
      length + paddingBytes,
      Number.POSITIVE_INFINITY,
    );
  }
}
