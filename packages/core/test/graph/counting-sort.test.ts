import { describe, expect, it } from "vitest";
import { stream } from "../../src/base/index.js";
import { groupPairs, transposeLists } from "../../src/graph/counting-sort.js";

/** Where the groups of keys below `keyCount` begin. */
function offsetsOf(keys: Uint32Array, keyCount: number): Uint32Array {
  const offsets = new Uint32Array(keyCount + 1);
  for (const key of keys) offsets[key + 1] += 1;
  for (let key = 0; key < keyCount; key++) offsets[key + 1] += offsets[key];
  return offsets;
}

describe("sorting edges by counting", () => {
  const random = stream(5);
  const [textCount, skillCount, edgeCount] = [70_000, 5_000, 300_000];
  const texts = Uint32Array.from({ length: edgeCount }, () => random.nextInteger(textCount)).sort();
  // Some skills are in many texts.
  const skills = Uint32Array.from({ length: edgeCount }, () =>
    Math.floor(skillCount * random.nextFloat() ** 3),
  );
  const skillOffsets = offsetsOf(skills, skillCount);
  const scratch = () => ({ keys: new Uint32Array(edgeCount), values: new Uint32Array(edgeCount) });
  const expected = Uint32Array.from(
    [...skills.keys()].sort((one, other) => skills[one] - skills[other] || one - other),
    (edge) => texts[edge],
  );

  it.each([
    { steps: "one step", made: () => null },
    { steps: "two steps", made: scratch },
  ])("groups pairs by their keys, stable, in $steps", ({ made }) => {
    const out = new Uint32Array(edgeCount);
    groupPairs(skills, texts, skillOffsets, made(), out);
    expect(out).toEqual(expected);
  });

  it.each([
    { steps: "one step", made: () => null },
    { steps: "two steps", made: scratch },
  ])("turns lists round in $steps", ({ made }) => {
    const out = new Uint32Array(edgeCount);
    transposeLists(offsetsOf(texts, textCount), skills, skillOffsets, made(), out);
    expect(out).toEqual(expected);
  });

  it("may write over what it sorts in two steps", () => {
    const values = texts.slice();
    groupPairs(skills, values, skillOffsets, scratch(), values);
    expect(values).toEqual(expected);
    const keys = skills.slice();
    transposeLists(offsetsOf(texts, textCount), keys, skillOffsets, scratch(), keys);
    expect(keys).toEqual(expected);
  });

  it("refuses groups that do not fit the keys", () => {
    const out = new Uint32Array(2);
    const offsets = Uint32Array.of(0, 1, 2);
    expect(() => groupPairs(Uint32Array.of(0, 0), Uint32Array.of(0, 1), offsets, null, out)).toThrow(
      "group 0 was filled up to 2, expected 1",
    );
  });
});
