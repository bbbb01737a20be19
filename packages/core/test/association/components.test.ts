import { describe, expect, it } from "vitest";
import {
  associationComponents,
  associationGrowth,
  binomialAverage,
  componentSizeCounts,
} from "../../src/association/index.js";
import { stream } from "../../src/base/index.js";
import { type SkillTextGraph, uniformGraph } from "../../src/graph/index.js";
import { none } from "../../src/learning/index.js";
import { graphOf, randomTexts } from "../reference/random-texts.js";

/** Breadth-first search over explicit pairs. */
function naiveComponents(graph: SkillTextGraph, present: ReadonlySet<number>): number[][] {
  const seen = new Set<number>();
  const components: number[][] = [];
  for (const start of present) {
    if (seen.has(start)) continue;
    const component = [start];
    seen.add(start);
    for (const skill of component) {
      for (const text of graph.textsOfSkill(skill)) {
        for (const other of graph.skillsOfText(text)) {
          if (!present.has(other) || seen.has(other)) continue;
          seen.add(other);
          component.push(other);
        }
      }
    }
    components.push(component);
  }
  return components;
}

function randomCase(trial: number) {
  const random = stream(40, "association", trial);
  const skillCount = random.nextInteger(40);
  const graph = graphOf(randomTexts(random, random.nextInteger(40), skillCount, 1.2), skillCount);
  const order = Uint32Array.from({ length: skillCount }, (_, skill) => skill);
  for (let i = skillCount - 1; i > 0; i--) {
    const j = random.nextInteger(i + 1);
    [order[i], order[j]] = [order[j], order[i]];
  }
  return { graph, order, skillCount, random };
}

describe("the components of the association graph", () => {
  it("are those of a breadth-first search on 1,000 random graphs", () => {
    let several = 0;
    for (let trial = 0; trial < 1000; trial++) {
      const { graph, skillCount, random } = randomCase(trial);
      const learned = Uint8Array.from({ length: skillCount }, () => (random.nextFloat() < 0.7 ? 1 : 0));
      const present = new Set([...learned.keys()].filter((skill) => learned[skill] === 1));
      const result = associationComponents(graph, learned);
      const naive = naiveComponents(graph, present)
        .map((component) => component.sort((a, b) => a - b))
        .sort((a, b) => b.length - a.length || a[0] - b[0]);
      expect(result.skills).toBe(present.size);
      expect(result.giant).toBe(naive[0]?.length ?? 0);
      expect([...result.componentSizes]).toEqual(naive.map((component) => component.length));
      const labels = Array(skillCount).fill(none);
      naive.forEach((component, label) => {
        for (const skill of component) labels[skill] = label;
      });
      expect([...result.componentOfSkill]).toEqual(labels);
      if (naive.filter((component) => component.length > 1).length > 1) several++;
    }
    expect(several).toBeGreaterThan(300);
  });

  it("have a law of sizes whose sizes times counts are all skills", () => {
    const graph = uniformGraph({ kind: "poisson", mean: 1.5 }, 2000, 3000, stream(41));
    const { componentSizes, skills } = associationComponents(graph, new Uint8Array(3000).fill(1));
    const { sizes, counts } = componentSizeCounts(componentSizes);
    expect(sizes.reduce((sum, size, i) => sum + size * counts[i], 0)).toBe(skills);
    expect([...sizes]).toEqual([...new Set(componentSizes)].sort((a, b) => a - b));
    expect(componentSizeCounts(new Uint32Array(0)).sizes.length).toBe(0);
  });

  it("refuse learned skills that are not one byte a skill", () => {
    const graph = graphOf([[0, 1]], 2);
    expect(() => associationComponents(graph, new Uint8Array(1))).toThrow(RangeError);
  });
});

describe("the growth of the association graph", () => {
  it("has after every added skill the components of all added so far", () => {
    for (let trial = 0; trial < 150; trial++) {
      const { graph, order, skillCount } = randomCase(trial);
      const growth = associationGrowth(graph, order);
      for (let i = 0; i <= skillCount; i++) {
        const sizes = naiveComponents(graph, new Set(order.subarray(0, i))).map((list) => list.length);
        expect(growth.giant[i]).toBe(Math.max(0, ...sizes));
        expect(growth.squares[i]).toBe(sizes.reduce((sum, size) => sum + size * size, 0));
      }
    }
  });

  it("refuses an order that names a skill twice, or one that does not exist", () => {
    const graph = graphOf([[0, 1]], 2);
    expect(() => associationGrowth(graph, Uint32Array.of(1, 1))).toThrow(
      new RangeError('"order" names skill 1 at position 1, but it stands in it before'),
    );
    expect(() => associationGrowth(graph, Uint32Array.of(2))).toThrow(
      new RangeError('"order" names skill 2 at position 0, but there are 2 skills'),
    );
  });
});

describe("averages over a binomial number of occupied skills", () => {
  it("are exact for moments, at any size", () => {
    const n = 100_000;
    const linear = Float64Array.from({ length: n + 1 }, (_, i) => i);
    const square = linear.map((i) => i * i);
    expect(binomialAverage(linear, 0.3)).toBeCloseTo(0.3 * n, 5);
    expect(binomialAverage(square, 0.3) / (0.3 * 0.7 * n + (0.3 * n) ** 2)).toBeCloseTo(1, 12);
    expect(binomialAverage(linear, 0)).toBe(0);
    expect(binomialAverage(linear, 1)).toBe(n);
    expect(() => binomialAverage([], 0.5)).toThrow(RangeError);
  });
});
