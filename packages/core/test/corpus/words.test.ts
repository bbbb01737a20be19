import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { isNumber, textPieces, wordSegmenter } from "../../src/corpus/index.js";
import { anyCharacter } from "../support/any-character.js";

const words = wordSegmenter();

/** The definition, without any cutting into pieces. */
function wordsOfWhole(text: string, locale = "und"): string[] {
  const segments = new Intl.Segmenter(locale, { granularity: "word" }).segment(text);
  return Array.from(segments)
    .filter(({ isWordLike }) => isWordLike)
    .flatMap(({ segment }) => segment.toLocaleLowerCase(locale).split(/[^\p{L}\p{M}\p{N}]+/u))
    .filter((word) => word !== "");
}

describe("the words of a text", () => {
  it("are those between white space and punctuation, in lower case and in their order", () => {
    expect(words("In the beginning God created the heaven, and the earth.")).toEqual(
      "in the beginning god created the heaven and the earth".split(" "),
    );
    expect(words("  one\ttwo\r\nthree\u2028four\u00a0five ")).toEqual([
      "one",
      "two",
      "three",
      "four",
      "five",
    ]);
  });

  it("lose the marks inside and around them, and become several where a mark stands inside", () => {
    expect(words("father's well-known (O'Brien) 3.14 1,000 snake_case a.b@c.de")).toEqual(
      "father s well known o brien 3 14 1 000 snake case a b c de".split(" "),
    );
    expect(words("‘quoted’ “words”, –dashed—; ¿qué? ¡ya! #tag $5 50%")).toEqual(
      "quoted words dashed qué ya tag 5 50".split(" "),
    );
  });

  it("are those of the segmenter in ASCII, which is read without it", () => {
    const character = fc.oneof(
      fc.constantFrom(...`aZ09'._:,;-@#$%&/()" \t\n\r\0`),
      fc.integer({ min: 0, max: 127 }).map((code) => String.fromCharCode(code)),
    );
    const text = fc.array(character, { maxLength: 60 }).map((characters) => characters.join(""));
    fc.assert(
      fc.property(text, (ascii) => {
        expect(words(ascii)).toEqual(wordsOfWhole(ascii));
      }),
      { numRuns: 5000 },
    );
    expect(words("TITLE I")).toEqual(["title", "i"]);
    expect(wordSegmenter("tr")("TITLE I")).toEqual(["tıtle", "ı"]);
  });

  it("keep letters with their accents, composed or not, and digits of every script", () => {
    expect(words("Éléphant e\u0301te\u0301 ÑANDÚ Ὀδυσσεύς ٣٤ १२")).toEqual([
      "éléphant",
      "e\u0301te\u0301",
      "ñandú",
      "ὀδυσσεύς",
      "٣٤",
      "१२",
    ]);
  });

  it("are in lower case as Unicode has it, and as the language of the locale has it", () => {
    expect(words("STRASSE Straße ΟΔΟΣ İ")).toEqual(["strasse", "straße", "οδος", "i\u0307"]);
    expect(wordSegmenter("tr")("ISPARTA İ")).toEqual(["ısparta", "i"]);
    expect(() => wordSegmenter("not a locale")).toThrow(RangeError);
  });

  it("are found by dictionary in scripts that put no space between them", () => {
    for (const text of ["今天天气很好", "私は学生です。東京に住んでいます。", "ภาษาไทยง่ายมาก"]) {
      const found = words(text);
      expect(found.length).toBeGreaterThan(1);
      expect(found.join("")).toBe(text.replace(/[^\p{L}\p{M}\p{N}]/gu, ""));
    }
    expect(words("한국어는 띄어쓰기를 한다")).toEqual(["한국어는", "띄어쓰기를", "한다"]);
  });

  it("are looked for only where there is a letter, a mark or a digit", () => {
    const segment = vi.spyOn(Intl.Segmenter.prototype, "segment");
    expect(wordSegmenter()(`${"« ; ".repeat(100_000)}öne`)).toEqual(["öne"]);
    expect(segment).toHaveBeenCalledTimes(1);
    segment.mockRestore();
  });

  it("are none where there is no letter and no digit", () => {
    expect(words("")).toEqual([]);
    expect(words("— … !?! 🤦🏼‍♂️ \u200b\ufeff\t\n_ ' ·")).toEqual([]);
  });

  it("come as often as they appear", () => {
    expect(words("The the THE")).toEqual(["the", "the", "the"]);
  });
});

const character = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(..."abcABC   \n\t.,'-") },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      ..."éßΣσςİıſ中文のカ한ไทย٣१\u0301\u200d\u00ad'’·:;_\"()\u00a0\u202f\u2003\u3000\ufeff\u200b🤦",
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: anyCharacter, minLength: 1, maxLength: 1 }) },
);

describe("a number", () => {
  it("is a word that begins with a digit of any script, and none in letters", () => {
    expect(["1984", "20th", "3d", "٣٤", "१२", "½", "Ⅳ", "𝟗"].filter((word) => !isNumber(word))).toEqual([]);
    expect(["seven", "b2", "三", "", "é1", "x"].filter(isNumber)).toEqual([]);
  });
});

describe("a long text", () => {
  it("is cut into pieces that make it up, at white space and not inside a word", () => {
    fc.assert(
      fc.property(fc.array(character, { minLength: 500, maxLength: 4000 }), (characters) => {
        const text = characters.join("");
        const pieces = Array.from(textPieces(text));
        expect(pieces.join("")).toBe(text);
        for (const piece of pieces.slice(1)) expect(piece).toMatch(/^[\p{L}\p{N}]/u);
        for (const piece of pieces.slice(0, -1)) {
          expect(piece.length).toBeGreaterThan(512);
          expect(piece).toMatch(/\s$/);
        }
      }),
      { seed: 1, numRuns: 50 },
    );
  });

  it("has the words of the whole", () => {
    fc.assert(
      fc.property(fc.array(character, { minLength: 500, maxLength: 4000 }), (characters) => {
        const text = characters.join("");
        expect(words(text)).toEqual(wordsOfWhole(text));
      }),
      { seed: 2, numRuns: 100 },
    );
  });

  it("is cut only where a word ends: not at spaces that join, so that a last sigma is a last sigma", () => {
    for (const joining of ["\ufeff", "\u202f"]) {
      const text = `${"α".repeat(510)} ΑΣ${joining}Α ${"ΑΣ".repeat(300)}${joining}Α ΑΣ`;
      expect(words(text)).toEqual(wordsOfWhole(text));
    }
  });

  it("without any white space is cut every 4,096 characters, between whole characters", () => {
    const pieces = Array.from(textPieces(`a${"🤦".repeat(5000)}`));
    expect(pieces.map(({ length }) => length)).toEqual([4095, 4096, 1810]);
    expect(Array.from(textPieces("a".repeat(10_000)), ({ length }) => length)).toEqual([4096, 4096, 1808]);
  });

  it.each([
    ["ten million letters", () => "a".repeat(10_000_000)],
    ["ten million spaces", () => " ".repeat(10_000_000)],
    ["half a million brackets", () => "(".repeat(500_000)],
    ["one hundred thousand ideographs", () => "学".repeat(100_000)],
    ["two hundred thousand words", () => "word ".repeat(200_000)],
  ])("takes time linear in its length: %s", (_, make) => {
    const text = make();
    const seconds = (part: string): number => {
      const begun = performance.now();
      words(part);
      return (performance.now() - begun) / 1000;
    };
    const tenth = text.slice(0, text.length / 10);
    seconds(tenth);
    // Quadratic time would be a hundredfold; the clock of a busy machine may be off by a factor of three.
    const ofTenth = Math.max(0.05, Math.min(seconds(tenth), seconds(tenth), seconds(tenth)));
    expect(seconds(text) / ofTenth).toBeLessThan(40);
  });
});
