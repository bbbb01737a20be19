/**
 * XXH64 with seed 0 of bytes in pieces, its low 32 bits: the checksum of a Zstandard frame (RFC 8878, 3.1.1). A number of
 * 64 bits is two of 32, because a BigInt an operation would take longer than to unpack.
 */

/** The primes of the algorithm, high and low half. */
const primes = [
  [0x9e3779b1, 0x85ebca87],
  [0xc2b2ae3d, 0x27d4eb4f],
  [0x165667b1, 0x9e3779f9],
  [0x85ebca77, 0xc2b2ae63],
  [0x27d4eb2f, 0x165667c5],
] as const;

const stripe = 32;

/** One number of 64 bits that is changed in place. */
class Word {
  high = 0;
  low = 0;

  set(high: number, low: number): this {
    this.high = high | 0;
    this.low = low | 0;
    return this;
  }

  add(high: number, low: number): this {
    const sum = (this.low >>> 0) + (low >>> 0);
    this.high = (this.high + high + (sum > 0xffffffff ? 1 : 0)) | 0;
    this.low = sum | 0;
    return this;
  }

  xor(high: number, low: number): this {
    this.high ^= high;
    this.low ^= low;
    return this;
  }

  times(prime: readonly [number, number]): this {
    const [high, low] = prime;
    const [a, b] = [this.low >>> 16, this.low & 0xffff];
    const [c, d] = [low >>> 16, low & 0xffff];
    // The low halves multiplied in 16 bits: what carries over into the high half.
    const middle = a * d + ((b * d) >>> 16);
    const upper = a * c + Math.floor((middle + b * c) / 0x10000);
    this.high = (Math.imul(this.high, low) + Math.imul(this.low, high) + (upper | 0)) | 0;
    this.low = Math.imul(this.low, low);
    return this;
  }

  rotate(bits: number): this {
    const [high, low] = bits < 32 ? [this.high, this.low] : [this.low, this.high];
    const by = bits & 31;
    if (by === 0) return this.set(high, low);
    this.high = (high << by) | (low >>> (32 - by));
    this.low = (low << by) | (high >>> (32 - by));
    return this;
  }

  shift(bits: number): this {
    if (bits >= 32) return this.xor(0, this.high >>> (bits - 32));
    return this.xor(this.high >>> bits, (this.low >>> bits) | (this.high << (32 - bits)));
  }
}

/** A checksum that takes bytes piece by piece. */
export class Xxh64 {
  readonly #lanes: readonly Word[];
  readonly #lane: Word = new Word();
  readonly #rest: Uint8Array<ArrayBuffer> = new Uint8Array(stripe);
  #held = 0;
  #length = 0;

  constructor() {
    const [first, second] = primes;
    const [one, two, three, four] = [new Word(), new Word(), new Word(), new Word()];
    one.set(...first).add(...second);
    two.set(...second);
    four.set(~first[0], ~first[1]).add(0, 1);
    this.#lanes = [one, two, three, four];
  }

  update(bytes: Uint8Array): void {
    this.#length += bytes.length;
    let at = 0;
    if (this.#held > 0) {
      at = Math.min(stripe - this.#held, bytes.length);
      this.#rest.set(bytes.subarray(0, at), this.#held);
      this.#held += at;
      if (this.#held < stripe) return;
      this.#stripe(this.#rest, 0);
      this.#held = 0;
    }
    for (; at + stripe <= bytes.length; at += stripe) this.#stripe(bytes, at);
    this.#rest.set(bytes.subarray(at));
    this.#held = bytes.length - at;
  }

  #stripe(bytes: Uint8Array, at: number): void {
    for (let i = 0; i < 4; i++) {
      const [lane, from] = [this.#lanes[i], at + 8 * i];
      this.#lane.set(word(bytes, from + 4), word(bytes, from)).times(primes[1]);
      lane.add(this.#lane.high, this.#lane.low).rotate(31).times(primes[0]);
    }
  }

  /** The low 32 bits, from 0. */
  low32(): number {
    const hash = new Word();
    if (this.#length >= stripe) {
      for (const [i, bits] of [1, 7, 12, 18].entries()) {
        const { high, low } = this.#lanes[i];
        this.#lane.set(high, low).rotate(bits);
        hash.add(this.#lane.high, this.#lane.low);
      }
      for (const { high, low } of this.#lanes) {
        this.#mix(hash, high, low);
        hash.times(primes[0]).add(...primes[3]);
      }
    } else hash.set(...primes[4]);
    hash.add(Math.floor(this.#length / 2 ** 32), this.#length);
    const [bytes, end] = [this.#rest, this.#held];
    let at = 0;
    for (; at + 8 <= end; at += 8) {
      this.#mix(hash, word(bytes, at + 4), word(bytes, at));
      hash
        .rotate(27)
        .times(primes[0])
        .add(...primes[3]);
    }
    if (at + 4 <= end) {
      this.#lane.set(0, word(bytes, at)).times(primes[0]);
      hash
        .xor(this.#lane.high, this.#lane.low)
        .rotate(23)
        .times(primes[1])
        .add(...primes[2]);
      at += 4;
    }
    for (; at < end; at++) {
      this.#lane.set(0, bytes[at]).times(primes[4]);
      hash.xor(this.#lane.high, this.#lane.low).rotate(11).times(primes[0]);
    }
    return hash.shift(33).times(primes[1]).shift(29).times(primes[2]).shift(32).low >>> 0;
  }

  #mix(hash: Word, high: number, low: number): void {
    this.#lane.set(high, low).times(primes[1]).rotate(31).times(primes[0]);
    hash.xor(this.#lane.high, this.#lane.low);
  }
}

function word(bytes: Uint8Array, at: number): number {
  return bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24);
}
