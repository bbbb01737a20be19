import type { EventList } from "../entropy/event-list.js";
import { RangeDecoder } from "../entropy/range-decoder.js";
import { RangeEncoder } from "../entropy/range-encoder.js";
import { FormatError } from "../errors.js";
import { commonItems } from "./common-items.js";
import type { LayerItem } from "./first-layer.js";
import { maxLettersPerByte, paddingBytes } from "./layered-coder.js";
import type { TextLayers } from "./text-layers.js";

/** Few texts have more skills; an end can claim the place of so many others at most. */
const maxOfPrefix = 250;

/** Both layers of a text, apart. */
export type Layers = {
  readonly meaning: Uint8Array<ArrayBuffer>;
  readonly surface: Uint8Array<ArrayBuffer>;
};

/** Codes a text as two records, one for each layer. */
export class ApartCoder {
  readonly #layers: TextLayers;
  readonly #encoder = new RangeEncoder();
  readonly #decoder = new RangeDecoder();

  constructor(layers: TextLayers) {
    this.#layers = layers;
  }

  /** Both layers of the first `length` bytes, each a record. */
  encode(bytes: Uint8Array, length: number): Layers {
    const { first, skillEnds, second, ends } = this.#layers.eventsOf(bytes, length);
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
  items(meaning: Uint8Array): LayerItem[] {
    const decoder = this.#decoder;
    decoder.reset(meaning, 0, meaning.length);
    return [...this.#itemsUntilEnd(decoder, maxLettersPerByte * meaning.length)];
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
      maxOfPrefix,
    );
  }

  /** The items of a layer, one after the other; they and their letters are no more than `most`. */
  *#itemsUntilEnd(decoder: RangeDecoder, most: number): Generator<LayerItem> {
    const place = this.#layers.first.start();
    let left = most;
    while (!decoder.ended()) {
      const item = this.#layers.first.decode(decoder, place, left);
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
  decode(items: readonly LayerItem[], surface: Uint8Array): void {
    const decoder = this.#decoder;
    decoder.reset(surface, 0, surface.length);
    const most = maxLettersPerByte * (surface.length + items.length + 1);
    this.#layers.surface.decode(decoder, items, () => decoder.ended(), most);
  }
}
