import { maxItems, type RowSink } from "../rows.js";
import {
  backslash,
  closeList,
  closeObject,
  colon,
  comma,
  isMissing,
  openList,
  openObject,
  quote,
  skipScalar,
  skipSpace,
  skipString,
  skipValue,
} from "./scan.js";
import { unescapeString } from "./unescape.js";
import type { Wanted, WantedValue } from "./wanted.js";

const notJson = "is not valid JSON";
const notObject = "is not a JSON object";
const halfPair = "holds half of a surrogate pair, which is no character";

/**
 * Reads objects of JSON from their bytes into a sink: what is wanted of them, and nothing else is made a value. The
 * whole object is checked, so that one that is cut or wrong in a field nobody asked for is not taken.
 */
export class RecordReader {
  readonly #sink: RowSink;
  readonly #wanted: Wanted;
  #scratch: Uint8Array = new Uint8Array(1 << 10);
  readonly #bounds = new Uint32Array(2 * maxItems);
  #record = 0;
  /** What is wrong with a value of this record; told when the record is valid JSON. */
  #problem: string | null = null;

  constructor(wanted: Wanted, sink: RowSink) {
    this.#wanted = wanted;
    this.#sink = sink;
  }

  /**
   * Reads one object with nothing but white space around it, between `begin` of the sink and `end` or `refuse`.
   *
   * @returns what is wrong, or null
   */
  read(bytes: Uint8Array, start: number, end: number): string | null {
    this.#record++;
    this.#problem = null;
    const from = skipSpace(bytes, start, end);
    if (from === end || bytes[from] !== openObject) {
      const behind = skipValue(bytes, from, end);
      return behind >= 0 && skipSpace(bytes, behind, end) === end ? notObject : notJson;
    }
    const behind = this.#members(this.#wanted, bytes, from + 1, end);
    if (behind < 0 || skipSpace(bytes, behind, end) !== end) return notJson;
    return this.#problem;
  }

  /** Takes a value that stands where a record would: in a map of JSON, the list of a text's skills. */
  readValue(wanted: WantedValue, bytes: Uint8Array, start: number, end: number): string | null {
    this.#record++;
    this.#problem = null;
    const behind = this.#value(wanted, bytes, start, end);
    return behind === end ? this.#problem : notJson;
  }

  /** From behind the opening brace to behind the closing one; -1 for what is not JSON. */
  #members(wanted: Wanted, bytes: Uint8Array, from: number, end: number): number {
    let i = skipSpace(bytes, from, end);
    if (i < end && bytes[i] === closeObject) return i + 1;
    for (;;) {
      i = skipSpace(bytes, i, end);
      if (i >= end || bytes[i] !== quote) return -1;
      const key = i + 1;
      i = plainEnd(bytes, key, end);
      let node: WantedValue | null;
      if (i >= 0) node = nodeOf(wanted, bytes, key, i - 1);
      else {
        i = skipString(bytes, key, end);
        if (i < 0) return -1;
        const length = unescapeString(bytes, key, i - 1, this.#room(i - key));
        node = nodeOf(wanted, this.#scratch, 0, length);
      }
      i = skipSpace(bytes, i, end);
      if (i >= end || bytes[i] !== colon) return -1;
      i = skipSpace(bytes, i + 1, end);
      i = node === null ? skipValue(bytes, i, end, 1) : this.#member(node, bytes, i, end);
      if (i < 0) return -1;
      i = skipSpace(bytes, i, end);
      if (i >= end) return -1;
      if (bytes[i] === closeObject) return i + 1;
      if (bytes[i] !== comma) return -1;
      i++;
    }
  }

  #member(node: WantedValue, bytes: Uint8Array, from: number, end: number): number {
    if (node.lastRecord === this.#record) {
      for (const slot of node.below) this.#sink.again(slot);
    }
    node.lastRecord = this.#record;
    return this.#value(node, bytes, from, end);
  }

  #value(node: WantedValue, bytes: Uint8Array, from: number, end: number): number {
    if (from >= end) return -1;
    switch (bytes[from]) {
      case quote:
        return this.#string(node, bytes, from + 1, end);
      case openList:
        return this.#list(node, bytes, from, end);
      case openObject:
        return this.#object(node, bytes, from, end);
      default:
        return this.#scalar(node, bytes, from, end);
    }
  }

  #string(node: WantedValue, bytes: Uint8Array, from: number, end: number): number {
    const plain = plainEnd(bytes, from, end);
    if (plain >= 0) {
      this.#give(node, bytes, from, plain - 1);
      return plain;
    }
    const behind = skipString(bytes, from, end);
    if (behind < 0) return -1;
    const length = this.#unescape(node, bytes, from, behind - 1);
    if (length >= 0) this.#give(node, this.#scratch, 0, length);
    return behind;
  }

  #give({ slots, isItem }: WantedValue, bytes: Uint8Array, start: number, end: number): void {
    for (let i = 0; i < slots.length; i++) {
      if (isItem) this.#sink.item(slots[i], bytes, start, end);
      else this.#sink.value(slots[i], bytes, start, end);
    }
  }

  /** Writes a string without its escapes into the scratch; -1 when it has no such bytes. */
  #unescape(node: WantedValue, bytes: Uint8Array, from: number, end: number): number {
    const length = unescapeString(bytes, from, end, this.#room(end - from));
    if (length < 0) this.#problem ??= `"${node.column}" ${halfPair}`;
    return length;
  }

  #room(length: number): Uint8Array {
    if (length > this.#scratch.length) this.#scratch = new Uint8Array(2 * length);
    return this.#scratch;
  }

  #list(node: WantedValue, bytes: Uint8Array, from: number, end: number): number {
    if (node.items !== null) return this.#each(node.items, bytes, from + 1, end);
    const behind = this.#items(node, bytes, from + 1, end);
    if (behind < 0) return -1;
    for (const [i, role] of node.roles.entries()) {
      if (role === "text") this.#problem ??= `"${node.column}" is not a string`;
      if (role === "id") this.#sink.value(node.slots[i], bytes, from, behind);
    }
    return behind;
  }

  /** The items of a list of skills, given to the sink some at a time. */
  #items(node: WantedValue, bytes: Uint8Array, from: number, end: number): number {
    const slot = this.#skillSlot(node);
    const bounds = this.#bounds;
    let waiting = 0;
    let i = skipSpace(bytes, from, end);
    if (i < end && bytes[i] === closeList) return i + 1;
    for (;;) {
      // Most items are strings without escapes, and a comma and the next one follow at once.
      while (i < end && bytes[i] === quote) {
        const behind = plainEnd(bytes, i + 1, end);
        if (behind < 0 || behind + 1 >= end || bytes[behind] !== comma || bytes[behind + 1] !== quote) break;
        if (slot >= 0) {
          bounds[2 * waiting] = i + 1;
          bounds[2 * waiting + 1] = behind - 1;
          if (++waiting === maxItems) {
            this.#giveItems(slot, bytes, waiting);
            waiting = 0;
          }
        }
        i = behind + 1;
      }
      if (i >= end) return -1;
      const start = i;
      const byte = bytes[i];
      let isItem = false;
      let itemStart = start;
      let itemEnd = start;
      if (byte === quote) {
        i = plainEnd(bytes, start + 1, end);
        if (i >= 0) {
          isItem = true;
          itemStart = start + 1;
          itemEnd = i - 1;
        } else {
          i = skipString(bytes, start + 1, end);
          if (i < 0) return -1;
          const length = slot < 0 ? -1 : this.#unescape(node, bytes, start + 1, i - 1);
          if (length >= 0) {
            this.#giveItems(slot, bytes, waiting);
            waiting = 0;
            this.#sink.item(slot, this.#scratch, 0, length);
          }
        }
      } else if (byte === openList || byte === openObject) {
        i = skipValue(bytes, i, end, 2);
        if (i < 0) return -1;
        if (slot >= 0) {
          this.#problem ??= `"${node.column}" holds ${byte === openList ? "a list" : "an object"}`;
        }
      } else {
        i = skipScalar(bytes, i, end);
        if (i < 0) return -1;
        isItem = !isMissing(bytes, start);
        itemEnd = i;
      }
      if (isItem && slot >= 0) {
        bounds[2 * waiting] = itemStart;
        bounds[2 * waiting + 1] = itemEnd;
        if (++waiting === maxItems) {
          this.#giveItems(slot, bytes, waiting);
          waiting = 0;
        }
      }
      i = skipSpace(bytes, i, end);
      if (i >= end) return -1;
      if (bytes[i] === closeList) {
        this.#giveItems(slot, bytes, waiting);
        return i + 1;
      }
      if (bytes[i] !== comma) return -1;
      i = skipSpace(bytes, i + 1, end);
    }
  }

  #giveItems(slot: number, bytes: Uint8Array, count: number): void {
    if (count === 0) return;
    const bounds = this.#bounds;
    if (this.#sink.items !== undefined) this.#sink.items(slot, bytes, bounds, count);
    else for (let i = 0; i < count; i++) this.#sink.item(slot, bytes, bounds[2 * i], bounds[2 * i + 1]);
  }

  #skillSlot({ roles, slots }: WantedValue): number {
    for (let i = 0; i < roles.length; i++) if (roles[i] !== "id" && roles[i] !== "text") return slots[i];
    return -1;
  }

  /** A list of which every item is wanted for something inside it. */
  #each(node: WantedValue, bytes: Uint8Array, from: number, end: number): number {
    let i = skipSpace(bytes, from, end);
    if (i < end && bytes[i] === closeList) return i + 1;
    for (;;) {
      i = skipSpace(bytes, i, end);
      // Inside a list a key stands once an item: that is no repetition.
      forget(node);
      i = this.#value(node, bytes, i, end);
      if (i < 0) return -1;
      i = skipSpace(bytes, i, end);
      if (i >= end) return -1;
      if (bytes[i] === closeList) return i + 1;
      if (bytes[i] !== comma) return -1;
      i++;
    }
  }

  #object(node: WantedValue, bytes: Uint8Array, from: number, end: number): number {
    const behind =
      node.members.nodes.length > 0
        ? this.#members(node.members, bytes, from + 1, end)
        : skipValue(bytes, from, end, 1);
    if (behind < 0) return -1;
    for (const [i, role] of node.roles.entries()) {
      if (role === "id") this.#sink.value(node.slots[i], bytes, from, behind);
      else this.#problem ??= `"${node.column}" is ${role === "text" ? "not a string" : "an object"}`;
    }
    return behind;
  }

  #scalar(node: WantedValue, bytes: Uint8Array, from: number, end: number): number {
    const behind = skipScalar(bytes, from, end);
    if (behind < 0 || isMissing(bytes, from)) return behind;
    const isBoolean = bytes[from] === 0x74 || bytes[from] === 0x66;
    for (const [i, role] of node.roles.entries()) {
      if (node.isItem) this.#sink.item(node.slots[i], bytes, from, behind);
      else if (role === "id" || node.takesScalars) this.#sink.value(node.slots[i], bytes, from, behind);
      else {
        this.#problem ??= `"${node.column}" is ${role === "text" ? "not a string" : isBoolean ? "a boolean" : "a number"}`;
      }
    }
    return behind;
  }
}

function forget(node: WantedValue): void {
  node.lastRecord = -1;
  for (const member of node.members.nodes) forget(member);
  if (node.items !== null) forget(node.items);
}

/** Behind the closing mark of a string without escapes; -1 for any other. */
function plainEnd(bytes: Uint8Array, from: number, end: number): number {
  let i = from;
  while (i < end) {
    const byte = bytes[i];
    if (byte === quote) return i + 1;
    if (byte === backslash || byte < 0x20) return -1;
    i++;
  }
  return -1;
}

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const fewKeys = 16;

function nodeOf(
  { keys, nodes, byKey }: Wanted,
  bytes: Uint8Array,
  start: number,
  end: number,
): WantedValue | null {
  const length = end - start;
  if (keys.length > fewKeys) return byKey.get(decoder.decode(bytes.subarray(start, end))) ?? null;
  for (let k = 0; k < keys.length; k++) {
    const key = keys[k];
    if (key.length !== length) continue;
    let i = 0;
    while (i < length && bytes[start + i] === key[i]) i++;
    if (i === length) return nodes[k];
  }
  return null;
}
