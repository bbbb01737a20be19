import { describe, expect, it } from "vitest";
import { learningPath, learnTexts, none, readingStages } from "../../../src/learning/index.js";
import { graphOf } from "../../reference/random-texts.js";
import { cases } from "../../support/cases.js";
import { canTeach, closure } from "./naive.js";
import { randomCorpus } from "./random-corpora.js";

describe("the path of texts that teaches a skill", () => {
  it("replays, misses no text and has none to spare, for every skill of random corpora", () => {
    let paths = 0;
    let proved = 0;
    for (let trial = 0; trial < cases(1000); trial++) {
      const { texts, lists, maxUnlearned, known, skillCount, options } = randomCorpus(
        trial,
        { skills: 16, texts: 24 },
        "chain",
      );
      const learnable = closure(lists, maxUnlearned, known);
      for (let skill = 0; skill < skillCount; skill++) {
        const path = learningPath(texts, skill, options);
        expect(path !== null).toBe(learnable.has(skill));
        if (path === null) continue;
        if (known.has(skill)) expect(path).toEqual({ texts: new Uint32Array(0), round: 0 });
        const learned = new Set(known);
        path.texts.forEach((text, i) => {
          const lesson = lists[text];
          if (learned.has(skill)) throw new Error(`skill ${skill} is learned before text ${text} at ${i}`);
          if (!canTeach(lesson, maxUnlearned, learned)) throw new Error(`text ${text} at ${i} cannot teach`);
          for (const taught of lesson.teaches) learned.add(taught);
        });
        expect(learned.has(skill)).toBe(true);
        for (const missed of path.texts) {
          const rest = [...path.texts].filter((text) => text !== missed).map((text) => lists[text]);
          if (closure(rest, maxUnlearned, known).has(skill))
            throw new Error(`text ${missed} is one to spare`);
        }
        expect(path.texts.length).toBeGreaterThanOrEqual(path.round);
        paths++;
        if (path.texts.length === path.round) proved++;
      }
    }
    expect(paths).toBeGreaterThan(cases(4000));
    expect(proved).toBeGreaterThan(cases(3000));
  });

  it("is the shortest of all paths nearly always on small corpora", () => {
    let total = 0;
    let shortest = 0;
    let paths = 0;
    let longer = 0;
    for (let trial = 0; trial < 300; trial++) {
      const { texts, lists, maxUnlearned, known, skillCount, options } = randomCorpus(
        trial,
        { skills: 10, texts: 11 },
        "shortest chain",
      );
      const best = new Map<number, number>();
      for (let subset = 0; subset < 2 ** lists.length; subset++) {
        const some = lists.filter((_, text) => (subset >> text) & 1);
        for (const skill of closure(some, maxUnlearned, known)) {
          best.set(skill, Math.min(best.get(skill) ?? lists.length, some.length));
        }
      }
      for (let skill = 0; skill < skillCount; skill++) {
        const path = learningPath(texts, skill, options);
        if (path === null) continue;
        expect(path.texts.length).toBeGreaterThanOrEqual(best.get(skill)!);
        total += path.texts.length;
        shortest += best.get(skill)!;
        paths++;
        if (path.texts.length > best.get(skill)!) longer++;
      }
    }
    expect(paths).toBeGreaterThan(500);
    expect(longer / paths).toBeLessThan(0.01);
    expect(total / shortest).toBeLessThan(1.01);
  });

  it("is asked for a skill that is there", () => {
    expect(() => learningPath(graphOf([[0]], 1), 1)).toThrow('"skill" expected an integer in [0, 0], got 1');
  });
});

describe("reading stages", () => {
  it("never meet a text with too many new skills, in any order within a stage, on random corpora", () => {
    let stagesSeen = 0;
    const wrong: object[] = [];
    for (let trial = 0; trial < cases(1000); trial++) {
      const { texts, lists, maxUnlearned, known, options, random } = randomCorpus(
        trial,
        { skills: 25, texts: 30 },
        "stages",
      );
      const result = learnTexts(texts, options);
      const stages = readingStages(texts, result, maxUnlearned);
      const end = closure(lists, maxUnlearned, known);
      const learned = new Set(known);
      const last = Math.max(0, ...[...stages].filter((stage) => stage !== none));
      for (let stage = 1; stage <= last; stage++) {
        const members = [...stages.keys()].filter((text) => stages[text] === stage);
        const start = new Set(learned);
        for (const text of members.sort(() => random.nextFloat() - 0.5)) {
          const { requires, teaches } = lists[text];
          const open = teaches.filter((skill) => !learned.has(skill)).length;
          if (open > maxUnlearned || !requires.every((skill) => start.has(skill)))
            wrong.push({ trial, text });
          for (const skill of teaches) learned.add(skill);
        }
        // A text of a later stage could not have been read yet.
        lists.forEach(({ requires, teaches }, text) => {
          if (stages[text] <= stage) return;
          const open = teaches.filter((skill) => !start.has(skill)).length;
          if (open <= maxUnlearned && requires.every((skill) => start.has(skill)))
            wrong.push({ trial, text });
        });
      }
      expect(learned).toEqual(end);
      lists.forEach(({ requires, teaches }, text) => {
        const understood = [...requires, ...teaches].every((skill) => end.has(skill));
        if ((stages[text] === none) === understood) wrong.push({ trial, text });
      });
      stagesSeen += last;
    }
    expect(wrong).toEqual([]);
    expect(stagesSeen).toBeGreaterThan(cases(2000));
  });
});
