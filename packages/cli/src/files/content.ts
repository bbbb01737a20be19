/** What a file will hold: all at once or in pieces. */
export type Content = AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>;

const batchLength = 1 << 18;

/** The bytes of a content, small pieces of text put together: to write each of them by itself would take long. */
export async function* bytesOf(content: Content): AsyncGenerator<Uint8Array> {
  const batch = new Batch();
  if (Symbol.asyncIterator in content) {
    for await (const piece of content) {
      const full = batch.add(piece);
      if (full !== null) yield full;
    }
  } else {
    for (const piece of content) {
      const full = batch.add(piece);
      if (full !== null) yield full;
    }
  }
  yield batch.take();
}

class Batch {
  #text = "";

  /** Takes a piece; gives bytes when there are enough, or when the piece is bytes itself. */
  add(piece: Uint8Array | string): Uint8Array | null {
    if (typeof piece === "string") {
      this.#text += piece;
      return this.#text.length < batchLength ? null : this.take();
    }
    return this.#text === "" ? piece : Buffer.concat([this.take(), piece]);
  }

  take(): Uint8Array {
    const bytes = Buffer.from(this.#text);
    this.#text = "";
    return bytes;
  }
}
