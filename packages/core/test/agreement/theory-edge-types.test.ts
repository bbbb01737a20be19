import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { stream, Welford } from "../../src/base/index.js";
import {
  buildGraphOfTexts,
  type EdgeFeature,
  edgeTypes,
  graphOfSkills,
  graphOfTexts,
  rewiredWithin,
  type SkillTextGraph,
} from "../../src/graph/index.js";
import { learnSequential } from "../../src/learning/index.js";
import { edgeTypeEnsemble, evolveEdgeTypes } from "../../src/theory/index.js";

/** A bundled corpus of tagged texts, without its most frequent skills. */
function bundled(name: string, knownTop = 0): SkillTextGraph {
  const bytes = readFileSync(new URL(`../../../../examples/${name}`, import.meta.url));
  const lines = (name.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString().split("\n");
  const numberOf = new Map<string, number>();
  const offsets = [0];
  const skills: number[] = [];
  for (const line of lines) {
    if (line === "") continue;
    for (const skill of (JSON.parse(line) as { skills: string[] }).skills) {
      if (!numberOf.has(skill)) numberOf.set(skill, numberOf.size);
      skills.push(numberOf.get(skill)!);
    }
    offsets.push(skills.length);
  }
  const { graph } = buildGraphOfTexts(numberOf.size, Uint32Array.from(offsets), Uint32Array.from(skills));
  const byDegree = [...numberOf.values()].sort(
    (a, b) => graph.textsOfSkill(b).length - graph.textsOfSkill(a).length || a - b,
  );
  return graphOfSkills(graph, Uint32Array.from(byDegree.slice(knownTop)));
}

/**
 * A language in which rare skills seek each other: every text is of one of two kinds, one with few rare skills and one
 * with many. Degrees alone do not tell that.
 */
function twoKinds(textCount: number): SkillTextGraph {
  const random = stream(16, "two kinds");
  const [common, rare] = [Math.round(textCount / 20), Math.round(textCount / 2)];
  const offsets = [0];
  const skills: number[] = [];
  for (let text = 0; text < textCount; text++) {
    const special = random.nextFloat() < 0.3;
    const size = 1 + random.nextInteger(5);
    const own = new Set<number>();
    while (own.size < size) {
      const isRare = random.nextFloat() < (special ? 0.9 : 0.1);
      own.add(isRare ? common + random.nextInteger(rare) : random.nextInteger(common));
    }
    skills.push(...own);
    offsets.push(skills.length);
  }
  return buildGraphOfTexts(common + rare, Uint32Array.from(offsets), Uint32Array.from(skills)).graph;
}

/** Each text with probability `kept`. */
function thinned(graph: SkillTextGraph, kept: number, ...key: (string | number)[]): SkillTextGraph {
  if (kept === 1) return graph;
  const random = stream(16, "thinned", ...key);
  const texts = Uint32Array.from({ length: graph.textCount }, (_, text) => text);
  return graphOfTexts(
    graph,
    texts.filter(() => random.nextFloat() < kept),
  );
}

const cases: readonly {
  readonly name: string;
  readonly corpus: () => SkillTextGraph;
  readonly features: readonly EdgeFeature[];
  readonly maxUnlearned?: number;
  readonly kept?: number;
  readonly draws?: number;
}[] = [
  { name: "two kinds of texts, by degrees", corpus: () => twoKinds(40_000), features: [] },
  { name: "two kinds of texts, by rarity", corpus: () => twoKinds(40_000), features: ["rarity"] },
  {
    name: "two kinds of texts, 70 % kept",
    corpus: () => twoKinds(40_000),
    features: ["rarity", "size"],
    kept: 0.7,
  },
  {
    name: "two kinds of texts, two skills at once",
    corpus: () => twoKinds(40_000),
    features: ["rarity"],
    maxUnlearned: 2,
    kept: 0.4,
  },
  {
    name: "quantum logic, by rarity and twins",
    corpus: () => bundled("cited-theorems.jsonl"),
    features: ["rarity", "twins"],
    draws: 40,
  },
  {
    name: "quantum logic, two skills at once",
    corpus: () => bundled("cited-theorems.jsonl"),
    features: ["rarity", "twins", "size"],
    maxUnlearned: 2,
    draws: 20,
  },
  {
    name: "King James, 200 known, by degrees",
    corpus: () => bundled("king-james-words.jsonl.gz", 200),
    features: [],
  },
  {
    name: "King James, 200 known, by rarity, twins, size and place",
    corpus: () => bundled("king-james-words.jsonl.gz", 200),
    features: ["rarity", "twins", "size", "place"],
  },
];

describe("density evolution with typed edges and its null model, a corpus rewired inside types", () => {
  it.each(cases)("agree on $name", ({ corpus, features, maxUnlearned = 1, kept = 1, draws = 4, name }) => {
    const graph = corpus();
    const types = edgeTypes(graph, features);
    const { learned, converged } = evolveEdgeTypes(edgeTypeEnsemble(graph, types.typeOfEdge), {
      maxUnlearned,
      kept,
    });
    expect(converged).toBe(true);
    const measured = new Welford();
    for (let draw = 0; draw < draws; draw++) {
      const rewired = rewiredWithin(graph, types, stream(16, name, draw));
      const part = thinned(rewired.graph, kept, name, draw);
      measured.add(learnSequential(part, { maxUnlearned }).learnedCount / graph.skillCount);
    }
    // Enough skills are learned for a difference to be seen, and not all.
    expect(learned).toBeGreaterThan(0.1);
    expect(learned).toBeLessThan(0.99);
    expect(Math.abs(measured.mean - learned)).toBeLessThan(5 * measured.standardError);
  });

  it("tell apart what degrees alone do not: the share learned from two kinds of texts", () => {
    const graph = twoKinds(40_000);
    const measured = learnSequential(graph).learnedCount / graph.skillCount;
    const [byDegrees, byRarity] = [[], ["rarity"] as const].map(
      (features) => evolveEdgeTypes(edgeTypeEnsemble(graph, edgeTypes(graph, features).typeOfEdge)).learned,
    );
    expect(Math.abs(byRarity - measured)).toBeLessThan(Math.abs(byDegrees - measured) / 5);
  });
});
