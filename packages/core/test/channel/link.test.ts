import { beforeAll, describe, expect, it } from "vitest";
import { type RandomStream, stream } from "../../src/base/index.js";
import {
  decodeStream,
  drawArrivals,
  encodeStream,
  type LinkOptions,
  parseChannel,
  type Reception,
  SemanticLink,
  sendLayer,
  undetectedPerPacket,
} from "../../src/channel/index.js";
import { type Codec, loadCodec, trainCodec } from "../../src/codec/index.js";
import { glosses } from "../codec/glosses.js";
import { cases } from "../support/cases.js";

let codec: Codec;
let other: Codec;
let texts: string[];

beforeAll(() => {
  const { training, test } = glosses();
  const every = (step: number, size: number) =>
    loadCodec(
      trainCodec(
        training.filter((_, i) => i % step === 0),
        { size },
      ).model,
    );
  codec = every(48, 30_000);
  other = every(96, 15_000);
  texts = test
    .filter((_, i) => i % 60 === 0)
    .concat(["", "  ", "\ud800 lone", "Übung ﬁne 水の国", "a".repeat(700)]);
});

const verified = new Map<string, boolean>();

/** Whether a reception is what its level promises. Texts made from the same skills are checked once. */
function keepsPromise(sent: string, { level, skills, text }: Reception): boolean {
  const meaning = codec.meaning(sent);
  if (level === "none") return text() === null && skills.length === 0;
  if (level === "exact") return text() === sent && skills.join("\n") === meaning.join("\n");
  if (
    level === "same"
      ? skills.join("\n") !== meaning.join("\n")
      : !skills.every((skill) => meaning.includes(skill))
  ) {
    return false;
  }
  const key = skills.join("\n");
  const known = verified.get(key);
  if (known !== undefined) return known;
  const kept = codec.meaning(text() as string).join("\n") === key;
  verified.set(key, kept);
  return kept;
}

/** What may happen to a packet on its way beside being lost. */
function damaged(packet: Uint8Array, rng: RandomStream, foreign: readonly Uint8Array[]): Uint8Array[] {
  const copy = packet.slice();
  switch (rng.nextInteger(9)) {
    case 0: // one bit of the header
      copy[rng.nextInteger(8)] ^= 1 << rng.nextInteger(8);
      return [copy];
    case 1: // one bit anywhere
      copy[rng.nextInteger(copy.length)] ^= 1 << rng.nextInteger(8);
      return [copy];
    case 2: // a burst
      for (let i = 0, at = rng.nextInteger(copy.length); i < 9 && at + i < copy.length; i++)
        copy[at + i] = rng.nextInteger(256);
      return [copy];
    case 3: // the header of another packet
      copy.set(foreign[rng.nextInteger(foreign.length)].subarray(0, 7));
      return [copy];
    case 4: // cut off
      return [copy.subarray(0, rng.nextInteger(copy.length))];
    case 5: // twice
      return [copy, packet];
    case 6: // instead of it one of another frame, mode or model
      return [foreign[rng.nextInteger(foreign.length)]];
    case 7: // random bytes
      return [Uint8Array.from(copy, () => rng.nextInteger(256))];
    default:
      return [packet];
  }
}

describe("the semantic link", () => {
  const link = (options: LinkOptions = {}) =>
    new SemanticLink(codec, { frameTexts: 32, rate: 0.4, protection: 1.2, ...options });

  it("gives every text back exactly when nothing is lost, in every mode but that of meanings", () => {
    for (const mode of ["layered", "exact", "meaning"] as const) {
      for (const code of ["ldpc", "lt"] as const) {
        const sender = link({ mode, code, protection: 1 });
        for (let begin = 0; begin < texts.length; begin += 32) {
          const batch = texts.slice(begin, begin + 32);
          const { layers } = sender.encodeFrame(batch, begin);
          const receptions = link({ mode, code }).decodeFrame(
            layers.flatMap(({ packets }) => packets),
            begin,
            batch.length,
          );
          receptions.forEach((reception, i) => {
            expect(reception.level).toBe(mode === "meaning" ? "same" : "exact");
            expect(keepsPromise(batch[i], reception)).toBe(true);
          });
        }
      }
    }
  });

  it("keeps the promise of every level in random receptions, corrupted headers included", () => {
    const size = 20;
    const levels = { exact: 0, same: 0, part: 0, none: 0 };
    const settings = (["layered", "layered", "exact", "meaning"] as const).flatMap((mode) =>
      (["ldpc", "lt"] as const).map((code) => link({ mode, code, groupSkills: 4 })),
    );
    const broken: string[] = [];
    let receptions = 0;
    let accepted = 0;
    for (let trial = 0; receptions < cases(100_000, 5); trial++) {
      const rng = stream(21, "promise", trial);
      const sender = settings[trial % settings.length];
      const begin = rng.nextInteger(texts.length - size);
      const batch = texts.slice(begin, begin + size);
      const foreign = [
        ...sender.encodeFrame(texts.slice(0, size), trial + 1).layers,
        ...new SemanticLink(other, { mode: "exact", frameTexts: 32 }).encodeFrame(batch.slice(0, 3), trial)
          .layers,
      ].flatMap(({ packets }) => packets);
      const { layers } = sender.encodeFrame(batch, trial);
      const sent = layers.flatMap(({ packets }) => packets);
      // The same packets several times over: encoding takes longer than decoding.
      for (let repeat = 0; repeat < 25; repeat++) {
        const [lost, hit] = [rng.nextFloat(), 0.6 * rng.nextFloat()];
        const received = sent.flatMap((packet) => {
          if (rng.nextFloat() < lost) return [];
          return rng.nextFloat() < hit ? damaged(packet, rng, foreign) : [packet];
        });
        sender.decodeFrame(received, trial, size).forEach((reception, i) => {
          levels[reception.level]++;
          receptions++;
          if (reception.level !== "none") accepted++;
          if (!keepsPromise(batch[i], reception))
            broken.push(`trial ${trial}, text ${i}: ${reception.level}`);
        });
      }
    }
    expect(broken).toEqual([]);
    expect(accepted).toBeGreaterThan(cases(40_000, 5));
    for (const count of Object.values(levels)) expect(count).toBeGreaterThan(cases(500, 5));
  });

  it("believes random bytes with a probability of 2^-32 a packet", () => {
    expect(undetectedPerPacket).toBe(2 ** -32);
    const sender = link();
    const [first] = sender.encodeFrame(texts.slice(0, 4), 0).layers;
    // Every single flipped bit shows, and every burst of up to 32 bits: that is what a CRC of 32 bits promises.
    for (let bit = 0; bit < 8 * first.packets[0].length; bit++) {
      const copy = first.packets[0].slice();
      copy[bit >> 3] ^= 1 << (bit & 7);
      const [reception] = sender.decodeFrame([copy], 0, 4);
      expect(reception.level).toBe("none");
    }
  });

  it("gives the surface what the meaning leaves: nothing where it is protected best", () => {
    const batch = texts.slice(0, 32);
    const sent = link({ rate: 0.5, protection: 9 }).encodeFrame(batch, 0);
    expect(sent.layers[1].packets).toEqual([]);
    expect(sent.layers[0].packets.length).toBe(sent.packets);
    const { layers } = link({ rate: 0.7, protection: 1.35 }).encodeFrame(batch, 0);
    const received = link().decodeFrame(
      layers.flatMap(({ packets }) => packets),
      0,
      32,
    );
    expect(new Set(received.map(({ level }) => level))).toEqual(new Set(["exact", "same"]));
  });

  it("gives less as more is lost: exact texts, then texts that mean the same, then nothing", () => {
    const sender = link({ rate: 0.4, frameTexts: 128, protection: 1.2 });
    const batch = texts.slice(0, 128);
    const { layers } = sender.encodeFrame(batch, 3);
    const levelsAt = (probability: number) => {
      const arrived = layers.flatMap(({ packets }, i) => {
        const flags = drawArrivals(packets.length, probability, stream(22, i, Math.round(100 * probability)));
        return packets.filter((_, j) => flags[j] === 1);
      });
      return sender.decodeFrame(arrived, 3, batch.length).map(({ level }) => level);
    };
    expect(new Set(levelsAt(0.02))).toEqual(new Set(["exact"]));
    const middle = levelsAt(0.45);
    expect(middle.filter((level) => level === "none").length).toBe(0);
    expect(middle.filter((level) => level === "same").length).toBeGreaterThan(20);
    expect(levelsAt(0.97).filter((level) => level === "none").length).toBeGreaterThan(90);
  });

  it("reads nothing that another model sent, and says by name what differs when asked", () => {
    const [sender, receiver] = [link(), new SemanticLink(other, { frameTexts: 32 })];
    const { layers } = sender.encodeFrame(texts.slice(0, 9), 0);
    const received = receiver.decodeFrame(
      layers.flatMap(({ packets }) => packets),
      0,
      9,
    );
    expect(new Set(received.map(({ level }) => level))).toEqual(new Set(["none"]));
    expect(() => sender.checkPeer(receiver.identity)).toThrow(
      `"modelHash" expected ${codec.modelHash}, which the sender has, got "${other.modelHash}"`,
    );
    expect(() => sender.checkPeer(link({ mode: "exact" }).identity)).toThrow('"mode" expected layered');
    expect(() => sender.checkPeer(link().identity)).not.toThrow();
  });

  it("goes over bit flips and Gaussian noise, and falls silent where they are too strong", () => {
    for (const [good, bad] of [
      ["flip:0.03", "flip:0.3"],
      ["gaussian:1", "gaussian:-9"],
    ] as const) {
      const sender = link({ mode: "exact", rate: 0.5 });
      const batch = texts.slice(10, 30);
      const { layers } = sender.encodeFrame(batch, 0);
      const over = (channel: string) =>
        sender.decodeFrame(
          layers.flatMap((layer) => sendLayer(layer, parseChannel(channel), stream(23))),
          0,
          batch.length,
        );
      expect(over(good).map((reception) => reception.text())).toEqual(batch);
      expect(new Set(over(bad).map(({ level }) => level))).toEqual(new Set(["none"]));
    }
  });

  it("sends as many packets as the rate says, or as it is told, all of the size it is told", () => {
    const batch = texts.slice(0, 32);
    const sender = link({ rate: 0.25, packetBytes: 48, protection: 1.2 });
    const { layers, packets } = sender.encodeFrame(batch, 0);
    const message = layers.reduce((sum, { dimension }) => sum + dimension, 0);
    expect(packets).toBe(Math.ceil(message / 0.25));
    for (const layer of layers) for (const packet of layer.packets) expect(packet.length).toBe(48);
    expect(link().encodeFrame(batch, 0, 200).packets).toBe(200);
    expect(() => link().encodeFrame(batch, 0, 3)).toThrow('"packets" expected at least');
    expect(() => link().encodeFrame([], 0)).toThrow('"texts.length" expected 1 to 32');
  });

  it("takes long texts and many packets: wide headers", () => {
    const long = texts.join(" ");
    const sender = link({ frameTexts: 4, packetBytes: 32, protection: 1 });
    const batch = [long, "short", long];
    const { layers } = sender.encodeFrame(batch, 70_000);
    expect(Math.max(...layers.map(({ packets }) => packets.length))).toBeGreaterThan(255);
    const all = layers.flatMap(({ packets }) => packets.filter((_, i) => i % 4 > 0));
    expect(sender.decodeFrame(all, 70_000, 3).map((reception, i) => reception.text() === batch[i])).toEqual([
      true,
      true,
      true,
    ]);
  });

  it("refuses options out of range by their names", () => {
    for (const [options, message] of [
      [{ rate: 0 }, '"rate" expected a number between 0 and 1, both excluded, got 0'],
      [{ rate: 1 }, '"rate" expected a number between 0 and 1, both excluded, got 1'],
      [{ protection: 0.5 }, '"protection" expected a number >= 1, got 0.5'],
      [{ packetBytes: 8 }, '"packetBytes" expected an integer in [32, 1024], got 8'],
      [{ frameTexts: 129 }, '"frameTexts" expected an integer in [1, 128], got 129'],
      [{ mode: "fast" as never }, '"mode" expected "layered" or "exact" or "meaning", got "fast"'],
    ] as const) {
      expect(() => new SemanticLink(codec, options)).toThrow(message);
    }
  });
});

describe("streams of bytes", () => {
  it("come back whole when enough packets come, else with gaps where packets are missing", () => {
    const bytes = Uint8Array.from({ length: 1000 }, (_, i) => (i * 7) & 255);
    const options = { code: "ldpc", packetBytes: 64, frame: 5, packets: 40 } as const;
    const sent = encodeStream(bytes, options);
    const whole = decodeStream(sent.packets.slice(0, 30).reverse(), options) as Uint8Array[];
    expect([...whole.flatMap((payload) => [...payload])].slice(0, 1000)).toEqual([...bytes]);
    const some = decodeStream(sent.packets.slice(3, 9), options);
    expect(some.map((payload) => payload !== undefined).slice(0, 10)).toEqual([
      false,
      false,
      false,
      true,
      true,
      true,
      true,
      true,
      true,
      false,
    ]);
    expect(decodeStream([], options)).toEqual([]);
    expect(() => encodeStream(bytes, { ...options, packets: 10 })).toThrow('"length" expected at least');
  });
});
