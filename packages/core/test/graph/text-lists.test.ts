import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { transposeInRanges } from "../../src/graph/counting-sort.js";
import { buildGraphOfTexts, TextLists } from "../../src/graph/index.js";

const skillCount = 12;
const lists = fc.array(fc.array(fc.nat(skillCount - 1), { maxLength: 90 }), { maxLength: 60 });

function collected(texts: readonly (readonly number[])[]): TextLists {
  const collector = new TextLists();
  for (const skills of texts) collector.add(Uint32Array.from(skills), skills.length);
  return collector;
}

function built(texts: readonly (readonly number[])[]) {
  const offsets = [0];
  for (const skills of texts) offsets.push(offsets.at(-1)! + skills.length);
  return buildGraphOfTexts(skillCount, Uint32Array.from(offsets), Uint32Array.from(texts.flat()));
}

describe("TextLists", () => {
  it("makes the graph that buildGraphOfTexts makes, byte for byte, and counts the same duplicates", () => {
    fc.assert(
      fc.property(lists, (texts) => {
        const { graph, duplicateEdges } = collected(texts).build(skillCount);
        const expected = built(texts);
        expect(new Uint8Array(graph.buffer)).toEqual(new Uint8Array(expected.graph.buffer));
        expect(duplicateEdges).toBe(expected.duplicateEdges);
      }),
    );
  });

  it("gives skills the numbers of a permutation", () => {
    fc.assert(
      fc.property(
        lists,
        fc.shuffledSubarray([...Array(skillCount).keys()], { minLength: skillCount }),
        (texts, order) => {
          const { graph } = collected(texts).build(skillCount, Uint32Array.from(order));
          const expected = built(texts.map((skills) => skills.map((skill) => order[skill])));
          expect(new Uint8Array(graph.buffer)).toEqual(new Uint8Array(expected.graph.buffer));
        },
      ),
    );
  });

  it("grows over many pieces", () => {
    const texts = Array.from({ length: 3000 }, (_, text) => [text % 7, text % 11, text % 12]);
    expect(new Uint8Array(collected(texts).build(skillCount).graph.buffer)).toEqual(
      new Uint8Array(built(texts).graph.buffer),
    );
  });

  it("refuses a skill without a number, and is empty after it has built", () => {
    expect(() => collected([[3]]).build(3)).toThrow("edge 0 names skill 3, but there are 3 skills");
    const collector = collected([[1], [2]]);
    collector.build(skillCount);
    expect([collector.textCount, collector.edgeCount]).toEqual([0, 0]);
  });
});

describe("transposeInRanges", () => {
  it("writes the same in ranges of any size, keys of more edges than a range included", () => {
    fc.assert(
      fc.property(lists, fc.integer({ min: 1, max: 40 }), (texts, maxEdges) => {
        const { graph } = built(texts);
        const out = new Uint32Array(graph.edgeCount);
        transposeInRanges(graph.textOffsets, graph.textSkills, graph.skillOffsets, out, maxEdges);
        expect(out).toEqual(new Uint32Array(graph.skillTexts));
      }),
    );
  });
});
