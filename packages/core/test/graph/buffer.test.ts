import { describe, expect, it } from "vitest";
import { stream } from "../../src/base/index.js";
import { buildGraph, SkillTextGraph } from "../../src/graph/index.js";
import { graphOf, randomTexts } from "../reference/random-texts.js";

const good = () =>
  buildGraph(3, 4, Uint32Array.of(0, 0, 1, 2, 2, 2), Uint32Array.of(0, 3, 1, 0, 1, 2)).graph.buffer;

/** The same buffer with one 32-bit word replaced. */
function withWord(index: number, change: (word: number) => number): ArrayBuffer {
  const buffer = good();
  const words = new Uint32Array(buffer);
  words[index] = change(words[index]);
  return buffer;
}

/** The header check of the five words before it, so that tests reach the checks behind it. */
function withHonestHeader(index: number, value: number): ArrayBuffer {
  const buffer = withWord(index, () => value);
  const words = new Uint32Array(buffer);
  let hash = 0x811c9dc5;
  for (let i = 0; i < 5; i++) hash = Math.imul(hash ^ words[i], 0x01000193);
  words[5] = hash;
  return buffer;
}

describe("the buffer of a graph", () => {
  it("is the whole graph: another one made from it has the same arrays, without a copy", () => {
    const graph = graphOf(randomTexts(stream(1), 50, 30, 4), 30);
    const again = SkillTextGraph.from(graph.buffer);
    expect(again.buffer).toBe(graph.buffer);
    expect([again.textCount, again.skillCount, again.edgeCount]).toEqual([50, 30, graph.edgeCount]);
    for (const name of ["textOffsets", "textSkills", "skillOffsets", "skillTexts"] as const) {
      expect(again[name]).toEqual(graph[name]);
      expect(again[name].buffer).toBe(graph.buffer);
    }
  });

  it("survives the way to a worker", () => {
    const graph = structuredClone(good());
    expect(SkillTextGraph.from(graph).edgeCount).toBe(6);
  });

  it("does not change its bytes except in a new version of the format", () => {
    const words = [...new Uint32Array(good())].map((word) => word.toString(16));
    expect(words.join(" ")).toMatchInlineSnapshot(
      `"47534e4f 1 3 4 6 169c4744 0 0 0 2 3 6 0 3 1 0 1 2 0 2 4 5 6 0 2 1 2 2 0"`,
    );
  });

  it("refuses what is no ArrayBuffer", () => {
    expect(() => SkillTextGraph.from(new Uint8Array(64) as unknown as ArrayBuffer)).toThrow(
      new TypeError('"buffer" expected an ArrayBuffer, got a Uint8Array'),
    );
  });

  it("refuses a buffer cut at any length, and one with bytes too many", () => {
    const buffer = good();
    for (let length = 0; length < buffer.byteLength; length++) {
      expect(() => SkillTextGraph.from(buffer.slice(0, length))).toThrow(/not a skill-text graph|truncated/);
    }
    const longer = new ArrayBuffer(buffer.byteLength + 4);
    new Uint8Array(longer).set(new Uint8Array(buffer));
    expect(() => SkillTextGraph.from(longer)).toThrow(
      "overlong skill-text graph: 3 texts, 4 skills and 6 edges take 116 bytes, found 120",
    );
  });

  it("refuses foreign bytes, another version and the other byte order, and says which", () => {
    expect(() => SkillTextGraph.from(new ArrayBuffer(64))).toThrow(
      "not a skill-text graph: expected the magic number 0x47534e4f, found 0x00000000",
    );
    expect(() => SkillTextGraph.from(withWord(1, () => 2))).toThrow(
      "a skill-text graph of version 2: this program reads version 1",
    );
    const swapped = good();
    new Uint8Array(swapped, 0, 4).reverse();
    expect(() => SkillTextGraph.from(swapped)).toThrow(/other byte order/);
  });

  it("refuses a header whose counts were changed, before it believes them", () => {
    for (const index of [2, 3, 4, 5]) {
      expect(() => SkillTextGraph.from(withWord(index, (word) => word ^ 1))).toThrow(/header check/);
    }
    for (const index of [2, 3, 4]) {
      expect(() => SkillTextGraph.from(withHonestHeader(index, 0xffffffff))).toThrow(/^truncated/);
    }
  });

  it("refuses any single changed word of the arrays", () => {
    const words = new Uint32Array(good());
    for (let index = 8; index < words.length; index++) {
      for (const value of [words[index] + 1, words[index] - 1, 0xffffffff, 0, 7]) {
        if (value >>> 0 === words[index]) continue;
        expect(() => SkillTextGraph.from(withWord(index, () => value))).toThrow(
          /^corrupted skill-text graph/,
        );
      }
    }
  });

  it("refuses two directions that are each in order but disagree", () => {
    // Text 1 has skill 1 alone; saying skill 2 instead keeps order and range.
    const { textOffsets } = SkillTextGraph.from(good());
    const index = 8 + textOffsets.length + textOffsets[1];
    expect(() => SkillTextGraph.from(withWord(index, () => 2))).toThrow(
      "corrupted skill-text graph: text 1 needs skill 2, but the texts of that skill do not tell so",
    );
  });
});
