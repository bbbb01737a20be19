import { rejected } from "../../base/index.js";
import { type CodeName, linkCodes } from "../codes/link-codes.js";
import { type Packet, type PacketHeader, writePacket } from "./packet.js";

/** The codes of a link. All send the message as it is, followed by repair. */
export type LinkCode = CodeName;

/** The packets of a layer: its payloads, then as many of repair as make up `length`. */
export function encodeBlock(
  payloads: readonly Uint8Array[],
  header: Pick<PacketHeader, "layer" | "frame" | "texts" | "length">,
  code: LinkCode,
  key: Uint8Array,
): Uint8Array<ArrayBuffer>[] {
  const dimension = payloads.length;
  const size = payloads[0].length;
  if (header.length < dimension) throw rejected(header.length, "length", `at least ${dimension}`);
  const message = new Uint8Array(dimension * size);
  payloads.forEach((payload, i) => {
    message.set(payload, i * size);
  });
  const hasRepair = header.length > dimension;
  const word = hasRepair ? linkCodes[code].encode(message, dimension, header.length) : message;
  return Array.from({ length: header.length }, (_, index) =>
    writePacket({ ...header, index, dimension }, word.subarray(index * size, (index + 1) * size), key),
  );
}

/** The payloads of the message, of one layer of one frame, as far as its packets tell them. */
export function decodeBlock(packets: readonly Packet[], code: LinkCode): (Uint8Array | undefined)[] {
  const { dimension, length, payload } = packets[0];
  const size = payload.length;
  const payloads: (Uint8Array | undefined)[] = new Array(dimension).fill(undefined);
  const arrived = new Map(packets.map((packet) => [packet.index, packet.payload]));
  for (const [index, bytes] of arrived) if (index < dimension) payloads[index] = bytes;
  if (arrived.size === 0 || payloads.every((bytes) => bytes !== undefined)) return payloads;
  const { recovered, symbols } = linkCodes[code].decode(arrived, dimension, length, size);
  for (let index = 0; index < dimension; index++) {
    if (recovered[index] === 1) payloads[index] = symbols.subarray(index * size, (index + 1) * size);
  }
  return payloads;
}
