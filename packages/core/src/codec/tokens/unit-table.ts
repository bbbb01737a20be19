/** Units by their bytes: each distinct one has a number, from 0, in the order of its first appearance. */
export class UnitTable {
  #blob: Uint8Array;
  #offsets: Uint32Array;
  #slots: Int32Array;
  #hashes: Uint32Array;
  size = 0;

  /** Makes room for some units and all their bytes; more may come. */
  constructor(units = 256, bytes = 4096) {
    this.#blob = new Uint8Array(bytes);
    this.#offsets = new Uint32Array(units + 2);
    this.#hashes = new Uint32Array(units + 2);
    this.#slots = new Int32Array(1 << (33 - Math.clz32(units + 2))).fill(-1);
  }

  /** All bytes of all units, one after the other; unit i from `offsets[i]` to `offsets[i + 1]`. */
  get blob(): Uint8Array {
    return this.#blob;
  }

  get offsets(): Uint32Array {
    return this.#offsets;
  }

  /** Number of the unit with the bytes `begin` to `end`, or -1. */
  find(bytes: Uint8Array, begin: number, end: number): number {
    return this.#slots[this.#slotOf(bytes, begin, end, hashOf(bytes, begin, end))];
  }

  /** Number of the unit, a new one when it is not there. */
  add(bytes: Uint8Array, begin: number, end: number): number {
    const hash = hashOf(bytes, begin, end);
    const slot = this.#slotOf(bytes, begin, end, hash);
    if (this.#slots[slot] >= 0) return this.#slots[slot];
    const unit = this.size;
    if (unit + 1 >= this.#hashes.length) this.#growUnits();
    const offset = this.#offsets[unit];
    const next = offset + end - begin;
    if (next > this.#blob.length) this.#blob = larger(this.#blob, Math.max(next, 2 * this.#blob.length));
    for (let i = begin, at = offset; i < end; i++, at++) this.#blob[at] = bytes[i];
    this.#offsets[unit + 1] = next;
    this.#hashes[unit] = hash;
    this.#slots[slot] = unit;
    this.size++;
    if (2 * this.size > this.#slots.length) this.#rehash();
    return unit;
  }

  /** The slot that holds the unit, or the empty one where it belongs. */
  #slotOf(bytes: Uint8Array, begin: number, end: number, hash: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const unit = slots[slot];
      if (unit < 0 || (this.#hashes[unit] === hash && this.#is(unit, bytes, begin, end))) return slot;
    }
  }

  #is(unit: number, bytes: Uint8Array, begin: number, end: number): boolean {
    const blob = this.#blob;
    let at = this.#offsets[unit];
    if (this.#offsets[unit + 1] - at !== end - begin) return false;
    for (let i = begin; i < end; i++, at++) if (blob[at] !== bytes[i]) return false;
    return true;
  }

  #growUnits(): void {
    const size = 2 * this.#hashes.length;
    const offsets = new Uint32Array(size);
    offsets.set(this.#offsets);
    this.#offsets = offsets;
    const hashes = new Uint32Array(size);
    hashes.set(this.#hashes);
    this.#hashes = hashes;
  }

  #rehash(): void {
    const slots = new Int32Array(2 * this.#slots.length).fill(-1);
    const mask = slots.length - 1;
    for (let unit = 0; unit < this.size; unit++) {
      let slot = this.#hashes[unit] & mask;
      while (slots[slot] >= 0) slot = (slot + 1) & mask;
      slots[slot] = unit;
    }
    this.#slots = slots;
  }
}

function hashOf(bytes: Uint8Array, begin: number, end: number): number {
  let hash = end - begin;
  for (let i = begin; i < end; i++) hash = Math.imul(hash ^ bytes[i], 0x9e3779b1) + (hash >>> 15);
  return (hash ^ (hash >>> 13)) >>> 0;
}

function larger(bytes: Uint8Array, length: number): Uint8Array {
  const copy = new Uint8Array(length);
  copy.set(bytes);
  return copy;
}
