import { isNumber, textPieces, wordSegmenter } from "@onset/core/corpus";
import type { Interner } from "./interner.js";

const encoder = new TextEncoder();
const longestWithoutRest = 50;
const cachedWords = 1 << 20;

/** Makes a function that gives the words of a text that are skills: numbers are none, as in labelled texts. */
export function skillWords(): (text: string) => string[] {
  const words = wordSegmenter();
  return (text) => words(text).filter((word) => !isNumber(word));
}

/** Numbers the words of texts. */
export class WordNumbers {
  readonly #interner: Interner;
  readonly #words = skillWords();
  // Most words have been met before: a look-up by string saves their encoding.
  #idOfWord = new Map<string, number>();
  readonly #rest: () => Promise<void>;
  #last: number = performance.now();

  constructor(interner: Interner, rest: () => Promise<void>) {
    this.#interner = interner;
    this.#rest = rest;
  }

  /**
   * Hands over the numbers of the words of a text.
   *
   * @returns a promise when it takes long: piece by piece, with a rest in between, so that the user may interrupt
   */
  each(text: string, take: (id: number) => void): void | Promise<void> {
    const pieces = textPieces(text);
    for (let next = pieces.next(); !next.done; next = pieces.next()) {
      this.#piece(next.value, take);
      if (performance.now() - this.#last > longestWithoutRest) return this.#slowly(pieces, take);
    }
  }

  async #slowly(pieces: Iterator<string>, take: (id: number) => void): Promise<void> {
    for (;;) {
      await this.#rest();
      this.#last = performance.now();
      while (performance.now() - this.#last <= longestWithoutRest) {
        const next = pieces.next();
        if (next.done) return;
        this.#piece(next.value, take);
      }
    }
  }

  #piece(piece: string, take: (id: number) => void): void {
    for (const word of this.#words(piece)) {
      let id = this.#idOfWord.get(word);
      if (id === undefined) {
        const bytes = encoder.encode(word);
        id = this.#interner.intern(bytes, 0, bytes.length);
        if (this.#idOfWord.size === cachedWords) this.#idOfWord = new Map();
        this.#idOfWord.set(word, id);
      }
      take(id);
    }
  }
}
