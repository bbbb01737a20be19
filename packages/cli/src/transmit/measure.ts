import { stream, Welford } from "@onset/core/base";
import {
  type Channel,
  kendallTau,
  parameterOf,
  printChannel,
  SemanticLink,
  setFidelity,
} from "@onset/core/channel";
import type { Codec } from "@onset/core/codec";
import { encodeWithLink, oneLayer } from "./codec-schemes.js";
import { characters, deflated } from "./plain-schemes.js";
import type { Arrived, Scheme, SentTexts } from "./scheme.js";

/** A mean over frames with its 95 % interval: texts of a frame share its losses, so that frames are the sample. */
export type Estimate = { readonly mean: number; readonly low: number; readonly high: number };

/** How one way of sending did over one channel. Shares are of all texts, or of all skills sent. */
export type SchemeResult = {
  readonly name: string;
  readonly exact: Estimate;
  /** The same skills: exact texts included. */
  readonly same: Estimate;
  readonly nothing: Estimate;
  /** Skills that arrived, of all that were sent. */
  readonly kept: Estimate;
  readonly f1: Estimate;
  readonly jaccard: Estimate;
  /** The share of skills kept less that of the link, frame by frame; null for the link. */
  readonly keptLess: Estimate | null;
  /** Kendall's tau of the order of shared skills, over at most some hundred received texts; null with none. */
  readonly order: number | null;
  /** Texts at each level the receiver was told; null where it is told nothing. */
  readonly levels: Readonly<Record<"exact" | "same" | "part" | "none", number>> | null;
  /** Texts that are not what their level says. */
  readonly broken: number | null;
};

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

const maxOrders = 100;

class SchemeTally {
  readonly name: string;
  readonly #means = Object.fromEntries(
    ["exact", "same", "nothing", "kept", "f1", "jaccard", "keptLess"].map((key) => [key, new Welford()]),
  ) as Record<"exact" | "same" | "nothing" | "kept" | "f1" | "jaccard" | "keptLess", Welford>;
  readonly #levels = { exact: 0, same: 0, part: 0, none: 0 };
  readonly #order = new Welford();
  #told = false;
  #broken = 0;

  constructor(name: string) {
    this.name = name;
  }

  /** Adds a frame; returns the share of skills kept. */
  add(
    codec: Codec,
    sent: readonly string[],
    meanings: readonly string[][],
    arrived: readonly Arrived[],
  ): number {
    const sums = { exact: 0, same: 0, nothing: 0, f1: 0, jaccard: 0 };
    let [shared, all] = [0, 0];
    for (const [i, text] of sent.entries()) {
      const { skills, level, isExact } = arrived[i]!;
      const fidelity = setFidelity(meanings[i]!, skills);
      const isSame =
        isExact ||
        (level !== "none" && fidelity.jaccard === 1 && arrived[i]!.text !== null && hasText(arrived[i]!));
      if (isExact) sums.exact++;
      if (isSame) sums.same++;
      if (level === "none" || (level === null && !hasText(arrived[i]!))) sums.nothing++;
      else {
        sums.f1 += fidelity.f1;
        sums.jaccard += fidelity.jaccard;
      }
      shared += fidelity.shared;
      all += fidelity.sent;
      if (level !== null) {
        this.#told = true;
        this.#levels[level]++;
        const kept =
          level === "exact"
            ? isExact
            : level === "same"
              ? fidelity.jaccard === 1
              : fidelity.shared === skills.length;
        if (!kept) this.#broken++;
      }
      if (this.#order.count < maxOrders && skills.length > 1) this.#addOrder(codec, text, arrived[i]!);
    }
    for (const [name, sum] of Object.entries(sums))
      this.#means[name as keyof typeof sums].add(sum / sent.length);
    const kept = all === 0 ? 1 : shared / all;
    this.#means.kept.add(kept);
    return kept;
  }

  addDifference(less: number): void {
    this.#means.keptLess.add(less);
  }

  #addOrder(codec: Codec, sent: string, { text }: Arrived): void {
    const received = text();
    const tau =
      received === null ? null : kendallTau(skillSequence(codec, sent), skillSequence(codec, received));
    if (tau !== null) this.#order.add(tau);
  }

  result(): SchemeResult {
    const { exact, same, nothing, kept, f1, jaccard, keptLess } = this.#means;
    return {
      name: this.name,
      exact: estimate(exact),
      same: estimate(same),
      nothing: estimate(nothing),
      kept: estimate(kept),
      f1: estimate(f1),
      jaccard: estimate(jaccard),
      keptLess: keptLess.count === 0 ? null : estimate(keptLess),
      order: this.#order.count === 0 ? null : this.#order.mean,
      levels: this.#told ? this.#levels : null,
      broken: this.#told ? this.#broken : null,
    };
  }
}

/** Making a text anew takes milliseconds: those with a level have one unless it is `none`. */
function hasText({ level, text }: Arrived): boolean {
  return level === null ? text() !== null : level !== "none";
}

function estimate({ mean, standardError }: Welford): Estimate {
  const half = 1.959963984540054 * standardError;
  return { mean, low: mean - half, high: mean + half };
}

/** The skills of a text in the order of their words. */
function skillSequence(codec: Codec, text: string): string[] {
  return (text.match(/[\p{L}\p{M}\p{N}']+/gu) ?? []).flatMap((word) => codec.meaning(word));
}

/**
 * Sends texts in frames over channels by the link and by what it is compared with, all in the same number of packets:
 * raw deflate with the same code, characters without one, and the codec without layers. Over erasures all lose the
 * packets with the same numbers.
 *
 * @param frames - The frames, one after the other.
 */
export async function transmitTexts(
  link: SemanticLink,
  texts: readonly string[],
  trials: number,
  channels: readonly Channel[],
  seed: number,
  pause: (frame: number) => Promise<void>,
  onText: OnText = () => undefined,
): Promise<Transmission> {
  const { codec, settings } = link;
  const schemes: Scheme[] = [deflated(codec, settings), characters(codec, settings)];
  if (settings.mode !== "exact") {
    schemes.unshift(oneLayer(new SemanticLink(codec, { ...settings, mode: "exact" })));
  }
  const tallies = channels.map(() =>
    ["semantic link", ...schemes.map(({ name }) => name)].map((name) => new SchemeTally(name)),
  );
  const size = settings.frameTexts;
  const frames = Math.ceil(trials / size);
  const layers: { message: number; packets: number }[] = [];
  let [packets, bytes, letters] = [0, 0, 0];
  for (let frame = 0; frame < frames; frame++) {
    await pause(frame);
    // Frames of nearly equal size: as a sample they weigh the same.
    const [begin, end] = [Math.floor((frame * trials) / frames), Math.floor(((frame + 1) * trials) / frames)];
    const sent = Array.from({ length: end - begin }, (_, i) => texts[(begin + i) % texts.length]!);
    const meanings = sent.map((text) => codec.meaning(text));
    const own = encodeWithLink(link, sent, frame);
    const others = schemes.map((scheme) => scheme.encode(sent, frame, own.packets));
    packets += own.packets;
    bytes += own.bytes;
    letters += sent.reduce((sum, text) => sum + text.length, 0);
    own.dimensions.forEach((message, i) => {
      layers[i] ??= { message: 0, packets: 0 };
      layers[i].message += message;
      layers[i].packets += own.lengths[i]!;
    });
    for (const [c, channel] of channels.entries()) {
      const send = (way: SentTexts): Arrived[] =>
        way.send(channel, stream(seed, "transmit", printChannel(channel), frame));
      const received = send(own);
      const kept = tallies[c]![0]!.add(codec, sent, meanings, received);
      received.forEach((arrived, i) => {
        onText(channel, frame, sent[i]!, arrived);
      });
      for (const [s, other] of others.entries()) {
        const tally = tallies[c]![s + 1]!;
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
      schemes: tallies[c]!.map((tally) => tally.result()),
    })),
  };
}
