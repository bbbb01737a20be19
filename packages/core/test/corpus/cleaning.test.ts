import { describe, expect, it } from "vitest";
import { stream } from "../../src/base/index.js";
import { type CleaningOptions, corpusFromRecords, planCleaning } from "../../src/corpus/index.js";

const none = { unicode: false, case: false, separators: false, plural: false };

/** Renames a corpus whose texts have one skill each, given as often as it occurs. */
function plan(counts: Record<string, number>, options: CleaningOptions = {}): Record<string, string | null> {
  const records = Object.entries(counts).flatMap(([skill, texts]) =>
    Array.from({ length: texts }, () => ({ skills: [skill] })),
  );
  const { corpus } = corpusFromRecords(records);
  return Object.fromEntries(planCleaning(corpus, options).map(({ from, to }) => [from, to]));
}

describe("a plan to clean", () => {
  it("brings forms of Unicode and white space to one", () => {
    expect(plan({ ﬁle: 2, file: 1, "two\u00a0 words": 1, "two words": 3 })).toEqual({
      ﬁle: "file",
      "two\u00a0 words": "two words",
    });
    // Decomposed letters, and a name that nothing would be left of.
    expect(plan({ "cafe\u0301": 1 })).toEqual({ "cafe\u0301": "café" });
    expect(plan({ ﬁle: 2, file: 1 }, { unicode: false })).toEqual({});
  });

  it("lets the most frequent of several capitalisations stay, the first in order among equals", () => {
    expect(plan({ Loops: 1, loops: 3, LOOPS: 2 })).toEqual({ Loops: "loops", LOOPS: "loops" });
    expect(plan({ Loops: 2, loops: 2 })).toEqual({ loops: "Loops" });
    expect(plan({ Loops: 1, loops: 3 }, { case: false })).toEqual({});
  });

  it("takes names for the same that differ in what stands between words", () => {
    expect(
      plan({ "machine learning": 5, "machine-learning": 2, Machine_Learning: 1, "machine.learning": 1 }),
    ).toEqual({
      "machine-learning": "machine learning",
      Machine_Learning: "machine learning",
      "machine.learning": "machine learning",
    });
    expect(plan({ "-": 1, _: 1, "..": 1 })).toEqual({});
    expect(plan({ "a b": 1, "a-b": 1 }, { separators: false })).toEqual({});
  });

  it("brings an English plural and its singular together, and only where both are there", () => {
    expect(plan({ loops: 3, loop: 1, city: 4, cities: 1, box: 1, boxes: 2, classes: 1, class: 1 })).toEqual({
      loop: "loops",
      cities: "city",
      box: "boxes",
      classes: "class",
    });
    expect(plan({ loops: 3, news: 1, physics: 1 })).toEqual({});
    expect(plan({ bus: 1, bu: 1, glass: 1, glas: 1, basis: 1, basi: 1, gas: 1, ga: 1 })).toEqual({});
    expect(plan({ loops: 3, loop: 1 }, { plural: false })).toEqual({});
  });

  it("takes a rare name for a misspelling only when asked to, when it is long, and has no digit", () => {
    const counts = {
      recursion: 10,
      recursoin: 1,
      recurson: 2,
      recursions: 2,
      lemma12: 10,
      lemma13: 1,
      cats: 10,
      cuts: 1,
    };
    expect(plan(counts, none)).toEqual({});
    expect(plan(counts, { ...none, near: true })).toEqual({
      recursoin: "recursion",
      recurson: "recursion",
      recursions: "recursion",
    });
    expect(plan({ recursion: 9, recursoin: 2 }, { ...none, near: true })).toEqual({});
  });

  it("replaces aliases first, so that what follows sees the new name", () => {
    const aliases = new Map([["js", "JavaScript"]]);
    expect(plan({ js: 1, javascript: 5 }, { aliases })).toEqual({ js: "javascript" });
    expect(plan({ js: 1 }, { aliases })).toEqual({ js: "JavaScript" });
  });

  it("drops what is rare in the end, when all that belongs together is together", () => {
    expect(plan({ Loop: 1, loop: 1, once: 1 }, { minTexts: 2 })).toEqual({ loop: "Loop", once: null });
    expect(() => plan({ a: 1 }, { minTexts: 0 })).toThrow('"minTexts" expected an integer >= 1, got 0');
  });

  it("names the rules that changed a name, in their order, and in how many texts it is", () => {
    const { corpus } = corpusFromRecords([
      { skills: ["LOOPS", "loop"] },
      { skills: ["loop"] },
      { skills: ["loop", "ｌｏｏｐ"] },
      { skills: ["rare"] },
    ]);
    expect(planCleaning(corpus, { minTexts: 2 })).toEqual([
      { from: "LOOPS", to: "loop", rules: ["plural"], texts: 1 },
      { from: "rare", to: null, rules: ["rare"], texts: 1 },
      { from: "ｌｏｏｐ", to: "loop", rules: ["unicode"], texts: 1 },
    ]);
  });

  it("has nothing more to do after it was carried out, on 300 random corpora", () => {
    const stems = ["loop", "city", "machine learning", "recursion", "class", "café"];
    const variants = [
      (name: string) => name,
      (name: string) => name.toUpperCase(),
      (name: string) => `${name}s`,
      (name: string) => name.replaceAll(" ", "-"),
      (name: string) => name.normalize("NFD"),
      (name: string) => name.replace(/y$/, "ies"),
      (name: string) => `${name[0].toUpperCase()}${name.slice(1)}`,
    ];
    let changed = 0;
    for (let trial = 0; trial < 300; trial++) {
      const random = stream(8, "cleaning", trial);
      const name = () =>
        variants[random.nextInteger(variants.length)](stems[random.nextInteger(stems.length)]);
      const records = Array.from({ length: 12 }, () => ({
        skills: Array.from({ length: 1 + random.nextInteger(4) }, name),
      }));
      const { corpus } = corpusFromRecords(records);
      const options = { minTexts: 1 + random.nextInteger(3), near: random.nextInteger(2) === 1 };
      const renamings = planCleaning(corpus, options);
      const names = new Map(renamings.map(({ from, to }) => [from, to]));
      const cleaned = records.map(({ skills }) => ({
        skills: skills
          .map((skill) => (names.has(skill) ? names.get(skill) : skill))
          .filter((skill) => skill !== null),
      }));
      const again = planCleaning(corpusFromRecords(cleaned).corpus, { ...options, near: false });
      expect(again).toEqual([]);
      if (renamings.length > 0) changed++;
    }
    expect(changed).toBeGreaterThan(250);
  });
});
