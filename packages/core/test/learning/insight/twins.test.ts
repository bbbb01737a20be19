import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { corpusFromRecords } from "../../../src/corpus/index.js";
import { findTwins, learnTexts, mergeSkills, none } from "../../../src/learning/index.js";
import { graphOf } from "../../reference/random-texts.js";
import { closure } from "./naive.js";
import { randomCorpus } from "./random-corpora.js";

describe("twins", () => {
  it("are the unknown skills that exactly the same texts teach, on 1,000 random corpora", () => {
    let groups = 0;
    for (let trial = 0; trial < 1000; trial++) {
      const corpus = randomCorpus(trial, { skills: 25, texts: 12 }, "twins");
      const { lists, known, skillCount, maxUnlearned } = corpus;
      const skillsOfKey = new Map<string, number[]>();
      for (let skill = 0; skill < skillCount; skill++) {
        const texts = lists.flatMap(({ teaches }, text) => (teaches.includes(skill) ? [text] : []));
        if (texts.length === 0 || known.has(skill)) continue;
        skillsOfKey.set(String(texts), [...(skillsOfKey.get(String(texts)) ?? []), skill]);
      }
      const expected = [...skillsOfKey.values()]
        .filter((group) => group.length > 1)
        .sort((a, b) => b.length - a.length || a[0] - b[0]);

      const twins = findTwins(corpus.texts, corpus.options);
      const found = Array.from({ length: twins.groupCount }, (_, group) => [
        ...twins.groupSkills.subarray(twins.groupOffsets[group], twins.groupOffsets[group + 1]),
      ]);
      expect(found).toEqual(expected);
      found.forEach((group, number) => {
        expect(group.every((skill) => twins.groupOfSkill[skill] === number)).toBe(true);
      });
      expect(twins.groupOfSkill.filter((group) => group !== none)).toHaveLength(expected.flat().length);

      // The cap is kept by what is learned, and it counts the groups that are too large.
      const unknown = skillCount - known.size;
      const learned = closure(lists, maxUnlearned, known).size - known.size;
      const blocked = expected.filter((group) => group.length > maxUnlearned).flat().length;
      if (unknown > 0) {
        expect(twins.cap).toBeCloseTo(1 - blocked / unknown, 12);
        expect(learned).toBeLessThanOrEqual(twins.cap * unknown + 1e-9);
      } else expect(twins.cap).toBe(1);
      groups += expected.length;
    }
    expect(groups).toBeGreaterThan(500);
  });

  it("put a cap of 77.3 % on the cited theorems of quantum logic", () => {
    const records = (path: URL) =>
      readFileSync(path, "utf8")
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as unknown);
    const places = [
      new URL("../../../../../examples/cited-theorems.jsonl", import.meta.url),
      new URL("../../../../../../shared/data/metamath-ql.jsonl", import.meta.url),
    ].filter((path) => existsSync(path));
    expect(places.length).toBeGreaterThan(0);
    for (const place of places) {
      const { needs } = corpusFromRecords(records(place)).corpus;
      expect(learnTexts(needs).learnedCount).toBe(508);
      const twins = findTwins(needs);
      expect(twins.groupCount).toBe(68);
      expect(twins.groupSkills).toHaveLength(182);
      expect(twins.cap.toFixed(3)).toBe("0.773");
    }
  });
});

describe("merged skills", () => {
  it("are learned together, and no twins are left, on 1,000 random corpora", () => {
    for (let trial = 0; trial < 1000; trial++) {
      const { texts, lists, skillCount } = randomCorpus(trial, { skills: 25, texts: 12 }, "merge");
      const graph = "teaches" in texts ? texts.teaches : texts;
      const { groupOfSkill } = findTwins(graph);
      const { graph: merged, skillOfOld } = mergeSkills(graph, groupOfSkill);
      expect(findTwins(merged).groupCount).toBe(0);

      const newLists = lists.map(({ teaches }) => ({
        requires: [],
        teaches: [...new Set(teaches.map((skill) => skillOfOld[skill]))].sort((a, b) => a - b),
      }));
      expect(newLists.map(({ teaches }) => teaches)).toEqual(
        newLists.map((_, text) => [...merged.skillsOfText(text)]),
      );
      const pairs = Array.from({ length: skillCount ** 2 }, (_, pair) => [
        Math.floor(pair / skillCount),
        pair % skillCount,
      ]);
      const wrong = pairs.filter(([a, b]) => {
        const together = a === b || (groupOfSkill[a] !== none && groupOfSkill[a] === groupOfSkill[b]);
        return (skillOfOld[a] === skillOfOld[b]) !== together;
      });
      expect(wrong).toEqual([]);
    }
  });

  it("need one entry a skill", () => {
    expect(() => mergeSkills(graphOf([[0, 1]], 2), Uint32Array.of(none))).toThrow(
      '"groupOfSkill" expected one entry for each of the 2 skills, got 1',
    );
  });
});
