import { FormatError } from "../errors.js";

/** Reads numbers from bytes, never past the end. `what` names the bytes in errors. */
export class ByteReader {
  readonly bytes: Uint8Array;
  readonly what: string;
  readonly begin: number;
  at = 0;
  readonly end: number;

  constructor(bytes: Uint8Array, what: string, begin = 0, end: number = bytes.length) {
    this.bytes = bytes;
    this.what = what;
    this.begin = begin;
    this.at = begin;
    this.end = end;
  }

  /** The error for a fault found here. */
  fault(problem: string): FormatError {
    return new FormatError(`${this.what}: ${problem}`);
  }

  u8(): number {
    if (this.at >= this.end) throw this.fault("ends too early");
    return this.bytes[this.at++];
  }

  /** 32 bits, the lowest byte first. */
  u32(): number {
    return (this.u8() | (this.u8() << 8) | (this.u8() << 16) | (this.u8() << 24)) >>> 0;
  }

  /** Seven bits a byte, the lowest first; all but the last byte have their high bit set. At most 2^53 - 1. */
  varint(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.u8();
      value += (byte & 127) * scale;
      if (value > Number.MAX_SAFE_INTEGER || scale > 2 ** 49) throw this.fault("holds a number too large");
      if (byte < 128) return value;
    }
  }

  /** A varint in [0, most], called `name` in the error when it is not. */
  count(name: string, most: number): number {
    const value = this.varint();
    if (value <= most) return value;
    throw this.fault(`claims ${value} ${name}, of which there can be at most ${most}`);
  }

  take(length: number): Uint8Array {
    if (!(length <= this.end - this.at)) throw this.fault("ends too early");
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  /** Nothing may be left over. */
  finish(): void {
    if (this.at !== this.end) throw this.fault(`has ${this.end - this.at} bytes too many`);
  }
}
