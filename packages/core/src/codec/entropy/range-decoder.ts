import { FormatError } from "../errors.js";
import { coderWindow, Ends, minRange, narrowedBits } from "./ends.js";
import { certainty } from "./range-encoder.js";

const noBytes = new Uint8Array(0);

/** Decodes what RangeEncoder wrote. Behind the last byte of a record stand zeros. */
export class RangeDecoder {
  #bytes: Uint8Array = noBytes;
  #next = 0;
  #end = 0;
  /** Bytes of the record that the coder has not shifted out. */
  #left = 0;
  #low = 0;
  #range: number = coderWindow;
  /** How far the record's value is above `low`. */
  #above = 0;
  #unit = 0;
  #length = 0;
  readonly #ends = new Ends();

  /** Begins to read the record in bytes `begin` to `end`. */
  reset(bytes: Uint8Array, begin: number, end: number): void {
    this.#bytes = bytes;
    this.#next = begin;
    this.#end = end;
    this.#left = end - begin;
    this.#length = end - begin;
    this.#low = 0;
    this.#range = coderWindow;
    this.#ends.reset();
    let value = 0;
    for (let i = 0; i < 6; i++) value = value * 256 + (this.#next < end ? bytes[this.#next++] : 0);
    this.#above = value;
  }

  /** A number inside the interval of the next event; {@link consume} must follow. */
  target(): number {
    const unit = Math.floor(this.#range / certainty);
    this.#unit = unit;
    // Both are integers, the quotient is below 2^39 and the divisor below 2^19: the floor is exact.
    const target = Math.floor(this.#above / unit);
    return target < certainty ? target : certainty - 1;
  }

  /** Tells the interval of the event. */
  consume(start: number, end: number): void {
    const unit = this.#unit;
    let low = this.#low + unit * start;
    let above = this.#above - unit * start;
    let range = unit * (end - start);
    if (low >= coderWindow) {
      low -= coderWindow;
      this.#ends.carry();
    }
    while (range < minRange) {
      const byte = Math.floor(low / minRange);
      this.#ends.shift(byte);
      low = (low - byte * minRange) * 256;
      above = above * 256 + (this.#next < this.#end ? this.#bytes[this.#next++] : 0);
      range *= 256;
      this.#left--;
    }
    if (!(above < range)) throw new FormatError("record: is damaged, or was made with another model");
    this.#low = low;
    this.#above = above;
    this.#range = range;
  }

  /** Bits that the events so far took, rounded up: what the encoder had at the same place. */
  get bits(): number {
    return 8 * (this.#length - this.#left) + narrowedBits(this.#range);
  }

  /** Bytes from the start of the record on after which nothing can change what was read so far. */
  settledBytes(): number {
    const value = this.#low + this.#above;
    for (let more = 0; more < 6; more++) {
      const unit = 2 ** (48 - 8 * more);
      const low = Math.floor(value / unit) * unit;
      if (low >= this.#low && low + unit <= this.#low + this.#range) return this.#length - this.#left + more;
    }
    return this.#length - this.#left + 6;
  }

  /** @throws FormatError when the record ended before; where no end is looked for, this has to be asked instead */
  checkLeft(): void {
    if (this.#left < 0) throw new FormatError("record: is damaged, or was made with another model");
  }

  /**
   * Whether the text ends here; to be asked after every unit, as the encoder marked every unit.
   *
   * @throws FormatError when the record ended before
   */
  ended(): boolean {
    const value = this.#ends.claim(this.#low, this.#range);
    const left = this.#left;
    if (left < 0) throw new FormatError("record: is damaged, or was made with another model");
    return left === this.#ends.depth && this.#low + this.#above === value;
  }

  /** As {@link ended}, for records whose length was known before their text. */
  endedAt(): boolean {
    this.checkLeft();
    const value = this.#ends.claimAt(this.#low, this.#range, this.#left);
    if (value < 0 || this.#low + this.#above !== value) return false;
    for (let i = this.#next; i < this.#end; i++) if (this.#bytes[i] !== 0) return false;
    return true;
  }
}
