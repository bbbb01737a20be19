import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stream } from "../../src/base/index.js";
import {
  buildGraph,
  buildGraphOfTexts,
  graphOfTexts,
  SkillTextGraph,
  skillDegreeCounts,
  skillFlags,
  textSizeCounts,
} from "../../src/graph/index.js";

const pairs = (textCount: number, skillCount: number) =>
  fc.array(
    fc.tuple(fc.integer({ min: 0, max: textCount - 1 }), fc.integer({ min: 0, max: skillCount - 1 })),
    {
      maxLength: 60,
    },
  );

function build(textCount: number, skillCount: number, edges: readonly (readonly [number, number])[]) {
  return buildGraph(
    textCount,
    skillCount,
    Uint32Array.from(edges, ([text]) => text),
    Uint32Array.from(edges, ([, skill]) => skill),
  );
}

describe("building a graph", () => {
  it("gives every text its distinct skills and every skill its distinct texts, ascending", () => {
    fc.assert(
      fc.property(pairs(9, 7), (edges) => {
        const { graph, duplicateEdges } = build(9, 7, edges);
        const distinct = new Set(edges.map(([text, skill]) => text * 7 + skill));
        expect(graph.edgeCount).toBe(distinct.size);
        expect(duplicateEdges).toBe(edges.length - distinct.size);
        for (let text = 0; text < 9; text++) {
          const skills = edges.filter(([t]) => t === text).map(([, skill]) => skill);
          expect([...graph.skillsOfText(text)]).toEqual([...new Set(skills)].sort((a, b) => a - b));
        }
        for (let skill = 0; skill < 7; skill++) {
          const texts = edges.filter(([, s]) => s === skill).map(([text]) => text);
          expect([...graph.textsOfSkill(skill)]).toEqual([...new Set(texts)].sort((a, b) => a - b));
        }
      }),
    );
  });

  it("gives the same bytes whatever the order of the pairs", () => {
    fc.assert(
      fc.property(pairs(9, 7), fc.nat(), (edges, seed) => {
        const random = stream(seed);
        const shuffled = edges
          .map((edge) => ({ edge, key: random.nextUint32() }))
          .sort((a, b) => a.key - b.key)
          .map(({ edge }) => edge);
        const sorted = [...edges].sort(([a], [b]) => a - b);
        const expected = new Uint8Array(build(9, 7, edges).graph.buffer);
        expect(new Uint8Array(build(9, 7, shuffled).graph.buffer)).toEqual(expected);
        expect(new Uint8Array(build(9, 7, sorted).graph.buffer)).toEqual(expected);
      }),
    );
  });

  // Popular skills, repeats and empty texts among them.
  it.each([false, true])("builds a valid graph of 300,000 edges (in order: %s)", (inOrder) => {
    const random = stream(5);
    const [textCount, skillCount, edgeCount] = [70_000, 5_000, 300_000];
    const texts = Uint32Array.from({ length: edgeCount }, () => random.nextInteger(textCount));
    if (inOrder) texts.sort();
    const skills = Uint32Array.from({ length: edgeCount }, () => {
      return Math.floor(skillCount * random.nextFloat() ** 3);
    });
    const { graph, duplicateEdges } = buildGraph(textCount, skillCount, texts, skills);
    const distinct = new Set(Array.from(texts, (text, i) => text * skillCount + skills[i]));
    expect(duplicateEdges).toBeGreaterThan(1000);
    expect(graph.edgeCount + duplicateEdges).toBe(edgeCount);
    expect(graph.edgeCount).toBe(distinct.size);
    for (let text = 0; text < textCount; text++) {
      for (const skill of graph.skillsOfText(text)) distinct.delete(text * skillCount + skill);
    }
    expect(distinct.size).toBe(0);
    // `from` checks order, ranges and that both directions agree.
    expect(SkillTextGraph.from(graph.buffer).edgeCount).toBe(graph.edgeCount);
  });

  it("keeps texts and skills without an edge, and no text and no skill at all", () => {
    const { graph } = build(3, 4, [[1, 2]]);
    expect([...graph.skillsOfText(0)]).toEqual([]);
    expect([...graph.textsOfSkill(3)]).toEqual([]);
    expect(build(0, 0, []).graph.edgeCount).toBe(0);
    expect([...build(1, 1, []).graph.skillsOfText(9)]).toEqual([]);
  });

  it("refuses counts that are no counts", () => {
    const none = new Uint32Array(0);
    expect(() => buildGraph(-1, 1, none, none)).toThrow(
      new RangeError('"textCount" expected an integer in [0, 4294967294], got -1'),
    );
    expect(() => buildGraph(1, 2 ** 32, none, none)).toThrow(RangeError);
    expect(() => buildGraph(Number.NaN, 1, none, none)).toThrow(RangeError);
    expect(() => buildGraph("3" as unknown as number, 1, none, none)).toThrow(TypeError);
    expect(() => buildGraph(1.5, 1, none, none)).toThrow(RangeError);
  });

  it("refuses pairs beyond the counts and arrays of different length", () => {
    expect(() => build(2, 2, [[0, 2]])).toThrow(
      new RangeError("edge 0 names skill 2, but there are 2 skills"),
    );
    expect(() =>
      build(2, 2, [
        [1, 1],
        [2, 0],
      ]),
    ).toThrow(new RangeError("edge 1 names text 2, but there are 2 texts"));
    expect(() => buildGraph(2, 2, Uint32Array.of(0, 1), Uint32Array.of(0))).toThrow(
      new RangeError('"skillOfEdge" expected 2 skills, as many as "textOfEdge" has texts, got 1'),
    );
  });

  it("refuses offsets that do not rise from 0 to the end of the lists", () => {
    const skills = Uint32Array.of(0, 1);
    for (const offsets of [[], [0], [1, 2], [0, 1], [0, 2, 1, 2], [0, 3, 2]]) {
      expect(() => buildGraphOfTexts(2, Uint32Array.from(offsets), skills)).toThrow(
        /^"textOffsets" expected/,
      );
    }
  });
});

describe("the graph of some texts", () => {
  it("has their skills in the order asked for, over all skills", () => {
    const { graph } = build(3, 4, [
      [0, 1],
      [1, 0],
      [1, 3],
      [2, 2],
    ]);
    const some = graphOfTexts(graph, Uint32Array.of(2, 1, 1));
    expect([0, 1, 2].map((text) => [...some.skillsOfText(text)])).toEqual([[2], [0, 3], [0, 3]]);
    expect(some.skillCount).toBe(4);
    expect([...some.textsOfSkill(1)]).toEqual([]);
    expect(graphOfTexts(graph, new Uint32Array(0)).textCount).toBe(0);
    expect(() => graphOfTexts(graph, Uint32Array.of(3))).toThrow(
      new RangeError("text 3 does not exist: there are 3 texts"),
    );
  });
});

describe("counting degrees", () => {
  it("counts texts by their skills and skills by their texts, with or without the known skills", () => {
    fc.assert(
      fc.property(pairs(9, 7), fc.subarray([0, 1, 2, 3, 4, 5, 6]), (edges, knownList) => {
        const { graph } = build(9, 7, edges);
        const known = new Set(knownList);
        const flags = skillFlags(7, knownList);
        const sizes = Array.from({ length: 9 }, (_, t) =>
          [...graph.skillsOfText(t)].filter((s) => !known.has(s)),
        );
        const degrees = [0, 1, 2, 3, 4, 5, 6]
          .filter((skill) => !known.has(skill))
          .map((skill) => graph.textsOfSkill(skill).length);
        const count = (values: number[]) => {
          const counts: number[] = Array(values.length === 0 ? 0 : Math.max(...values) + 1).fill(0);
          for (const value of values) counts[value]++;
          return counts;
        };
        expect([...textSizeCounts(graph, { known: flags })]).toEqual(count(sizes.map((list) => list.length)));
        expect([...skillDegreeCounts(graph, { known: flags })]).toEqual(count(degrees));
        expect(textSizeCounts(graph)).toEqual(textSizeCounts(graph, { known: new Uint8Array(7) }));
      }),
    );
  });

  it("refuses known skills that are not one byte a skill", () => {
    const { graph } = build(1, 3, [[0, 1]]);
    expect(() => textSizeCounts(graph, { known: new Uint8Array(1) })).toThrow(RangeError);
    expect(() => skillDegreeCounts(graph, { known: new Uint8Array(4) })).toThrow(RangeError);
    expect(() => skillFlags(3, [1.5])).toThrow(RangeError);
  });
});
