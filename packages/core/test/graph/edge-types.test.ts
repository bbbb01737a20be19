import { describe, expect, it } from "vitest";
import { stream } from "../../src/base/index.js";
import {
  dividedTypes,
  type EdgeFeature,
  type EdgeTypes,
  edgeTypes,
  graphOfSkills,
  movedShare,
  rewiredWithin,
  type SkillTextGraph,
  skillClasses,
} from "../../src/graph/index.js";
import { graphOf, randomTexts } from "../reference/random-texts.js";

const features: readonly EdgeFeature[] = ["rarity", "twins", "size", "place"];

function randomGraph(trial: number, texts = 40, skills = 20): SkillTextGraph {
  const random = stream(16, "edge types", trial);
  const skillCount = 1 + random.nextInteger(skills);
  return graphOf(randomTexts(random, random.nextInteger(texts), skillCount, 6), skillCount);
}

/** For every text, and for every skill, the sorted types of its edges. */
function typesOfEnds(graph: SkillTextGraph, typeOfEdge: ArrayLike<number>): string {
  const texts: number[][] = Array.from({ length: graph.textCount }, () => []);
  const skills: number[][] = Array.from({ length: graph.skillCount }, () => []);
  for (let text = 0; text < graph.textCount; text++) {
    for (let edge = graph.textOffsets[text]; edge < graph.textOffsets[text + 1]; edge++) {
      texts[text].push(typeOfEdge[edge]);
      skills[graph.textSkills[edge]].push(typeOfEdge[edge]);
    }
  }
  return JSON.stringify([texts, skills].map((ends) => ends.map((types) => types.sort((a, b) => a - b))));
}

/** The types by the words of their definition: one string an edge. */
function namedTypes(graph: SkillTextGraph, chosen: readonly EdgeFeature[], blocks: number): string[] {
  const setOf = (skill: number) => String(graph.textsOfSkill(skill));
  const names: string[] = [];
  for (let text = 0; text < graph.textCount; text++) {
    const size = graph.skillsOfText(text).length;
    for (const skill of graph.skillsOfText(text)) {
      const texts = graph.textsOfSkill(skill);
      const d = texts.length;
      let twins = 0;
      for (let other = 0; other < graph.skillCount; other++) if (setOf(other) === setOf(skill)) twins++;
      const told: Record<EdgeFeature, number> = {
        rarity: d <= 12 ? d : 12 + Math.floor(3 * Math.log2(d / 12) + 1e-9),
        twins: twins > 1 ? 1 : 0,
        size: size <= 8 ? size : 8 + Math.floor(2 * Math.log2(size / 8) + 1e-9),
        place: Math.floor((texts[0] * blocks) / graph.textCount),
      };
      names.push(chosen.map((feature) => told[feature]).join(" "));
    }
  }
  return names;
}

/** Whether two lists divide their positions in the same way. */
function samePartition(first: ArrayLike<unknown>, second: ArrayLike<unknown>): boolean {
  const there = new Map<unknown, unknown>();
  const back = new Map<unknown, unknown>();
  for (let i = 0; i < first.length; i++) {
    if (!there.has(first[i])) there.set(first[i], second[i]);
    if (!back.has(second[i])) back.set(second[i], first[i]);
    if (there.get(first[i]) !== second[i] || back.get(second[i]) !== first[i]) return false;
  }
  return first.length === second.length;
}

/** n_ks^2/(n_k E) summed with maps. */
function naiveMovedShare(graph: SkillTextGraph, { typeOfEdge }: EdgeTypes): number {
  const ofType = new Map<number, number>();
  const ofBoth = new Map<string, number>();
  for (const [edge, type] of typeOfEdge.entries()) {
    const both = `${type} ${graph.textSkills[edge]}`;
    ofType.set(type, (ofType.get(type) ?? 0) + 1);
    ofBoth.set(both, (ofBoth.get(both) ?? 0) + 1);
  }
  let stay = 0;
  for (const [both, count] of ofBoth) stay += count ** 2 / ofType.get(Number(both.split(" ")[0]))!;
  return graph.edgeCount === 0 ? 0 : 1 - stay / graph.edgeCount;
}

describe("types of edges", () => {
  it("divide the edges as their definition says, by every choice of features, on 40 random graphs", () => {
    for (let trial = 0; trial < 40; trial++) {
      const graph = randomGraph(trial);
      for (let mask = 0; mask < 16; mask++) {
        const chosen = features.filter((_, i) => ((mask >> i) & 1) === 1);
        const types = edgeTypes(graph, chosen, { blocks: 5 });
        expect(samePartition(types.typeOfEdge, namedTypes(graph, chosen, 5))).toBe(true);
        expect(new Set(types.typeOfEdge).size).toBe(types.typeCount);
        for (let type = 0; type < types.typeCount; type++) {
          const edges = types.edges.subarray(types.typeOffsets[type], types.typeOffsets[type + 1]);
          expect([...edges]).toEqual(
            [...types.typeOfEdge.keys()].filter((edge) => types.typeOfEdge[edge] === type),
          );
        }
      }
    }
  });

  it("are the same divided by one feature after another, and refuse another graph's", () => {
    for (let trial = 0; trial < 20; trial++) {
      const graph = randomGraph(trial);
      let types = edgeTypes(graph, []);
      for (const [i, feature] of features.entries()) {
        types = dividedTypes(graph, types, feature, { blocks: 5 });
        expect(types).toEqual(edgeTypes(graph, features.slice(0, i + 1), { blocks: 5 }));
      }
      expect(() =>
        dividedTypes(graphOf([[0], [1]], 2), { ...types, typeOfEdge: new Uint32Array(1) }, "size"),
      ).toThrow('"types" expected a type for each of the 2 edges, got 1');
    }
  });

  it("put degrees of 12 and more into three classes an octave, sizes of 8 and more into two", () => {
    const degrees = [12, 13, 15, 16, 19, 20, 24, 30, 31, 48, 12_288];
    const textCount = 12_288;
    const lists: number[][] = Array.from({ length: textCount }, () => []);
    for (const [skill, degree] of degrees.entries())
      for (let text = 0; text < degree; text++) lists[text].push(skill);
    const types = edgeTypes(graphOf(lists, degrees.length), ["rarity"]);
    const typeOfSkill = degrees.map((_, skill) => types.typeOfEdge[skill]);
    // 12, then [12, 15.1), [15.1, 19.05), [19.05, 24), [24, ...
    expect(typeOfSkill).toEqual([0, 0, 0, 1, 1, 2, 3, 3, 4, 5, 6]);
  });

  it("say what share of the edges moves", () => {
    for (let trial = 0; trial < 100; trial++) {
      const graph = randomGraph(trial);
      for (const chosen of [[], ["rarity"], ["rarity", "size"]] as const) {
        const types = edgeTypes(graph, chosen);
        expect(movedShare(graph, types)).toBeCloseTo(naiveMovedShare(graph, types), 12);
      }
    }
  });

  it("refuse a feature or a number of blocks that does not exist", () => {
    const graph = randomGraph(0);
    expect(() => edgeTypes(graph, ["colour" as EdgeFeature])).toThrow(
      '"features" expected "rarity", "twins", "size" or "place", got "colour"',
    );
    expect(() => edgeTypes(graph, ["place"], { blocks: 0 })).toThrow('"blocks"');
  });
});

describe("a graph rewired inside types", () => {
  it("keeps the types of the edges of every text and every skill where nothing was merged, on 300 random graphs", () => {
    let [changed, compared] = [0, 0];
    for (let trial = 0; trial < 300; trial++) {
      const graph = randomGraph(trial, 80, 60);
      const chosen = features.filter((_, i) => ((trial >> i) & 1) === 1);
      const types = edgeTypes(graph, chosen, { blocks: 3 });
      const rewired = rewiredWithin(graph, types, stream(16, "rewired within", trial));
      expect(rewired.graph.edgeCount).toBe(graph.edgeCount - rewired.merged);
      if (rewired.merged > 0) continue;
      compared++;
      // The types of the new edges: those of the same features, for degrees, sizes and places do not change.
      expect(rewired.graph.textOffsets).toEqual(graph.textOffsets);
      expect(rewired.graph.skillOffsets).toEqual(graph.skillOffsets);
      const typeOf = typesByEnds(graph, types, rewired.graph);
      if (typeOf !== null)
        expect(typesOfEnds(rewired.graph, typeOf)).toBe(typesOfEnds(graph, types.typeOfEdge));
      if (String(rewired.graph.textSkills) !== String(graph.textSkills)) changed++;
    }
    expect(compared).toBeGreaterThan(150);
    expect(changed).toBeGreaterThan(75);
  });

  it("gives the corpus back when every edge has a type of its own", () => {
    const graph = randomGraph(7);
    const own = Uint32Array.from({ length: graph.edgeCount }, (_, edge) => edge);
    const offsets = Uint32Array.from({ length: graph.edgeCount + 1 }, (_, edge) => edge);
    const types = { typeCount: graph.edgeCount, typeOfEdge: own, typeOffsets: offsets, edges: own };
    expect(rewiredWithin(graph, types, stream(1)).graph.textSkills).toEqual(graph.textSkills);
  });

  it("refuses types of another graph", () => {
    const graph = randomGraph(7);
    const types = { ...edgeTypes(graph, []), typeOfEdge: new Uint32Array(1) };
    expect(() => rewiredWithin(graph, types, stream(1))).toThrow('"types" expected a type for each of the');
  });

  it("puts each skill of a type at each of its edges equally often", () => {
    // Four texts of one skill each; rarity divides {0, 1} (one text) from {2} (two texts).
    const graph = graphOf([[0], [1], [2], [2]], 3);
    const types = edgeTypes(graph, ["rarity"]);
    let exchanged = 0;
    const draws = 4000;
    for (let draw = 0; draw < draws; draw++) {
      const { graph: rewired } = rewiredWithin(graph, types, stream(3, "uniform", draw));
      expect([...rewired.skillsOfText(2), ...rewired.skillsOfText(3)]).toEqual([2, 2]);
      exchanged += rewired.skillsOfText(0)[0];
    }
    expect(Math.abs(exchanged / draws - 0.5)).toBeLessThan((5 * 0.5) / Math.sqrt(draws));
  });
});

/** The type of each edge of a rewired graph where text and skill together tell it in the original; else null. */
function typesByEnds(graph: SkillTextGraph, types: EdgeTypes, rewired: SkillTextGraph): Uint32Array | null {
  const ofSkill = new Map<number, Set<number>>();
  for (const [edge, skill] of graph.textSkills.entries()) {
    ofSkill.set(skill, (ofSkill.get(skill) ?? new Set()).add(types.typeOfEdge[edge]));
  }
  if ([...ofSkill.values()].some((all) => all.size > 1)) return null;
  return Uint32Array.from(rewired.textSkills, (skill) => [...ofSkill.get(skill)!][0]);
}

describe("the graph of some skills", () => {
  it("has their edges and no others, by their new numbers", () => {
    const graph = graphOf([[0, 1, 2], [2], [0]], 3);
    const part = graphOfSkills(graph, Uint32Array.of(2, 0));
    expect([part.skillsOfText(0), part.skillsOfText(1), part.skillsOfText(2)].map(String)).toEqual([
      "0,1",
      "0",
      "1",
    ]);
    expect(() => graphOfSkills(graph, Uint32Array.of(3))).toThrow("skill 3 does not exist");
    expect(() => graphOfSkills(graph, Uint32Array.of(1, 1))).toThrow("skill 1 is listed twice");
  });
});

describe("classes of skills", () => {
  it("are equal exactly for skills of the same texts, known ones apart, on 200 random graphs", () => {
    for (let trial = 0; trial < 200; trial++) {
      const graph = randomGraph(trial, 12, 15);
      const known = Uint8Array.from({ length: graph.skillCount }, (_, skill) => (skill % 5 === 0 ? 1 : 0));
      const classes = skillClasses(graph, { known });
      const names = Array.from(classes, (_, skill) =>
        known[skill] === 1 ? "" : String(graph.textsOfSkill(skill)),
      );
      expect(samePartition(classes, names)).toBe(true);
    }
  });
});
