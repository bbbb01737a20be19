/**
 * What is done with symbols, as words that every engine runs: for each operation a head, `kind | count << 2`, then the slot that is
 * changed, then `count` slots that are read.
 */
export const operation = {
  /** The slot becomes the sum of those read. */
  sum: 0,
  /** Those read are added to the slot. */
  add: 1,
  /** The slot is doubled in the field of 256 elements, then those read are added. */
  doubleAdd: 2,
  /** The slot is doubled, the first slot read is added to it, and what it is then is added to the second and the third. */
  running: 3,
} as const;

/** A list of operations that grows. */
export class Program {
  #words = new Uint32Array(1 << 14);
  #length = 0;

  /** The operations so far. */
  get words(): Uint32Array<ArrayBuffer> {
    return this.#words.slice(0, this.#length);
  }

  /** Begins an operation; its slots follow by {@link Program.read}. Returns what {@link Program.end} takes. */
  begin(target: number): number {
    const head = this.#length;
    this.read(0);
    this.read(target);
    return head;
  }

  read(slot: number): void {
    if (this.#length === this.#words.length) {
      const larger = new Uint32Array(2 * this.#length);
      larger.set(this.#words);
      this.#words = larger;
    }
    this.#words[this.#length++] = slot;
  }

  end(head: number, kind: number): void {
    this.#words[head] = kind | ((this.#length - head - 2) << 2);
  }
}
