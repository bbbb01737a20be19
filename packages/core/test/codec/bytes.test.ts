import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contentHash, crc32 } from "../../src/codec/bytes/checks.js";
import { ByteReader } from "../../src/codec/bytes/reader.js";
import { ByteWriter } from "../../src/codec/bytes/writer.js";
import { isText, readText, textToBytes } from "../../src/codec/bytes/wtf8.js";
import { anyCharacter } from "../support/any-character.js";

const anyString = fc.string({ unit: anyCharacter, maxLength: 60 });
const halves = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 });

describe("text as bytes", () => {
  it("is UTF-8 for every text without lone surrogates", () => {
    fc.assert(
      fc.property(anyString, (text) => {
        expect([...textToBytes(text)]).toEqual([...new TextEncoder().encode(text)]);
      }),
    );
  });

  it("comes back for any sequence of code units, lone surrogates included", () => {
    fc.assert(
      fc.property(halves, (units) => {
        const text = String.fromCharCode(...units);
        const bytes = textToBytes(text);
        expect(readText(bytes, 0, bytes.length)).toBe(text);
        expect(isText(bytes)).toBe(true);
      }),
    );
    const texts = [
      "\ud83d",
      "\ude00",
      "a\ud83db",
      "\ude00\ud83d",
      "\ud83d\ude00",
      "\ud83d\ud83d\ude00\ude00",
    ];
    for (const text of texts) {
      const bytes = textToBytes(text);
      expect(readText(bytes, 0, bytes.length)).toBe(text);
    }
  });

  it("knows which bytes are a text: those that its text gives back", () => {
    const awkward = fc.constantFrom(
      0x41,
      0x80,
      0xa0,
      0xb0,
      0xbf,
      0xc0,
      0xc2,
      0xe0,
      0xed,
      0xef,
      0xf0,
      0xf4,
      0xf5,
      0xff,
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 12 }), fc.array(awkward, { maxLength: 8 }), (random, chosen) => {
        for (const bytes of [random, Uint8Array.from(chosen)]) {
          const back = textToBytes(readText(bytes, 0, bytes.length));
          expect(isText(bytes)).toBe(Buffer.compare(back, bytes) === 0);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("is read in pieces when it is long", () => {
    const text = "grüße, 世界! ".repeat(5000);
    const bytes = textToBytes(text);
    expect(readText(bytes, 0, bytes.length)).toBe(text);
    expect(readText(textToBytes("x".repeat(10_001)), 0, 10_001)).toBe("x".repeat(10_001));
  });
});

describe("sums", () => {
  it("are the CRC-32 that everyone else computes", () => {
    expect(crc32(textToBytes("123456789"))).toBe(0xcbf43926);
    expect(crc32(new Uint8Array(0))).toBe(0);
    expect(crc32(textToBytes("xx123456789x"), 2, 11)).toBe(0xcbf43926);
  });

  it("name content by 64 bits that change with every bit of it", () => {
    const bytes = textToBytes("any content");
    const names = new Set([contentHash(bytes).join()]);
    for (let bit = 0; bit < 8 * bytes.length; bit++) {
      const flipped = bytes.slice();
      flipped[bit >> 3] ^= 1 << (bit & 7);
      names.add(contentHash(flipped).join());
    }
    expect(names.size).toBe(8 * bytes.length + 1);
  });
});

describe("numbers in bytes", () => {
  it("come back", () => {
    fc.assert(
      fc.property(fc.array(fc.maxSafeNat(), { maxLength: 20 }), (numbers) => {
        const writer = new ByteWriter();
        for (const number of numbers) {
          writer.varint(number);
          writer.u32(number % 2 ** 32);
        }
        const reader = new ByteReader(writer.finish(), "test");
        for (const number of numbers) {
          expect(reader.varint()).toBe(number);
          expect(reader.u32()).toBe(number % 2 ** 32);
        }
        reader.finish();
      }),
    );
  });

  it("are refused when they are cut off, too large or more than there can be", () => {
    expect(() => new ByteReader(Uint8Array.of(0x80), "m").varint()).toThrow("m: ends too early");
    expect(() => new ByteReader(new Uint8Array(9).fill(0xff), "m").varint()).toThrow(
      "m: holds a number too large",
    );
    expect(() => new ByteReader(Uint8Array.of(9), "m").count("units", 8)).toThrow(
      "m: claims 9 units, of which there can be at most 8",
    );
    expect(() => new ByteReader(Uint8Array.of(1, 2), "m").finish()).toThrow("m: has 2 bytes too many");
    expect(() => new ByteReader(Uint8Array.of(1, 2), "m").take(3)).toThrow("m: ends too early");
  });
});
