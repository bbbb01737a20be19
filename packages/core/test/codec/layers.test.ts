import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { type Codec, loadCodec, trainCodec } from "../../src/codec/index.js";
import { anyCharacter } from "../support/any-character.js";
import { cases } from "../support/cases.js";
import { glossCodec, glosses } from "./glosses.js";

let codec: Codec;
let test: string[];

beforeAll(() => {
  codec = glossCodec();
  test = glosses().test.filter((_, i) => i % 10 === 0);
});

/** Both layers give the text back, and the first one alone its meaning. */
function expectBothLayers(text: string): number {
  const record = codec.encodeLayered(text);
  expect(codec.decodeLayered(record)).toBe(text);
  const skills = codec.meaningOfLayered(record);
  expect([...new Set(skills)].sort()).toEqual([...codec.meaning(text)].sort());
  expect(codec.meaningOfLayered(record.subarray(0, codec.layerBoundary(record)), record.length)).toEqual(
    skills,
  );
  const { meaning, surface } = codec.encodeLayers(text);
  expect(codec.decodeLayers(meaning, surface)).toBe(text);
  expect(codec.meaningOf(meaning)).toEqual(skills);
  return record.length;
}

describe("layered records", () => {
  it("give every text of the test back, and their first layer alone its meaning, in at most 2 % more than exact ones", () => {
    let layered = 0;
    let exact = 0;
    for (const text of test) {
      layered += expectBothLayers(text);
      exact += codec.encode(text).length;
    }
    expect(layered / exact).toBeLessThan(1.02);
  });

  it("give any string back", () => {
    const words = [
      "boat",
      "BOATS",
      "Boats",
      "iPhone",
      "kowalskian",
      "Kowalskian",
      "x4711",
      "\ud83d",
      "größten",
      "GRÖSSTEN",
    ];
    const glue = ["the", "The", ", ", "'", "\u00a0", "  ", "日本", "«", "of"];
    const piece = fc.constantFrom(...words, ...glue, ...test.slice(0, 20).flatMap((text) => text.split(" ")));
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), fc.array(piece, { maxLength: 40 }), (any, pieces) => {
        for (const text of [any, pieces.join(" "), pieces.join("")]) expectBothLayers(text);
      }),
      { numRuns: cases(500) },
    );
  });

  it("are kept as exact records where they are smaller, which saves more than it costs to tell which", () => {
    let plain = 0;
    let smallest = 0;
    let layered = 0;
    for (const text of test) {
      const record = codec.encode(text, { smallest: true });
      const length = codec.encode(text).length;
      expect(codec.decode(record)).toBe(text);
      expect(codec.decode(codec.encode(text, { smallest: true, check: true }), { check: true })).toBe(text);
      expect(record.length).toBeLessThanOrEqual(length);
      if (record.length < length) layered++;
      plain += length;
      smallest += record.length;
    }
    expect(layered).toBeGreaterThan(test.length / 10);
    expect(smallest / plain).toBeLessThan(0.99);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        expect(codec.decodeBytes(codec.encodeBytes(bytes, { smallest: true }))).toEqual(bytes);
      }),
    );
  });

  it("tell skills in the order of the text, as often as they stand there", () => {
    const record = codec.encodeLayered("A river and the river, in Mountains");
    expect(codec.meaningOfLayered(record)).toEqual(["river", "river", "mountain"]);
    expect(codec.encodeLayered("")).toEqual(new Uint8Array(0));
    expect(codec.meaningOfLayered(codec.encodeLayered("of the"))).toEqual([]);
    expect(codec.encodeLayers("")).toEqual({ meaning: new Uint8Array(0), surface: new Uint8Array(0) });
    expect(codec.encodeLayers("of the").meaning.length).toBe(0);
  });

  it("are read from any bytes, or these are refused, in bounded time", () => {
    const bytes = fc.uint8Array({ maxLength: 30 });
    fc.assert(
      fc.property(bytes, bytes, (meaning, surface) => {
        try {
          codec.meaningOf(meaning);
          expect(codec.decodeLayers(meaning, surface).length).toBeLessThan(1 << 21);
        } catch (error) {
          expect((error as Error).name).toBe("FormatError");
        }
      }),
      { numRuns: cases(500) },
    );
  });

  it("come back from texts of any length, whatever their ends cost", () => {
    const words = test.slice(0, 400).join("; ");
    for (const text of [words, "zebra ".repeat(3000), "of the ".repeat(2000), `${"Qx7 ".repeat(500)}end`]) {
      expectBothLayers(text);
      expect(codec.decode(codec.encode(text.slice(0, 9000), { smallest: true }))).toBe(text.slice(0, 9000));
    }
  });

  it("tell of a part of a record the skills that are certain whatever follows", () => {
    for (const text of test.slice(0, 100)) {
      const record = codec.encodeLayered(text);
      const skills = codec.meaningOfLayered(record);
      let before = 0;
      for (let known = 0; known <= record.length; known++) {
        const found = codec.meaningOfLayered(record.subarray(0, known), record.length);
        expect(found).toEqual(skills.slice(0, found.length));
        expect(found.length).toBeGreaterThanOrEqual(before);
        before = found.length;
      }
      expect(before).toBe(skills.length);
    }
  });

  it("tell a word of the text again in a byte or two, however long it is", () => {
    const once = codec.encodeLayered("a kowalskianisation of boats").length;
    const twice = codec.encodeLayered("a kowalskianisation of boats is a kowalskianisation").length;
    expect(twice - once).toBeLessThanOrEqual(3);
  });

  it("are read from any bytes as records of both layers, or these are refused, in bounded time", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 30 }), (record) => {
        try {
          codec.meaningOfLayered(record);
          expect(codec.layerBoundary(record)).toBeLessThanOrEqual(record.length);
          expect(codec.decodeLayered(record).length).toBeLessThan(1 << 21);
        } catch (error) {
          expect((error as Error).name).toBe("FormatError");
        }
      }),
      { numRuns: cases(1000) },
    );
  });

  it("need a model with layers, which others are smaller without", () => {
    const texts = test.slice(0, 300);
    const without = loadCodec(trainCodec(texts, { size: 20_000, layers: false }).model);
    expect(codec.hasLayers).toBe(true);
    expect(without.hasLayers).toBe(false);
    expect(without.contents.sections.map(({ name }) => name)).not.toContain("second layer");
    expect(() => without.encodeLayered("a boat")).toThrow("this model has no layers");
    expect(() => trainCodec(texts, { layers: 1 as unknown as boolean })).toThrow(
      '"layers" expected true or false, got 1',
    );
    expect(() => codec.encodeLayered(5 as unknown as string)).toThrow('"text" expected a string, got 5');
  });

  it("are trained from words alone of which one form is most of what the second layer tells", () => {
    const words =
      "dicts lists loops tuples unpacking-and-multiple-assignment classes comprehensions conditionals sequences string-methods enums basics bools strings numbers list-methods sets".split(
        " ",
      );
    const texts =
      "abcde fghcijdk lmhcjn lhco lcjn lmfo b hbc lfapb lfpbcojn lfacjn lfhaco lfhbo lmfhapbcojn lmhapbcond lmfhpbcjn lmfhpbcond lmfhpbcoqjn lmhapbcjn lmfhpbcojn lmfhapbcoqjnd lfhpbcq lmfhapbcon lmfhapbcojn lmhapbcojnd lmfhapbcojn lfhapbcoqd lmfhapbcojn lmfhapbcojn lmfhapbcojn"
        .split(" ")
        .map((text) => Array.from(text, (letter) => words[letter.charCodeAt(0) - 97]).join(" "));
    const small = loadCodec(trainCodec(texts, { price: 0.004 }).model);
    for (const text of texts) expect(small.decodeLayered(small.encodeLayered(text))).toBe(text);
  });
});
