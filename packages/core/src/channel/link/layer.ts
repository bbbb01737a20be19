import { checkStream, type RandomStream } from "../../base/index.js";
import { propagateBeliefs } from "../codes/belief.js";
import { encodeSymbols } from "../codes/linear-code.js";
import { staircaseOf } from "../codes/link-codes.js";
import type { Channel } from "../noise/channel.js";
import { drawArrivals } from "../noise/erase.js";
import { flipBits, flipSoftValues } from "../noise/flip.js";
import { gaussianSoftValues } from "../noise/gaussian.js";

/** A layer as it is sent: equal packets, the first `dimension` of which hold the message. */
export type SentLayer = { readonly packets: readonly Uint8Array[]; readonly dimension: number };

// The best degree of message bits for belief propagation among those tried (2 to 5).
const bitDegree = 3;

/**
 * Sends a layer over a channel and returns the packets that come out, damaged ones included.
 *
 * Over erasures packets are lost whole. Over bit flips and Gaussian noise the code works on bits: the message packets
 * are one word of a staircase code with as many bits as all packets have, decoded by belief propagation; the receiver
 * knows the sizes. Cost of the latter: about 12 ns an edge and sweep, some 2 ms a kilobyte where noise is strong.
 */
export function sendLayer(
  { packets, dimension }: SentLayer,
  channel: Channel,
  rng: RandomStream,
): Uint8Array[] {
  checkStream(rng);
  if (channel.kind === "erasure") {
    const arrived = drawArrivals(packets.length, channel.probability, rng);
    return packets.filter((_, i) => arrived[i] === 1);
  }
  if (dimension === 0) return [];
  const size = packets[0].length;
  const message = bitsOf(packets.slice(0, dimension));
  const length = 8 * size * packets.length;
  const coded =
    length > message.length
      ? encodeSymbols(staircaseOf(message.length, length, bitDegree), message)
      : message;
  const soft =
    channel.kind === "flip"
      ? flipSoftValues(flipBits(coded, channel.probability, rng), channel.probability)
      : gaussianSoftValues(coded, channel.snr, rng);
  const bits =
    length > message.length
      ? propagateBeliefs(staircaseOf(message.length, length, bitDegree).graph, soft, { rule: "min-star" })
          .bits
      : Uint8Array.from(soft, (value) => (value < 0 ? 1 : 0));
  return Array.from({ length: dimension }, (_, i) =>
    bytesOf(bits.subarray(8 * size * i, 8 * size * (i + 1))),
  );
}

function bitsOf(packets: readonly Uint8Array[]): Uint8Array {
  const size = packets[0].length;
  const bits = new Uint8Array(8 * size * packets.length);
  packets.forEach((packet, p) => {
    for (let bit = 0; bit < 8 * size; bit++) bits[8 * size * p + bit] = (packet[bit >>> 3] >>> (bit & 7)) & 1;
  });
  return bits;
}

function bytesOf(bits: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(bits.length / 8);
  for (let bit = 0; bit < bits.length; bit++) bytes[bit >>> 3] |= bits[bit] << (bit & 7);
  return bytes;
}
