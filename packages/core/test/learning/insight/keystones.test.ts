import { describe, expect, it } from "vitest";
import { buildGraphOfTexts } from "../../../src/graph/index.js";
import { keystones } from "../../../src/learning/index.js";
import { closure } from "./naive.js";
import { randomCorpus } from "./random-corpora.js";

describe("keystones", () => {
  it("are the texts without which a naive program learns too little, on 1,000 random corpora", () => {
    let total = 0;
    for (let trial = 0; trial < 1000; trial++) {
      const { texts, lists, maxUnlearned, known, options, random } = randomCorpus(
        trial,
        { skills: 20, texts: 22 },
        "keystones",
      );
      const collapse = random.nextFloat();
      const full = closure(lists, maxUnlearned, known).size - known.size;
      const expected = [...lists.keys()]
        .map((text) => ({
          text,
          left:
            closure(
              lists.filter((_, other) => other !== text),
              maxUnlearned,
              known,
            ).size - known.size,
        }))
        .filter(({ left }) => left < collapse * full - 1e-9)
        .sort((a, b) => a.left - b.left || a.text - b.text);
      const found = keystones(texts, { ...options, collapse });
      expect(found).toMatchObject({ full, complete: true });
      expect([...found.texts]).toEqual(expected.map(({ text }) => text));
      expect([...found.left]).toEqual(expected.map(({ left }) => left));
      total += expected.length;
    }
    expect(total).toBeGreaterThan(400);
  });

  it("are found in a chain of 20,000 texts, each of which the rest hangs on, within the limit of work", () => {
    const count = 20_000;
    const skills = new Uint32Array(2 * count - 1);
    const offsets = new Uint32Array(count + 1);
    // Text i is {i - 1, i}; texts stand in a scrambled order.
    let edge = 0;
    for (let i = 0; i < count; i++) {
      const link = (7919 * i) % count;
      if (link > 0) skills[edge++] = link - 1;
      skills[edge++] = link;
      offsets[i + 1] = edge;
    }
    const found = keystones(buildGraphOfTexts(count, offsets, skills).graph);
    expect(found.complete).toBe(true);
    // Without the link of skill i only i skills are learned.
    expect([...found.left]).toEqual(Array.from({ length: count / 2 }, (_, i) => i));
    expect([...found.texts].map((text) => (7919 * text) % count)).toEqual([...found.left]);
  });
});
