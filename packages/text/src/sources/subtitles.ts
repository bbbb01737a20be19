/** What subtitles of all formats have in common: the words of a cue, and whether the next one goes on with its sentence. */
import { type Block, type Cuts, tidy, without } from "./block.js";

/** A cue as it stands: times are in seconds. */
export type Cue = {
  readonly place: number;
  readonly from: number;
  readonly to: number;
  readonly text: string;
  /** Who or what shows it: a sign does not go on with what is said. */
  readonly style?: string;
};

const sentenceEnd = /[.!?…。！？~](?:["'”’»)\]」』]*)$/u;
const songEnd = /[♪♫#]\s*(?:<[^<>]*>\s*)*$/u;
// Cues further apart are not of one sentence.
const maxPause = 2.5;
// Cues that touch: captions that roll up show a line again while the next one comes.
const maxOverlap = 0.05;
// What is decided from them: whether the author sets full stops at all.
const cuesTried = 200;

/** Makes blocks of cues, each told whether the next one belongs to it. */
export class Cues {
  readonly #cuts: Cuts;
  #waiting: { readonly cue: Cue; readonly text: string; readonly isEnd: boolean }[] = [];
  #shown: { readonly to: number; readonly lines: readonly string[] } = { to: -1, lines: [] };
  #hasStops: boolean | null = null;

  constructor(cuts: Cuts) {
    this.#cuts = cuts;
  }

  add(cue: Cue, blocks: Block[]): void {
    const text = tidy(this.#new(cue, wordsOf(cue.text, this.#cuts)).join(" "));
    if (text === "") return;
    this.#waiting.push({ cue, text, isEnd: sentenceEnd.test(text) || songEnd.test(cue.text) });
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

  /** The lines that the cue before did not show already. */
  #new(cue: Cue, lines: readonly string[]): readonly string[] {
    const { to, lines: before } = this.#shown;
    if (lines.length > 0) this.#shown = { to: cue.to, lines };
    if (cue.from - to > maxOverlap) return lines;
    for (let again = Math.min(before.length, lines.length); again > 0; again--) {
      if (before.slice(-again).some((line, i) => line !== lines[i])) continue;
      this.#cuts.add("repeated line", again);
      return lines.slice(again);
    }
    return lines;
  }

  #decide(): void {
    const stops = this.#waiting.filter(({ isEnd }) => isEnd).length;
    this.#hasStops = stops >= 0.3 * this.#waiting.length;
  }

  #flush(blocks: Block[], left: number): void {
    const count = this.#waiting.length - left;
    for (let i = 0; i < count; i++) {
      const { cue, text, isEnd } = this.#waiting[i];
      const next = this.#waiting[i + 1]?.cue;
      const follows =
        next !== undefined &&
        next.from >= cue.from &&
        next.from - cue.to <= maxPause &&
        next.style === cue.style &&
        !/^\s*[-–—]/.test(next.text);
      const isOpen = this.#hasStops === true && follows && !isEnd;
      blocks.push({ text, place: cue.place, ...(isOpen && { isOpen }) });
    }
    this.#waiting = this.#waiting.slice(Math.max(0, count));
  }
}

const credit = /\b(?:https?:\/\/|www\.)|opensubtitles/i;
const entities: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&apos;": "'",
  "&#39;": "'",
  "&nbsp;": " ",
  "&lrm;": "",
  "&rlm;": "",
};

/** The lines that are spoken: without marks, speakers, sounds, signs of music and advertisements. */
function wordsOf(payload: string, cuts: Cuts): string[] {
  // Nobody speaks an address: it is that of who made the subtitles.
  if (credit.test(payload)) {
    cuts.add("credit of the subtitles");
    return [];
  }
  let text = without(payload, /<[^<>]*>|\{[^{}]*\}/g, "tag of markup", cuts);
  text = without(text, /[♪♫#]+/gu, "sign of music", cuts, " ");
  text = without(text, /\[[^[\]]*\]|（[^（）]*）|^\s*\([^()]*\)\s*$/gmu, "note in brackets", cuts, " ");
  text = without(text, /^\s*[-–—]?\s*\p{Lu}[\p{Lu}\p{N} .'’-]+:(?=\s)/gmu, "speaker", cuts, " ");
  return text
    .replaceAll(/&(?:amp|lt|gt|quot|apos|#39|nbsp|lrm|rlm);/g, (entity) => entities[entity])
    .split("\n")
    .map((line) => tidy(line.replace(/^\s*[-–—]\s*/, "")))
    .filter((line) => line !== "");
}

/** Hours, minutes and seconds with either point or comma, in seconds. */
export function seconds(time: string): number {
  return time
    .replace(",", ".")
    .split(":")
    .reduce((sum, part) => 60 * sum + Number(part), 0);
}
