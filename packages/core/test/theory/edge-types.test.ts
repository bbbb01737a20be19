import { describe, expect, it } from "vitest";
import { stream } from "../../src/base/index.js";
import {
  edgeTypes,
  graphOfTexts,
  type SkillTextGraph,
  skillDegreeCounts,
  textSizeCounts,
} from "../../src/graph/index.js";
import { learnSequential } from "../../src/learning/index.js";
import {
  beliefCurve,
  corpusThreshold,
  edgeTypeCurve,
  edgeTypeEnsemble,
  edgeTypeThreshold,
  evolveEdgeTypes,
  predictCorpus,
} from "../../src/theory/index.js";
import { naiveEdgeTypes } from "../reference/naive-edge-types.js";
import { graphOf, randomTexts } from "../reference/random-texts.js";

function textsOf(graph: SkillTextGraph): number[][] {
  return Array.from({ length: graph.textCount }, (_, text) => [...graph.skillsOfText(text)]);
}

function randomGraph(trial: number): SkillTextGraph {
  const random = stream(16, "typed theory", trial);
  const skillCount = 1 + random.nextInteger(12);
  return graphOf(randomTexts(random, 1 + random.nextInteger(25), skillCount, 5), skillCount);
}

describe("density evolution with typed edges", () => {
  it("is what its definition gives, edge by edge, for any learner, unknown share and kept share", () => {
    for (let trial = 0; trial < 60; trial++) {
      const random = stream(16, "typed reference", trial);
      const graph = randomGraph(trial);
      const drawn = Array.from(graph.textSkills, () => random.nextInteger(1 + (trial % 4)));
      const numbers = [...new Set(drawn)];
      const typeOfEdge = Uint32Array.from(drawn, (type) => numbers.indexOf(type));
      const options = {
        maxUnlearned: 1 + random.nextInteger(3),
        unknown: [1, 0.9, 0.5][random.nextInteger(3)],
        kept: [1, 0.7, 0.3, 1.5][random.nextInteger(4)],
      };
      const naive = naiveEdgeTypes(textsOf(graph), graph.skillCount, typeOfEdge, options);
      const fast = evolveEdgeTypes(edgeTypeEnsemble(graph, typeOfEdge), { ...options, tolerance: 1e-13 });
      expect(fast.learned).toBeCloseTo(naive.learned, 7);
      for (const [skill, unlearned] of naive.unlearnedOfSkill.entries())
        expect(fast.unlearnedOfSkill[skill]).toBeCloseTo(unlearned, 6);
    }
  });

  it("with one type for all edges is the prediction from degrees alone", () => {
    for (let trial = 0; trial < 60; trial++) {
      const graph = randomGraph(trial);
      const maxUnlearned = 1 + (trial % 3);
      const byDegrees = predictCorpus(textSizeCounts(graph), skillDegreeCounts(graph), { maxUnlearned });
      const ensemble = edgeTypeEnsemble(graph, edgeTypes(graph, []).typeOfEdge);
      const typed = evolveEdgeTypes(ensemble, { maxUnlearned, tolerance: 1e-14 });
      expect(typed.learned).toBeCloseTo(byDegrees.learned, 6);
      if (graph.edgeCount > 0) expect(typed.textError).toBeCloseTo(byDegrees.textError, 5);
    }
  });

  it("with a type for each edge is learning itself, skill by skill", () => {
    for (let trial = 0; trial < 200; trial++) {
      const graph = randomGraph(trial);
      const maxUnlearned = 1 + (trial % 2);
      const own = Uint32Array.from({ length: graph.edgeCount }, (_, edge) => edge);
      const { unlearnedOfSkill } = evolveEdgeTypes(edgeTypeEnsemble(graph, own), { maxUnlearned });
      const { learnedFlags: learned } = learnSequential(graph, { maxUnlearned });
      expect([...unlearnedOfSkill]).toEqual(Array.from(learned, (flag) => 1 - flag));
    }
  });

  it("with a type for each edge is exact for thinnings of a corpus without cycles", () => {
    // A chain of texts {0}, {0, 1}, ..., {4, 5}, and a second start at its end.
    const texts = [[0], [0, 1], [1, 2], [2, 3], [3, 4], [4, 5], [5]];
    const graph = graphOf(texts, 6);
    const own = Uint32Array.from({ length: graph.edgeCount }, (_, edge) => edge);
    const kept = 0.6;
    const exact = new Float64Array(6);
    for (let mask = 0; mask < 2 ** texts.length; mask++) {
      const chosen = Uint32Array.from(texts.keys()).filter((text) => ((mask >> text) & 1) === 1);
      const weight = kept ** chosen.length * (1 - kept) ** (texts.length - chosen.length);
      const { learnedFlags: learned } = learnSequential(graphOfTexts(graph, chosen));
      for (let skill = 0; skill < 6; skill++) exact[skill] += weight * (1 - learned[skill]);
    }
    const { unlearnedOfSkill } = evolveEdgeTypes(edgeTypeEnsemble(graph, own), { kept, tolerance: 1e-14 });
    for (let skill = 0; skill < 6; skill++) expect(unlearnedOfSkill[skill]).toBeCloseTo(exact[skill], 12);
  });

  it("gives a curve over growing shares that each share alone gives too", () => {
    const graph = randomGraph(11);
    const ensemble = edgeTypeEnsemble(graph, edgeTypes(graph, ["rarity"]).typeOfEdge);
    const shares = [0.2, 0.5, 0.8, 1, 1.7];
    const curve = edgeTypeCurve(ensemble, shares, { tolerance: 1e-13 });
    for (const [i, kept] of shares.entries())
      expect(curve.learned[i]).toBeCloseTo(evolveEdgeTypes(ensemble, { kept, tolerance: 1e-13 }).learned, 6);
    expect(() => edgeTypeCurve(ensemble, [0.5, 0.4])).toThrow('"shares" expected ascending shares, got 0.4');
  });

  it("sends the messages of one corpus as it does with a type for each edge, within the tolerance", () => {
    for (let trial = 0; trial < 40; trial++) {
      const graph = randomGraph(trial);
      const own = Uint32Array.from({ length: graph.edgeCount }, (_, edge) => edge);
      const options = { maxUnlearned: 1 + (trial % 2), tolerance: 1e-12, unknown: trial % 5 === 0 ? 0.8 : 1 };
      const shares = [0.3, 0.7, 1];
      const typed = edgeTypeCurve(edgeTypeEnsemble(graph, own), shares, options);
      const messages = beliefCurve(graph, shares, options);
      for (let i = 0; i < shares.length; i++) {
        expect(messages.learned[i]).toBeCloseTo(typed.learned[i], 9);
        for (const [skill, unlearned] of messages.unlearnedOfSkill[i].entries())
          expect(unlearned).toBeCloseTo(typed.unlearnedOfSkill[i][skill], 9);
      }
      expect(messages.converged).toBe(typed.converged);
    }
    const graph = randomGraph(3);
    expect(() => beliefCurve(graph, [0.5, 1.2])).toThrow(
      '"shares[1]" expected a number > 0, at most 1, got 1.2',
    );
    expect(() => beliefCurve(graph, [0.5, 0.2])).toThrow('"shares[1]" expected ascending shares, got 0.2');
    expect(() => beliefCurve(graph, [0])).toThrow('"shares[0]"');
  });

  it("jumps, with one type, where the closed form of degrees alone does", () => {
    const random = stream(16, "typed threshold");
    const graph = graphOf(
      randomTexts(random, 6000, 1000, 4).filter((text) => text.length > 2 || random.nextInteger(12) === 0),
      1000,
    );
    const { main } = corpusThreshold(textSizeCounts(graph), skillDegreeCounts(graph));
    const jump = edgeTypeThreshold(edgeTypeEnsemble(graph, new Uint32Array(graph.edgeCount)));
    expect(main).not.toBeNull();
    expect(Math.abs(jump!.kept / main!.fraction - 1)).toBeLessThan(0.02);
    expect(jump!.unlearnedAfter).toBeCloseTo(main!.unlearnedAfter, 1);
  });

  it.each([3, 4, 5])(
    "finds a jump that is as large as asked for, and none that is smaller: %i skills a text",
    (size) => {
      const random = stream(16, "smallest jump", size);
      const texts = Array.from({ length: 600 }, () =>
        Array.from({ length: size }, () => random.nextInteger(300)),
      );
      const graph = graphOf(texts, 300);
      const ensemble = edgeTypeEnsemble(graph, edgeTypes(graph, ["rarity"]).typeOfEdge);
      const unknown = size === 3 ? 0.97 : 0.9;
      const jump = edgeTypeThreshold(ensemble, { unknown, minJump: 0.001 })!;
      const height = jump.unlearnedBefore - jump.unlearnedAfter;
      expect(edgeTypeThreshold(ensemble, { unknown, minJump: 0.999 * height })).toEqual(jump);
      expect(edgeTypeThreshold(ensemble, { unknown, minJump: 1.001 * height })).toBeNull();
    },
  );

  it("learns nothing from nothing and everything of nothing", () => {
    const empty = {
      textOffsets: Uint32Array.of(0),
      textSkills: new Uint32Array(0),
      skillOffsets: Uint32Array.of(0),
    };
    expect(evolveEdgeTypes(edgeTypeEnsemble(empty, new Uint32Array(0))).learned).toBe(1);
    const idle = { ...empty, textOffsets: Uint32Array.of(0, 0), skillOffsets: Uint32Array.of(0, 0) };
    expect(evolveEdgeTypes(edgeTypeEnsemble(idle, new Uint32Array(0))).learned).toBe(0);
  });

  it("refuses lists that do not fit each other", () => {
    const lists = {
      textOffsets: Uint32Array.of(0, 1),
      textSkills: Uint32Array.of(1),
      skillOffsets: Uint32Array.of(0, 1),
    };
    expect(() => edgeTypeEnsemble(lists, new Uint32Array(1))).toThrow(
      "edge 0 names skill 1, but there are 1 skills",
    );
    expect(() => beliefCurve(lists, [0.5])).toThrow("edge 0 names skill 1, but there are 1 skills");
    expect(() => edgeTypeEnsemble({ ...lists, textSkills: Uint32Array.of(0) }, new Uint32Array(2))).toThrow(
      '"typeOfEdge" expected a type for each of the 1 edges',
    );
    expect(() =>
      edgeTypeEnsemble({ ...lists, textOffsets: Uint32Array.of(0, 2) }, new Uint32Array(1)),
    ).toThrow('"textOffsets" expected positions from 0 to 1, the number of edges, got 2');
  });
});
