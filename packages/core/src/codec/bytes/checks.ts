/** Sums that tell whether bytes are those that were written. */

const crcTable = makeCrcTable();

function makeCrcTable(): Uint32Array {
  // Four tables: four bytes a step.
  const table = new Uint32Array(4 * 256);
  for (let byte = 0; byte < 256; byte++) {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    table[byte] = value;
  }
  for (let byte = 0; byte < 256; byte++) {
    for (let step = 1; step < 4; step++) {
      const before = table[(step - 1) * 256 + byte];
      table[step * 256 + byte] = (before >>> 8) ^ table[before & 255];
    }
  }
  return table;
}

/** CRC-32 of bytes `begin` to `end` (polynomial 0xEDB88320, as in gzip, PNG and zip). */
export function crc32(bytes: Uint8Array, begin = 0, end: number = bytes.length): number {
  let crc = 0xffffffff;
  let i = begin;
  for (; i + 4 <= end; i += 4) {
    crc ^= bytes[i] | (bytes[i + 1] << 8) | (bytes[i + 2] << 16) | (bytes[i + 3] << 24);
    crc =
      crcTable[768 + (crc & 255)] ^
      crcTable[512 + ((crc >>> 8) & 255)] ^
      crcTable[256 + ((crc >>> 16) & 255)] ^
      crcTable[crc >>> 24];
  }
  for (; i < end; i++) crc = (crc >>> 8) ^ crcTable[(crc ^ bytes[i]) & 255];
  return ~crc >>> 0;
}

/**
 * 64 bits that name some content, as two halves: 32-bit FNV-1a over its bytes from the start, and over its bytes
 * from the end with the other offset basis, each with the final mixing of MurmurHash3.
 */
export function contentHash(bytes: Uint8Array, begin = 0, end: number = bytes.length): [number, number] {
  let forward = 0x811c9dc5;
  let backward = 0x050c5d1f;
  for (let i = begin, j = end - 1; i < end; i++, j--) {
    forward = Math.imul(forward ^ bytes[i], 0x01000193);
    backward = Math.imul(backward ^ bytes[j], 0x01000193);
  }
  return [mixed(forward), mixed(backward)];
}

function mixed(hash: number): number {
  let value = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
