import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyCharacter } from "../../../core/test/support/any-character.js";
import { compareUtf8 } from "../../src/corpus/compare.js";
import { Interner, maxInterned } from "../../src/corpus/interner.js";

const encoder = new TextEncoder();
const text = fc.string({ unit: anyCharacter, maxLength: 6 });

describe("compareUtf8", () => {
  it("sorts as JavaScript sorts strings, characters above U+FFFF included", () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        const [x, y] = [encoder.encode(a), encoder.encode(b)];
        const order = Math.sign(compareUtf8(x, 0, x.length, y, 0, y.length));
        expect(order).toBe(a < b ? -1 : a > b ? 1 : 0);
      }),
      {
        examples: [
          ["\uffff", "\u{10000}"],
          ["\ue000", "\u{10ffff}"],
        ],
      },
    );
  });
});

describe("Interner", () => {
  it("gives equal names equal numbers in the order of their appearance, and sorts those that are kept", () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 3000 }), fc.integer({ min: 1, max: 4 }), (names, step) => {
        const interner = new Interner();
        const numbers = new Map<string, number>();
        for (const name of names) {
          const bytes = encoder.encode(`xx${name}`);
          const id = interner.intern(bytes, 2, bytes.length);
          expect(id).toBe(numbers.get(name) ?? numbers.size);
          numbers.set(name, id);
        }
        expect(interner.count).toBe(numbers.size);
        const kept = [...numbers.keys()].filter((_, id) => id % step === 0).sort((a, b) => (a < b ? -1 : 1));
        const { names: sorted, rank } = interner.sorted((id) => id % step === 0);
        expect([...sorted]).toEqual(kept);
        expect(kept.map((name) => rank[numbers.get(name)!])).toEqual([...kept.keys()]);
      }),
    );
  });

  it("gives names that lie in one buffer the numbers that it gives them one by one, zeros and the end of it included", () => {
    const short = fc
      .array(fc.constantFrom("a", "b", "\0", "é", "ab", "\u{10000}"), { maxLength: 12 })
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(fc.array(short, { maxLength: maxInterned }), (names) => {
        const buffer = encoder.encode(names.join(""));
        const bounds = new Uint32Array(2 * maxInterned);
        let at = 0;
        for (const [i, name] of names.entries()) {
          bounds[2 * i] = at;
          at += encoder.encode(name).length;
          bounds[2 * i + 1] = at;
        }
        const numbers = new Uint32Array(names.length);
        const interner = new Interner();
        interner.internAll(buffer, bounds, names.length, numbers, 0);
        const distinct = [...new Set(names)];
        expect([...numbers]).toEqual(names.map((name) => distinct.indexOf(name)));
        expect([...interner.inOrder()]).toEqual(distinct);
      }),
    );
  });
});
