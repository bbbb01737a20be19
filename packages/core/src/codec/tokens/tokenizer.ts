import { ideographKind, kindAt, lengthAt, otherKind, wordKind } from "./characters.js";

const space = 0x20;
const apostrophe = 0x27;

/**
 * Cuts bytes into units: words (letters, digits, an apostrophe inside), runs of anything else, single ideographs.
 * One space between two words belongs to neither and needs no unit. Joining the units, with a space between two
 * words that follow each other, gives the bytes back.
 */
export class Tokenizer {
  #bytes: Uint8Array = new Uint8Array(0);
  #length = 0;
  /** Where the unit begins. */
  begin = 0;
  /** Where it ends. */
  end = 0;
  /** Whether it is a word. */
  isWord = false;
  /** Whether it can carry meaning: a word, or an ideograph. */
  isMeant = false;

  /** Begins with the first `length` bytes. */
  reset(bytes: Uint8Array, length: number): void {
    this.#bytes = bytes;
    this.#length = length;
    this.begin = 0;
    this.end = 0;
    this.isWord = false;
  }

  /** Goes to the next unit; false when there is none. */
  next(): boolean {
    const bytes = this.#bytes;
    const length = this.#length;
    let at = this.end;
    if (at >= length) return false;
    let kind = kindAt(bytes, at, length);
    if (kind === otherKind && this.isWord && bytes[at] === space && at + 1 < length) {
      const after = kindAt(bytes, at + 1, length);
      if (after === wordKind) {
        at++;
        kind = wordKind;
      }
    }
    this.begin = at;
    this.isWord = kind === wordKind;
    this.isMeant = kind !== otherKind;
    if (kind === wordKind) at = endOfWord(bytes, at, length);
    else if (kind === ideographKind) at += lengthAt(bytes, at, length);
    else {
      do at += lengthAt(bytes, at, length);
      while (at < length && kindAt(bytes, at, length) === otherKind);
    }
    this.end = at;
    return true;
  }
}

function endOfWord(bytes: Uint8Array, begin: number, length: number): number {
  let at = begin;
  for (;;) {
    at += lengthAt(bytes, at, length);
    if (at >= length) return at;
    if (kindAt(bytes, at, length) === wordKind) continue;
    const mark = apostropheLength(bytes, at);
    if (mark === 0 || at + mark >= length || !isLetter(bytes[at + mark])) return at;
    at += mark;
  }
}

function apostropheLength(bytes: Uint8Array, at: number): number {
  if (bytes[at] === apostrophe) return 1;
  return bytes[at] === 0xe2 && bytes[at + 1] === 0x80 && bytes[at + 2] === 0x99 ? 3 : 0;
}

function isLetter(byte: number): boolean {
  return (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
}

/** Whether a unit with these bytes can carry meaning: a word, or a character of a script that does not write words apart. */
export function isMeantUnit(bytes: Uint8Array, begin: number, end: number): boolean {
  return begin < end && kindAt(bytes, begin, end) !== otherKind;
}

/** Whether a unit with these bytes is a word: what the decoder needs to know to set the spaces. */
export function isWordUnit(bytes: Uint8Array, begin: number, end: number): boolean {
  return begin < end && kindAt(bytes, begin, end) === wordKind;
}
