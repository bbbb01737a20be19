/**
 * The words of all texts as numbers. A reading is a word as it stands with its base form there; texts are lists of
 * readings in the order of their words. What a skill is can so be decided after everything was read, and in several ways
 * side by side, from 4 bytes a word.
 */
import { traits, type WordSink } from "../forms/analyser.js";

const pieceLength = 1 << 18;

/** A list of numbers that grows without being copied. */
class Numbers {
  #pieces: Uint32Array[] = [];
  #used = pieceLength;
  length = 0;

  push(value: number): void {
    if (this.#used === pieceLength) {
      this.#pieces.push(new Uint32Array(pieceLength));
      this.#used = 0;
    }
    this.#pieces[this.#pieces.length - 1][this.#used++] = value;
    this.length++;
  }

  at(index: number): number {
    return this.#pieces[index >>> 18][index & (pieceLength - 1)];
  }
}

/** Collects words; a text is the words between two calls of {@link Lexicon.endText}. */
export class Lexicon implements WordSink {
  readonly #idOf = new Map<string, number>();
  /** By reading: the word as it stands, and its base forms; null where none are known. */
  readonly surfaces: string[] = [];
  readonly lemmas: (string | null)[] = [];
  readonly isNumber: boolean[] = [];
  /** How often each reading occurs, and how often with the evidence for or against a name. */
  readonly counts: number[] = [];
  readonly capitals: number[] = [];
  readonly smalls: number[] = [];
  readonly propers: number[] = [];
  readonly uncertain: number[] = [];
  readonly #words = new Numbers();
  readonly #ends = new Numbers();

  word(surface: string, lemmas: string | null, trait: number): void {
    const key = lemmas === null ? surface : `${surface}\t${lemmas}`;
    let id = this.#idOf.get(key);
    if (id === undefined) {
      id = this.surfaces.length;
      this.#idOf.set(key, id);
      this.surfaces.push(surface);
      this.lemmas.push(lemmas);
      this.isNumber.push((trait & traits.number) !== 0);
      for (const list of [this.counts, this.capitals, this.smalls, this.propers, this.uncertain])
        list.push(0);
    }
    this.counts[id]++;
    if ((trait & traits.capital) !== 0) this.capitals[id]++;
    if ((trait & traits.small) !== 0) this.smalls[id]++;
    if ((trait & traits.proper) !== 0) this.propers[id]++;
    if ((trait & traits.uncertain) !== 0) this.uncertain[id]++;
    this.#words.push(id);
  }

  /** Ends a text; one without words is taken back. @returns whether it has words */
  endText(): boolean {
    const start = this.textCount === 0 ? 0 : this.#ends.at(this.textCount - 1);
    if (this.#words.length === start) return false;
    this.#ends.push(this.#words.length);
    return true;
  }

  get textCount(): number {
    return this.#ends.length;
  }

  get wordCount(): number {
    return this.#words.length;
  }

  get readingCount(): number {
    return this.surfaces.length;
  }

  /** Calls a function with every reading of a text in its order. */
  eachOfText(text: number, take: (reading: number) => void): void {
    const end = this.#ends.at(text);
    for (let i = text === 0 ? 0 : this.#ends.at(text - 1); i < end; i++) take(this.#words.at(i));
  }
}
