import { rejected } from "../../base/index.js";
import type { Codec } from "../../codec/index.js";
import { encodeBlock } from "./block.js";
import { splitPackets } from "./budget.js";
import type { SentLayer } from "./layer.js";
import { meaningRecords } from "./meaning-records.js";
import { type LinkOptions, type LinkSettings, linkSettings } from "./options.js";
import { payloadBytes } from "./packet.js";
import { type Reception, receiveFrame } from "./receive.js";
import { type TextRecord, writeRecords } from "./records.js";

/** A frame as it is sent: the layers that the mode has, the meaning first. */
export type SentFrame = {
  readonly texts: number;
  readonly layers: readonly SentLayer[];
  /** Packets of all layers. */
  readonly packets: number;
};

/** What sender and receiver must have in common. */
export type LinkIdentity = { readonly modelHash: string; readonly code: string; readonly mode: string };

/**
 * A link that sends texts by their meaning. A frame of texts becomes packets: their meanings first, strongly protected,
 * then what gives the texts themselves. What cannot be recovered degrades: the exact text, else a text that means the
 * same, else a text with the skills that arrived, else nothing, and each text says which. Every packet has a check of 32
 * bits; bytes at random pass it with probability 2^-32, so that of n packets that do not belong here the receiver believes
 * one with probability n/2^32 at most.
 *
 * A link is for one thread, as its codec is.
 *
 * @example
 * ```ts
 * import { loadCodec, trainCodec } from "@onset/core/codec";
 * import { SemanticLink } from "@onset/core/channel";
 * const texts = Array.from({ length: 300 }, (_, i) => `gate ${i % 7} opens at ${i % 3} when ship ${i % 5} calls`);
 * const link = new SemanticLink(loadCodec(trainCodec(texts, { foundation: 3 }).model), { rate: 0.4 });
 * const { layers } = link.encodeFrame(["ship 3 calls", "gate 2 opens"], 0);
 * // Every second packet of the meaning is lost, and all of the surface.
 * const received = link.decodeFrame(layers[0].packets.filter((_, i) => i % 2 === 0), 0, 2);
 * received.map(({ level }) => level); // => ["same", "same"]
 * received[0].skills; // => ["3", "calls", "ship"]
 * new SemanticLink(link.codec, { rate: 1 }); // throws RangeError: "rate" expected a number between 0 and 1, both excluded, got 1
 * ```
 */
export class SemanticLink {
  readonly codec: Codec;
  readonly settings: LinkSettings;
  readonly #key: Uint8Array;

  constructor(codec: Codec, options: LinkOptions = {}) {
    this.codec = codec;
    this.settings = linkSettings(options);
    const { modelHash, code, mode } = this.identity;
    this.#key = Uint8Array.from(`${modelHash} ${code} ${mode}`, (letter) => letter.charCodeAt(0));
    if (mode === "layered" && !codec.hasLayers) {
      throw rejected(mode, "mode", '"exact" or "meaning", as the model was trained without layers');
    }
  }

  /** What the other end must have too; see {@link SemanticLink.checkPeer}. */
  get identity(): LinkIdentity {
    return { modelHash: this.codec.modelHash, code: this.settings.code, mode: this.settings.mode };
  }

  /**
   * Returns when the other end can read what this one sends. (Without asking, nothing false comes of it either: packets
   * of another model do not pass the check.)
   *
   * @throws RangeError that names what differs.
   */
  checkPeer(peer: LinkIdentity): void {
    const own = this.identity;
    for (const part of ["modelHash", "code", "mode"] as const) {
      if (peer[part] !== own[part]) throw rejected(peer[part], part, `${own[part]}, which the sender has`);
    }
  }

  /**
   * The packets of a frame of texts.
   *
   * @param texts - 1 to `frameTexts` of them.
   * @param frame - The number of the frame; it counts modulo 65,536.
   * @param packets - How many packets to send, at least as many as the first layer needs; as the rate says unless given.
   * @throws RangeError when there are too many texts or too few packets.
   */
  encodeFrame(texts: readonly string[], frame: number, packets?: number): SentFrame {
    const { frameTexts, mode, code, packetBytes } = this.settings;
    if (!(texts.length >= 1 && texts.length <= frameTexts)) {
      throw rejected(texts.length, "texts.length", `1 to ${frameTexts}, the texts of a frame`);
    }
    const records = this.#records(texts);
    // Numbers above 255 take wider headers, which leave less room for payload: sizes are found in two steps.
    let lengths = records.map(() => 0);
    let payloads: Uint8Array[][] = [];
    for (let step = 0; step < 2; step++) {
      payloads = records.map((list, i) => {
        const most = Math.max(lengths[i], payloads[i]?.length ?? 0);
        return writeRecords(list, payloadBytes(packetBytes, most));
      });
      lengths = splitPackets(
        payloads.map((list) => list.length),
        this.settings,
        packets,
      );
    }
    const layers = payloads.map((list, i) => {
      // A surface for which there is not enough room is sent without repair, as far as it goes.
      const length = Math.max(list.length, lengths[i]);
      const header = { layer: mode === "exact" ? 1 : i, frame, texts: texts.length, length };
      const packets = encodeBlock(list, header, code, this.#key).slice(0, lengths[i]);
      return { packets, dimension: Math.min(list.length, packets.length) };
    });
    return { texts: texts.length, layers, packets: lengths.reduce((sum, length) => sum + length, 0) };
  }

  /** The records of each layer. */
  #records(texts: readonly string[]): TextRecord[][] {
    const { mode, groupSkills } = this.settings;
    const single = (bytes: Uint8Array, text: number): TextRecord => ({ text, isLast: true, bytes });
    if (mode === "layered") {
      const layers = texts.map((text) => this.codec.encodeLayers(text));
      return [
        layers.map(({ meaning }, i) => single(meaning, i)),
        layers.map(({ surface }, i) => single(surface, i)),
      ];
    }
    if (mode === "exact") return [texts.map((text, i) => single(this.codec.encode(text), i))];
    const meanings = texts.flatMap((text, i) => {
      const records = meaningRecords(this.codec, text, groupSkills);
      return records.map((bytes, j) => ({ text: i, isLast: j === records.length - 1, bytes }));
    });
    return [meanings];
  }

  /**
   * What is received of a frame, text by text, from whatever bytes came: packets that are damaged, doubled, of other
   * frames, of other models or none at all are left out. `skills` and `text()` keep the promise of the level, but for
   * undetected damage (see the class).
   *
   * @param packets - In any order.
   * @param frame - The number of the frame.
   * @param texts - How many texts it has.
   */
  decodeFrame(packets: readonly Uint8Array[], frame: number, texts: number): Reception[] {
    return receiveFrame(packets, frame, texts, {
      codec: this.codec,
      mode: this.settings.mode,
      code: this.settings.code,
      key: this.#key,
    });
  }
}
