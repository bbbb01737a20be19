import { crc32 } from "../bytes/checks.js";
import { ByteReader } from "../bytes/reader.js";
import { ByteWriter } from "../bytes/writer.js";
import { blockBytes, blockRecords } from "./pack-format.js";

/** Whether a block with these records is full. */
export function isFull(records: number, recordBytes: number): boolean {
  return records >= blockRecords || recordBytes >= blockBytes;
}

/** The bytes of a block. */
export function writeBlock(lengths: readonly number[], records: Uint8Array): Uint8Array<ArrayBuffer> {
  const block = new ByteWriter();
  block.u32(0);
  block.varint(lengths.length);
  for (const length of lengths) block.varint(length);
  block.append(records);
  const bytes = block.finish();
  new DataView(bytes.buffer).setUint32(0, crc32(bytes, 4), true);
  return bytes;
}

/**
 * Checks the block in bytes `begin` to `end`.
 *
 * @param what - names the block in errors, which go on with "are damaged"
 * @param records - how many it should have; null when nothing tells
 * @returns where its records begin, and behind them where the last one ends
 * @throws FormatError that says what is wrong
 */
export function readBlock(
  bytes: Uint8Array,
  begin: number,
  end: number,
  what: string,
  records: number | null,
): Float64Array {
  const reader = new ByteReader(bytes, what, begin, end);
  if (reader.u32() !== crc32(bytes, begin + 4, end)) throw reader.fault("are damaged");
  const count = reader.count("records", blockRecords);
  if (records !== null && count !== records) throw reader.fault("are not as many as the index says");
  // Bytes of a pack in memory may lie beyond what 32 bits can number.
  const offsets = new Float64Array(count + 1);
  for (let i = 0; i < count; i++) offsets[i + 1] = offsets[i] + reader.count("bytes", end - begin);
  if (offsets[count] !== end - reader.at) throw reader.fault("have lengths that do not sum to their block");
  const { at } = reader;
  return offsets.map((offset) => offset + at);
}
