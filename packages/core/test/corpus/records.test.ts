import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Corpus, corpusFromRecords } from "../../src/corpus/index.js";
import type { SkillTextGraph } from "../../src/graph/index.js";

/** The texts of a corpus with the names of their skills. */
function listed({ textNames, skillNames }: Corpus, { textOffsets, textSkills }: SkillTextGraph) {
  return Array.from(textNames, (name, text) => [
    name,
    Array.from(
      textSkills.subarray(textOffsets[text], textOffsets[text + 1]),
      (skill) => skillNames.at(skill)!,
    ),
  ]);
}

describe("a corpus made of records", () => {
  it("has the texts in their order and the skills in the code-unit order of their names", () => {
    const { corpus } = corpusFromRecords([
      { id: "z", tags: ["\uffff", "b", "a"] },
      { id: "a", tags: ["\u{10000}", "Z"] },
    ]);
    expect(corpus.textNames).toEqual(["z", "a"]);
    // Code units, not code points: U+10000 is D800 DC00, before U+FFFF.
    expect(corpus.skillNames).toEqual(["Z", "a", "b", "\u{10000}", "\uffff"]);
    expect(listed(corpus, corpus.needs)).toEqual([
      ["z", ["a", "b", "\uffff"]],
      ["a", ["Z", "\u{10000}"]],
    ]);
  });

  it("names a text without an id by its position, those left out counted", () => {
    const { corpus } = corpusFromRecords([
      { skills: ["a"] },
      5,
      { skills: [] },
      { id: null, skills: ["a"] },
      { id: 0, skills: ["b"] },
    ]);
    expect(corpus.textNames).toEqual(["1", "4", "0"]);
  });

  it("counts what it leaves out, and says of the first ten malformed records what is wrong", () => {
    const bad = [
      5,
      null,
      "text",
      [],
      { skills: 5 },
      { skills: true },
      { skills: {} },
      { skills: [[]] },
      { skills: [{}] },
    ];
    const reading = corpusFromRecords([
      { skills: ["a"] },
      ...bad,
      ...bad,
      { other: 1 },
      { skills: null },
      { skills: " , " },
    ]);
    expect(reading).toMatchObject({ malformed: 18, unlabelled: 3, duplicateEdges: 0 });
    expect(reading.problems.map(({ record, problem }) => `${record} ${problem}`)).toEqual([
      "1 is not an object",
      "2 is not an object",
      "3 is not an object",
      "4 is not an object",
      '5 "skills" is a number',
      '6 "skills" is a boolean',
      '7 "skills" is an object',
      '8 "skills" holds a list',
      '9 "skills" holds an object',
      "10 is not an object",
    ]);
  });

  it("is directed when records have both what they require and what they teach", () => {
    const { corpus, duplicateEdges } = corpusFromRecords([
      { id: "first", requires: [], teaches: ["a", "a"] },
      { id: "second", requires: "a", teaches: "b, c" },
      { id: "practice", requires: ["c"], teaches: [] },
    ]);
    expect(duplicateEdges).toBe(1);
    expect(listed(corpus, corpus.directed!.requires).map(([, skills]) => skills)).toEqual([[], ["a"], ["c"]]);
    expect(listed(corpus, corpus.directed!.teaches).map(([, skills]) => skills)).toEqual([
      ["a"],
      ["b", "c"],
      [],
    ]);
    expect(listed(corpus, corpus.needs).map(([, skills]) => skills)).toEqual([["a"], ["a", "b", "c"], ["c"]]);
    expect(corpusFromRecords([{ requires: ["a"], skills: ["b"] }]).corpus.directed).toBeUndefined();
  });

  it("holds every skill of every record once, and nothing else", () => {
    const skill = fc.constantFrom("a", " a", "b", "ab", "c c", "", " ");
    const record = fc.record({ id: fc.string(), skills: fc.array(skill, { maxLength: 6 }) });
    fc.assert(
      fc.property(fc.array(record, { minLength: 1 }), (records) => {
        const expected = records
          .map(
            ({ id, skills }) =>
              [id, skills.map((name) => name.trim()).filter((name) => name !== "")] as const,
          )
          .filter(([, skills]) => skills.length > 0);
        const { corpus, unlabelled, duplicateEdges } = corpusFromRecords(records);
        expect(listed(corpus, corpus.needs)).toEqual(
          expected.map(([id, skills]) => [id, [...new Set(skills)].sort()]),
        );
        expect(unlabelled).toBe(records.length - expected.length);
        const named = expected.reduce((sum, [, skills]) => sum + skills.length, 0);
        expect(corpus.needs.edgeCount + duplicateEdges).toBe(named);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it("may be empty", () => {
    expect(() => corpusFromRecords([])).toThrow(new RangeError("no field of skills; found: none"));
    const { corpus } = corpusFromRecords([{ skills: [] }]);
    expect(corpus.needs.textCount).toBe(0);
    expect(corpus.skillNames).toEqual([]);
  });
});
