import type { EdgeList } from "@onset/core/corpus";
import { textPieces, wordSegmenter } from "@onset/core/corpus";
import { Breath } from "./breath.js";

/** Texts and skills with names, and one list of edges or two: required and taught. */
export type Named = {
  readonly textNames: readonly string[];
  readonly skillNames: readonly string[];
  readonly edges: readonly EdgeList[];
  /** Position of each text among the records of the source, from 0: of plain text among its lines. */
  readonly records: Uint32Array;
};

/** Edges as they come in, without an object each: two typed arrays that double when full. */
class EdgeCollector {
  #texts: Uint32Array<ArrayBuffer> = new Uint32Array(1 << 12);
  #skills: Uint32Array<ArrayBuffer> = new Uint32Array(1 << 12);
  #count = 0;

  /** The text of the last edge; -1 when there is none. */
  get lastText(): number {
    return this.#count === 0 ? -1 : this.#texts[this.#count - 1]!;
  }

  add(text: number, skill: number): void {
    if (this.#count === this.#texts.length) {
      this.#texts = doubled(this.#texts);
      this.#skills = doubled(this.#skills);
    }
    this.#texts[this.#count] = text;
    this.#skills[this.#count] = skill;
    this.#count++;
  }

  edges(): EdgeList {
    return { texts: this.#texts.subarray(0, this.#count), skills: this.#skills.subarray(0, this.#count) };
  }
}

function doubled(values: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(2 * values.length);
  larger.set(values);
  return larger;
}

/** The words of texts as skills: each word of a text counts once. */
export class WordCollector {
  readonly #textNames: string[] = [];
  readonly #records: number[] = [];
  readonly #edges: EdgeCollector = new EdgeCollector();
  readonly #words = wordSegmenter();
  readonly #skillOfWord = new Map<string, number>();
  readonly #lastTextOfSkill: number[] = [];
  readonly #breath: Breath;

  constructor(signal: AbortSignal) {
    this.#breath = new Breath(signal);
  }

  /** Takes a text in; false when it has no word. A long one is taken piece by piece: the user may interrupt. */
  async add(name: string, text: string, record: number): Promise<boolean> {
    const index = this.#textNames.length;
    for (const piece of textPieces(text)) {
      for (const word of this.#words(piece)) this.#addWord(index, word);
      if (this.#breath.isDue()) await this.#breath.take();
    }
    if (this.#edges.lastText !== index) return false;
    this.#textNames.push(name);
    this.#records.push(record);
    return true;
  }

  #addWord(text: number, word: string): void {
    let skill = this.#skillOfWord.get(word);
    if (skill === undefined) this.#skillOfWord.set(word, (skill = this.#skillOfWord.size));
    if (this.#lastTextOfSkill[skill] === text) return;
    this.#lastTextOfSkill[skill] = text;
    this.#edges.add(text, skill);
  }

  collected(): Named {
    const skillNames = [...this.#skillOfWord.keys()];
    return {
      textNames: this.#textNames,
      skillNames,
      edges: [this.#edges.edges()],
      records: Uint32Array.from(this.#records),
    };
  }
}
