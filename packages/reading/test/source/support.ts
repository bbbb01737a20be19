import { gzipSync } from "node:zlib";
import { type ByteSource, bytesSource } from "../../src/source/source.js";

/** A source that comes in pieces of some length. */
export function inPieces(bytes: Uint8Array, length: number, name = "file"): ByteSource {
  return {
    ...bytesSource(bytes, name),
    async *stream() {
      for (let at = 0; at < bytes.length; at += length) yield bytes.slice(at, at + length);
    },
  };
}

export async function all(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
}

export const gzip = (text: string | Uint8Array): Uint8Array => new Uint8Array(gzipSync(text));

const magic = [0x28, 0xb5, 0x2f, 0xfd];

/** A frame of Zstandard with blocks that are not compressed (RFC 8878, 3.1.1): window of 2^(10 + exponent) bytes. */
export function zstdFrame(content: Uint8Array, { exponent = 7, block = 1000 } = {}): Uint8Array {
  const parts: Uint8Array[] = [Uint8Array.of(...magic, 0, exponent << 3)];
  for (let at = 0; at === 0 || at < content.length; at += block) {
    const piece = content.subarray(at, at + block);
    const header = (piece.length << 3) | (at + block >= content.length ? 1 : 0);
    parts.push(Uint8Array.of(header & 0xff, (header >> 8) & 0xff, header >> 16), piece);
  }
  return new Uint8Array(Buffer.concat(parts));
}

/** A frame of Zstandard that says "this byte, so many times" over and over. */
export function zstdRepeating(byte: number, blocks: number, length = 100_000): Uint8Array {
  const parts = [Uint8Array.of(...magic, 0, 7 << 3)];
  for (let i = 0; i < blocks; i++) {
    const header = (length << 3) | 2 | (i === blocks - 1 ? 1 : 0);
    parts.push(Uint8Array.of(header & 0xff, (header >> 8) & 0xff, header >> 16, byte));
  }
  return new Uint8Array(Buffer.concat(parts));
}
