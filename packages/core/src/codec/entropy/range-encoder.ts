import { coderWindow, Ends, minRange, narrowedBits } from "./ends.js";
import type { EventSink } from "./event-list.js";

/** Bits of the probabilities: an event has an interval inside [0, 2^30). */
export const probabilityBits = 30;
/** All of the probability. */
export const certainty: number = 2 ** probabilityBits;

/**
 * Arithmetic coding of events given as intervals of [0, 2^30), into a record whose length tells where it ends
 * (see {@link Ends}). The state is two integers below 2^49, kept in doubles: every operation is exact.
 */
export class RangeEncoder implements EventSink {
  #low = 0;
  #range: number = coderWindow;
  #bytes: Uint8Array<ArrayBuffer> = new Uint8Array(1024);
  #length = 0;
  readonly #ends = new Ends();

  /** Begins a record. */
  reset(): void {
    this.#low = 0;
    this.#range = coderWindow;
    this.#length = 0;
    this.#ends.reset();
  }

  /** Number of bytes that are settled. */
  get length(): number {
    return this.#length;
  }

  /** Bits that the events so far took, rounded up. */
  get bits(): number {
    return 8 * this.#length + narrowedBits(this.#range);
  }

  /** Codes an event of probability (end - start) / 2^30, `start` < `end`. */
  encode(start: number, end: number): void {
    const unit = Math.floor(this.#range / certainty);
    let low = this.#low + unit * start;
    let range = unit * (end - start);
    if (low >= coderWindow) {
      low -= coderWindow;
      this.#carry();
      this.#ends.carry();
    }
    while (range < minRange) {
      const byte = Math.floor(low / minRange);
      if (this.#length === this.#bytes.length) this.#grow();
      this.#bytes[this.#length++] = byte;
      this.#ends.shift(byte);
      low = (low - byte * minRange) * 256;
      range *= 256;
    }
    this.#low = low;
    this.#range = range;
  }

  /** Tells that a text could end here. Returns where, for {@link finish}. */
  mark(): number {
    return this.#ends.claim(this.#low, this.#range);
  }

  /** As {@link mark}, for a record of exactly `length` bytes; -1 when no such record is left. */
  markAt(length: number): number {
    return this.#ends.claimAt(this.#low, this.#range, length - this.#length);
  }

  /** The record that ends at the mark just made, whose value this is. The encoder must be reset after it. */
  finish(mark: number): Uint8Array<ArrayBuffer> {
    let value = mark;
    if (value >= coderWindow) {
      value -= coderWindow;
      this.#carry();
    }
    const record = new Uint8Array(this.#length + this.#ends.depth);
    record.set(this.#bytes.subarray(0, this.#length));
    for (let i = this.#length; i < record.length; i++) {
      const byte = Math.floor(value / minRange);
      record[i] = byte;
      value = (value - byte * minRange) * 256;
    }
    return record;
  }

  #carry(): void {
    let i = this.#length - 1;
    while (this.#bytes[i] === 255) this.#bytes[i--] = 0;
    this.#bytes[i]++;
  }

  #grow(): void {
    const larger = new Uint8Array(2 * this.#bytes.length);
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}
