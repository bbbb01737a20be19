import { constants, deflateRawSync, inflateRawSync } from "node:zlib";
import { type Arrived, fittingTexts, type Scheme } from "@onset/core/analysis";
import type { RandomStream } from "@onset/core/base";
import {
  type Channel,
  decodeStream,
  drawArrivals,
  encodeStream,
  flipBits,
  flipSoftValues,
  gaussianSoftValues,
  type LinkSettings,
  payloadBytes,
  type SemanticLink,
  sendLayer,
  streamDimension,
} from "@onset/core/channel";
import type { Codec } from "@onset/core/codec";

/** What a link is compared with: characters without a code, and raw deflate with the same one. */
export function plainSchemes({ codec, settings }: SemanticLink): Scheme[] {
  return [deflated(codec, settings), characters(codec, settings)];
}

const separator = "\u0000";

function arrived(codec: Codec, sent: string, text: string | null): Arrived {
  const skills = text === null ? [] : codec.meaning(text);
  return { skills, level: null, text: () => text, isExact: text === sent };
}

/** All texts of the frame by raw deflate, level 9, in one stream, with the same code. */
function deflated(codec: Codec, { code, packetBytes, rate }: LinkSettings): Scheme {
  const compress = (texts: readonly string[]): Uint8Array =>
    deflateRawSync(texts.map((text) => text + separator).join(""), { level: 9 });
  return {
    name: "deflate",
    encode(texts, frame, packets) {
      const dimension = (count: number): number =>
        streamDimension(compress(texts.slice(0, count)).length, packetBytes, packets);
      const count = fittingTexts(texts.length, packets, rate, dimension);
      const layer = encodeStream(compress(texts.slice(0, count)), { code, packetBytes, frame, packets });
      return {
        bytes: packets * packetBytes,
        send(channel, rng) {
          const payloads = decodeStream(sendLayer(layer, channel, rng), { code, frame });
          const end = payloads.indexOf(undefined);
          const prefix = payloads.slice(0, end < 0 ? payloads.length : end) as Uint8Array[];
          const lines = inflated(prefix).split(separator);
          // What stands behind the last separator is the beginning of a text.
          return texts.map((text, i) => arrived(codec, text, i < count ? lines[i] || null : null));
        },
      };
    },
  };
}

/** As much as the first bytes of a deflated stream tell. */
function inflated(prefix: readonly Uint8Array[]): string {
  if (prefix.length === 0) return "";
  try {
    return inflateRawSync(Buffer.concat(prefix), { finishFlush: constants.Z_SYNC_FLUSH }).toString("utf8");
  } catch {
    // Nothing of it is believed; packets have been checked, so that this is a damaged stream.
    return "";
  }
}

/** What stands for characters that did not arrive: no letter, so that it ends a word. */
const gap = "\u2026";

/** The characters themselves, without a code: as many of them as fit; packets that are left over repeat the first ones. */
function characters(codec: Codec, { packetBytes }: LinkSettings): Scheme {
  return {
    name: "characters",
    encode(texts, _frame, packets) {
      const size = payloadBytes(packetBytes, packets);
      const encoded = texts.map((text) => Buffer.from(text, "utf8"));
      const bytes = Buffer.concat(encoded).subarray(0, size * packets);
      const copies = Math.max(1, Math.floor((size * packets) / Math.max(1, bytes.length)));
      return {
        bytes: packets * packetBytes,
        send(channel, rng) {
          const received = receiveBytes(bytes, size, packets, copies, channel, rng);
          let begin = 0;
          return texts.map((text, i) => {
            const own = received.slice(begin, (begin += encoded[i].length));
            const readable = own.some((byte) => byte !== undefined);
            return arrived(
              codec,
              text,
              own.length === 0 || !readable ? null : withGaps(own, encoded[i].length),
            );
          });
        },
      };
    },
  };
}

/** The bytes that arrive, undefined for the lost ones. Over noise every byte arrives, right or wrong. */
function receiveBytes(
  bytes: Uint8Array,
  size: number,
  packets: number,
  copies: number,
  channel: Channel,
  rng: RandomStream,
): (number | undefined)[] {
  if (channel.kind === "erasure") {
    const flags = drawArrivals(packets, channel.probability, rng);
    const needed = Math.ceil(bytes.length / size);
    const isHere = Array.from({ length: needed }, (_, i) => {
      for (let packet = i; packet < packets; packet += needed) if (flags[packet] === 1) return true;
      return false;
    });
    return Array.from(bytes, (byte, i) => (isHere[Math.floor(i / size)] ? byte : undefined));
  }
  const bits = Uint8Array.from(
    { length: 8 * bytes.length },
    (_, bit) => (bytes[bit >>> 3] >>> (bit & 7)) & 1,
  );
  const sums = new Float64Array(bits.length);
  for (let copy = 0; copy < copies; copy++) {
    const soft =
      channel.kind === "flip"
        ? flipSoftValues(flipBits(bits, channel.probability, rng), channel.probability)
        : gaussianSoftValues(bits, channel.snr, rng);
    for (let bit = 0; bit < bits.length; bit++) sums[bit] += soft[bit];
  }
  const decided = new Uint8Array(bytes.length);
  sums.forEach((sum, bit) => {
    if (sum < 0) decided[bit >>> 3] |= 1 << (bit & 7);
  });
  return Array.from(decided);
}

function withGaps(bytes: readonly (number | undefined)[], length: number): string {
  const parts: string[] = [];
  let run: number[] = [];
  const flush = (): void => {
    if (run.length > 0) parts.push(Buffer.from(run).toString("utf8"));
    run = [];
  };
  for (let i = 0; i < length; i++) {
    const byte = bytes[i];
    if (byte !== undefined) run.push(byte);
    else {
      flush();
      if (parts.at(-1) !== gap) parts.push(gap);
    }
  }
  flush();
  return parts.join("");
}
