/**
 * A packet on the wire:
 *
 *   0  version (4 bits), wide numbers (1 bit), layer (3 bits)     then payload, of the same size in all packets
 *   1  frame, 2 bytes                                             then CRC-32 of the key, the header and the payload
 *   3  texts in the frame less one
 *   4  number of the packet, message packets, all packets of the layer: a byte each, or two when wide
 *
 * The key stands for what sender and receiver share, the model above all: it is part of the check and never sent, so
 * that packets of another model do not pass.
 */
import { crc32 } from "../../codec/index.js";

/** What a header says. */
export type PacketHeader = {
  /** 0 for the meaning, 1 for the surface. */
  readonly layer: number;
  readonly frame: number;
  /** Texts in the frame. */
  readonly texts: number;
  /** Number of this packet in its layer: below `dimension` it holds a part of the message, else repair. */
  readonly index: number;
  readonly dimension: number;
  readonly length: number;
};

/** A packet whose check fits. */
export type Packet = PacketHeader & { readonly payload: Uint8Array };

const version = 1;
/** Bytes of the check, and the chance that damage passes it: 2^-32 for bytes that are random. */
export const checkBytes = 4;
/** The probability that a packet of random bytes passes the check. */
export const undetectedPerPacket: number = 2 ** (-8 * checkBytes);
/** Frames are numbered modulo this. */
export const frameNumbers = 65536;
/** Most texts in a frame. */
export const maxTexts = 128;
const maxPackets = 65535;

function headerBytes(length: number): number {
  return length > 255 ? 10 : 7;
}

/**
 * Returns the bytes of a packet that are left for its payload, in a layer of `length` packets.
 *
 * @example
 * ```ts
 * import { payloadBytes } from "@onset/core/channel";
 * payloadBytes(64, 100); // => 53
 * payloadBytes(64, 1000); // => 50
 * ```
 */
export function payloadBytes(packetBytes: number, length: number): number {
  return packetBytes - headerBytes(length) - checkBytes;
}

/** The bytes of a packet. */
export function writePacket(
  header: PacketHeader,
  payload: Uint8Array,
  key: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const { layer, frame, texts, index, dimension, length } = header;
  if (length > maxPackets) throw new RangeError(`a layer has at most ${maxPackets} packets, not ${length}`);
  const wide = length > 255;
  const begin = headerBytes(length);
  const bytes = new Uint8Array(begin + payload.length + checkBytes);
  const view = new DataView(bytes.buffer);
  bytes[0] = (version << 4) | (wide ? 8 : 0) | layer;
  view.setUint16(1, frame % frameNumbers);
  bytes[3] = texts - 1;
  [index, dimension, length].forEach((value, i) => {
    if (wide) view.setUint16(4 + 2 * i, value);
    else bytes[4 + i] = value;
  });
  bytes.set(payload, begin);
  view.setUint32(begin + payload.length, checkOf(bytes, key));
  return bytes;
}

/** The packet in some bytes; null when its check does not fit or its header makes no sense. */
export function readPacket(bytes: Uint8Array, key: Uint8Array): Packet | null {
  if (bytes.length < headerBytes(0) + checkBytes + 1 || bytes[0] >>> 4 !== version) return null;
  const wide = (bytes[0] & 8) !== 0;
  const begin = wide ? headerBytes(maxPackets) : headerBytes(0);
  const end = bytes.length - checkBytes;
  if (begin >= end) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(end) !== checkOf(bytes, key)) return null;
  const [index, dimension, length] = [0, 1, 2].map((i) => (wide ? view.getUint16(4 + 2 * i) : bytes[4 + i]));
  const texts = bytes[3] + 1;
  if (dimension < 1 || length < dimension || index >= length || texts > maxTexts) return null;
  const header = { layer: bytes[0] & 7, frame: view.getUint16(1), texts, index, dimension, length };
  return { ...header, payload: bytes.subarray(begin, end) };
}

/** The sum of the key and all bytes but the last four. */
function checkOf(bytes: Uint8Array, key: Uint8Array): number {
  const all = new Uint8Array(key.length + bytes.length - checkBytes);
  all.set(key);
  all.set(bytes.subarray(0, bytes.length - checkBytes), key.length);
  return crc32(all);
}
