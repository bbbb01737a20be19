/** Unpacking pages, each to a bounded size. */
import type { CompressionCodec, Compressors } from "hyparquet";
import { dataError } from "../../errors.js";
import { maxPageBytes } from "../../limits.js";
import { damaged } from "./damaged.js";

/**
 * Unpacks a page of a known size.
 *
 * @param mayReuse - whether the bytes are only needed until the next page is unpacked
 */
export type Unpack = (
  codec: CompressionCodec,
  packed: Uint8Array,
  length: number,
  mayReuse: boolean,
) => Uint8Array;

/** How pages are unpacked by hyparquet: each to a bounded size. */
export async function pageCompressors(): Promise<Compressors> {
  const { compressors } = await import("hyparquet-compressors");
  const all: Compressors = {
    ...compressors,
    // Not the one of the package, which is WebAssembly: the policy of the laboratory's page forbids that.
    SNAPPY: (packed, length) => {
      const output = new Uint8Array(length);
      unpackSnappy(packed, output);
      return output;
    },
  };
  return Object.fromEntries(
    Object.entries(all).map(([codec, unpack]) => [
      codec,
      (packed: Uint8Array, length: number) => {
        checkSize(length);
        return unpack(packed, length);
      },
    ]),
  );
}

/** Unpacks pages, those of Snappy into memory that is used again. */
export function pageUnpacker(compressors: Compressors): Unpack {
  let room = new Uint8Array(0);
  return (codec, packed, length, mayReuse) => {
    if (codec === "UNCOMPRESSED") return packed;
    if (codec === "SNAPPY" && mayReuse) {
      checkSize(length);
      if (room.length < length) room = new Uint8Array(length);
      const output = room.subarray(0, length);
      unpackSnappy(packed, output);
      return output;
    }
    const unpack = compressors[codec];
    if (unpack === undefined) throw new Error(`parquet unsupported compression codec: ${codec}`);
    const unpacked = unpack(packed, length);
    if (unpacked.length !== length) throw damaged();
    return unpacked;
  };
}

function checkSize(length: number): void {
  if (length > maxPageBytes) {
    throw dataError(
      `a page of it takes ${Math.ceil(length / 2 ** 20)} MB, more than ${maxPageBytes / 2 ** 20}: write it again with smaller pages`,
    );
  }
}

// From here on the engine's copy of memory is quicker than a loop.
const minSet = 64;
// The loop is entered anew now and then: code that V8 changes to in the middle of a long loop stays slower.
const bytesPerCall = 1 << 16;

/**
 * Unpacks Snappy (github.com/google/snappy, format_description.txt) into exactly the bytes of `output`.
 *
 * @throws ReadingError when the bytes are none
 */
export function unpackSnappy(packed: Uint8Array, output: Uint8Array): void {
  const from = new DataView(packed.buffer, packed.byteOffset, packed.length);
  const into = new DataView(output.buffer, output.byteOffset, output.length);
  const place = { at: 0, to: 0 };
  while (place.at < packed.length && packed[place.at++] >= 0x80);
  while (place.at < packed.length) unpackSome(packed, output, from, into, place);
  if (place.to !== output.length) throw damaged();
}

/** Most elements are some bytes long: they are copied four at a time, beyond their end where there is room. */
function unpackSome(
  packed: Uint8Array,
  output: Uint8Array,
  from: DataView,
  into: DataView,
  place: { at: number; to: number },
): void {
  const size = packed.length;
  const room = output.length;
  let { at, to } = place;
  const stop = Math.min(size, at + bytesPerCall);
  while (at < stop) {
    const tag = packed[at++];
    const kind = tag & 3;
    let length = (tag >>> 2) + 1;
    if (kind === 0) {
      if (length > 60) {
        const bytes = length - 60;
        length = 1;
        for (let i = 0; i < bytes; i++) length += (packed[at + i] ?? 0) * 2 ** (8 * i);
        at += bytes;
      }
      const end = at + length;
      if (end > size || to + length > room) throw damaged();
      if (length >= minSet) output.set(packed.subarray(at, end), to);
      else if (end + 3 <= size && to + length + 3 <= room) {
        for (let i = 0; i < length; i += 4) into.setInt32(to + i, from.getInt32(at + i));
      } else for (let i = 0; i < length; i++) output[to + i] = packed[at + i];
      at = end;
      to += length;
      continue;
    }
    let offset = 0;
    if (kind === 1) {
      length = ((tag >>> 2) & 7) + 4;
      offset = ((tag >>> 5) << 8) | packed[at];
      at += 1;
    } else if (kind === 2) {
      offset = packed[at] | (packed[at + 1] << 8);
      at += 2;
    } else {
      offset = (packed[at] | (packed[at + 1] << 8) | (packed[at + 2] << 16) | (packed[at + 3] << 24)) >>> 0;
      at += 4;
    }
    if (at > size || offset === 0 || offset > to || to + length > room) throw damaged();
    const source = to - offset;
    // Bytes that overlap repeat what has just been written.
    if (offset >= 4 && to + length + 3 <= room) {
      for (let i = 0; i < length; i += 4) into.setInt32(to + i, into.getInt32(source + i));
    } else for (let i = 0; i < length; i++) output[to + i] = output[source + i];
    to += length;
  }
  place.at = at;
  place.to = to;
}
