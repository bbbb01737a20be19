import { type SemanticLink, sendLayer } from "../../channel/index.js";
import { type Arrived, fittingTexts, type Scheme, type SentTexts } from "./scheme.js";

const nothing: Arrived = { skills: [], level: "none", text: () => null, isExact: false };

/** A frame of a link, in as many packets as are given or as its rate says. */
export function encodeWithLink(
  link: SemanticLink,
  texts: readonly string[],
  frame: number,
  packets?: number,
): SentTexts & {
  readonly packets: number;
  readonly dimensions: readonly number[];
  readonly lengths: readonly number[];
} {
  const sent = link.encodeFrame(texts, frame, packets);
  const bytes = sent.layers.reduce(
    (sum, layer) => sum + layer.packets.reduce((total, packet) => total + packet.length, 0),
    0,
  );
  return {
    bytes,
    packets: sent.packets,
    dimensions: sent.layers.map(({ dimension }) => dimension),
    lengths: sent.layers.map((layer) => layer.packets.length),
    send(channel, rng) {
      const received = sent.layers.flatMap((layer) => sendLayer(layer, channel, rng));
      return link.decodeFrame(received, frame, texts.length).map((reception, i) => ({
        ...reception,
        isExact: reception.level === "exact" && reception.text() === texts[i],
      }));
    },
  };
}

/** The codec without layers: exact records alone, all protected alike. */
export function oneLayer(link: SemanticLink): Scheme {
  const { rate } = link.settings;
  return {
    name: "codec, one layer",
    encode(texts, frame, packets) {
      const dimension = (count: number): number =>
        count === 0 ? 0 : encodeWithLink(link, texts.slice(0, count), frame).dimensions[0];
      const count = fittingTexts(texts.length, packets, rate, dimension);
      if (count === 0) return { bytes: 0, send: () => texts.map(() => nothing) };
      const sent = encodeWithLink(link, texts.slice(0, count), frame, packets);
      return {
        bytes: sent.bytes,
        send: (channel, rng) => [...sent.send(channel, rng), ...texts.slice(count).map(() => nothing)],
      };
    },
  };
}
