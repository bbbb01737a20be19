/** Numbers without an object each, in typed arrays that double when full. */

export class GrowingUint32 {
  #values: Uint32Array = new Uint32Array(1 << 8);
  #count = 0;

  get length(): number {
    return this.#count;
  }

  push(value: number): void {
    if (this.#count === this.#values.length) {
      const larger = new Uint32Array(2 * this.#count);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#count++] = value;
  }

  values(): Uint32Array {
    return this.#values.subarray(0, this.#count);
  }
}

/** Positions in files, which may be above 2^32. */
export class GrowingFloat64 {
  #values: Float64Array = new Float64Array(1 << 8);
  #count = 0;

  push(value: number): void {
    if (this.#count === this.#values.length) {
      const larger = new Float64Array(2 * this.#count);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#count++] = value;
  }

  values(): Float64Array {
    return this.#values.subarray(0, this.#count);
  }
}
