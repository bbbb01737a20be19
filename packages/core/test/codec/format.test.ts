import { beforeAll, describe, expect, it } from "vitest";
import { stream } from "../../src/base/index.js";
import { type Codec, loadCodec, trainCodec } from "../../src/codec/index.js";
import { isComplete } from "../support/cases.js";
import { type FormatDecoder, formatDecoder } from "./format-decoder.js";
import { glosses } from "./glosses.js";

describe("the format is what its page says: a decoder written from it alone", () => {
  let codec: Codec;
  let decode: FormatDecoder;
  let texts: string[];
  const random = stream(21, "format");
  const noise = Uint8Array.from({ length: 60 }, () => random.nextUint32() & 255);
  const bytes = [noise, noise.map((byte) => byte | 0x80), noise.map((byte) => byte & 0xf3)];
  const utf8 = (record: Uint8Array): string => Buffer.from(record).toString();

  beforeAll(() => {
    const { training, test } = glosses();
    const few = training.filter((_, i) => i % 150 === 0);
    const { model } = trainCodec([...few, ...few.map((text) => text.toUpperCase())], { size: 30_000 });
    codec = loadCodec(model);
    decode = formatDecoder(model);
    texts = [
      ...test.filter((_, i) => i % (isComplete ? 600 : 1800) === 0),
      ...few.slice(0, 10),
      ..."|a|The|THE|the the|ÉTÉ ÄRGER Мир 日本 \ud83d\ude00|größer Größer GRÖẞER|— “quoted” —".split("|"),
      "zyzzyva zyzzyva Zyzzyva ZYZZYVA zyZZyva, zyzzyva; xylotomy zyzzyva",
      "?!... ((--)) ;;;; \"'\"'\t\n  a  b   c",
      "of of of of the the a a",
      "日本語の文章、ひらがな。カタカナ",
      `${few.slice(0, 24).join(" ")} ${few.slice(0, 6).join(" ")}`,
    ];
  });

  it("reads every exact record", () => {
    for (const text of [...texts, "x\ud83d"]) {
      const record = codec.encode(text);
      expect(Buffer.from(decode.exact(record))).toEqual(Buffer.from(codec.decodeBytes(record)));
      expect(codec.decode(record)).toBe(text);
    }
    for (const any of bytes) expect([...decode.exact(codec.encodeBytes(any))]).toEqual([...any]);
  });

  it("reads every exact record that was made as short as can be, plain or layered", () => {
    let shorter = 0;
    for (const text of texts) {
      const record = codec.encode(text, { smallest: true });
      if (record.length < codec.encode(text).length) shorter++;
      expect(utf8(decode.exact(record))).toBe(text);
    }
    expect(shorter).toBeGreaterThan(0);
    for (const any of bytes) {
      expect([...decode.exact(codec.encodeBytes(any, { smallest: true }))]).toEqual([...any]);
    }
  });

  it("reads the records of a model with few units, with layers or without", () => {
    const lines = Array.from(
      { length: 100 },
      (_, i) => `gate ${i % 7} opens at ${i % 3} when ship ${i % 5} calls`,
    );
    for (const layers of [true, false]) {
      const { model } = trainCodec(lines, { layers });
      const [small, read] = [loadCodec(model), formatDecoder(model)];
      for (const text of [...lines.slice(0, 9), "", "The SHIP calls: zebra!"]) {
        expect(utf8(read.exact(small.encode(text, { smallest: layers })))).toBe(text);
        expect(read.meaning(small.encodeMeaning(text)).map(utf8).sort()).toEqual(small.meaning(text));
        if (layers) expect(utf8(read.layers!.layered(small.encodeLayered(text)))).toBe(text);
      }
    }
  });

  it("reads every layered record", () => {
    for (const text of texts) expect(utf8(decode.layers!.layered(codec.encodeLayered(text)))).toBe(text);
  });

  it("reads every pair of layers apart", () => {
    for (const text of texts) {
      const { meaning, surface } = codec.encodeLayers(text);
      expect(utf8(decode.layers!.apart(meaning, surface))).toBe(text);
    }
  });

  it("reads every record of a meaning", () => {
    for (const text of texts) {
      const names = decode.meaning(codec.encodeMeaning(text)).map(utf8);
      expect(names.sort()).toEqual(codec.meaning(text));
    }
  });
});
