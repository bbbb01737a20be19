import { damaged } from "./damaged.js";

/**
 * Unpacks runs of equal values and of packed ones (the hybrid encoding of Parquet): `count` values into `out`.
 *
 * @param start - where the first run begins; none goes beyond `end`
 * @param width - bits a value, 0 to 32
 * @throws ReadingError when there are fewer values
 */
export function readRuns(
  bytes: Uint8Array,
  start: number,
  end: number,
  width: number,
  count: number,
  out: Uint8Array | Uint32Array,
): void {
  if (width > 32) throw damaged();
  if (width === 0) {
    out.fill(0, 0, count);
    return;
  }
  const wholeBytes = (width + 7) >>> 3;
  let at = start;
  let seen = 0;
  while (seen < count) {
    let header = 0;
    for (let shift = 0; ; shift += 7) {
      if (at >= end || shift > 28) throw damaged();
      const byte = bytes[at++];
      header = (header | ((byte & 0x7f) << shift)) >>> 0;
      if (byte < 0x80) break;
    }
    const isPacked = (header & 1) === 1;
    const length = isPacked ? 8 * (header >>> 1) : header >>> 1;
    const taken = Math.min(length, count - seen);
    if (isPacked) {
      // The last run may be filled up, and its filling be left out.
      if (at + Math.ceil((taken * width) / 8) > end) throw damaged();
      unpack(bytes, at, width, taken, out, seen);
      at += (length / 8) * width;
    } else {
      if (at + wholeBytes > end) throw damaged();
      let value = 0;
      for (let i = 0; i < wholeBytes; i++) value += bytes[at + i] * 2 ** (8 * i);
      at += wholeBytes;
      out.fill(value, seen, seen + taken);
    }
    seen += taken;
  }
}

// Long loops are entered anew now and then: code that V8 changes to in the middle of a loop stays slower.
const valuesPerCall = 1 << 14;

function unpack(
  bytes: Uint8Array,
  start: number,
  width: number,
  count: number,
  out: Uint8Array | Uint32Array,
  to: number,
): void {
  const some = width === 1 ? unpackBits : width <= 24 ? unpackNarrow : unpackWide;
  for (let done = 0; done < count; done += valuesPerCall) {
    const at = start + (done / 8) * width;
    some(bytes, at, width, Math.min(valuesPerCall, count - done), out, to + done);
  }
}

function unpackBits(
  bytes: Uint8Array,
  start: number,
  _width: number,
  count: number,
  out: Uint8Array | Uint32Array,
  to: number,
): void {
  for (let i = 0; i < count; i++) out[to + i] = (bytes[start + (i >>> 3)] >>> (i & 7)) & 1;
}

function unpackNarrow(
  bytes: Uint8Array,
  start: number,
  width: number,
  count: number,
  out: Uint8Array | Uint32Array,
  to: number,
): void {
  const mask = 2 ** width - 1;
  let at = start;
  let buffer = 0;
  let bits = 0;
  for (let i = 0; i < count; i++) {
    while (bits < width) {
      buffer |= bytes[at++] << bits;
      bits += 8;
    }
    out[to + i] = buffer & mask;
    buffer >>>= width;
    bits -= width;
  }
}

/** Values of which not every one fits the 32 bits of {@link unpackNarrow} beside what is left of the one before. */
function unpackWide(
  bytes: Uint8Array,
  start: number,
  width: number,
  count: number,
  out: Uint8Array | Uint32Array,
  to: number,
): void {
  for (let i = 0; i < count; i++) {
    const bit = i * width;
    const at = start + Math.floor(bit / 8);
    let value = 0;
    for (let k = 0; k < 5; k++) value += (bytes[at + k] ?? 0) * 2 ** (8 * k);
    out[to + i] = Math.floor(value / 2 ** (bit % 8)) % 2 ** width;
  }
}
