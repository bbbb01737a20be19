import { checkInteger, rejected } from "../base/index.js";
import type { ByteBuffer } from "./bytes/buffer.js";
import { crc32 } from "./bytes/checks.js";
import { readText, textBytesBound, writeText } from "./bytes/wtf8.js";
import { FormatError } from "./errors.js";
import type { ExactCoder } from "./exact.js";
import type { ApartCoder, Layers } from "./layers/apart-coder.js";
import type { LayerItem } from "./layers/first-layer.js";
import type { LayeredCoder } from "./layers/layered-coder.js";
import type { MeaningCoder } from "./meaning/meaning-coder.js";
import type { ModelOrigin } from "./model/about.js";

/** What a loaded model holds. */
export type ModelContents = {
  /** Bytes of the file and of each of its sections. */
  readonly bytes: number;
  readonly sections: readonly { readonly name: string; readonly bytes: number }[];
  /** Units of the codebook. */
  readonly units: number;
  /** N-grams of units, two and more. */
  readonly ngrams: number;
  /** What it was trained with. */
  readonly origin: ModelOrigin;
};

/** What codes layers, and where it decodes to. */
export type LayerCoders = {
  readonly together: LayeredCoder;
  readonly apart: ApartCoder;
  readonly decoded: ByteBuffer;
};

/** Two layers are tried for texts of up to so many bytes: they gain little in longer ones, and take long. */
const maxTried = 1 << 14;

/** How an exact record is made. */
export type EncodeOptions = {
  /** Whether to add a byte by which `decode` can tell most damage; default false. */
  readonly check?: boolean;
  /**
   * Whether to try two layers as well and keep what is shorter, if the model has layers and the text at most 16 KiB;
   * default false. Some 2 % shorter
   * on the whole, in some six times the time; reading takes as much longer where layers were kept.
   */
  readonly smallest?: boolean;
};

/**
 * A codec with a model: texts to records and back. A record is bare bytes that only this model can read, and that tell
 * nothing of their own length; where the bytes may get damaged, keep records in a pack or with a check byte.
 *
 * A codec is for one thread: it works in buffers of its own. Load the same bytes once in every worker.
 */
export class Codec {
  /** 64 bits that name the model, in hexadecimal: two codecs with the same name read each other's records. */
  readonly modelHash: string;
  readonly contents: ModelContents;
  readonly #exact: ExactCoder;
  readonly #readMeaning: () => MeaningCoder;
  #readMeanings: MeaningCoder | null = null;
  readonly #readLayers: (() => LayerCoders) | null;
  #layerCoders: LayerCoders | null = null;
  #bytes: Uint8Array = new Uint8Array(1 << 12);

  /** @internal Use {@link loadCodec}. */
  constructor(
    modelHash: string,
    contents: ModelContents,
    exact: ExactCoder,
    readMeaning: () => MeaningCoder,
    readLayers: (() => LayerCoders) | null,
  ) {
    this.modelHash = modelHash;
    this.contents = contents;
    this.#exact = exact;
    this.#readMeaning = readMeaning;
    this.#readLayers = readLayers;
  }

  /** Number of skills that meanings are made of: base forms of words. */
  get skillCount(): number {
    return this.#meaning.skillCount;
  }

  /** The model of meanings, a third of the file, is read when it is first asked for. */
  get #meaning(): MeaningCoder {
    this.#readMeanings ??= this.#readMeaning();
    return this.#readMeanings;
  }

  get #layers(): LayerCoders {
    if (this.#readLayers === null) {
      throw new RangeError(
        "this model has no layers: train it without `layers: false` to make layered records",
      );
    }
    this.#layerCoders ??= this.#readLayers();
    return this.#layerCoders;
  }

  /** Whether the model can make and read layered records. */
  get hasLayers(): boolean {
    return this.#readLayers !== null;
  }

  /**
   * The record of a text, any string (lone surrogates included). At most 4 bytes longer than the text's UTF-8.
   *
   * @example
   * ```ts
   * import { loadCodec, trainCodec } from "@onset/core/codec";
   * const texts = Array.from({ length: 300 }, (_, i) => `event ${i % 7} of type ${i % 3} at the gate`);
   * const codec = loadCodec(trainCodec(texts).model);
   * codec.decode(codec.encode("event 5 of type 2 at the gate")); // => "event 5 of type 2 at the gate"
   * codec.decode(codec.encode("an event of no type", { smallest: true })); // => "an event of no type"
   * codec.decode(codec.encode("")); // => ""
   * codec.encode("event 4 of type 1 at the gate").length < 5; // => true
   * ```
   */
  encode(text: string, options: EncodeOptions = {}): Uint8Array<ArrayBuffer> {
    if (typeof text !== "string") throw rejected(text, "text", "a string", true);
    const length = this.#write(text);
    return this.#encode(this.#bytes, length, options);
  }

  /**
   * The text of a record. Where the record is of bytes that are no text, what is no UTF-8 becomes U+FFFD.
   *
   * @param check - whether the record has a check byte
   * @throws FormatError when the record is damaged in a way that shows
   */
  decode(record: Uint8Array, { check = false }: { readonly check?: boolean } = {}): string {
    const { bytes, length } = this.#decode(record, check);
    return readText(bytes, 0, length);
  }

  /** The record of any bytes; those of a text's UTF-8 have the record of the text. */
  encodeBytes(bytes: Uint8Array, options: EncodeOptions = {}): Uint8Array<ArrayBuffer> {
    if (!(bytes instanceof Uint8Array)) throw rejected(bytes, "bytes", "a Uint8Array", true);
    return this.#encode(bytes, bytes.length, options);
  }

  /** The bytes of a record, exactly those that were encoded. */
  decodeBytes(
    record: Uint8Array,
    { check = false }: { readonly check?: boolean } = {},
  ): Uint8Array<ArrayBuffer> {
    const { bytes, length } = this.#decode(record, check);
    return bytes.slice(0, length);
  }

  /**
   * What a text means: its skills, each by its base form, distinct and sorted. The most frequent words
   * of the training, at most 128 of its foundation, carry no meaning; words that the codebook does not have stand for themselves, in lower case.
   *
   * @example
   * ```ts
   * import { loadCodec, trainCodec } from "@onset/core/codec";
   * const texts = Array.from({ length: 300 }, (_, i) => `gate ${i % 7} opens at ${i % 3} when ship ${i % 5} calls`);
   * const codec = loadCodec(trainCodec(texts, { foundation: 3 }).model);
   * codec.meaning("When the Ship calls"); // => ["calls", "ship", "the", "when"]
   * codec.decodeMeaning(codec.encodeMeaning("When the Ship calls")); // => ["calls", "ship", "the", "when"]
   * ```
   */
  meaning(text: string): string[] {
    if (typeof text !== "string") throw rejected(text, "text", "a string", true);
    return this.#meaning.names(this.#meaning.find(text));
  }

  /** Whether every word of a text is known: a unit of the codebook, one but for its case, or a form of one. */
  understands(text: string): boolean {
    if (typeof text !== "string") throw rejected(text, "text", "a string", true);
    return this.#meaning.find(text).spelled.length === 0;
  }

  /** The record of a text's meaning: far shorter than that of the text, which cannot be had back from it. */
  encodeMeaning(text: string): Uint8Array<ArrayBuffer> {
    if (typeof text !== "string") throw rejected(text, "text", "a string", true);
    return this.#meaning.encode(this.#meaning.find(text));
  }

  /** The meaning in a record of `encodeMeaning`, as `meaning` gives it. @throws FormatError when it is none */
  decodeMeaning(record: Uint8Array): string[] {
    if (!(record instanceof Uint8Array)) throw rejected(record, "record", "a Uint8Array", true);
    return this.#meaning.names(this.#meaning.decode(record));
  }

  /**
   * A text with the meaning in a record of `encodeMeaning`: found by a search under the model of texts, so that it reads
   * as such texts do. It is not the text that was encoded, but it means the same: `meaning(regenerate(record))` equals
   * `decodeMeaning(record)` always. The same model and record give the same text everywhere.
   *
   * Cost: some tens of thousands of predictions, a few milliseconds for ten skills.
   *
   * @throws FormatError when the record is none
   *
   * @example
   * ```ts
   * import { loadCodec, trainCodec } from "@onset/core/codec";
   * const texts = Array.from({ length: 300 }, (_, i) => `gate ${i % 7} opens at ${i % 3} when ship ${i % 5} calls`);
   * const codec = loadCodec(trainCodec(texts, { foundation: 9 }).model);
   * const text = codec.regenerate(codec.encodeMeaning("6 ships"));
   * codec.meaning(text); // => ["6", "ships"]
   * ```
   */
  regenerate(record: Uint8Array): string {
    if (!(record instanceof Uint8Array)) throw rejected(record, "record", "a Uint8Array", true);
    const skills = this.#meaning.decode(record);
    const wanted = this.#meaning.names(skills);
    const text = this.#meaning.regenerate(skills);
    const found = this.meaning(text);
    // Names mean themselves, so the names alone are a text with this meaning, if not a fluent one.
    return found.length === wanted.length && found.every((name, i) => name === wanted[i])
      ? text
      : wanted.join(" ");
  }

  /**
   * A text in two layers, as one record. First come its skills in the order of the text, which {@link meaningOfLayered}
   * reads alone; then what remains to tell the text exactly. {@link layerBoundary} tells how many bytes the skills take.
   *
   * Cost: some five times that of {@link encode}.
   *
   * @throws RangeError when the model was trained without layers
   *
   * @example
   * ```ts
   * import { loadCodec, trainCodec } from "@onset/core/codec";
   * const texts = Array.from({ length: 300 }, (_, i) => `gate ${i % 7} opens at ${i % 3} when ship ${i % 5} calls`);
   * const codec = loadCodec(trainCodec(texts, { foundation: 3 }).model);
   * const record = codec.encodeLayered("When the Ship calls");
   * codec.decodeLayered(record); // => "When the Ship calls"
   * codec.meaningOfLayered(record); // => ["when", "the", "ship", "calls"]
   * const known = record.subarray(0, codec.layerBoundary(record));
   * codec.meaningOfLayered(known, record.length); // => ["when", "the", "ship", "calls"]
   * ```
   */
  encodeLayered(text: string): Uint8Array<ArrayBuffer> {
    if (typeof text !== "string") throw rejected(text, "text", "a string", true);
    // Writing may put a larger buffer in the place of the old one: first write, then hand it over.
    const length = this.#write(text);
    return this.#layers.together.encode(this.#bytes, length);
  }

  /** The text of a record of `encodeLayered`. @throws FormatError when it is none, and that shows */
  decodeLayered(record: Uint8Array): string {
    if (!(record instanceof Uint8Array)) throw rejected(record, "record", "a Uint8Array", true);
    const { together, decoded } = this.#layers;
    together.decode(record);
    return readText(decoded.bytes, 0, decoded.length);
  }

  /**
   * The skills in a record of `encodeLayered`, in the order of the text and as often as they stand there, each by its
   * name; the second layer is not read. The distinct ones, sorted, are what `meaning` gives for the text. Of a record of
   * `length` bytes of which only the first bytes are given, the first skills: those that are certain whatever follows.
   *
   * @throws FormatError when the record is none
   */
  meaningOfLayered(record: Uint8Array, length: number = record.length): string[] {
    if (!(record instanceof Uint8Array)) throw rejected(record, "record", "a Uint8Array", true);
    checkInteger(length, "length", record.length);
    return this.#layers.together.items(record, length).map((item) => this.#nameOf(item));
  }

  /** How many bytes at the start of a record of `encodeLayered` tell all of its skills. @throws FormatError as above */
  layerBoundary(record: Uint8Array): number {
    if (!(record instanceof Uint8Array)) throw rejected(record, "record", "a Uint8Array", true);
    return this.#layers.together.boundary(record);
  }

  /**
   * Both layers of a text as records of their own, where they travel apart; together they take half a byte more than
   * one record. The first, `meaning`, is enough for {@link meaningOf}. Each is bare bytes that tell nothing of their own
   * length.
   *
   * @throws RangeError when the model was trained without layers
   *
   * @example
   * ```ts
   * import { loadCodec, trainCodec } from "@onset/core/codec";
   * const texts = Array.from({ length: 300 }, (_, i) => `gate ${i % 7} opens at ${i % 3} when ship ${i % 5} calls`);
   * const codec = loadCodec(trainCodec(texts, { foundation: 3 }).model);
   * const { meaning, surface } = codec.encodeLayers("When the Ship calls");
   * codec.meaningOf(meaning); // => ["when", "the", "ship", "calls"]
   * codec.decodeLayers(meaning, surface); // => "When the Ship calls"
   * ```
   */
  encodeLayers(text: string): Layers {
    if (typeof text !== "string") throw rejected(text, "text", "a string", true);
    const length = this.#write(text);
    return this.#layers.apart.encode(this.#bytes, length);
  }

  /**
   * The text of two layers, as `encodeLayers` made them.
   *
   * @throws FormatError when they are none, or not of the same text, and that shows
   */
  decodeLayers(meaning: Uint8Array, surface: Uint8Array): string {
    if (!(meaning instanceof Uint8Array)) throw rejected(meaning, "meaning", "a Uint8Array", true);
    if (!(surface instanceof Uint8Array)) throw rejected(surface, "surface", "a Uint8Array", true);
    const { apart, decoded } = this.#layers;
    apart.decode(apart.items(meaning), surface);
    return readText(decoded.bytes, 0, decoded.length);
  }

  /**
   * The skills in a first layer of `encodeLayers`, as {@link meaningOfLayered} gives them.
   *
   * @throws FormatError when the layer is none
   */
  meaningOf(layer: Uint8Array): string[] {
    if (!(layer instanceof Uint8Array)) throw rejected(layer, "layer", "a Uint8Array", true);
    return this.#layers.apart.items(layer).map((item) => this.#nameOf(item));
  }

  /**
   * The first skills in a first layer of `length` bytes of which only the first bytes are known: those that are certain,
   * whatever stands in the rest. Without the last two bytes of the layer all but a skill or two can be told.
   *
   * @example
   * ```ts
   * import { loadCodec, trainCodec } from "@onset/core/codec";
   * const texts = Array.from({ length: 300 }, (_, i) => `gate ${i % 7} opens at ${i % 3} when ship ${i % 5} calls`);
   * const codec = loadCodec(trainCodec(texts, { foundation: 3 }).model);
   * const { meaning } = codec.encodeLayers("Ship 3 calls when zebra 9 opens at xylophone 4");
   * codec.meaningOfPrefix(meaning.subarray(0, 9), meaning.length); // => ["ship", "3", "calls", "when"]
   * codec.meaningOfPrefix(meaning.subarray(0, 0), meaning.length); // => []
   * ```
   */
  meaningOfPrefix(prefix: Uint8Array, length: number): string[] {
    if (!(prefix instanceof Uint8Array)) throw rejected(prefix, "prefix", "a Uint8Array", true);
    checkInteger(length, "length", prefix.length);
    return this.#layers.apart.itemsOfPrefix(prefix, length).map((item) => this.#nameOf(item));
  }

  #nameOf({ skill, word }: LayerItem): string {
    return word === null ? this.#meaning.nameOf(skill) : this.#meaning.nameOfWord(word);
  }

  /** Writes a text into the buffer; returns its length. */
  #write(text: string): number {
    if (textBytesBound(text.length) > this.#bytes.length) {
      this.#bytes = new Uint8Array(2 * textBytesBound(text.length));
    }
    return writeText(text, this.#bytes);
  }

  #encode(
    bytes: Uint8Array,
    length: number,
    { check = false, smallest = false }: EncodeOptions,
  ): Uint8Array<ArrayBuffer> {
    let record = this.#exact.encode(bytes, length);
    if (smallest && this.hasLayers && length <= maxTried) {
      record = this.#layers.together.encodeExact(bytes, length, record.length - 1) ?? record;
    }
    return check ? withCheck(record, bytes, length) : record;
  }

  #decode(record: Uint8Array, check: boolean): ByteBuffer {
    if (!(record instanceof Uint8Array)) throw rejected(record, "record", "a Uint8Array", true);
    if (!check) return this.#decodeBare(record);
    if (record.length === 0) throw new FormatError("record: has no check byte");
    const decoded = this.#decodeBare(record.subarray(0, record.length - 1));
    if ((crc32(decoded.bytes, 0, decoded.length) & 255) !== record[record.length - 1]) {
      throw new FormatError(
        "record: is damaged, or was made with another model: its check byte does not fit",
      );
    }
    return decoded;
  }

  #decodeBare(record: Uint8Array): ByteBuffer {
    if (this.#exact.decode(record, 0, record.length)) return this.#exact.decoded;
    const { together, decoded } = this.#layers;
    together.decode(record, true);
    return decoded;
  }
}

function withCheck(record: Uint8Array, bytes: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  const checked = new Uint8Array(record.length + 1);
  checked.set(record);
  checked[record.length] = crc32(bytes, 0, length) & 255;
  return checked;
}
