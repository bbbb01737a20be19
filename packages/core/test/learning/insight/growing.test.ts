import { describe, expect, it } from "vitest";
import { growingLearner, learnTexts } from "../../../src/learning/index.js";
import { randomCorpus } from "./random-corpora.js";

describe("a learner to whom more and more skills are told", () => {
  it("learns as many as one who knows them from the start, on 400 random corpora of every kind", () => {
    let learned = 0;
    for (let trial = 0; trial < 400; trial++) {
      const { texts, options, skillCount, random } = randomCorpus(
        trial,
        { skills: 30, texts: 25 },
        "growing",
      );
      const { maxUnlearned } = options;
      const learner = growingLearner(texts, { maxUnlearned });
      const known = new Uint8Array(skillCount);
      for (let step = 0; step < 5; step++) {
        const more: number[] = [];
        for (let skill = 0; skill < skillCount; skill++) {
          if (known[skill] === 1 || random.nextFloat() > 0.15 * step) continue;
          known[skill] = 1;
          more.push(skill);
        }
        const { learnedCount } = learnTexts(texts, { maxUnlearned, known });
        expect(learner.know(Uint32Array.from(more))).toBe(learnedCount);
        learned += learnedCount;
      }
    }
    expect(learned).toBeGreaterThan(1000);
  });
});
