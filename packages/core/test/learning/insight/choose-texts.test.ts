import { describe, expect, it } from "vitest";
import { buildGraphOfTexts } from "../../../src/graph/index.js";
import { chooseTexts, unlockLowerBound } from "../../../src/learning/index.js";
import { cases } from "../../support/cases.js";
import { canTeach, closure } from "./naive.js";
import { randomCorpus } from "./random-corpora.js";

describe("texts chosen from candidates", () => {
  it("teach one after the other what they promise, and none can be missed, on random corpora", () => {
    let shortest = 0;
    let chosen = 0;
    for (let trial = 0; trial < cases(1000); trial++) {
      const corpus = randomCorpus(trial, { skills: 20, texts: 24 }, "choose");
      const { texts, lists, maxUnlearned, known, skillCount, random } = corpus;
      const candidates = Uint8Array.from(lists, () => (random.nextFloat() < 0.4 ? 1 : 0));
      const counted = Uint8Array.from({ length: skillCount }, () => (random.nextFloat() < 0.8 ? 1 : 0));
      const own = lists.filter((_, text) => candidates[text] === 0);
      const countOf = (learned: ReadonlySet<number>) =>
        [...learned].filter((skill) => counted[skill] === 1 && !known.has(skill)).length;
      const target = random.nextFloat();

      const choice = chooseTexts(texts, candidates, { ...corpus.options, target, counted });
      const unknown = [...counted.keys()].filter((skill) => counted[skill] === 1 && !known.has(skill)).length;
      expect(choice.unknown).toBe(unknown);
      expect(choice.wanted).toBe(Math.ceil(target * unknown - 1e-9));
      expect(choice.reachable).toBe(countOf(closure(lists, maxUnlearned, known)));
      let learned = closure(own, maxUnlearned, known);
      expect(choice.before).toBe(countOf(learned));
      const read = [...own];
      choice.add.forEach((text, i) => {
        expect(candidates[text]).toBe(1);
        expect(canTeach(lists[text], maxUnlearned, learned)).toBe(true);
        read.push(lists[text]);
        const next = closure(read, maxUnlearned, learned);
        expect(next.size - learned.size).toBe(choice.unlocks[i]);
        learned = next;
      });
      expect(countOf(learned)).toBe(choice.reached);
      const goal = Math.min(choice.wanted, choice.reachable);
      expect(choice.reached).toBeGreaterThanOrEqual(goal);
      for (const text of choice.add) {
        const rest = [...choice.add].filter((other) => other !== text).map((other) => lists[other]);
        if (choice.before < goal) {
          expect(countOf(closure([...own, ...rest], maxUnlearned, known))).toBeLessThan(goal);
        }
      }

      // The shortest choice, by trying all of them.
      const all = [...candidates.keys()].filter((text) => candidates[text] === 1);
      if (all.length > 9) continue;
      let least = all.length;
      for (let subset = 0; subset < 2 ** all.length; subset++) {
        const some = all.filter((_, i) => (subset >> i) & 1);
        if (some.length >= least) continue;
        const reached = closure([...own, ...some.map((text) => lists[text])], maxUnlearned, known);
        if (countOf(reached) >= goal) least = some.length;
      }
      expect(choice.add.length).toBeGreaterThanOrEqual(least);
      shortest += least;
      chosen += choice.add.length;
    }
    expect(shortest).toBeGreaterThan(cases(300));
    // Greedy, so not always the shortest; how near, on small corpora.
    expect(chosen).toBeLessThan(1.05 * shortest);
  });

  it("are never fewer than the lower bound of unlocking, divided by D", () => {
    for (let trial = 0; trial < 300; trial++) {
      const { texts, lists, maxUnlearned, known, skillCount, random } = randomCorpus(
        4 * trial + 1,
        { skills: 15, texts: 20 },
        "choose bound",
      );
      if ("requires" in texts) continue;
      const candidates = Uint8Array.from(lists, () => (random.nextFloat() < 0.6 ? 1 : 0));
      const own = lists.filter((_, text) => candidates[text] === 0).map(({ teaches }) => teaches);
      const offsets = Uint32Array.from([0, ...own].map((_, i) => own.slice(0, i).flat().length));
      const { graph } = buildGraphOfTexts(skillCount, offsets, Uint32Array.from(own.flat()));
      const options = {
        maxUnlearned,
        known: Uint8Array.from({ length: skillCount }, (_, skill) => (known.has(skill) ? 1 : 0)),
      };
      const choice = chooseTexts(texts, candidates, options);
      const target = choice.unknown === 0 ? 1 : choice.reached / choice.unknown;
      const bound = unlockLowerBound(graph, { ...options, target });
      expect(choice.add.length).toBeGreaterThanOrEqual(Math.ceil(bound / maxUnlearned));
    }
  });

  it("keep to a budget, and are refused by name when something is out of range", () => {
    const { graph } = buildGraphOfTexts(3, Uint32Array.of(0, 1, 2, 3), Uint32Array.of(0, 1, 2));
    const all = Uint8Array.of(1, 1, 1);
    expect(chooseTexts(graph, all, { budget: 2 })).toMatchObject({ reached: 2, wanted: 3, reachable: 3 });
    expect(chooseTexts(graph, all, { budget: 0 }).add).toHaveLength(0);
    expect(() => chooseTexts(graph, all, { budget: 0.5 })).toThrow('"budget" expected an integer >= 0');
    expect(() => chooseTexts(graph, all, { target: 2 })).toThrow('"target" expected a number in [0, 1]');
    expect(() => chooseTexts(graph, Uint8Array.of(1))).toThrow(
      '"candidates" expected one entry for each of the 3',
    );
    expect(() => chooseTexts(graph, all, { counted: Uint8Array.of(1) })).toThrow(
      '"counted" expected one entry',
    );
  });
});
