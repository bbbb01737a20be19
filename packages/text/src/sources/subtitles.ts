/** What subtitles of all formats have in common: the words of a cue, and whether the next one goes on with its sentence. */
import { type Block, type Cuts, tidy, without } from "./block.js";

/** A cue as it stands: times are in seconds. */
export type Cue = {
  readonly place: number;
  readonly from: number;
  readonly to: number;
  readonly text: string;
};

const sentenceEnd = /[.!?…。！？~♪](?:["'”’»)\]」』]*)$/u;
// Cues further apart are not of one sentence.
const longestPause = 2.5;
// What is decided from them: whether the author sets full stops at all.
const cuesTried = 200;

/** Makes blocks of cues, each told whether the next one belongs to it. */
export class Cues {
  readonly #cuts: Cuts;
  #waiting: { readonly cue: Cue; readonly text: string }[] = [];
  #hasStops: boolean | null = null;

  constructor(cuts: Cuts) {
    this.#cuts = cuts;
  }

  add(cue: Cue, blocks: Block[]): void {
    const text = wordsOf(cue.text, this.#cuts);
    if (text === "") return;
    this.#waiting.push({ cue, text });
    if (this.#hasStops === null) {
      if (this.#waiting.length < cuesTried) return;
      this.#decide();
    }
    this.#flush(blocks, 1);
  }

  finish(blocks: Block[]): void {
    if (this.#hasStops === null) this.#decide();
    this.#flush(blocks, 0);
  }

  #decide(): void {
    const stops = this.#waiting.filter(({ text }) => sentenceEnd.test(text)).length;
    this.#hasStops = stops >= 0.3 * this.#waiting.length;
  }

  #flush(blocks: Block[], left: number): void {
    const count = this.#waiting.length - left;
    for (let i = 0; i < count; i++) {
      const { cue, text } = this.#waiting[i];
      const next = this.#waiting[i + 1]?.cue;
      const follows =
        next !== undefined && next.from - cue.to <= longestPause && !/^\s*[-–—]/.test(next.text);
      const isOpen = this.#hasStops === true && follows && !sentenceEnd.test(text);
      blocks.push({ text, place: cue.place, ...(isOpen && { isOpen }) });
    }
    this.#waiting = this.#waiting.slice(Math.max(0, count));
  }
}

/** The words that are spoken: without marks, speakers, sounds and signs of music. */
function wordsOf(payload: string, cuts: Cuts): string {
  let text = without(payload, /<[^<>]*>|\{[^{}]*\}/g, "tag of markup", cuts);
  text = without(text, /[♪♫#]+/gu, "sign of music", cuts, " ");
  text = without(text, /\[[^[\]]*\]|（[^（）]*）|^\s*\([^()]*\)\s*$/gmu, "note in brackets", cuts, " ");
  text = without(text, /^\s*[-–—]?\s*\p{Lu}[\p{Lu}\p{N} .'’-]+:(?=\s)/gmu, "speaker", cuts, " ");
  return tidy(text.replaceAll(/^\s*[-–—]\s*/gm, ""));
}

/** Hours, minutes and seconds with either point or comma, in seconds. */
export function seconds(time: string): number {
  return time
    .replace(",", ".")
    .split(":")
    .reduce((sum, part) => 60 * sum + Number(part), 0);
}
