import { describe, expect, it } from "vitest";
import { defaults } from "../../../src/state/parameters.js";
import { computePeel, type PeelInput, type PeelOutput } from "../../../src/views/peel/compute.js";
import { layoutOf } from "../../../src/views/peel/layout.js";
import { peelParameters, readChosen, readEdits, withEdit } from "../../../src/views/peel/parameters.js";
import { stateAt, stepEnds } from "../../../src/views/peel/states.js";

const context = { partial: () => {}, yieldNow: async () => {} };

async function peeled(change: Partial<PeelInput> = {}): Promise<PeelOutput> {
  return computePeel({ ...defaults(peelParameters), ...change }, context);
}

describe("a link's edits", () => {
  it("are pairs that count from 1, and the same one twice is none", () => {
    expect(readEdits("3.7,12.1")).toEqual([
      [2, 6],
      [11, 0],
    ]);
    const once = withEdit(withEdit("", [2, 6]), [11, 0]);
    expect(once).toBe("3.7,12.1");
    expect(withEdit(once, [2, 6])).toBe("12.1");
  });

  it.each(["3", "3.0", "3.7,", "a.b", "3.7 4.1", "-1.2"])("that cannot be read (%j) are told", (text) => {
    expect(readEdits(text)).toBeNull();
  });

  it("name what is explained by its kind and number", () => {
    expect(readChosen("s3")).toEqual({ kind: "skill", index: 2 });
    expect(["", "s0", "x3", "s"].map(readChosen)).toEqual([null, null, null, null]);
  });
});

describe("the steps of peeling", () => {
  it.each(["round", "text"] as const)(
    "by one %s end with all that is learned, and only what glows has taught",
    async (pace) => {
      const output = await peeled();
      const last = stepEnds(output, pace).length - 1;
      for (let step = 0; step < last; step++) {
        const before = stateAt(output, pace, step);
        const after = stateAt(output, pace, step + 1);
        const fresh = output.skills.flatMap((_, skill) => (after.fresh[skill] ? [skill] : []));
        expect(fresh.length).toBe(after.learnedCount - before.learnedCount);
        for (const skill of fresh) expect(before.glowing[output.skills[skill].from!]).toBe(true);
      }
      const end = stateAt(output, pace, 1000);
      expect(end.learnedCount).toBe(output.order.length);
      expect(end.glowing.includes(true)).toBe(false);
    },
  );

  it("of the sums end at a core of three skills, each of which waits for another", async () => {
    const output = await peeled({ corpus: "sums" });
    expect(output.skills.filter(({ core }) => core !== null).map(({ name }) => name)).toEqual([
      "fraction",
      "percent",
      "ratio",
    ]);
    expect(output.cores).toEqual([{ skills: 3, texts: 3 }]);
  });

  it("go on where a text that is added by hand has one unlearned skill", async () => {
    // Text 11 is new and holds "fraction", the fifth skill by name.
    const output = await peeled({ corpus: "sums", edits: "11.5" });
    expect(output.texts[10]).toMatchObject({ name: "new text 1", teaches: [4], core: null });
    expect(output.cores).toEqual([]);
    expect(output.skills[4].from).toBe(10);
  });
});

describe("the drawing of a graph", () => {
  it.each([320, 850])("%i wide puts every node inside, and no two in the same place", async (width) => {
    const layout = layoutOf(await peeled({ skills: 40, ratio: 2.5 }), width);
    const places = [...layout.skills, ...layout.texts.filter((place) => place !== null)];
    for (const { x, y } of places) {
      expect(x).toBeGreaterThan(0);
      expect(x).toBeLessThan(layout.width);
      expect(y).toBeGreaterThan(0);
      expect(y).toBeLessThan(layout.height);
    }
    expect(new Set(places.map(({ x, y }) => `${x} ${y}`)).size).toBe(places.length);
  });
});
