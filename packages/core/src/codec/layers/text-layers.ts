import type { ByteBuffer } from "../bytes/buffer.js";
import { EventList } from "../entropy/event-list.js";
import type { SkillMap } from "../meaning/skill-map.js";
import type { NgramModel } from "../ngram/ngram-model.js";
import type { Speller } from "../spelling/speller.js";
import type { Codebook } from "../units/codebook.js";
import { FirstLayer } from "./first-layer.js";
import type { Halts } from "./halts.js";
import type { Surface } from "./layers.js";
import { SurfaceText } from "./surface-text.js";
import { noIndex, type Token, TokenCutter } from "./tokens.js";

/** The events of a text: those of each skill, then those of the surface, and where the text could end. */
export type TextEvents = {
  readonly first: EventList;
  /** Numbers of events of the first layer after which each skill is told. */
  readonly skillEnds: readonly number[];
  readonly second: EventList;
  /** Numbers of events of the second layer after which the text could end, ascending; the last one is its end. */
  readonly ends: readonly number[];
};

/**
 * The two layers of a text: its skills in the order of the text, each as often as it stands there (words that the
 * codebook does not have are spelled), and the exact text when these are known.
 */
export class TextLayers {
  readonly first: FirstLayer;
  readonly surface: SurfaceText;
  readonly halts: Halts;
  readonly #cutter: TokenCutter;
  readonly #firstEvents = new EventList();
  readonly #secondEvents = new EventList();

  constructor(
    codebook: Codebook,
    map: SkillMap,
    skills: NgramModel,
    units: NgramModel,
    surface: Surface,
    speller: Speller,
  ) {
    this.first = new FirstLayer(skills, speller, surface.repeats);
    this.surface = new SurfaceText(codebook, map, surface, units, speller);
    this.halts = surface.halts;
    this.#cutter = new TokenCutter(codebook, map, surface.symbols.formOf);
  }

  /** What was decoded last. */
  get decoded(): ByteBuffer {
    return this.surface.decoded;
  }

  /** The events of the first `length` bytes: until others are asked for. */
  eventsOf(bytes: Uint8Array, length: number): TextEvents {
    const tokens = this.#cutter.cut(bytes, length);
    const first = this.#firstEvents;
    first.length = 0;
    const skillEnds = this.#encodeFirst(first, tokens, bytes);
    const second = this.#secondEvents;
    second.length = 0;
    const ends = this.surface.encode(second, tokens, bytes);
    return { first, skillEnds, second, ends };
  }

  #encodeFirst(into: EventList, tokens: readonly Token[], bytes: Uint8Array): number[] {
    const ends: number[] = [];
    const place = this.first.start();
    for (const token of tokens) {
      if (token.skill === noIndex) continue;
      this.first.encode(into, place, token, bytes);
      ends.push(into.length);
    }
    return ends;
  }
}
