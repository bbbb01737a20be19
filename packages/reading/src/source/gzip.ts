/**
 * Gzip (RFC 1952), of one member or of many.
 *
 * Engines disagree about what follows the first member: one reads on, one takes it for an error, one leaves it out in
 * silence. So the engine's own decoder, twice as fast as one in JavaScript (174 and 84 MB/s of CPU, Node 20), is
 * believed only when it came to the length that the last four bytes tell. In all other cases zlib in JavaScript reads
 * the same bytes and has the last word, and that is the same word everywhere.
 */
import { Z_BUF_ERROR, Z_NO_FLUSH, Z_OK, Z_STREAM_END, ZStream, zlibInflate, zlibInflateInit2 } from "pako";
import { dataError, type ReadingError } from "../errors.js";
import { type Chunks, type OpenChunks, withoutFirst } from "./chunks.js";

/**
 * Unpacks gzip data. Memory does not grow with them.
 *
 * @throws ReadingError when the data are damaged, end too early or are followed by something else
 */
export async function* gunzipped(open: OpenChunks): AsyncGenerator<Uint8Array> {
  let passed = 0;
  const tail = new Uint8Array(4);
  try {
    for await (const chunk of byEngine(open(), tail)) {
      passed += chunk.length;
      yield chunk;
    }
    if (new DataView(tail.buffer).getUint32(0, true) === passed % 2 ** 32) return;
  } catch {
    // The reader below meets the same trouble, and says what it is.
  }
  yield* withoutFirst(byMember(open()), passed);
}

async function* byEngine(chunks: Chunks, tail: Uint8Array): AsyncGenerator<Uint8Array> {
  const { readable, writable } = new DecompressionStream("gzip");
  const reader = readable.getReader();
  const written = write(chunks, writable, tail);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      yield value;
    }
    await written;
  } finally {
    await reader.cancel().catch(() => {});
    await written.catch(() => {});
  }
}

async function write(chunks: Chunks, writable: WritableStream, tail: Uint8Array): Promise<void> {
  const writer = writable.getWriter();
  try {
    for await (const chunk of chunks) {
      const last = chunk.subarray(-tail.length);
      tail.copyWithin(0, last.length);
      tail.set(last, tail.length - last.length);
      await writer.write(chunk);
    }
    await writer.close();
  } catch (error) {
    await writer.abort(error).catch(() => {});
  }
}

const pieceLength = 1 << 16;
const gzipFormat = 31;

/** Unpacks member by member; what follows the last one may only be zeros, with which tapes and disks are filled up. */
async function* byMember(chunks: Chunks): AsyncGenerator<Uint8Array> {
  let stream: ZStream | null = null;
  let members = 0;
  let isFilled = false;
  for await (const chunk of chunks) {
    for (let rest = chunk; rest.length > 0; ) {
      if (stream === null) {
        isFilled ||= members > 0 && rest[0] === 0;
        if (isFilled && rest.every((byte) => byte === 0)) break;
        if (isFilled || (members > 0 && rest[0] !== 0x1f)) throw strange();
        stream = new ZStream();
        zlibInflateInit2(stream, gzipFormat);
      }
      stream.input = rest;
      stream.next_in = 0;
      stream.avail_in = rest.length;
      let status: number = Z_OK;
      do {
        const piece = new Uint8Array(pieceLength);
        stream.output = piece;
        stream.next_out = 0;
        stream.avail_out = piece.length;
        status = zlibInflate(stream, Z_NO_FLUSH);
        if (status !== Z_OK && status !== Z_STREAM_END && status !== Z_BUF_ERROR) {
          throw stream.total_in === 0 && members > 0 ? strange() : damaged(stream.msg);
        }
        if (stream.next_out > 0) yield piece.subarray(0, stream.next_out);
      } while (status === Z_OK && (stream.avail_in > 0 || stream.avail_out === 0));
      rest = rest.subarray(stream.next_in);
      if (status !== Z_STREAM_END) break;
      members++;
      stream = null;
    }
  }
  if (stream !== null || members === 0) throw damaged("unexpected end");
}

function damaged(reason: string): ReadingError {
  return dataError(`the gzip data are damaged or end too early (${reason})`);
}

function strange(): ReadingError {
  return dataError(`after the gzip data stands something that is not gzip data`);
}
