/** The entries of a zip archive, read one at a time: only what a book needs (APPNOTE.TXT, sections 4.3 and 4.4). */
import { type ByteSource, dataError } from "@onset/reading";
import { inflateSync } from "fflate";

/** An entry as the central directory names it. */
export type Entry = {
  readonly name: string;
  readonly method: number;
  readonly isEncrypted: boolean;
  readonly packed: number;
  readonly unpacked: number;
  readonly at: number;
};

const directoryEnd = 0x06054b50;
const directoryEntry = 0x02014b50;
const localEntry = 0x04034b50;
const maxCommentBytes = 65_535;
const maxDirectoryBytes = 16 * 1024 * 1024;
const maxEntryBytes = 64 * 1024 * 1024;

/**
 * The entries of an archive by name.
 *
 * @throws ReadingError when the archive is damaged or of a kind that no book is
 */
export async function entriesOf(source: ByteSource): Promise<Map<string, Entry>> {
  const tailStart = Math.max(0, source.size - maxCommentBytes - 22);
  const tail = view(await source.read(tailStart, source.size));
  let at = tail.byteLength - 22;
  while (at >= 0 && tail.getUint32(at, true) !== directoryEnd) at--;
  if (at < 0) throw dataError("it is a damaged zip archive: its directory is missing");
  const count = tail.getUint16(at + 10, true);
  const length = tail.getUint32(at + 12, true);
  const start = tail.getUint32(at + 16, true);
  if (length > maxDirectoryBytes || start + length > source.size) {
    throw dataError("it is a damaged zip archive: its directory lies outside of it");
  }
  const bytes = await source.read(start, start + length);
  const directory = view(bytes);
  const entries = new Map<string, Entry>();
  const decoder = new TextDecoder();
  let from = 0;
  for (let i = 0; i < count; i++) {
    if (from + 46 > length || directory.getUint32(from, true) !== directoryEntry) {
      throw dataError(`it is a damaged zip archive: entry ${i + 1} of ${count} is not whole`);
    }
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) =>
      directory.getUint16(from + field, true),
    );
    const name = decoder.decode(bytes.subarray(from + 46, from + 46 + nameLength));
    entries.set(name, {
      name,
      method: directory.getUint16(from + 10, true),
      isEncrypted: (directory.getUint16(from + 8, true) & 1) !== 0,
      packed: directory.getUint32(from + 20, true),
      unpacked: directory.getUint32(from + 24, true),
      at: directory.getUint32(from + 42, true),
    });
    from += 46 + nameLength + extraLength + commentLength;
  }
  return entries;
}

/**
 * The bytes of an entry, unpacked. Their number is bounded before memory is taken.
 *
 * @throws ReadingError when the entry is damaged, encrypted, or longer than 64 MB
 */
export async function contentOf(source: ByteSource, entry: Entry): Promise<Uint8Array> {
  const name = JSON.stringify(entry.name);
  if (entry.isEncrypted) throw dataError(`${name} in it is encrypted`);
  if (entry.unpacked > maxEntryBytes) {
    throw dataError(`${name} in it is longer than ${maxEntryBytes / 1024 ** 2} MB`);
  }
  const header = view(await source.read(entry.at, Math.min(entry.at + 30, source.size)));
  if (header.byteLength < 30 || header.getUint32(0, true) !== localEntry) {
    throw dataError(`it is a damaged zip archive: ${name} is not where its directory says`);
  }
  const start = entry.at + 30 + header.getUint16(26, true) + header.getUint16(28, true);
  if (start + entry.packed > source.size)
    throw dataError(`it is a damaged zip archive: ${name} is cut short`);
  const packed = await source.read(start, start + entry.packed);
  if (entry.method === 0) return packed;
  if (entry.method !== 8) throw dataError(`${name} in it is packed in a way that no book is`);
  const unpacked = new Uint8Array(entry.unpacked);
  try {
    return inflateSync(packed, { out: unpacked });
  } catch {
    throw dataError(`it is a damaged zip archive: ${name} cannot be unpacked`);
  }
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
