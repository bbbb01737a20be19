import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { textToBytes } from "../../src/codec/bytes/wtf8.js";
import { asIs, capitalised, caseOf, lower, raise, upperCased } from "../../src/codec/tokens/letter-case.js";
import { isWordUnit, Tokenizer } from "../../src/codec/tokens/tokenizer.js";
import { UnitTable } from "../../src/codec/tokens/unit-table.js";
import { cases } from "../support/cases.js";

function unitsOf(bytes: Uint8Array): { bytes: Uint8Array; isWord: boolean }[] {
  const tokenizer = new Tokenizer();
  tokenizer.reset(bytes, bytes.length);
  const units: { bytes: Uint8Array; isWord: boolean }[] = [];
  while (tokenizer.next()) {
    units.push({ bytes: bytes.slice(tokenizer.begin, tokenizer.end), isWord: tokenizer.isWord });
  }
  return units;
}

const units = (text: string) =>
  unitsOf(textToBytes(text)).map(({ bytes }) => Buffer.from(bytes).toString("utf8"));

/** What a decoder does: a space between two words. */
function joined(parts: readonly { bytes: Uint8Array }[]): number[] {
  const bytes: number[] = [];
  let afterWord = false;
  for (const { bytes: unit } of parts) {
    const isWord = isWordUnit(unit, 0, unit.length);
    if (afterWord && isWord) bytes.push(32);
    bytes.push(...unit);
    afterWord = isWord;
  }
  return bytes;
}

describe("units", () => {
  it("are words, what stands between them, and ideographs; one space between words is none", () => {
    expect(units('a small boat; "the boat\'s 20th  trip"')).toEqual([
      "a",
      "small",
      "boat",
      '; "',
      "the",
      "boat's",
      "20th",
      "  ",
      "trip",
      '"',
    ]);
    expect(units("Don’t—stop… größe 5%")).toEqual(["Don’t", "—", "stop", "… ", "größe", "5", "%"]);
    expect(units("日本 go")).toEqual(["日", "本", " ", "go"]);
    expect(units(" a b ")).toEqual([" ", "a", "b", " "]);
    expect(units("привет мир 😀")).toEqual(["привет", "мир", " 😀"]);
    expect(units("")).toEqual([]);
  });

  it("joined again are the bytes they came from, text or not", () => {
    const awkward = fc.constantFrom(
      0x20,
      0x27,
      0x2d,
      0x41,
      0x62,
      0x80,
      0x99,
      0xc2,
      0xd0,
      0xe2,
      0xe3,
      0xe4,
      0xf0,
      0x9f,
      0xff,
    );
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 40 }),
        fc.array(awkward, { maxLength: 30 }),
        fc.string(),
        (a, b, c) => {
          for (const bytes of [a, Uint8Array.from(b), textToBytes(c)]) {
            const parts = unitsOf(bytes);
            expect(joined(parts)).toEqual([...bytes]);
            for (const { bytes: unit, isWord } of parts)
              expect(isWordUnit(unit, 0, unit.length)).toBe(isWord);
          }
        },
      ),
      { numRuns: cases(2000) },
    );
  });
});

describe("case as a flag", () => {
  it("tells lower case, a capital and all capitals in Latin, Greek and Cyrillic", () => {
    const written = (word: string) => {
      const bytes = textToBytes(word);
      return caseOf(bytes, 0, bytes.length);
    };
    expect(["boat", "éa", "мир", "20th", "McKay", "日", "x-Y", ""].map(written)).toEqual(Array(8).fill(asIs));
    expect(["Boat", "Éa", "Мир", "Ωδή", "I"].map(written)).toEqual(Array(5).fill(capitalised));
    expect(["BOAT", "ÉA", "МИР", "ΩΔ", "A4B"].map(written)).toEqual(Array(5).fill(upperCased));
  });

  it("is undone exactly, for any bytes", () => {
    const letters = fc.constantFrom(..."aAbZéÉßÿ×÷ωΩςмМёЁѣ1'日", "\ud83d");
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 10 }), fc.array(letters, { maxLength: 6 }), (random, word) => {
        for (const bytes of [random, textToBytes(word.join(""))]) {
          const copy = new Uint8Array(bytes.length);
          const length = lower(bytes, 0, bytes.length, copy);
          expect(length).toBe(bytes.length);
          const written = caseOf(bytes, 0, bytes.length);
          if (written === asIs) continue;
          expect([...copy]).not.toEqual([...bytes]);
          raise(copy, 0, length, written);
          expect([...copy]).toEqual([...bytes]);
        }
      }),
      { numRuns: cases(5000) },
    );
  });
});

describe("the table of units", () => {
  it("numbers distinct units in the order of their appearance and finds them again", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 3 }), { maxLength: 600 }), (words) => {
        const table = new UnitTable();
        const numbers = new Map<string, number>();
        for (const word of words) {
          const bytes = textToBytes(word);
          if (!numbers.has(word)) {
            expect(table.find(bytes, 0, bytes.length)).toBe(-1);
            numbers.set(word, numbers.size);
          }
          expect(table.add(bytes, 0, bytes.length)).toBe(numbers.get(word));
        }
        expect(table.size).toBe(numbers.size);
        for (const [word, number] of numbers) {
          const bytes = textToBytes(word);
          expect(table.find(bytes, 0, bytes.length)).toBe(number);
          expect([...table.blob.subarray(table.offsets[number], table.offsets[number + 1])]).toEqual([
            ...bytes,
          ]);
        }
      }),
    );
  });
});
