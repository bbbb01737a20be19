import { checkInteger, checkOptions, type OptionKeys, stream } from "../../base/index.js";
import { type Channel, parameterOf, printChannel, SemanticLink } from "../../channel/index.js";
import { type CallOptions, callOptionsKeys, Pace } from "../call.js";
import { encodeWithLink, oneLayer } from "./codec-schemes.js";
import type { Arrived, Scheme, SentTexts } from "./scheme.js";
import { type SchemeResult, SchemeTally } from "./tally.js";

/** What went over one channel. */
export type ChannelResult = {
  readonly channel: string;
  readonly kind: Channel["kind"];
  readonly parameter: number;
  readonly schemes: readonly SchemeResult[];
};

/** Everything that was sent. */
export type Transmission = {
  readonly texts: number;
  readonly frames: number;
  readonly packets: number;
  readonly bytes: number;
  readonly characters: number;
  /** Packets of the message and of all, by layer. */
  readonly layers: readonly { readonly message: number; readonly packets: number }[];
  readonly channels: readonly ChannelResult[];
};

/** What is told of each text: see {@link transmitTexts}. */
export type OnText = (channel: Channel, frame: number, sent: string, arrived: Arrived) => void;

/** Options of {@link transmitTexts}. */
export type TransmissionOptions = CallOptions & {
  /** How many texts are sent, from the first one again behind the last; an integer >= 1, default each once. */
  readonly trials?: number | undefined;
  /** Seed of the channels, an integer >= 0; default 1. */
  readonly seed?: number | undefined;
  /** Other ways to send that are compared with the link, in as many packets; default none. */
  readonly schemes?: readonly Scheme[] | undefined;
  /** Told what becomes of each text over each channel. */
  readonly onText?: OnText | undefined;
};

const transmissionOptionsKeys: OptionKeys<TransmissionOptions> = {
  ...callOptionsKeys,
  trials: true,
  seed: true,
  schemes: true,
  onText: true,
};

/**
 * Sends texts in frames over channels by a link and by what it is compared with, all in the same number of packets:
 * the codec without layers, and the schemes given. Over erasures all lose the packets with the same numbers. The same
 * seed gives the same.
 *
 * @throws RangeError when `trials` is not an integer >= 1 or `seed` not one >= 0; the reason of `signal` when it is
 * aborted.
 *
 * @example
 * ```ts
 * import { transmitTexts } from "@onset/core/analysis";
 * import { SemanticLink } from "@onset/core/channel";
 * import { loadCodec, trainCodec } from "@onset/core/codec";
 * const texts = Array.from({ length: 300 }, (_, i) => `gate ${i % 7} opens at ${i % 3} when ship ${i % 5} calls`);
 * const link = new SemanticLink(loadCodec(trainCodec(texts, { foundation: 3 }).model), { mode: "exact" });
 * const { channels } = await transmitTexts(link, texts, [{ kind: "erasure", probability: 0 }], { trials: 40 });
 * channels[0]!.channel; // => "erasure:0"
 * ```
 */
export async function transmitTexts(
  link: SemanticLink,
  texts: readonly string[],
  channels: readonly Channel[],
  options: TransmissionOptions = {},
): Promise<Transmission> {
  checkOptions(options, transmissionOptionsKeys);
  const { codec, settings } = link;
  const { onText } = options;
  const trials = checkInteger(options.trials ?? texts.length, "trials", 1);
  const seed = checkInteger(options.seed ?? 1, "seed", 0);
  const schemes = [...(options.schemes ?? [])];
  if (settings.mode !== "exact") {
    schemes.unshift(oneLayer(new SemanticLink(codec, { ...settings, mode: "exact" })));
  }
  const pace = new Pace(options);
  const tallies = channels.map(() =>
    ["semantic link", ...schemes.map(({ name }) => name)].map((name) => new SchemeTally(name)),
  );
  const size = settings.frameTexts;
  const frames = Math.ceil(trials / size);
  const layers: { message: number; packets: number }[] = [];
  let [packets, bytes, letters] = [0, 0, 0];
  for (let frame = 0; frame < frames; frame++) {
    await pace.at("transmission", frame, frames);
    // Frames of nearly equal size: as a sample they weigh the same.
    const [begin, end] = [Math.floor((frame * trials) / frames), Math.floor(((frame + 1) * trials) / frames)];
    const sent = Array.from({ length: end - begin }, (_, i) => texts[(begin + i) % texts.length]);
    const meanings = sent.map((text) => codec.meaning(text));
    const own = encodeWithLink(link, sent, frame);
    const others = schemes.map((scheme) => scheme.encode(sent, frame, own.packets));
    packets += own.packets;
    bytes += own.bytes;
    letters += sent.reduce((sum, text) => sum + text.length, 0);
    own.dimensions.forEach((message, i) => {
      layers[i] ??= { message: 0, packets: 0 };
      layers[i].message += message;
      layers[i].packets += own.lengths[i];
    });
    for (const [c, channel] of channels.entries()) {
      const send = (way: SentTexts): Arrived[] =>
        way.send(channel, stream(seed, "transmit", printChannel(channel), frame));
      const received = send(own);
      const kept = tallies[c][0].add(codec, sent, meanings, received);
      received.forEach((arrived, i) => {
        onText?.(channel, frame, sent[i], arrived);
      });
      for (const [s, other] of others.entries()) {
        const tally = tallies[c][s + 1];
        tally.addDifference(tally.add(codec, sent, meanings, send(other)) - kept);
      }
    }
  }
  return {
    texts: trials,
    frames,
    packets,
    bytes,
    characters: letters,
    layers,
    channels: channels.map((channel, c) => ({
      channel: printChannel(channel),
      kind: channel.kind,
      parameter: parameterOf(channel),
      schemes: tallies[c].map((tally) => tally.result()),
    })),
  };
}
