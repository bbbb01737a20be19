import { describe, expect, it } from "vitest";
import { fringe } from "../../../src/learning/index.js";
import { canTeach, closure } from "./naive.js";
import { randomCorpus } from "./random-corpora.js";

describe("the fringe of what is known", () => {
  it("is every text that can teach now, with what it opens, on 1,000 random corpora", () => {
    let opening = 0;
    for (let trial = 0; trial < 1000; trial++) {
      const { texts, lists, maxUnlearned, known, options } = randomCorpus(
        trial,
        { skills: 20, texts: 25 },
        "fringe",
      );
      const next = fringe(texts, options);
      const ready = [...lists.keys()].filter((text) => canTeach(lists[text], maxUnlearned, known));
      expect([...next.texts].sort((a, b) => a - b)).toEqual(ready);
      const others = lists.filter((_, text) => !ready.includes(text));
      next.texts.forEach((text, i) => {
        const { teaches } = lists[text];
        expect(next.teaches[i]).toBe(teaches.filter((skill) => !known.has(skill)).length);
        const after = closure([...others, lists[text]], maxUnlearned, known);
        expect(next.unlocks[i]).toBe(after.size - known.size);
        if (next.unlocks[i] > next.teaches[i]) opening++;
      });
      expect([...next.unlocks]).toEqual([...next.unlocks].sort((a, b) => b - a));

      const waiting = [...lists.entries()]
        .map(([text, { requires, teaches }]) => {
          const open = teaches.filter((skill) => !known.has(skill)).length;
          const missing = requires.filter((skill) => !known.has(skill)).length;
          return { text, open, lacking: missing + Math.max(0, open - maxUnlearned) };
        })
        .filter(({ open, lacking }) => open > 0 && lacking > 0)
        .sort((a, b) => a.lacking - b.lacking || a.text - b.text);
      expect([...next.nearest]).toEqual(waiting.map(({ text }) => text));
      expect([...next.lacking]).toEqual(waiting.map(({ lacking }) => lacking));
    }
    expect(opening).toBeGreaterThan(300);
  });
});
