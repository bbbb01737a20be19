import { describe, expect, it } from "vitest";
import { stream } from "../../src/base/index.js";
import { loadCodec, trainCodec } from "../../src/codec/index.js";
import { formatDecoder } from "./format-decoder.js";
import { glosses } from "./glosses.js";

describe("the format", () => {
  it("is what its page says: a decoder written from it alone reads every record", () => {
    const { training, test } = glosses();
    const few = training.filter((_, i) => i % 150 === 0);
    const { model } = trainCodec([...few, ...few.map((text) => text.toUpperCase())], { size: 30_000 });
    const codec = loadCodec(model);
    const decode = formatDecoder(model);
    const random = stream(21, "format");
    const bytes = Uint8Array.from({ length: 60 }, () => random.nextUint32() & 255);
    const texts = [
      ...test.filter((_, i) => i % 600 === 0),
      ...few.slice(0, 10),
      ..."|a|The|THE|the the|ÉTÉ ÄRGER Мир 日本 \ud83d\ude00|x\ud83d|größer Größer GRÖẞER|— “quoted” —".split(
        "|",
      ),
    ];
    for (const text of texts) {
      const record = codec.encode(text);
      expect(Buffer.from(decode(record))).toEqual(Buffer.from(codec.decodeBytes(record)));
      expect(codec.decode(record)).toBe(text);
    }
    for (const any of [bytes, bytes.map((byte) => byte | 0x80), bytes.map((byte) => byte & 0xf3)]) {
      expect([...decode(codec.encodeBytes(any))]).toEqual([...any]);
    }
  });
});
