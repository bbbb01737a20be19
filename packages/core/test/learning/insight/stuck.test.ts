import { describe, expect, it } from "vitest";
import { learnTexts, none, stuckCores } from "../../../src/learning/index.js";
import { graphOf } from "../../reference/random-texts.js";
import { closure, partsOf } from "./naive.js";
import { randomCorpus } from "./random-corpora.js";

describe("stuck cores", () => {
  it("are the connected parts of what a naive program leaves unlearned, on 1,000 random corpora", () => {
    let severalCores = 0;
    const wrong: object[] = [];
    for (let trial = 0; trial < 1000; trial++) {
      const corpus = randomCorpus(trial, { skills: 30, texts: 25 });
      const { lists, maxUnlearned, known, skillCount } = corpus;
      const learned = closure(lists, maxUnlearned, known);
      const unlearned = Array.from({ length: skillCount }, (_, s) => s).filter((s) => !learned.has(s));
      const open = lists.map(({ requires, teaches }) => ({
        requires: requires.filter((s) => !learned.has(s)),
        teaches: teaches.filter((s) => !learned.has(s)),
      }));
      const teaching = open.filter(({ teaches }) => teaches.length > 0);
      const expected = partsOf(
        unlearned,
        teaching.map(({ requires, teaches }) => [...requires, ...teaches]),
      );

      const cores = stuckCores(corpus.texts, learnTexts(corpus.texts, corpus.options).learnedFlags, {
        maxUnlearned,
      });
      const found = Array.from(cores.skillCounts, (): number[] => []);
      for (const skill of unlearned) found[cores.coreOfSkill[skill]].push(skill);
      expect(new Set(found.map(String))).toEqual(new Set(expected.map(String)));
      expect(found.map((core) => core.length)).toEqual([...cores.skillCounts]);
      expect([...cores.skillCounts]).toEqual([...cores.skillCounts].sort((a, b) => b - a));
      expect([...learned].every((skill) => cores.coreOfSkill[skill] === none)).toBe(true);
      if (found.filter((core) => core.length > 1).length > 1) severalCores++;

      const textCounts = found.map(() => 0);
      open.forEach(({ requires, teaches }, text) => {
        const core = cores.coreOfText[text];
        if ((core === none) !== (teaches.length === 0)) wrong.push({ trial, text, core });
        if (core === none) return;
        textCounts[core]++;
        const areOfCore = [...requires, ...teaches].every((skill) => found[core].includes(skill));
        // Every text of a core is out of the learner's reach.
        const isOutOfReach = teaches.length > maxUnlearned || (corpus.directed && requires.length > 0);
        if (!areOfCore || !isOutOfReach) wrong.push({ trial, text, areOfCore, isOutOfReach });
      });
      expect(textCounts).toEqual([...cores.textCounts]);
    }
    expect(wrong).toEqual([]);
    expect(severalCores).toBeGreaterThan(100);
  });

  it("name for every skill the text nearest to teaching it, and how many skills it still takes", () => {
    let reached = 0;
    const wrong: object[] = [];
    for (let trial = 0; trial < 1000; trial++) {
      const corpus = randomCorpus(trial, { skills: 20, texts: 20 }, "nearest");
      const { lists, maxUnlearned, known, skillCount } = corpus;
      const learned = closure(lists, maxUnlearned, known);
      const cores = stuckCores(corpus.texts, learnTexts(corpus.texts, corpus.options).learnedFlags, {
        maxUnlearned,
      });
      for (let skill = 0; skill < skillCount; skill++) {
        const distances = lists
          .map(({ requires, teaches }, text) => ({
            text,
            lacking:
              requires.filter((s) => !learned.has(s)).length +
              Math.max(0, teaches.filter((s) => !learned.has(s)).length - maxUnlearned),
            teaches,
          }))
          .filter(({ teaches }) => teaches.includes(skill) && !learned.has(skill))
          .sort((a, b) => a.lacking - b.lacking || a.text - b.text);
        const { text, lacking } = distances[0] ?? { text: none, lacking: none };
        if (cores.nearestText[skill] !== text || cores.lacking[skill] !== lacking)
          wrong.push({ trial, skill });
        if (distances.length > 1) reached++;
      }
    }
    expect(wrong).toEqual([]);
    expect(reached).toBeGreaterThan(1000);
  });

  it("refuse a state in which a text could still teach", () => {
    const graph = graphOf([[0], [1, 2]], 3);
    expect(() => stuckCores(graph, Uint8Array.of(0, 0, 0))).toThrow(
      '"learnedFlags" expected the end of learning, but text 0 can teach 1 more skills',
    );
    expect(() => stuckCores(graph, Uint8Array.of(1, 0, 0), { maxUnlearned: 2 })).toThrow(
      "text 1 can teach 2",
    );
    expect(() => stuckCores(graph, Uint8Array.of(1, 0))).toThrow(RangeError);
  });

  it("are none where everything is learned, and one a skill where there is no text", () => {
    expect(stuckCores(graphOf([[0]], 1), Uint8Array.of(1)).skillCounts).toHaveLength(0);
    const cores = stuckCores(graphOf([], 3), new Uint8Array(3));
    expect([...cores.skillCounts]).toEqual([1, 1, 1]);
    expect([...cores.textCounts]).toEqual([0, 0, 0]);
    expect([...cores.nearestText]).toEqual([none, none, none]);
    expect(stuckCores(graphOf([], 0), new Uint8Array(0)).skillCounts).toHaveLength(0);
  });
});
