/** From a source to the bytes of its text: unpacked, in UTF-8, without a byte order mark. */
import { dataError } from "../errors.js";
import { freeUnpackedBytes, maxRecordBytes, maxUnpackedRatio } from "../limits.js";
import { type Chunks, concatenated } from "./chunks.js";
import { type Encoding, encodingOf, inUtf8 } from "./encoding.js";
import { gunzipped } from "./gzip.js";
import { refuseSignature } from "./signatures.js";
import type { ByteSource } from "./source.js";
import { unzstd } from "./zstd.js";

export type Compression = "gzip" | "zstd";

/** What the user says about the bytes, and where reading ends. */
export type BytesOptions = {
  /** A label of the Encoding Standard; recognised when left out. */
  readonly encoding?: string | undefined;
  /** As many bytes may come out of packed ones; by default 200 times as many as go in, and a GB in any case. */
  readonly maxUnpackedBytes?: number | undefined;
  /** Web pages are wanted, which hold no corpus but text. */
  readonly pages?: boolean | undefined;
  /** What to do about it, for the error; by default what the user of the command would say. */
  readonly unpackMore?: string | undefined;
};

/** The bytes of a text. */
export type TextBytes = {
  readonly source: ByteSource;
  readonly compression: Compression | null;
  readonly encoding: Encoding;
  /** The first of the bytes that `stream` gives, up to 1 MB. */
  readonly head: Uint8Array;
  /** Whether `head` is all. */
  readonly isWhole: boolean;
  /** All bytes from the start; it may be asked more than once. */
  stream(): Chunks;
  /** What a report should say: "gzip", "UTF-16". */
  readonly notes: readonly string[];
};

const headBytes = 1 << 20;

/**
 * Opens the bytes of a source.
 *
 * @throws ReadingError when it is empty, damaged at its beginning, or known to be no corpus
 */
export async function openBytes(source: ByteSource, options: BytesOptions = {}): Promise<TextBytes> {
  const first = await source.read(0, Math.min(source.size, 4096));
  if (first.length === 0) throw dataError("it is empty: expected one text a line or row");
  const compression = compressionOf(first);
  const max = options.maxUnpackedBytes ?? Math.max(freeUnpackedBytes, maxUnpackedRatio * source.size);
  const { unpackMore = "--max-unpacked <MB> reads more" } = options;
  const unpacked = (): Chunks => unpack(source, compression, max, unpackMore);
  const start = await beginning(unpacked(), 4096);
  if (start.length === 0) throw dataError("it is empty once unpacked: expected one text a line or row");
  refuseSignature(start, options.pages === true);
  if (compressionOf(start) !== null) throw dataError("it is packed twice: unpack it once");
  const encoding = encodingOf(start, options.encoding);
  const stream = (): Chunks => inUtf8(unpacked(), encoding);
  const head = await beginning(stream(), headBytes + 1);
  return {
    source,
    compression,
    encoding,
    head: head.subarray(0, headBytes),
    isWhole: head.length <= headBytes,
    stream,
    notes: notesOf(compression, encoding),
  };
}

/** The same text with as much of it in its head as one record may have, for records longer than what is usually looked at. */
export async function withLongerHead(text: TextBytes): Promise<TextBytes> {
  if (text.isWhole) return text;
  const head = await beginning(text.stream(), maxRecordBytes + 1);
  return { ...text, head: head.subarray(0, maxRecordBytes), isWhole: head.length <= maxRecordBytes };
}

function compressionOf([a, b, c, d]: Uint8Array): Compression | null {
  if (a === 0x1f && b === 0x8b) return "gzip";
  const isSkippable = (a & 0xf0) === 0x50 && b === 0x2a && c === 0x4d && d === 0x18;
  return isSkippable || (a === 0x28 && b === 0xb5 && c === 0x2f && d === 0xfd) ? "zstd" : null;
}

async function* unpack(
  source: ByteSource,
  compression: Compression | null,
  max: number,
  more: string,
): AsyncGenerator<Uint8Array> {
  if (compression === null) return yield* source.stream();
  let passed = 0;
  const chunks = compression === "gzip" ? gunzipped(() => source.stream()) : unzstd(source.stream());
  for await (const chunk of chunks) {
    passed += chunk.length;
    if (passed > max) {
      throw dataError(
        `it unpacks to more than ${Math.floor(max / 1e6)} MB from ${(source.size / 1e6).toFixed(1)} MB: look at what is in it; ${more}`,
      );
    }
    yield chunk;
  }
}

async function beginning(chunks: Chunks, count: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    parts.push(chunk);
    length += chunk.length;
    if (length >= count) break;
  }
  return concatenated(parts).subarray(0, count);
}

function notesOf(compression: Compression | null, { name, from }: Encoding): string[] {
  const notes: string[] = [];
  if (compression !== null) notes.push(compression === "gzip" ? "gzip" : "Zstandard");
  if (name !== "utf-8")
    notes.push(`${name.toUpperCase()}${from === "zeros" ? ", as its zero bytes tell" : ""}`);
  return notes;
}
