import { describe, expect, it } from "vitest";
import { chiSquareTail, stream } from "../../src/base/index.js";
import {
  rewiredGraph,
  skillDegreeCounts,
  textSizeCounts,
  weightedGraph,
  zipfWeights,
} from "../../src/graph/index.js";
import { graphOf, randomTexts } from "../reference/random-texts.js";

/** All lists of texts in which the texts have these sizes and the skills these degrees. */
function allGraphs(sizes: readonly number[], degrees: readonly number[]): string[] {
  const found: string[] = [];
  const visit = (texts: readonly (readonly number[])[], left: readonly number[]): void => {
    const size = sizes[texts.length];
    if (size === undefined) {
      if (left.every((degree) => degree === 0)) found.push(JSON.stringify(texts));
      return;
    }
    const choose = (from: number, chosen: readonly number[]): void => {
      if (chosen.length === size) {
        visit(
          [...texts, chosen],
          left.map((degree, skill) => degree - (chosen.includes(skill) ? 1 : 0)),
        );
        return;
      }
      for (let skill = from; skill < left.length; skill++) {
        if (left[skill] > 0) choose(skill + 1, [...chosen, skill]);
      }
    };
    choose(0, []);
  };
  visit([], degrees);
  return found;
}

describe("a rewired graph", () => {
  it("keeps the size of every text and the degree of every skill, without double edges, on 500 random graphs", () => {
    let changed = 0;
    for (let trial = 0; trial < 500; trial++) {
      const random = stream(6, "rewired", trial);
      const skillCount = 1 + random.nextInteger(20);
      const graph = graphOf(randomTexts(random, random.nextInteger(20), skillCount, 4), skillCount);
      const rewired = rewiredGraph(graph, random);
      expect(rewired.textOffsets).toEqual(graph.textOffsets);
      expect(rewired.skillOffsets).toEqual(graph.skillOffsets);
      if (String(rewired.textSkills) !== String(graph.textSkills)) changed++;
    }
    expect(changed).toBeGreaterThan(300);
  });

  it("is each graph with these degrees equally often", () => {
    const texts = [[0, 1, 2], [0, 3], [0, 1], [3]];
    const all = allGraphs([3, 2, 2, 1], [3, 2, 1, 2]);
    expect(all.length).toBeGreaterThan(5);
    const graph = graphOf(texts, 4);
    const random = stream(6, "rewired uniform");
    const draws = 400 * all.length;
    const counts = new Map(all.map((key) => [key, 0]));
    for (let draw = 0; draw < draws; draw++) {
      const rewired = rewiredGraph(graph, random, { tradesPerText: 8 });
      const key = JSON.stringify([0, 1, 2, 3].map((text) => [...rewired.skillsOfText(text)]));
      counts.set(key, counts.get(key)! + 1);
    }
    const statistic = [...counts.values()].reduce((sum, count) => sum + (count - 400) ** 2 / 400, 0);
    expect(counts.size).toBe(all.length);
    expect(chiSquareTail(statistic, all.length - 1)).toBeGreaterThan(1e-6);
  });

  it("forgets which skills stood together", () => {
    // Two halves that share no skill: rewired, most texts have skills of both.
    const texts = Array.from({ length: 400 }, (_, text) =>
      Array.from({ length: 6 }, (_, i) => (text % 2) * 100 + ((7 * text + 13 * i) % 100)),
    );
    const rewired = rewiredGraph(graphOf(texts, 200), stream(1));
    let mixed = 0;
    for (let text = 0; text < 400; text++) {
      const high = rewired.skillsOfText(text).filter((skill) => skill >= 100).length;
      if (high > 0 && high < 6) mixed++;
    }
    // 1 - 2 * (1/2)^6 of 400 would be 387.5, with a standard deviation of 3.5.
    expect(mixed).toBeGreaterThan(387 - 18);
    expect([...textSizeCounts(rewired)]).toEqual([0, 0, 0, 0, 0, 0, 400]);
    expect(skillDegreeCounts(rewired).at(-1)).toBeGreaterThan(0);
  });

  it("is the same for the same stream, and the graph itself without trades", () => {
    const graph = weightedGraph({ kind: "poisson", mean: 5 }, 50, zipfWeights(40, 1), stream(1));
    expect(rewiredGraph(graph, stream(2)).textSkills).toEqual(rewiredGraph(graph, stream(2)).textSkills);
    expect(rewiredGraph(graph, stream(2), { tradesPerText: 0 }).textSkills).toEqual(graph.textSkills);
    expect(() => rewiredGraph(graph, stream(2), { tradesPerText: -1 })).toThrow(
      '"tradesPerText" expected a number >= 0',
    );
    expect(rewiredGraph(graphOf([[0]], 1), stream(1)).edgeCount).toBe(1);
    expect(rewiredGraph(graphOf([], 0), stream(1)).edgeCount).toBe(0);
  });
});
