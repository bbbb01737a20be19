/** Takes the intervals of events one after the other. */
export type EventSink = {
  /** An event of probability (end - start) / 2^30. */
  encode(start: number, end: number): void;
};

/** Events to be coded later, and as often as it takes. */
export class EventList implements EventSink {
  #starts: Int32Array = new Int32Array(256);
  #ends: Int32Array = new Int32Array(256);
  length = 0;

  encode(start: number, end: number): void {
    if (this.length === this.#starts.length) {
      this.#starts = longer(this.#starts);
      this.#ends = longer(this.#ends);
    }
    this.#starts[this.length] = start;
    this.#ends[this.length++] = end;
  }

  /** Codes the events `from` to `to`. */
  replay(into: EventSink, from: number, to: number): void {
    for (let i = from; i < to; i++) into.encode(this.#starts[i], this.#ends[i]);
  }
}

function longer(values: Int32Array): Int32Array {
  const copy = new Int32Array(2 * values.length);
  copy.set(values);
  return copy;
}
