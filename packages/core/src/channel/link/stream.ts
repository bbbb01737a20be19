import { checkOptions, type OptionKeys } from "../../base/index.js";
import { decodeBlock, encodeBlock, type LinkCode } from "./block.js";
import type { SentLayer } from "./layer.js";
import { frameNumbers, type Packet, payloadBytes, readPacket } from "./packet.js";

/** How bytes that are no records are sent: for comparisons of a link with other ways to use the same packets. */
export type StreamOptions = {
  readonly code: LinkCode;
  readonly packetBytes: number;
  readonly frame: number;
  /** Packets to send. */
  readonly packets: number;
};

const streamOptionsKeys: OptionKeys<StreamOptions> = {
  code: true,
  packetBytes: true,
  frame: true,
  packets: true,
};

/** Returns how many packets the message of a stream takes. */
export function streamDimension(bytes: number, packetBytes: number, packets: number): number {
  return Math.max(1, Math.ceil(bytes / payloadBytes(packetBytes, packets)));
}

const key = new Uint8Array(0);
const layer = 7;

/**
 * Any bytes as packets of the same form and with the same code as those of a {@link SemanticLink}: they stand as they
 * are in the first packets, repair follows.
 *
 * @throws RangeError when they need more packets than are to be sent.
 *
 * @example
 * ```ts
 * import { decodeStream, encodeStream } from "@onset/core/channel";
 * const sent = encodeStream(Uint8Array.of(1, 2, 3), { code: "ldpc", packetBytes: 32, frame: 0, packets: 4 });
 * decodeStream(sent.packets.slice(0, 1), { code: "ldpc", frame: 0 })[0]!.slice(0, 3); // => [1, 2, 3]
 * ```
 */
export function encodeStream(bytes: Uint8Array, options: StreamOptions): SentLayer {
  checkOptions(options, streamOptionsKeys);
  const { code, packetBytes, frame, packets } = options;
  const size = payloadBytes(packetBytes, packets);
  const dimension = streamDimension(bytes.length, packetBytes, packets);
  const payloads = Array.from({ length: dimension }, (_, i) => {
    const payload = new Uint8Array(size);
    payload.set(bytes.subarray(i * size, (i + 1) * size));
    return payload;
  });
  return {
    packets: encodeBlock(payloads, { layer, frame, texts: 1, length: packets }, code, key),
    dimension,
  };
}

/**
 * The payloads of a stream from what came of its packets, `undefined` for the lost; empty when no packet came. The last
 * payload is filled up with zeros.
 */
export function decodeStream(
  received: readonly Uint8Array[],
  { code, frame }: Pick<StreamOptions, "code" | "frame">,
): (Uint8Array | undefined)[] {
  const packets: Packet[] = [];
  for (const bytes of received) {
    const packet = readPacket(bytes, key);
    if (packet !== null && packet.frame === frame % frameNumbers && packet.layer === layer)
      packets.push(packet);
  }
  return packets.length === 0 ? [] : decodeBlock(packets, code);
}
