import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { stream } from "../../src/base/index.js";
import { type Codec, loadCodec, type Training, trainCodec } from "../../src/codec/index.js";
import { writeContainer } from "../../src/codec/model/container.js";
import { surfaceTag } from "../../src/codec/model/sections.js";
import { anyCharacter } from "../support/any-character.js";
import { cases, isComplete } from "../support/cases.js";
import { glosses } from "./glosses.js";

let training: Training;
let codec: Codec;
let texts: string[];
let test: string[];

beforeAll(() => {
  const all = glosses();
  texts = all.training.filter((_, i) => i % 6 === 0);
  training = trainCodec(texts, { size: 80_000 });
  codec = loadCodec(training.model);
  test = all.test.filter((_, i) => i % (isComplete ? 5 : 15) === 0);
});

describe("the codec", () => {
  it("gives every text of the test back, in less than 2.3 bits a character", () => {
    let bytes = 0;
    let letters = 0;
    for (const text of test) {
      const record = codec.encode(text);
      if (codec.decode(record) !== text) expect(codec.decode(record)).toBe(text);
      bytes += record.length;
      letters += text.length;
    }
    expect((8 * bytes) / letters).toBeLessThan(2.3);
  });

  it("gives any string back, lone surrogates included", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: anyCharacter }),
        fc.array(fc.nat(0xffff), { maxLength: 9 }),
        (text, units) => {
          for (const any of [text, String.fromCharCode(...units), `the ${text} of\u00a0${text}`]) {
            expect(codec.decode(codec.encode(any))).toBe(any);
          }
        },
      ),
      { numRuns: cases(1000) },
    );
  });

  it("gives any bytes back, at most four bytes longer", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const record = codec.encodeBytes(bytes);
        expect(record.length).toBeLessThanOrEqual(bytes.length + 4);
        expect([...codec.decodeBytes(record)]).toEqual([...bytes]);
      }),
      { numRuns: cases(1000) },
    );
  });

  it("gives a megabyte of random bytes back", () => {
    const random = stream(5, "bytes");
    const bytes = Uint8Array.from({ length: 1 << 20 }, () => random.nextUint32() & 255);
    const record = codec.encodeBytes(bytes);
    expect(record.length).toBeLessThanOrEqual(bytes.length + 4);
    expect(Buffer.compare(codec.decodeBytes(record), bytes)).toBe(0);
  });

  it("gives long texts back: a book in one record, a word of a hundred thousand letters, one letter repeated", () => {
    const book = test.join("\n");
    expect(codec.decode(codec.encode(book))).toBe(book);
    for (const text of [
      "pneumono".repeat(12_000),
      "a".repeat(50_000),
      " ".repeat(10_000),
      "the ".repeat(20_000),
    ]) {
      expect(codec.decode(codec.encode(text))).toBe(text);
    }
  });

  it("needs nothing for the empty text, and flags for case", () => {
    expect(codec.encode("").length).toBe(0);
    expect(codec.decode(new Uint8Array(0))).toBe("");
    const plain = codec.encode("a large boat").length;
    for (const text of ["A large boat", "A Large Boat", "A LARGE BOAT"]) {
      expect(codec.decode(codec.encode(text))).toBe(text);
      expect(codec.encode(text).length).toBeLessThanOrEqual(plain + 10);
    }
  });

  it("codes the bytes of a text as the text", () => {
    for (const text of test.slice(0, 50)) {
      expect([...codec.encodeBytes(new TextEncoder().encode(text))]).toEqual([...codec.encode(text)]);
    }
  });

  it("gives distinct texts distinct records", () => {
    const records = new Set(test.map((text) => codec.encode(text).join()));
    expect(records.size).toBe(new Set(test).size);
  });

  it("tells a damaged record by its check byte in all but one of 256 cases", () => {
    let wrong = 0;
    let cases = 0;
    for (const text of test.slice(0, 40)) {
      const record = codec.encode(text, { check: true });
      expect(codec.decode(record, { check: true })).toBe(text);
      for (let bit = 0; bit < 8 * record.length; bit++) {
        const damaged = record.slice();
        damaged[bit >> 3] ^= 1 << (bit & 7);
        cases++;
        try {
          codec.decode(damaged, { check: true });
          wrong++;
        } catch (error) {
          expect((error as Error).name).toBe("FormatError");
        }
      }
    }
    // A binomial count with mean at most cases / 256, five standard deviations up.
    expect(wrong).toBeLessThan(cases / 256 + 5 * Math.sqrt(cases / 256));
    expect(() => codec.decode(new Uint8Array(0), { check: true })).toThrow("record: has no check byte");
  });

  it("reads any bytes as a text or refuses them, in bounded time", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        try {
          const text = codec.decode(bytes);
          expect(text.length).toBeLessThan(1 << 20);
        } catch (error) {
          expect((error as Error).name).toBe("FormatError");
        }
      }),
      { numRuns: cases(3000) },
    );
  });

  it("is the same from the same texts and options, whatever was trained before", () => {
    const few = test.slice(0, 400);
    const first = trainCodec(few, { size: 20_000 });
    expect(Buffer.compare(trainCodec(few, { size: 20_000 }).model, first.model)).toBe(0);
    expect(loadCodec(first.model).modelHash).not.toBe(codec.modelHash);
  });

  it("refuses arguments of the wrong kind", () => {
    expect(() => codec.encode(5 as unknown as string)).toThrow('"text" expected a string, got 5');
    expect(() => codec.decode("x" as unknown as Uint8Array)).toThrow(
      '"record" expected a Uint8Array, got "x"',
    );
    expect(() => loadCodec("x" as unknown as Uint8Array)).toThrow('"file" expected a Uint8Array, got "x"');
  });
});

describe("meaning", () => {
  it("comes back from its record as the set it is, in about half the bytes of the text", () => {
    let meanings = 0;
    let texts = 0;
    for (const text of test) {
      const record = codec.encodeMeaning(text);
      expect(codec.decodeMeaning(record)).toEqual(codec.meaning(text));
      meanings += record.length;
      texts += codec.encode(text).length;
    }
    expect(meanings / texts).toBeLessThan(0.75);
  });

  it("is of base forms, in lower case, without the foundation and in any order", () => {
    expect(codec.meaning("The Animals of the rivers")).toEqual(codec.meaning("river, animal"));
    expect(codec.meaning("the of a")).toEqual([]);
    expect(codec.encodeMeaning("the of a").length).toBe(0);
    const words = ["animal", "river", "mountain", "horse", "winter"];
    const meaning = codec.meaning(words.join(" "));
    expect(meaning).toEqual([...words].sort());
    const records = [
      words,
      [...words].reverse(),
      [words[2], words[0], words[4], words[3], words[1], "animal"],
    ];
    const lengths = records.map((order) => codec.encodeMeaning(order.join(" ")).length);
    expect(new Set(lengths).size).toBe(1);
  });

  it("holds for any string, with words that nobody has seen", () => {
    const word = fc.constantFrom(
      "boat",
      "BOATS",
      "Kowalskian",
      "kowalskian",
      "x4711",
      "\ud83d",
      "größten",
      "日",
      "'",
      ", ",
    );
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), fc.array(word, { maxLength: 40 }), (text, words) => {
        for (const any of [text, words.join(" "), words.join("")]) {
          const meaning = codec.meaning(any);
          expect(codec.decodeMeaning(codec.encodeMeaning(any))).toEqual(meaning);
          // What a meaning is called means it.
          expect(codec.meaning(meaning.join(" "))).toEqual(meaning);
        }
      }),
      { numRuns: cases(500) },
    );
  });

  it("is that of the text regenerated from its record, always", () => {
    for (const text of test.slice(0, 150)) {
      const record = codec.encodeMeaning(text);
      expect(codec.meaning(codec.regenerate(record))).toEqual(codec.meaning(text));
    }
    fc.assert(
      fc.property(
        fc.string({ unit: anyCharacter }),
        fc.array(fc.constantFrom(...test.slice(0, 40).flatMap((text) => text.split(" "))), { maxLength: 60 }),
        (any, words) => {
          for (const text of [any, words.join(" "), `${any}'${words.join("'")}`]) {
            expect(codec.meaning(codec.regenerate(codec.encodeMeaning(text)))).toEqual(codec.meaning(text));
          }
        },
      ),
      { numRuns: cases(60) },
    );
    const text = codec.regenerate(codec.encodeMeaning("a river in the mountains of western Africa"));
    expect(text.split(" ").length).toBeGreaterThan(codec.meaning(text).length);
    expect(codec.regenerate(new Uint8Array(0))).toBe("");
  });

  it("is read from any bytes, or they are refused", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 30 }), (bytes) => {
        try {
          const names = codec.decodeMeaning(bytes);
          expect(codec.meaning(names.join(" "))).toEqual(names);
        } catch (error) {
          expect((error as Error).name).toBe("FormatError");
        }
      }),
      { numRuns: cases(1000) },
    );
  });
});

describe("training", () => {
  it("fills the size it was given, and not more", () => {
    expect(training.model.length).toBeLessThanOrEqual(80_000);
    expect(training.model.length).toBeGreaterThan(72_000);
  });

  it("takes only learned units into the codebook", () => {
    const { contents } = codec;
    expect(contents.origin.learned).toBe(training.learned);
    expect(training.learned + training.foundation).toBeLessThanOrEqual(training.skills);
    expect(training.units).toBe(contents.units);
    // Without a foundation no gloss of several words teaches any: what is known is what stands between words.
    const texts = Array.from({ length: 200 }, (_, i) => `alpha beta gamma delta, ${i % 10} epsilon zeta`);
    const none = trainCodec(texts, { foundation: 0 });
    expect(none.learned).toBe(0);
    const all = trainCodec(texts, { foundation: 6 });
    expect(all.learned + all.foundation).toBe(all.skills);
    expect(all.units).toBeGreaterThan(none.units);
    for (const { model } of [none, all]) {
      const small = loadCodec(model);
      for (const text of texts) expect(small.decode(small.encode(text))).toBe(text);
    }
  });

  it("knows few words from the start where skills emerge, and all but rare words of a corpus too small for that", () => {
    const times = new Map<string, number>();
    for (const text of texts) {
      for (const word of text.toLowerCase().match(/[a-z]+/g) ?? []) {
        times.set(word, (times.get(word) ?? 0) + 1);
      }
    }
    const repeated = [...times.values()].filter((count) => count > 1).length;
    // A sixth of the glosses is too little: their other words are learned as far as they stand with known ones.
    expect(training.foundation).toBeGreaterThan(1000);
    expect(training.learned).toBeGreaterThan(0.3 * (training.skills - training.foundation));
    expect(training.learned + training.foundation).toBeGreaterThan(0.9 * repeated);
    // A book that starts with one word and goes on with one new word a page.
    const pages = Array.from(
      { length: 400 },
      (_, i) => `${i % 2 === 0 ? "" : `word${i >> 1} `}word${(i >> 1) + 1}`,
    );
    const book = trainCodec(pages);
    expect([book.skills, book.foundation, book.learned]).toEqual([201, 26, 175]);
  });

  it.each([1, 2, 3])(
    "learns something, however few the texts, with a learner of %i new words",
    (maxUnlearned) => {
      for (const count of [25, 35, 60, 150]) {
        const few = trainCodec(texts.slice(0, count), { maxUnlearned });
        expect(few.learned).toBeGreaterThan(0);
        expect(few.learnedPerRound.reduce((a, b) => a + b)).toBe(few.learned);
      }
      expect(trainCodec(Array(100).fill("the same text again and again"), { maxUnlearned })).toMatchObject({
        skills: 5,
        foundation: 5 - maxUnlearned,
        learned: maxUnlearned,
      });
    },
  );

  it("says how much text it needs", () => {
    expect(() => trainCodec([])).toThrow(
      "0 texts with 0 letters is too little to learn from: it takes at least 20 texts and 2000 letters",
    );
    expect(() => trainCodec(["x".repeat(5000)])).toThrow("1 text with 5000 letters is too little");
    expect(() => trainCodec(Array(100).fill(7))).toThrow('"texts" expected strings, got 7');
    expect(() => trainCodec([], { size: 5 })).toThrow('"size" expected an integer >= 10000, got 5');
    expect(() => trainCodec([], { order: 9 })).toThrow('"order" expected an integer in [2, 4], got 9');
  });

  it("takes texts without words, of one word, and of one text a hundred times", () => {
    const corpora = [
      Array.from({ length: 300 }, (_, i) => `${"-+*/".repeat(3)}${"=".repeat(i % 5)}`),
      Array.from({ length: 600 }, (_, i) => `word${i % 9}`),
      Array(100).fill("the same text again and again"),
      Array.from({ length: 200 }, (_, i) => `日本語の文章です。${"人".repeat(i % 7)} 静かな海`),
    ];
    for (const texts of corpora) {
      for (const order of [2, 4]) {
        const small = loadCodec(trainCodec(texts, { order }).model);
        for (const text of [...texts, "something else entirely", ""]) {
          expect(small.decode(small.encode(text))).toBe(text);
        }
      }
    }
  });
});

describe("a model file", () => {
  const texts = Array.from(
    { length: 120 },
    (_, i) => `record ${i % 11}: the ${i % 3} of ${i % 7} in the ${i % 5}`,
  );
  const { model } = trainCodec(texts, { size: 10_000 });

  it("is refused with any byte changed, cut off anywhere, or longer", () => {
    for (let at = 0; at < model.length; at++) {
      for (const change of [1, 0x80, 0xff]) {
        const damaged = model.slice();
        damaged[at] ^= change;
        expect(() => loadCodec(damaged)).toThrow("model file: ");
      }
      expect(() => loadCodec(model.subarray(0, at))).toThrow("model file: ");
    }
    const longer = new Uint8Array(model.length + 1);
    longer.set(model);
    expect(() => loadCodec(longer)).toThrow(
      `model file: claims ${model.length} bytes, has ${model.length + 1}`,
    );
  });

  it("that claims what it cannot hold is refused or read, in bounded memory, even where its sums are right", () => {
    const view = new DataView(model.buffer);
    const sections = Array.from({ length: view.getUint32(24, true) }, (_, i) => ({
      tag: view.getUint32(32 + 16 * i, true),
      bytes: model.subarray(
        view.getUint32(36 + 16 * i, true),
        view.getUint32(36 + 16 * i, true) + view.getUint32(40 + 16 * i, true),
      ),
    }));
    const random = stream(11, "claims");
    let refused = 0;
    const runs = cases(1500, 2);
    for (let run = 0; run < runs; run++) {
      const forged = writeContainer(
        sections.map(({ tag, bytes }) => {
          const changed = bytes.slice();
          // Near the front stand the counts.
          const at = Math.floor(changed.length * random.nextFloat() ** 3);
          changed[at] = random.nextInteger(2) === 0 ? 0xff : random.nextUint32() & 255;
          return { tag, bytes: random.nextInteger(3) === 0 ? changed : bytes };
        }),
      );
      try {
        const forgedCodec = loadCodec(forged);
        forgedCodec.decode(forgedCodec.encode("record 5: the 2 of 3"));
        forgedCodec.decodeMeaning(forgedCodec.encodeMeaning("record 5: the 2 of 3"));
        forgedCodec.decodeLayered(forgedCodec.encodeLayered("record 5: the 2 of 3"));
      } catch (error) {
        expect((error as Error).name).toBe("FormatError");
        refused++;
      }
    }
    expect(refused).toBeGreaterThan(runs / 10);
    for (const missing of sections) {
      const rest = sections.filter((section) => section !== missing);
      if (missing.tag === surfaceTag) expect(loadCodec(writeContainer(rest)).hasLayers).toBe(false);
      else expect(() => loadCodec(writeContainer(rest))).toThrow(`model file: has no section ${missing.tag}`);
    }
  });
});

describe("layers of long texts", () => {
  it("come back when the text is longer than all before it", () => {
    const fresh = loadCodec(training.model);
    for (const count of [1, 30, 200]) {
      const long = test.slice(0, count).join(" ");
      const { meaning, surface } = fresh.encodeLayers(long);
      expect(fresh.decodeLayers(meaning, surface) === long).toBe(true);
    }
  });

  it("tell from the first bytes of a first layer only skills that it begins with", () => {
    let [told, all] = [0, 0];
    for (const text of test.slice(0, 300)) {
      const { meaning } = codec.encodeLayers(text);
      const names = codec.meaningOf(meaning);
      for (let bytes = 0; bytes <= meaning.length; bytes++) {
        const first = codec.meaningOfPrefix(meaning.subarray(0, bytes), meaning.length);
        if (first.some((name, i) => name !== names[i])) expect(first).toEqual(names.slice(0, first.length));
        if (bytes === meaning.length) told += first.length;
      }
      all += names.length;
    }
    expect(told / all).toBeGreaterThan(0.6);
    expect(() => codec.meaningOfPrefix(new Uint8Array(5), 4)).toThrow(
      '"length" expected an integer >= 5, got 4',
    );
  });
});
