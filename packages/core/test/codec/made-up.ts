/** Packs as nobody writes them, with sums that are right. */
import { crc32 } from "../../src/codec/bytes/checks.js";

/** The bytes of a pack up to `end`, with this index and this number of records behind them. */
export function withIndex(
  pack: Uint8Array,
  end: number,
  index: readonly number[],
  records: number,
): Uint8Array<ArrayBuffer> {
  const file = new Uint8Array(end + index.length + 16);
  file.set(pack.subarray(0, end));
  file.set(index, end);
  const view = new DataView(file.buffer);
  const footer = end + index.length;
  view.setUint32(footer, index.length, true);
  view.setUint32(footer + 4, records, true);
  view.setUint32(footer + 8, crc32(file, end, footer + 8), true);
  file.set([0x4f, 0x4e, 0x53, 0x45], footer + 12);
  return file;
}

/** The sections of a model file. */
export function sectionsOf(model: Uint8Array): { tag: number; bytes: Uint8Array }[] {
  const view = new DataView(model.buffer, model.byteOffset, model.length);
  return Array.from({ length: view.getUint32(24, true) }, (_, i) => {
    const [tag, begin, length] = [0, 4, 8].map((at) => view.getUint32(32 + 16 * i + at, true));
    return { tag: tag, bytes: model.subarray(begin, begin + length) };
  });
}

/** Where the first `count` varints stand in some bytes. */
export function numbersAt(bytes: Uint8Array, count: number): { begin: number; end: number }[] {
  const found: { begin: number; end: number }[] = [];
  for (let at = 0; found.length < count && at < bytes.length; ) {
    const begin = at;
    while (bytes[at++] >= 128);
    found.push({ begin, end: at });
  }
  return found;
}
