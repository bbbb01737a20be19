import { describe, expect, it } from "vitest";
import { associationRows } from "../../src/association/index.js";
import { stream } from "../../src/base/index.js";
import { graphOf, randomTexts } from "../reference/random-texts.js";

describe("the edges of the association graph", () => {
  it("are all pairs of learned skills that share a text, with how many they share, on 1,000 random corpora", () => {
    let pairs = 0;
    for (let trial = 0; trial < 1000; trial++) {
      const random = stream(6, "weights", trial);
      const skillCount = 1 + random.nextInteger(20);
      const texts = randomTexts(random, random.nextInteger(25), skillCount, 4).map(
        (skills) => new Set(skills),
      );
      const learned = Uint8Array.from({ length: skillCount }, () => (random.nextFloat() < 0.8 ? 1 : 0));
      const expected: number[][] = [];
      for (let a = 0; a < skillCount; a++) {
        for (let b = a + 1; b < skillCount; b++) {
          const weight = texts.filter((skills) => skills.has(a) && skills.has(b)).length;
          if (learned[a] === 1 && learned[b] === 1 && weight > 0) expected.push([a, b, weight]);
        }
      }
      const graph = graphOf(
        texts.map((skills) => [...skills]),
        skillCount,
      );
      const found: number[][] = [];
      for (const { skill, neighbours, weights } of associationRows(graph, learned)) {
        expect(neighbours.length).toBeGreaterThan(0);
        for (const [i, other] of neighbours.entries()) found.push([skill, other, weights[i]]);
      }
      expect(found).toEqual(expected);
      pairs += expected.length;
    }
    expect(pairs).toBeGreaterThan(10_000);
  });

  it("need one byte a skill", () => {
    expect(() => [...associationRows(graphOf([[0, 1]], 2), Uint8Array.of(1))]).toThrow(
      '"learnedFlags" expected one entry',
    );
  });
});
