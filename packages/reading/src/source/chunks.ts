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
  return a.length === 0 ? b : b.length === 0 ? a : concatenated([a, b]);
}

/** Pieces as one. */
export function concatenated(pieces: readonly Uint8Array[]): Uint8Array {
  const parts = pieces.filter(({ length }) => length > 0);
  if (parts.length === 1) return parts[0];
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
