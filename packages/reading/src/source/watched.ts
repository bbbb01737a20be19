import type { ReadingContext } from "../context.js";
import type { ByteSource } from "./source.js";

/**
 * A source that tells how far it was read, ends when the signal says so, and hashes its bytes while they pass: what is
 * read from beginning to end need not be read again for its hash.
 */
export function watched(
  source: ByteSource,
  { signal, progress, hash: newHash }: ReadingContext,
): { source: ByteSource; hash: () => Promise<string> } {
  let digest = "";
  return {
    hash: async () => {
      // Readers that jump about in a file have not had all its bytes pass in order.
      if (digest === "" && newHash !== undefined) {
        const hash = newHash();
        for await (const piece of source.stream()) {
          signal?.throwIfAborted();
          hash.update(piece);
        }
        digest = hash.digest();
      }
      return digest;
    },
    source: {
      name: source.name,
      size: source.size,
      read: async (start, end) => {
        signal?.throwIfAborted();
        return source.read(start, end);
      },
      async *stream() {
        const hash = newHash?.();
        let passed = 0;
        for await (const piece of source.stream()) {
          signal?.throwIfAborted();
          hash?.update(piece);
          passed += piece.length;
          progress?.(passed, source.size);
          yield piece;
        }
        if (hash !== undefined) digest = hash.digest();
      },
    },
  };
}
