/** Names in, names out: the same as by index, and by hand. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { study, studyCorpus } from "../../src/analysis/index.js";
import { corpusFromRecords } from "../../src/corpus/index.js";

const lists = [["add"], ["add", "carry"], ["carry", "borrow"], ["x", "y"], ["x", "y", "z"], ["p", "q"]];

function course(): Record<string, unknown>[] {
  const path = fileURLToPath(new URL("../../../../examples/python-course.jsonl", import.meta.url));
  const lines = readFileSync(path, "utf8").trim().split("\n");
  return lines.map((line) => JSON.parse(line));
}

describe("a study by name", () => {
  it("tells what is learned, from which text and when, and what is stuck, as one finds by hand", async () => {
    const { learned, lessons, stuck, twins, leftOut, summary } = await study(lists);
    expect(learned).toEqual(["add", "carry", "borrow"]);
    expect(lessons.get("borrow")).toEqual({ round: 3, text: "3" });
    expect(stuck).toEqual([
      { skills: ["x", "y", "z"], texts: ["4", "5"] },
      { skills: ["p", "q"], texts: ["6"] },
    ]);
    expect(twins).toEqual([
      ["p", "q"],
      ["x", "y"],
    ]);
    expect(leftOut).toEqual({ unlabelled: 0, malformed: 0 });
    expect(summary.twins.cap).toBe(4 / 8);
  });

  it("answers further questions about the same texts and learner", async () => {
    const { why, next, unlock, order } = await study(lists, { known: ["add"] });
    expect(await why("add")).toEqual({ state: "known" });
    expect(await why("borrow")).toMatchObject({
      state: "learned",
      path: [
        { text: "2", teaches: ["carry"], builtOn: ["add"] },
        { text: "3", teaches: ["borrow"], builtOn: ["carry"] },
      ],
    });
    expect(await why("p")).toMatchObject({ state: "stuck", twins: ["q"], core: { rank: 2, of: 2 } });
    expect(await next()).toEqual([{ text: "2", teaches: ["carry"] }]);
    expect((await unlock({ target: 1 })).teach).toHaveLength(2);
    expect(await order()).toEqual({ order: ["1", "2", "3"], stuck: ["4", "5", "6"] });
    await expect(why("fly")).rejects.toThrow('the corpus has no skill "fly"');
  });

  it("takes known skills by number or by name, and says which names it does not have", async () => {
    const byNumber = await study(lists, { known: 1 });
    expect(byNumber.summary.learner).toMatchObject({ known: 1, unknownNames: 0 });
    const byName = await study(lists, { known: new Set(["x", "fly"]) });
    expect(byName.summary.learner).toMatchObject({ known: 1, unknownNames: 1 });
    expect(byName.study.missing).toEqual(["fly"]);
    expect(byName.learned).toContain("y");
  });

  it("is that of the same records by index, for directed texts and with texts held back", async () => {
    const records = course();
    const { corpus } = corpusFromRecords(records);
    for (const options of [{}, { holdout: 0.3, seed: 4 }]) {
      const named = await study(records, options);
      const found = await studyCorpus(corpus, options);
      expect(named.study).toEqual(found);
      const nameOf = (skill: number): string => corpus.skillNames.at(skill)!;
      expect(named.learned).toEqual(Array.from(found.learned.order, nameOf));
      const training = new Set(Array.from(found.training, (text) => corpus.textNames.at(text)!));
      for (const { text } of named.lessons.values()) expect(training).toContain(text);
      const { order, stuck } = await named.order();
      expect(new Set([...order, ...stuck])).toEqual(training);
      for (const [skill, { round }] of named.lessons)
        expect(await named.why(skill)).toMatchObject({ state: "learned", round });
    }
  });

  it("refuses what is no corpus with the fields it found", async () => {
    await expect(study([{ a: 1 }])).rejects.toThrow('no field of skills; found: "a"');
  });
});
