/** What the explainer says without computing it. */
import { stream } from "@onset/core/base";
import { buildGraphOfTexts } from "@onset/core/graph";
import { learnRounds } from "@onset/core/learning";
import { describe, expect, it } from "vitest";
import { simulatedGraph } from "../../../src/corpora/simulated.js";
import { termOf, terms } from "../../../src/glossary/terms.js";
import { computeHundred, hundredSkills, hundredTexts } from "../../../src/views/start/compute.js";
import { fiveSkills, fiveTexts, gapsOf, knownAfter } from "../../../src/views/start/five.js";
import { heroRounds } from "../../../src/views/start/hero.js";
import { exercises } from "../../../src/views/teach/exercises.js";

describe("the five texts", () => {
  it("teach in any order of presses what the kernel learns from them", () => {
    const offsets = new Uint32Array(fiveTexts.length + 1);
    for (const [i, { skills }] of fiveTexts.entries()) offsets[i + 1] = offsets[i] + skills.length;
    const edges = Uint32Array.from(
      fiveTexts.flatMap(({ skills }) => skills.map((skill) => fiveSkills.indexOf(skill))),
    );
    const { learnedFlags } = learnRounds(buildGraphOfTexts(fiveSkills.length, offsets, edges).graph);
    const learned = fiveSkills.filter((_, i) => learnedFlags[i] === 1);
    const rng = stream(1, "test", "five texts");
    for (let run = 0; run < 50; run++) {
      let read = "";
      for (;;) {
        const { known } = knownAfter(read);
        const open = fiveTexts.filter((text) => gapsOf(text, known).length === 1);
        if (open.length === 0) break;
        read += open[rng.nextInteger(open.length)].letter;
      }
      expect([...knownAfter(read).known].sort()).toEqual([...learned].sort());
    }
    expect(learned.length).toBe(4);
  });

  it("teach nothing where a text is read too early", () => {
    expect([...knownAfter("C").known]).toEqual([]);
    expect([...knownAfter("BCD").known]).toEqual(["counting", "adding"]);
  });
});

describe("the picture", () => {
  it("is a corpus that the command learns in these rounds", () => {
    const graph = simulatedGraph({ skills: 500, mean: 3.5, ratio: 1.28, seed: 282, maxUnlearned: 1 });
    expect([...learnRounds(graph).learnedPerRound]).toEqual(heroRounds);
    expect(graph.textCount).toBe(640);
  });
});

describe("a hundred texts", () => {
  it("learn the same in rounds and text by text, for any number of them", async () => {
    for (const seed of [1, 2, 3]) {
      let before = 0;
      for (let texts = 0; texts <= hundredTexts; texts += 10) {
        const { learned, flags, gaps } = await computeHundred({ seed, texts }, null as never);
        const count = flags.filter(Boolean).length;
        expect(count).toBe(learned[texts]);
        expect(count).toBeGreaterThanOrEqual(before);
        expect(flags.length).toBe(hundredSkills);
        // Nothing that could teach is left.
        expect(gaps.filter((gap) => gap === 1)).toEqual([]);
        before = count;
      }
    }
  });
});

describe("the glossary", () => {
  it("knows its words and no others", () => {
    for (const name of Object.keys(terms)) expect(termOf(name)?.meaning.length).toBeGreaterThan(10);
    expect(termOf("constructor")).toBe(null);
  });
});

describe("the exercises", () => {
  it("have links of their own", () => {
    expect(new Set(exercises.map(({ id }) => id)).size).toBe(exercises.length);
    for (const { id } of exercises) expect(id).toMatch(/^[a-z-]+$/);
  });
});
