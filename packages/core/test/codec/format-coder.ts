/** The arithmetic decoder of section 6 of docs/reference/format.md. */
export class Coder {
  low = 0n;
  range = 1n << 48n;
  above = 0n;
  left: number;
  free: bigint[] = Array(7).fill(0n);
  freeOfLayered = 0n;
  bytes: number[];
  constructor(record: Uint8Array) {
    this.bytes = [...record];
    this.left = record.length;
    for (let i = 0; i < 6; i++) this.above = this.above * 256n + BigInt(this.bytes.shift() ?? 0);
  }
  read(intervals: readonly (readonly [bigint, bigint])[]): number {
    const unit = this.range >> 30n;
    const target = this.above / unit < 1n << 30n ? this.above / unit : (1n << 30n) - 1n;
    const found = intervals.findIndex(([start, end]) => start <= target && target < end);
    const [start, end] = intervals[found];
    this.low += unit * start;
    this.above -= unit * start;
    this.range = unit * (end - start);
    const positive = (value: bigint): bigint => (value > 0n ? value : 0n);
    if (this.low >= 1n << 48n) {
      this.low -= 1n << 48n;
      this.free = this.free.map((value) => positive(value - (1n << 48n)));
      this.freeOfLayered = positive(this.freeOfLayered - (1n << 48n));
    }
    while (this.range < 1n << 40n) {
      const base = (this.low >> 40n) << 40n;
      this.low = (this.low - base) * 256n;
      this.range *= 256n;
      this.above = this.above * 256n + BigInt(this.bytes.shift() ?? 0);
      if (--this.left < 0) throw new Error("damaged");
      this.free = [...this.free.slice(1).map((value) => positive((value - base) * 256n)), 0n];
      this.freeOfLayered = positive((this.freeOfLayered - base) * 256n);
    }
    return found;
  }
  /** Whether the text ends here, by the ends of all records but layered ones. */
  ended(): boolean {
    for (let depth = 0; depth < 7; depth++) {
      const end = this.#end(depth, this.free[depth]);
      if (end === undefined) continue;
      this.free[depth] = end + (1n << BigInt(48 - 8 * depth));
      return this.left === depth && this.low + this.above === end;
    }
    throw new Error("no end");
  }
  /** Whether the text of a layered record ends here. */
  endedKnowingLength(): boolean {
    const depth = Math.min(this.left, 6);
    const end = this.#end(depth, this.freeOfLayered);
    if (end === undefined) return false;
    this.freeOfLayered = end + (1n << BigInt(48 - 8 * depth));
    return this.low + this.above === end && this.bytes.every((byte) => byte === 0);
  }
  #end(depth: number, free: bigint): bigint | undefined {
    const unit = 1n << BigInt(48 - 8 * depth);
    const rounded = ((this.low + unit - 1n) / unit) * unit;
    const value = free > rounded ? free : rounded;
    return value < this.low + this.range ? value : undefined;
  }
}
