import { checkInteger, rejected } from "../base/index.js";
import { crc32 } from "./bytes/checks.js";
import type { ByteReader } from "./bytes/reader.js";
import { readText, textBytesBound, writeText } from "./bytes/wtf8.js";
import { FormatError } from "./errors.js";
import { ExactCoder } from "./exact.js";
import { LayeredCoder, type LayerItem, type Layers } from "./layers/layered-coder.js";
import { readSurface } from "./layers/layers.js";
import { MeaningCoder } from "./meaning/meaning-coder.js";
import { Regenerator } from "./meaning/regenerate.js";
import { readSkillMap, type SkillMap } from "./meaning/skill-map.js";
import { type ModelOrigin, readOrigin } from "./model/about.js";
import { type Container, hashText, readContainer } from "./model/container.js";
import { ABOUT, MEANINGS, NGRAMS, ORDERED, SKILLS, SPELLING, SURFACE, UNITS } from "./model/sections.js";
import { readNgrams } from "./ngram/ngram-read.js";
import { readSpelling } from "./spelling/read-write.js";
import { readCodebook } from "./units/codebook.js";
import { FIRST_UNIT } from "./units/special.js";

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

const sectionNames: Record<number, string> = {
  [ABOUT]: "about",
  [SPELLING]: "spelling",
  [UNITS]: "codebook",
  [NGRAMS]: "n-grams",
  [SKILLS]: "skills",
  [MEANINGS]: "meanings",
  [ORDERED]: "first layer",
  [SURFACE]: "second layer",
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
  readonly #readLayers: (() => LayeredCoder) | null;
  #readLayered: LayeredCoder | null = null;
  #bytes: Uint8Array = new Uint8Array(1 << 12);

  /** @internal Use {@link loadCodec}. */
  constructor(
    modelHash: string,
    contents: ModelContents,
    exact: ExactCoder,
    readMeaning: () => MeaningCoder,
    readLayers: (() => LayeredCoder) | null,
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

  get #layered(): LayeredCoder {
    if (this.#readLayers === null) {
      throw new RangeError(
        "this model has no layers: train it without `layers: false` to make layered records",
      );
    }
    this.#readLayered ??= this.#readLayers();
    return this.#readLayered;
  }

  /** Whether the model can make and read layered records. */
  get hasLayers(): boolean {
    return this.#readLayers !== null;
  }

  /**
   * The record of a text, any string (lone surrogates included). At most 4 bytes longer than the text's UTF-8.
   *
   * @param check whether to add a byte by which {@link decode} can tell most damage
   *
   * @example
   * ```ts
   * import { loadCodec, trainCodec } from "@onset/core/codec";
   * const texts = Array.from({ length: 300 }, (_, i) => `event ${i % 7} of type ${i % 3} at the gate`);
   * const codec = loadCodec(trainCodec(texts).model);
   * codec.decode(codec.encode("event 5 of type 2 at the gate")); // => "event 5 of type 2 at the gate"
   * codec.decode(codec.encode("")); // => ""
   * codec.encode("event 4 of type 1 at the gate").length < 5; // => true
   * ```
   */
  encode(text: string, { check = false }: { readonly check?: boolean } = {}): Uint8Array<ArrayBuffer> {
    if (typeof text !== "string") throw rejected(text, "text", "a string", true);
    const length = this.#write(text);
    const record = this.#exact.encode(this.#bytes, length);
    return check ? withCheck(record, this.#bytes, length) : record;
  }

  /**
   * The text of a record. Where the record is of bytes that are no text, what is no UTF-8 becomes U+FFFD.
   *
   * @param check whether the record has a check byte
   * @throws FormatError when the record is damaged in a way that shows
   */
  decode(record: Uint8Array, { check = false }: { readonly check?: boolean } = {}): string {
    this.#decode(record, check);
    const { bytes, length } = this.#exact.decoded;
    return readText(bytes, 0, length);
  }

  /** The record of any bytes; those of a text's UTF-8 have the record of the text. */
  encodeBytes(
    bytes: Uint8Array,
    { check = false }: { readonly check?: boolean } = {},
  ): Uint8Array<ArrayBuffer> {
    const record = this.#exact.encode(bytes, bytes.length);
    return check ? withCheck(record, bytes, bytes.length) : record;
  }

  /** The bytes of a record, exactly those that were encoded. */
  decodeBytes(
    record: Uint8Array,
    { check = false }: { readonly check?: boolean } = {},
  ): Uint8Array<ArrayBuffer> {
    this.#decode(record, check);
    const { bytes, length } = this.#exact.decoded;
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
   * A text in two layers. The first, `meaning`, holds its skills in the order of the text, and is enough for
   * {@link meaningOf}; the second, `surface`, holds what remains to tell the text exactly. Each is bare bytes that tell
   * nothing of their own length.
   *
   * @throws RangeError when the model was trained without layers
   *
   * @example
   * ```ts
   * import { loadCodec, trainCodec } from "@onset/core/codec";
   * const texts = Array.from({ length: 300 }, (_, i) => `gate ${i % 7} opens at ${i % 3} when ship ${i % 5} calls`);
   * const codec = loadCodec(trainCodec(texts, { foundation: 3 }).model);
   * const { meaning, surface } = codec.encodeLayered("When the Ship calls");
   * codec.meaningOf(meaning); // => ["when", "the", "ship", "calls"]
   * codec.decodeLayered(meaning, surface); // => "When the Ship calls"
   * ```
   */
  encodeLayered(text: string): Layers {
    if (typeof text !== "string") throw rejected(text, "text", "a string", true);
    // Writing may put a larger buffer in the place of the old one: first write, then hand it over.
    const length = this.#write(text);
    return this.#layered.encode(this.#bytes, length);
  }

  /**
   * The text of two layers, as `encodeLayered` made them.
   *
   * @throws FormatError when they are none, or not of the same text, and that shows
   */
  decodeLayered(meaning: Uint8Array, surface: Uint8Array): string {
    if (!(meaning instanceof Uint8Array)) throw rejected(meaning, "meaning", "a Uint8Array", true);
    if (!(surface instanceof Uint8Array)) throw rejected(surface, "surface", "a Uint8Array", true);
    const layered = this.#layered;
    layered.decode(layered.items(meaning), surface);
    const { bytes, length } = layered.decoded;
    return readText(bytes, 0, length);
  }

  /**
   * The skills in a first layer, in the order of the text and as often as they stand there, each by its name. The
   * distinct ones, sorted, are what `meaning` gives for the text.
   *
   * @throws FormatError when the layer is none
   */
  meaningOf(layer: Uint8Array): string[] {
    if (!(layer instanceof Uint8Array)) throw rejected(layer, "layer", "a Uint8Array", true);
    return this.#layered.items(layer).map((item) => this.#nameOf(item));
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
   * const { meaning } = codec.encodeLayered("Ship 3 calls when zebra 9 opens at xylophone 4");
   * codec.meaningOfPrefix(meaning.subarray(0, 6), meaning.length); // => ["ship", "3", "calls", "when"]
   * codec.meaningOfPrefix(meaning.subarray(0, 0), meaning.length); // => []
   * ```
   */
  meaningOfPrefix(prefix: Uint8Array, length: number): string[] {
    if (!(prefix instanceof Uint8Array)) throw rejected(prefix, "prefix", "a Uint8Array", true);
    checkInteger(length, "length", prefix.length);
    return this.#layered.itemsOfPrefix(prefix, length).map((item) => this.#nameOf(item));
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

  #decode(record: Uint8Array, check: boolean): void {
    if (!(record instanceof Uint8Array)) throw rejected(record, "record", "a Uint8Array", true);
    if (!check) {
      this.#exact.decode(record, 0, record.length);
      return;
    }
    if (record.length === 0) throw new FormatError("record: has no check byte");
    this.#exact.decode(record, 0, record.length - 1);
    const { bytes, length } = this.#exact.decoded;
    if ((crc32(bytes, 0, length) & 255) !== record[record.length - 1]) {
      throw new FormatError(
        "record: is damaged, or was made with another model: its check byte does not fit",
      );
    }
  }
}

function withCheck(record: Uint8Array, bytes: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  const checked = new Uint8Array(record.length + 1);
  checked.set(record);
  checked[record.length] = crc32(bytes, 0, length) & 255;
  return checked;
}

/**
 * Loads a model file. Every byte of it is checked before anything is made of it, and what it claims is bounded by its
 * size. The part for meanings is taken apart when a meaning is first asked for. O(file); a model of 1 MB takes some tens of milliseconds and about 30 MB of memory.
 *
 * @param file the bytes of a model, as `trainCodec` made them
 * @throws FormatError that says what is wrong with the file
 *
 * @example
 * ```ts
 * import { loadCodec } from "@onset/core/codec";
 * loadCodec(new Uint8Array(10)); // throws FormatError: model file: ends too early
 * ```
 */
export function loadCodec(file: Uint8Array): Codec {
  if (!(file instanceof Uint8Array)) throw rejected(file, "file", "a Uint8Array", true);
  const container = readContainer(file);
  const speller = readSpelling(sectionOf(container, SPELLING));
  const codebook = readCodebook(sectionOf(container, UNITS));
  const ngrams = readNgrams(sectionOf(container, NGRAMS), codebook.frequencies);
  const skills = sectionOf(container, SKILLS);
  const meanings = sectionOf(container, MEANINGS);
  let readMap: SkillMap | null = null;
  const mapOf = (): SkillMap => {
    skills.at = skills.begin;
    readMap ??= readSkillMap(skills, codebook);
    return readMap;
  };
  const readMeaning = (): MeaningCoder => {
    meanings.at = meanings.begin;
    const map = mapOf();
    const skillNgrams = readNgrams(meanings, map.frequencies);
    const regenerator = new Regenerator(codebook, map, ngrams);
    return new MeaningCoder(codebook, map, skillNgrams, speller, regenerator);
  };
  const layered = container.sections.has(ORDERED) || container.sections.has(SURFACE);
  const layers = layered ? [sectionOf(container, ORDERED), sectionOf(container, SURFACE)] : null;
  const readLayers = (): LayeredCoder => {
    const map = mapOf();
    const [first, second] = layers as [ByteReader, ByteReader];
    first.at = first.begin;
    second.at = second.begin;
    const orderedNgrams = readNgrams(first, map.frequencies);
    return new LayeredCoder(codebook, map, orderedNgrams, readSurface(second, codebook, map), speller);
  };
  const contents = {
    bytes: file.length,
    sections: sectionSizes(container),
    units: codebook.table.size,
    ngrams: ngrams.nodeCount - FIRST_UNIT - codebook.table.size,
    origin: readOrigin(sectionOf(container, ABOUT)),
  };
  return new Codec(
    hashText(container.hash),
    contents,
    new ExactCoder(codebook, ngrams, speller),
    readMeaning,
    layers === null ? null : readLayers,
  );
}

function sectionOf({ sections }: Container, tag: number): ByteReader {
  const reader = sections.get(tag);
  if (reader === undefined) throw new FormatError(`model file: has no section ${tag} (${sectionNames[tag]})`);
  return reader;
}

function sectionSizes({ sections }: Container): { name: string; bytes: number }[] {
  return Array.from(sections, ([tag, { begin, end }]) => ({
    name: sectionNames[tag] ?? `section ${tag}`,
    bytes: end - begin,
  }));
}
