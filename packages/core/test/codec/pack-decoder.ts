/** Reads packs. Written from §7 of docs/reference/format.md alone; shares no code with the library. */

/** CRC-32 of gzip, bit by bit. */
function crc(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return (value ^ 0xffffffff) >>> 0;
}

/** What a pack says of itself, and its records. @throws Error where it is not as the page says */
export function readPack(file: Uint8Array): { mode: number; model: string; records: Uint8Array[] } {
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  const word = (at: number): number => view.getUint32(at, true);
  const expect = (is: boolean, what: string): void => {
    if (!is) throw new Error(`not as the page says: ${what}`);
  };
  const hex = (begin: number, end: number): string => Buffer.from(file.subarray(begin, end)).toString("hex");
  const numbers = (from: number): { next(): number; at(): number } => {
    let at = from;
    const next = (): number => {
      let [value, scale] = [0, 1];
      for (;;) {
        const byte = file[at++];
        value += (byte & 127) * scale;
        scale *= 128;
        if (byte < 128) return value;
      }
    };
    return { next, at: () => at };
  };

  expect(hex(0, 8) === "894f4e53500d0a1a", "first bytes");
  expect(word(8) === 1, "version");
  expect(word(24) === crc(file.subarray(0, 24)), "CRC of the header");
  const footer = file.length - 16;
  const begin = footer - word(footer);
  expect(hex(footer + 12, file.length) === "4f4e5345", "last bytes");
  expect(word(footer + 8) === crc(file.subarray(begin, footer + 8)), "CRC of the index");

  const index = numbers(begin);
  const records: Uint8Array[] = [];
  let at = 28;
  for (let blocks = index.next(); blocks > 0; blocks--) {
    const end = at + index.next();
    expect(word(at) === crc(file.subarray(at + 4, end)), "CRC of a block");
    const block = numbers(at + 4);
    const count = block.next();
    expect(count === index.next() && count >= 1 && count <= 256, "number of records");
    const lengths = Array.from({ length: count }, () => block.next());
    at = block.at();
    for (const length of lengths) records.push(file.subarray(at, (at += length)));
    expect(at === end, "end of a block");
  }
  expect(index.at() === footer && at === begin && records.length === word(footer + 4), "end of the index");
  const half = (place: number): string => word(place).toString(16).padStart(8, "0");
  return { mode: word(12), model: half(16) + half(20), records };
}
