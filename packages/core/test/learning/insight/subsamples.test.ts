import { describe, expect, it } from "vitest";
import { stream } from "../../../src/base/index.js";
import { uniformGraph } from "../../../src/graph/index.js";
import { learnedByTexts, learnTexts, subsampleLearning } from "../../../src/learning/index.js";
import { graphOf } from "../../reference/random-texts.js";
import { closure } from "./naive.js";
import { randomCorpus } from "./random-corpora.js";

describe("learning from the first texts of an order", () => {
  it("counts what a naive program learns from each beginning, on 1,000 random corpora", () => {
    let growth = 0;
    for (let trial = 0; trial < 1000; trial++) {
      const { texts, lists, maxUnlearned, known, options, random } = randomCorpus(
        trial,
        { skills: 15, texts: 20 },
        "beginnings",
      );
      const order = [...lists.keys()].sort(() => random.nextFloat() - 0.5);
      if (trial % 2 === 1) order.length = Math.floor(order.length / 2);
      const learned = learnedByTexts(texts, Uint32Array.from(order), options);
      expect(learned).toHaveLength(order.length + 1);
      learned.forEach((count, i) => {
        const beginning = order.slice(0, i).map((text) => lists[text]);
        expect(count).toBe(closure(beginning, maxUnlearned, known).size - known.size);
      });
      growth += learned.at(-1)!;
    }
    expect(growth).toBeGreaterThan(1000);
  });

  it("refuses texts that are not there or come twice", () => {
    const graph = graphOf([[0], [1]], 2);
    expect(() => learnedByTexts(graph, Uint32Array.of(0, 2))).toThrow(
      '"order" names text 2 at position 1, but there are 2 texts',
    );
    expect(() => learnedByTexts(graph, Uint32Array.of(0, 0))).toThrow("but it stands in it before");
  });
});

describe("learning from random parts of the texts", () => {
  it("has margins at the place where each run's curve comes to the wanted share", () => {
    const graph = uniformGraph({ kind: "poisson", mean: 4 }, 900, 400, stream(1));
    const steps = 900;
    const { full, margins, curves } = subsampleLearning(graph, stream(2), { runs: 20, steps, collapse: 0.4 });
    expect(full).toBe(learnTexts(graph).learnedCount);
    const expected = curves.map((curve) => 1 - curve.findIndex((count) => count >= 0.4 * full) / steps);
    expect([...margins]).toEqual(expected.sort((a, b) => a - b));
    for (const curve of curves) {
      expect(curve[0]).toBe(0);
      expect(curve[steps]).toBe(full);
      expect([...curve]).toEqual([...curve].sort((a, b) => a - b));
    }
    expect(new Set(margins).size).toBeGreaterThan(10);
  });

  it("gives the same for the same stream, and other orders for every run", () => {
    const graph = uniformGraph({ kind: "poisson", mean: 4 }, 200, 100, stream(1));
    const once = subsampleLearning(graph, stream(3), { runs: 5 });
    expect(subsampleLearning(graph, stream(3), { runs: 5 })).toEqual(once);
    expect(subsampleLearning(graph, stream(3), { runs: 3 }).curves).toEqual(once.curves.slice(0, 3));
    expect(new Set(once.curves.map(String)).size).toBe(5);
  });

  it("has no margin where nothing is learned", () => {
    const nothing = subsampleLearning(graphOf([[0, 1]], 2), stream(1), { runs: 3, steps: 2 });
    expect(nothing.full).toBe(0);
    expect(nothing.margins).toHaveLength(0);
    expect(nothing.curves.map((curve) => [...curve])).toEqual([
      [0, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
    ]);
    expect(() => subsampleLearning(graphOf([], 1), stream(1), { runs: 0 })).toThrow(
      '"runs" expected an integer >= 1',
    );
  });
});
