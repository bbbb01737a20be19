/** A heap of numbers 0 to n - 1 with integer scores that change: the largest score first, the smallest number among equals. */
export class ScoreHeap {
  readonly scores: Float64Array<ArrayBuffer>;
  readonly #heap: Uint32Array;
  readonly #place: Int32Array;
  #size = 0;

  constructor(count: number) {
    this.scores = new Float64Array(count);
    this.#heap = new Uint32Array(count);
    this.#place = new Int32Array(count).fill(-1);
  }

  get size(): number {
    return this.#size;
  }

  /** Puts a number in, or moves it after its score was given anew. O(log n). */
  set(number: number, score: number): void {
    const before = this.scores[number];
    this.scores[number] = score;
    const place = this.#place[number];
    if (place < 0) {
      this.#heap[this.#size] = number;
      this.#place[number] = this.#size;
      this.#rise(this.#size++);
    } else if (score > before) this.#rise(place);
    else this.#sink(place);
  }

  /** Changes the score of a number that is in; does nothing for others. O(log n). */
  add(number: number, difference: number): void {
    if (this.#place[number] >= 0) this.set(number, this.scores[number] + difference);
  }

  /** Takes a number out if it is in. O(log n). */
  remove(number: number): void {
    const place = this.#place[number];
    if (place < 0) return;
    this.#place[number] = -1;
    const last = this.#heap[--this.#size];
    if (place === this.#size) return;
    this.#heap[place] = last;
    this.#place[last] = place;
    this.#rise(place);
    this.#sink(this.#place[last]);
  }

  /** The number with the largest score; -1 when empty. O(1). */
  first(): number {
    return this.#size === 0 ? -1 : this.#heap[0];
  }

  #before(a: number, b: number): boolean {
    const difference = this.scores[a] - this.scores[b];
    return difference > 0 || (difference === 0 && a < b);
  }

  #rise(place: number): void {
    const number = this.#heap[place];
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const above = this.#heap[parent];
      if (!this.#before(number, above)) break;
      this.#heap[place] = above;
      this.#place[above] = place;
      place = parent;
    }
    this.#heap[place] = number;
    this.#place[number] = place;
  }

  #sink(place: number): void {
    const number = this.#heap[place];
    for (;;) {
      let child = 2 * place + 1;
      if (child >= this.#size) break;
      if (child + 1 < this.#size && this.#before(this.#heap[child + 1], this.#heap[child])) child++;
      const below = this.#heap[child];
      if (!this.#before(below, number)) break;
      this.#heap[place] = below;
      this.#place[below] = place;
      place = child;
    }
    this.#heap[place] = number;
    this.#place[number] = place;
  }
}
