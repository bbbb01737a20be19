/**
 * Zstandard (RFC 8878). The decoder is fzstd; frames are walked here, because it takes memory for whatever window a
 * header names, because the end of the data must be the end of a frame, and because it does not look at checksums.
 */
import { Decompress } from "fzstd";
import { dataError, type ReadingError } from "../errors.js";
import { type Chunks, joined } from "./chunks.js";
import { Xxh64 } from "./xxh64.js";

/** The largest window that is unpacked: that of `zstd --long=27`, beyond which zstd itself wants to be asked. */
const maxWindow = 2 ** 27;

const magic = 0xfd2fb528;
const maxHeader = 18;

type Frame = { readonly kind: "data" | "skippable"; readonly header: number; readonly checksum: boolean };

/**
 * Unpacks Zstandard data, of one frame or of many. Memory: twice the window of a frame, at most 256 MB.
 *
 * @throws ReadingError when the data are damaged, end too early, need a dictionary or a window above 128 MB
 */
export async function* unzstd(chunks: Chunks): AsyncGenerator<Uint8Array> {
  let rest: Uint8Array = new Uint8Array(0);
  let decoder: Decompress | null = null;
  let pieces: Uint8Array[] = [];
  // What is to come of the frame: a header of a frame, one of a block, or bytes that are passed on or left out.
  let state: "frame" | "block" | "bytes" | "checksum" | "skip" = "frame";
  let wanted = 0;
  let isLast = false;
  let hasChecksum = false;
  let checksum = new Xxh64();
  const feed = (bytes: Uint8Array, ends = false): void => {
    try {
      decoder!.push(bytes, ends);
    } catch (error) {
      throw damaged((error as Error).message);
    }
  };
  const flush = function* (): Generator<Uint8Array> {
    for (const piece of pieces) {
      if (piece.length === 0) continue;
      if (hasChecksum) checksum.update(piece);
      yield piece;
    }
    pieces = [];
  };
  for await (const chunk of chunks) {
    rest = joined(rest, chunk);
    for (let isShort = false; !isShort; ) {
      if (state === "frame") {
        const frame = rest.length < 5 ? null : frameOf(rest);
        if (frame === null) {
          isShort = true;
        } else if (frame.kind === "skippable") {
          wanted = 8 + new DataView(rest.buffer, rest.byteOffset).getUint32(4, true);
          state = "skip";
        } else {
          decoder = new Decompress((piece) => pieces.push(piece));
          feed(rest.subarray(0, frame.header));
          rest = rest.subarray(frame.header);
          hasChecksum = frame.checksum;
          checksum = new Xxh64();
          state = "block";
        }
      } else if (state === "block") {
        if (rest.length < 3) isShort = true;
        else {
          const header = rest[0] | (rest[1] << 8) | (rest[2] << 16);
          isLast = (header & 1) === 1;
          // A block that repeats one byte has that byte alone.
          wanted = 3 + (((header >> 1) & 3) === 1 ? 1 : header >> 3);
          state = "bytes";
        }
      } else if (state === "checksum") {
        if (rest.length < 4) isShort = true;
        else {
          feed(rest.subarray(0, 4), true);
          yield* flush();
          const told = new DataView(rest.buffer, rest.byteOffset).getUint32(0, true);
          if (told !== checksum.low32()) throw damaged("a checksum does not fit");
          rest = rest.subarray(4);
          state = "frame";
        }
      } else {
        const taken = rest.subarray(0, wanted);
        wanted -= taken.length;
        rest = rest.subarray(taken.length);
        const isSkipped = state === "skip";
        if (wanted > 0) isShort = true;
        else if (isSkipped) state = "frame";
        else if (!isLast) state = "block";
        else state = hasChecksum ? "checksum" : "frame";
        if (!isSkipped && taken.length > 0) feed(taken, wanted === 0 && isLast && !hasChecksum);
        yield* flush();
      }
    }
  }
  yield* flush();
  if (state !== "frame" || rest.length > 0) throw damaged("unexpected end");
}

/** @returns null when the header is not all there */
function frameOf(bytes: Uint8Array): Frame | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const first = view.getUint32(0, true);
  if (first >>> 4 === 0x184d2a5) {
    return bytes.length < 8 ? null : { kind: "skippable", header: 8, checksum: false };
  }
  if (first !== magic) {
    throw dataError(`after the Zstandard data stands something that is not Zstandard data`);
  }
  const descriptor = bytes[4];
  const isSingle = (descriptor & 0x20) !== 0;
  const dictionaryBytes = [0, 1, 2, 4][descriptor & 3];
  const sizeBytes = [isSingle ? 1 : 0, 2, 4, 8][descriptor >> 6];
  const header = 5 + (isSingle ? 0 : 1) + dictionaryBytes + sizeBytes;
  if (bytes.length < Math.min(header, maxHeader)) return null;
  if (dictionaryBytes > 0) {
    throw dataError(`its Zstandard data need a dictionary: unpack them with zstd -D first`);
  }
  const window = isSingle ? sizeAt(view, 5, sizeBytes) : windowOf(bytes[5]);
  if (window > maxWindow) {
    throw dataError(
      `its Zstandard data need ${Math.ceil(window / 2 ** 20)} MB of memory to unpack, more than ${maxWindow / 2 ** 20}: unpack them with zstd -d --long=31 first`,
    );
  }
  return { kind: "data", header, checksum: (descriptor & 4) !== 0 };
}

function windowOf(descriptor: number): number {
  const base = 2 ** (10 + (descriptor >> 3));
  return base + (base / 8) * (descriptor & 7);
}

function sizeAt(view: DataView, at: number, bytes: number): number {
  if (bytes === 1) return view.getUint8(at);
  if (bytes === 2) return view.getUint16(at, true) + 256;
  const low = view.getUint32(at, true);
  return bytes === 4 ? low : low + view.getUint32(at + 4, true) * 2 ** 32;
}

function damaged(reason: string): ReadingError {
  return dataError(`the Zstandard data are damaged or end too early (${reason})`);
}
