/** Bytes with a name: a file, a Blob, a response that is kept. They can be read several times, each time from the start. */
export type ByteSource = {
  /** As people know it: the name of the file. */
  readonly name: string;
  /** How many bytes there are. */
  readonly size: number;
  /** All bytes from the beginning, in pieces of any length. Pieces belong to whoever receives them. */
  stream(): AsyncIterable<Uint8Array>;
  /** The bytes from `start` up to, not including, `end`. */
  read(start: number, end: number): Promise<Uint8Array>;
  /** Fills memory that is there already with the bytes from `start` on; returns how many there were. */
  readInto?(start: number, target: Uint8Array): Promise<number>;
};

/**
 * Fills memory with the bytes of a source from `start` on.
 *
 * @throws Error when the source ends before
 */
export async function readInto(source: ByteSource, start: number, target: Uint8Array): Promise<void> {
  let filled = 0;
  if (source.readInto !== undefined) filled = await source.readInto(start, target);
  else {
    const bytes = await source.read(start, start + target.length);
    target.set(bytes);
    filled = bytes.length;
  }
  if (filled !== target.length) throw new Error(`${target.length} bytes were expected, ${filled} are there`);
}

/**
 * The bytes of a Blob: in browsers a file that was dropped or chosen.
 *
 * @param name - how messages call it
 */
export function blobSource(blob: Blob, name: string): ByteSource {
  return {
    name,
    size: blob.size,
    async *stream() {
      const reader = blob.stream().getReader();
      try {
        for (let step = await reader.read(); !step.done; step = await reader.read()) yield step.value;
      } finally {
        await reader.cancel();
      }
    },
    read: async (start, end) => new Uint8Array(await blob.slice(start, end).arrayBuffer()),
  };
}

const pieceBytes = 1 << 20;

/** Bytes that are in memory. */
export function bytesSource(bytes: Uint8Array, name: string): ByteSource {
  return {
    name,
    size: bytes.length,
    async *stream() {
      for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
    },
    read: async (start, end) => bytes.subarray(start, end),
  };
}
