/** Bytes as they come in, in pieces of any length. */
export type Chunks = AsyncIterable<Uint8Array>;

/** Opens the bytes of a source from their start; it may be asked more than once. */
export type OpenChunks = () => Chunks;

/** Leaves out the first bytes of a stream. */
export async function* withoutFirst(chunks: Chunks, count: number): AsyncGenerator<Uint8Array> {
  let left = count;
  for await (const chunk of chunks) {
    const skipped = Math.min(left, chunk.length);
    left -= skipped;
    if (skipped < chunk.length) yield chunk.subarray(skipped);
  }
}

/** Two pieces as one. */
export function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  const whole = new Uint8Array(a.length + b.length);
  whole.set(a);
  whole.set(b, a.length);
  return whole;
}
