import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { corpusFromRecords, findSkills, mostFrequentSkills } from "../../src/corpus/index.js";

describe("the most frequent skills", () => {
  it("are those of the most texts, ties broken by code units, however often a text names them", () => {
    const { corpus } = corpusFromRecords([
      { skills: ["b", "b", "b"] },
      { skills: ["c", "a"] },
      { skills: ["a", "c"] },
      { skills: ["Z"] },
    ]);
    const names = Array.from(mostFrequentSkills(corpus, 10), (skill) => corpus.skillNames.at(skill));
    expect(names).toEqual(["a", "c", "Z", "b"]);
    expect(mostFrequentSkills(corpus, 0)).toHaveLength(0);
  });

  it("are the same as by sorting names and counts", () => {
    const record = fc.record({
      skills: fc.array(fc.constantFrom(..."abcdefgh"), { minLength: 1, maxLength: 5 }),
    });
    fc.assert(
      fc.property(fc.array(record, { minLength: 1, maxLength: 12 }), fc.nat(9), (records, count) => {
        const texts = new Map<string, number>();
        for (const { skills } of records)
          for (const skill of new Set(skills)) texts.set(skill, (texts.get(skill) ?? 0) + 1);
        const expected = [...texts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).slice(0, count);
        const { corpus } = corpusFromRecords(records);
        const found = Array.from(mostFrequentSkills(corpus, count), (skill) => corpus.skillNames.at(skill));
        expect(found).toEqual(expected.map(([name]) => name));
      }),
      { seed: 1 },
    );
  });

  it("are asked for by an integer >= 0", () => {
    const { corpus } = corpusFromRecords([{ skills: ["a"] }]);
    for (const count of [-1, 1.5, Number.NaN])
      expect(() => mostFrequentSkills(corpus, count)).toThrow(RangeError);
  });
});

describe("skills by name", () => {
  it("are found once each, and the names that are not there are told", () => {
    const { corpus } = corpusFromRecords([{ skills: ["a", "b c", "é", "\u{1f926}"] }]);
    const found = findSkills(corpus, [" b c ", "\u{1f926}", "a", "a", "", "  ", "x", "A", "x"]);
    expect(Array.from(found.skills, (skill) => corpus.skillNames.at(skill))).toEqual([
      "b c",
      "\u{1f926}",
      "a",
    ]);
    expect(found.missing).toEqual(["x", "A"]);
  });
});
