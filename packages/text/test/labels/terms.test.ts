import { describe, expect, it } from "vitest";
import { proposeTerms } from "../../src/labels/terms.js";

/** Proposes terms of texts whose words are given with spaces between. */
function proposed(texts: readonly string[], max = 10): [term: string, count: number][] {
  const names = [...new Set(texts.flatMap((text) => text.split(" ")))];
  const skills = texts.map((text) => text.split(" ").map((word) => names.indexOf(word)));
  return proposeTerms(names, texts.length, (text) => skills[text], max).map(({ term, count }) => [
    term,
    count,
  ]);
}

/** Texts in which every word of the others occurs often and in other company. */
const noise = Array.from(
  { length: 60 },
  (_, i) => `w${i} w${(7 * i) % 60} w${(11 * i) % 60} w${(17 * i) % 60}`,
);

describe("terms", () => {
  it("of two to five words are proposed, and what mostly stands within a longer one is not", () => {
    const texts = [
      ...noise,
      "w1 point of view w2",
      "w3 of point of view",
      "of w4 of point of view",
      "united states of america w5",
      "the united states of america w6",
      "w7 united states of america",
      "united states w8",
      "w9 united states",
      "w10 united states w11",
      "w12 one two three four five six w13",
      "w14 one two three four five six w15",
      "w16 one two three four five six w17",
    ];
    const found = new Map(proposed(texts, 20));
    expect(found.get("point of view")).toBe(3);
    expect(found.get("united states of america")).toBe(3);
    expect(found.get("united states")).toBe(6);
    expect(found.get("one two three four five")).toBe(3);
    expect(found.get("two three four five six")).toBe(3);
    for (const part of ["point of", "of america", "three four", "one two three"])
      expect(found.has(part)).toBe(false);
  });

  it("do not begin or end with the most frequent words", () => {
    const texts = Array.from({ length: 40 }, (_, i) =>
      i % 4 === 0 ? "the old boat" : `the w${i} w${i + 1}`,
    );
    expect(proposed(texts)).toEqual([["old boat", 10]]);
  });

  it("do not go over the end of a text, need three occurrences, and are no echo", () => {
    expect(proposed([...noise, "a b", "c d", "b c", "a b", "e e e e e e"])).toEqual([]);
    const apart = Array.from({ length: 6 }, (_, i) => (i % 2 === 0 ? "x left" : "right y"));
    expect(proposed([...noise, ...apart]).some(([term]) => term === "left right")).toBe(false);
  });
});
