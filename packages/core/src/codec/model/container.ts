/**
 * The file of a model: a header, a table of sections, the sections. All numbers are 32 bits, lowest byte first.
 *
 *   0  magic 89 4F 4E 53 4D 0D 0A 1A        24  number of sections
 *   8  version                              28  CRC-32 of bytes 0 to 28 and of the table
 *  12  length of the file                   32  the table: tag, offset, length, CRC-32 of each section
 *  16  content hash of all sections (64 bits)   then the sections, one right after the other
 */
import { checkInteger, rejected } from "../../base/index.js";
import { contentHash, crc32 } from "../bytes/checks.js";
import { ByteReader } from "../bytes/reader.js";
import { ByteWriter } from "../bytes/writer.js";

const magic = [0x89, 0x4f, 0x4e, 0x53, 0x4d, 0x0d, 0x0a, 0x1a] as const;
const headerLength = 32;
const entryLength = 16;
const maxSections = 64;
/** Version of the format of model files. */
export const modelVersion = 2;

/** A part of a model: what it is called (a small number) and its bytes. */
export type Section = { readonly tag: number; readonly bytes: Uint8Array };

/** Puts sections into a file. */
export function writeContainer(sections: readonly Section[]): Uint8Array<ArrayBuffer> {
  const body = new ByteWriter();
  const table = new ByteWriter();
  const begin = headerLength + entryLength * sections.length;
  for (const { tag, bytes } of sections) {
    table.u32(tag);
    table.u32(begin + body.length);
    table.u32(bytes.length);
    table.u32(crc32(bytes));
    body.append(bytes);
  }
  const content = body.finish();
  const head = new ByteWriter();
  for (const byte of magic) head.u8(byte);
  head.u32(modelVersion);
  head.u32(begin + content.length);
  for (const half of contentHash(content)) head.u32(half);
  head.u32(sections.length);
  const checked = new ByteWriter();
  checked.append(head.finish());
  checked.append(table.finish());
  head.u32(crc32(checked.finish()));
  head.append(table.finish());
  head.append(content);
  return head.finish();
}

/** Sections by tag, and the 64 bits that name the model. */
export type Container = {
  readonly sections: ReadonlyMap<number, ByteReader>;
  readonly hash: [number, number];
};

/**
 * Takes a file apart; every byte of it is checked.
 *
 * @throws FormatError that says what is wrong
 */
export function readContainer(file: Uint8Array): Container {
  const { hash, count, sum } = readHead(file, file.length);
  const { length } = file;
  const reader = new ByteReader(file, "model file", headerLength);
  if (count > maxSections || headerLength + entryLength * count > length) {
    throw reader.fault(`claims ${count} sections`);
  }
  const checked = new Uint8Array(headerLength - 4 + entryLength * count);
  checked.set(file.subarray(0, headerLength - 4));
  checked.set(file.subarray(headerLength, headerLength + entryLength * count), headerLength - 4);
  if (crc32(checked) !== sum) throw reader.fault("its header is damaged");
  const sections = new Map<number, ByteReader>();
  const begin = headerLength + entryLength * count;
  let next = begin;
  for (let i = 0; i < count; i++) {
    const tag = reader.u32();
    const offset = reader.u32();
    const size = reader.u32();
    const crc = reader.u32();
    if (offset !== next || size > length - offset) throw reader.fault(`section ${tag} is out of place`);
    if (crc32(file, offset, offset + size) !== crc) throw reader.fault(`section ${tag} is damaged`);
    if (sections.has(tag)) throw reader.fault(`has section ${tag} twice`);
    next = offset + size;
    sections.set(tag, new ByteReader(file, `model file, section ${tag}`, offset, next));
  }
  if (next !== length) throw reader.fault(`has ${length - next} bytes too many`);
  const found = contentHash(file, begin, length);
  if (found[0] !== hash[0] || found[1] !== hash[1])
    throw reader.fault("its content is not what its header names");
  return { sections, hash };
}

/** What the first bytes of a model file say; `size` is the length of all of it. */
function readHead(head: Uint8Array, size: number): { hash: [number, number]; count: number; sum: number } {
  const reader = new ByteReader(head, "model file");
  if (head.length < headerLength) throw reader.fault("ends too early");
  if (magic.some((byte, i) => head[i] !== byte))
    throw reader.fault("is none, or its first bytes are damaged");
  reader.take(magic.length);
  const version = reader.u32();
  const length = reader.u32();
  const hash: [number, number] = [reader.u32(), reader.u32()];
  const count = reader.u32();
  const sum = reader.u32();
  if (version !== modelVersion) {
    const way = version < modelVersion ? "train it again" : "a newer program made it";
    throw reader.fault(`has version ${version}; this program reads version ${modelVersion}: ${way}`);
  }
  if (length !== size) throw reader.fault(`claims ${length} bytes, has ${size}`);
  return { hash, count, sum };
}

/**
 * Checks the first bytes of what should be a model file, before the rest of it is read: whether it is one, of a version
 * that can be read, and as long as it says. All else is left to `loadCodec`.
 *
 * @param head - the first 32 bytes or more, or the whole file
 * @param size - the length of the file
 * @throws FormatError that says what is wrong
 *
 * @example
 * ```ts
 * import { checkModelHead, trainCodec } from "@onset/core/codec";
 * const texts = Array.from({ length: 300 }, (_, i) => `event ${i % 7} of type ${i % 3} at the gate`);
 * const { model } = trainCodec(texts);
 * checkModelHead(model.subarray(0, 32), model.length); // => undefined
 * checkModelHead(new Uint8Array(32), 10_000_000_000); // throws FormatError: model file: is none, or its first bytes are damaged
 * ```
 */
export function checkModelHead(head: Uint8Array, size: number): void {
  if (!(head instanceof Uint8Array)) throw rejected(head, "head", "a Uint8Array", true);
  readHead(head, checkInteger(size, "size", 0));
}

/** The 64 bits that name a model, as 16 hexadecimal digits. */
export function hashText(hash: readonly [number, number]): string {
  return hash.map((half) => half.toString(16).padStart(8, "0")).join("");
}
