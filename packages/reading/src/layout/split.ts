import { readSkills } from "@onset/core/corpus";
import type { Split } from "./slot.js";

/** Takes one skill: a range of bytes without white space around it, not empty. */
export type TakeSkill = (bytes: Uint8Array, start: number, end: number) => void;

/** Cuts a cell into its skills. */
export type Splitter = (bytes: Uint8Array, start: number, end: number, take: TakeSkill) => void;

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const encoder = new TextEncoder();
const openList = 0x5b;

/** Makes the splitter of a rule. */
export function splitterOf(split: Split): Splitter {
  switch (split.kind) {
    case "delimiter":
      return delimited(encoder.encode(split.delimiter), split.delimiter);
    case "enclosed":
      return enclosed(encoder.encode(split.open), encoder.encode(split.close));
    case "hashtags":
      return hashtags;
    case "flag": {
      const skill = encoder.encode(split.skill);
      return (bytes, start, end, take) => {
        if (!isNo(decoder.decode(bytes.subarray(start, end)))) takeTrimmed(skill, 0, skill.length, take);
      };
    }
    default:
      return takeTrimmed;
  }
}

function isNo(cell: string): boolean {
  return /^\s*(?:0(?:\.0*)?|false|f|no|n|-|)\s*$/i.test(cell);
}

function delimited(delimiter: Uint8Array, text: string): Splitter {
  const [first] = delimiter;
  const { length } = delimiter;
  return (bytes, start, end, take) => {
    const [from] = trimmed(bytes, start, end);
    if (from < end && bytes[from] === openList) {
      const reading = readSkills(decoder.decode(bytes.subarray(start, end)), text);
      if ("problem" in reading) return;
      for (const skill of reading.skills) {
        const name = encoder.encode(skill);
        take(name, 0, name.length);
      }
      return;
    }
    let at = start;
    for (let i = start; i + length <= end; ) {
      if (bytes[i] === first && (length === 1 || startsWith(bytes, i, delimiter))) {
        takeTrimmed(bytes, at, i, take);
        i += length;
        at = i;
      } else i++;
    }
    takeTrimmed(bytes, at, end, take);
  };
}

/** Words end at white space, commas and semicolons; one without `#` is a skill as it is. */
function hashtags(bytes: Uint8Array, start: number, end: number, take: TakeSkill): void {
  const isBetween = (byte: number): boolean => isAsciiSpace(byte) || byte === 0x2c || byte === 0x3b;
  for (let at = start; at < end; ) {
    while (at < end && isBetween(bytes[at])) at++;
    const from = bytes[at] === 0x23 ? at + 1 : at;
    while (at < end && !isBetween(bytes[at])) at++;
    takeTrimmed(bytes, from, at, take);
  }
}

function enclosed(open: Uint8Array, close: Uint8Array): Splitter {
  return (bytes, start, end, take) => {
    for (let at = find(bytes, start, end, open); at >= 0; ) {
      const from = at + open.length;
      const to = find(bytes, from, end, close);
      if (to < 0) return takeTrimmed(bytes, from, end, take);
      takeTrimmed(bytes, from, to, take);
      at = find(bytes, to + close.length, end, open);
    }
  };
}

function find(bytes: Uint8Array, from: number, end: number, what: Uint8Array): number {
  for (let i = from; i + what.length <= end; i++) if (startsWith(bytes, i, what)) return i;
  return -1;
}

function startsWith(bytes: Uint8Array, at: number, what: Uint8Array): boolean {
  for (let i = 0; i < what.length; i++) if (bytes[at + i] !== what[i]) return false;
  return true;
}

/** Hands a skill over without the white space around it; white space alone is none. */
export function takeTrimmed(bytes: Uint8Array, start: number, end: number, take: TakeSkill): void {
  if (start === end) return;
  const first = bytes[start];
  const last = bytes[end - 1];
  if (first > 0x20 && first < 0x80 && last > 0x20 && last < 0x80) {
    take(bytes, start, end);
    return;
  }
  const [from, to] = trimmed(bytes, start, end);
  if (from < to) take(bytes, from, to);
}

/** The range without the white space around it, as `String.prototype.trim` sees white space. */
export function trimmed(bytes: Uint8Array, start: number, end: number): [number, number] {
  let from = start;
  let to = end;
  while (from < to && isAsciiSpace(bytes[from])) from++;
  while (from < to && isAsciiSpace(bytes[to - 1])) to--;
  if (!(mayBeSpace(bytes, from, to) || mayBeSpace(bytes, to - 3, to) || mayBeSpace(bytes, to - 2, to))) {
    return [from, to];
  }
  // White space beyond ASCII: measured on the text, whose rest keeps its bytes.
  const text = decoder.decode(bytes.subarray(from, to));
  const front = encoder.encode(text.slice(0, text.length - text.trimStart().length)).length;
  const back = encoder.encode(text.slice(text.trimEnd().length)).length;
  return front >= to - from ? [to, to] : [from + front, to - back];
}

/** White space beyond ASCII begins with C2 A0, E1 9A, E2 80, E2 81, E3 80 or EF BB; few other characters do. */
function mayBeSpace(bytes: Uint8Array, at: number, end: number): boolean {
  if (at < 0 || at + 2 > end) return false;
  switch (bytes[at]) {
    case 0xc2:
      return bytes[at + 1] === 0xa0;
    case 0xe1:
      return bytes[at + 1] === 0x9a;
    case 0xe2:
      return bytes[at + 1] === 0x80 || bytes[at + 1] === 0x81;
    case 0xe3:
      return bytes[at + 1] === 0x80;
    case 0xef:
      return bytes[at + 1] === 0xbb;
    default:
      return false;
  }
}

function isAsciiSpace(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
}
