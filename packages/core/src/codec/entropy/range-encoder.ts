import { Ends, LEAST_RANGE, narrowedBits, WINDOW } from "./ends.js";
import type { EventSink } from "./event-list.js";

/** Bits of the probabilities: an event has an interval inside [0, 2^30). */
export const PROBABILITY_BITS = 30;
/** All of the probability. */
export const ONE: number = 2 ** PROBABILITY_BITS;

/**
 * Arithmetic coding of events given as intervals of [0, 2^30), into a record whose length tells where it ends
 * (see {@link Ends}). The state is two integers below 2^49, kept in doubles: every operation is exact.
 */
export class RangeEncoder implements EventSink {
  #low = 0;
  #range: number = WINDOW;
  #bytes: Uint8Array<ArrayBuffer> = new Uint8Array(1024);
  #length = 0;
  readonly #ends = new Ends();

  /** Begins a record. */
  reset(): void {
    this.#low = 0;
    this.#range = WINDOW;
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
    const unit = Math.floor(this.#range / ONE);
    let low = this.#low + unit * start;
    let range = unit * (end - start);
    if (low >= WINDOW) {
      low -= WINDOW;
      this.#carry();
      this.#ends.carry();
    }
    while (range < LEAST_RANGE) {
      const byte = Math.floor(low / LEAST_RANGE);
      if (this.#length === this.#bytes.length) this.#grow();
      this.#bytes[this.#length++] = byte;
      this.#ends.shift(byte);
      low = (low - byte * LEAST_RANGE) * 256;
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
    if (value >= WINDOW) {
      value -= WINDOW;
      this.#carry();
    }
    const record = new Uint8Array(this.#length + this.#ends.depth);
    record.set(this.#bytes.subarray(0, this.#length));
    for (let i = this.#length; i < record.length; i++) {
      const byte = Math.floor(value / LEAST_RANGE);
      record[i] = byte;
      value = (value - byte * LEAST_RANGE) * 256;
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
