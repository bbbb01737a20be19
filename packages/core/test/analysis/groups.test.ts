import { describe, expect, it } from "vitest";
import {
  comprehensionOfGroups,
  corpusLearner,
  nextTexts,
  readingPlan,
  studyList,
} from "../../src/analysis/index.js";
import { stream } from "../../src/base/index.js";
import { corpusFromRecords } from "../../src/corpus/index.js";
import { buildGraphOfTexts, graphOfTexts, type SkillTextGraph, uniformGraph } from "../../src/graph/index.js";
import { learnTexts } from "../../src/learning/index.js";

const groupCount = 5;

/** A random corpus in five groups, with some skills known. */
function random(seed: number) {
  const rng = stream(seed);
  const graph = uniformGraph({ kind: "poisson", mean: 3 }, 60, 30, rng);
  const groups = Uint32Array.from({ length: graph.textCount }, () => rng.nextInteger(groupCount));
  const known = Uint8Array.from({ length: graph.skillCount }, () => (rng.nextFloat() < 0.3 ? 1 : 0));
  return { graph, groups, known };
}

const textsOf = (groups: Uint32Array, group: number) =>
  Uint32Array.from(Array.from(groups.keys()).filter((text) => groups[text] === group));

/** The same by the kernels: each group as a graph of its own. */
function naivePlan(graph: SkillTextGraph, groups: Uint32Array, known: Uint8Array, maxUnlearned: number) {
  const flags = known.slice();
  const left = new Set(Array.from({ length: groupCount }, (_, group) => group));
  const share = (group: number): number => {
    const { textSkills } = graphOfTexts(graph, textsOf(groups, group));
    return textSkills.length === 0
      ? 1
      : textSkills.filter((skill) => flags[skill] === 1).length / textSkills.length;
  };
  const plan: { group: number; learned: number }[] = [];
  while (left.size > 0) {
    const shares = [...left].map((group) => ({ group, share: share(group) }));
    const best = Math.max(...shares.map((one) => one.share));
    const { group } = shares.find((one) => one.share === best)!;
    left.delete(group);
    const learned = learnTexts(graphOfTexts(graph, textsOf(groups, group)), { known: flags, maxUnlearned });
    flags.set(learned.learnedFlags);
    plan.push({ group, learned: learned.learnedCount });
  }
  return plan;
}

describe("groups of texts", () => {
  it("are counted as by hand", () => {
    const { graph } = buildGraphOfTexts(4, Uint32Array.of(0, 0, 1, 3, 6), Uint32Array.of(0, 0, 1, 1, 2, 3));
    const known = Uint8Array.of(1, 0, 0, 0);
    expect(comprehensionOfGroups(graph, Uint32Array.of(0, 0, 1, 1), 2, known)).toEqual([
      { texts: 2, withNone: 2, withOne: 0, withMore: 0, edges: 1, knownEdges: 1, newSkills: 0 },
      { texts: 2, withNone: 0, withOne: 1, withMore: 1, edges: 5, knownEdges: 1, newSkills: 3 },
    ]);
  });

  it.each([1, 2])(
    "are planned and learned as the kernels learn them one by one, with D = %i",
    (maxUnlearned) => {
      for (let seed = 1; seed <= 40; seed++) {
        const { graph, groups, known } = random(seed);
        const plan = readingPlan(graph, groups, groupCount, { known, maxUnlearned });
        expect(plan.map(({ group, learned }) => ({ group, learned }))).toEqual(
          naivePlan(graph, groups, known, maxUnlearned),
        );
        for (const { before, after, learned } of plan) {
          expect(after.newSkills).toBe(before.newSkills - learned);
          expect(after.withNone).toBeGreaterThanOrEqual(before.withNone);
        }
      }
    },
  );

  it("must fit their graph", () => {
    const { graph, groups, known } = random(1);
    expect(() => readingPlan(graph, groups.slice(1), groupCount, { known })).toThrow(
      '"groupOfText" expected 60 groups',
    );
    expect(() => comprehensionOfGroups(graph, groups, 2, known)).toThrow("expected integers from 0 to 1");
    expect(() => comprehensionOfGroups(graph, groups, groupCount, known.slice(1))).toThrow(
      '"known" expected 30',
    );
  });
});

describe("the study list", () => {
  it("has every skill that can be learned, each with a text in which nothing else is new", () => {
    for (let seed = 1; seed <= 40; seed++) {
      const { graph, known } = random(seed);
      const list = studyList(graph, { known });
      expect(list.length).toBe(learnTexts(graph, { known }).learnedCount);
      const flags = known.slice();
      for (const { skill, text } of list) {
        const unknown = Array.from(graph.skillsOfText(text)).filter((one) => flags[one] === 0);
        expect(unknown).toEqual([skill]);
        flags[skill] = 1;
      }
    }
  });

  it("takes the most frequent of the skills that can be learned, and a text that shows it", () => {
    // Skill 3 is in three texts, skill 4 in one; text 0 is too short to show it, text 2 longer than text 1.
    const texts = [[3], [0, 1, 2, 3], [0, 1, 2, 3, 5], [0, 1, 2, 4]];
    const offsets = Uint32Array.of(0, 1, 5, 10, 14);
    const { graph } = buildGraphOfTexts(6, offsets, Uint32Array.from(texts.flat()));
    const known = Uint8Array.of(1, 1, 1, 0, 0, 1);
    expect(studyList(graph, { known })).toEqual([
      { skill: 3, text: 1 },
      { skill: 4, text: 3 },
    ]);
    expect(studyList(graph, { known, limit: 1 })).toHaveLength(1);
    expect(studyList(graph, { known, texts: Uint8Array.of(0, 0, 0, 1) })).toEqual([{ skill: 4, text: 3 }]);
  });

  it("may only use some texts, and learns no more than they teach", () => {
    for (let seed = 1; seed <= 20; seed++) {
      const { graph, groups, known } = random(seed);
      const texts = Uint8Array.from(groups, (group) => (group === 2 ? 1 : 0));
      const list = studyList(graph, { known, texts, maxUnlearned: 2 });
      const own = graphOfTexts(graph, textsOf(groups, 2));
      expect(list.length).toBe(learnTexts(own, { known, maxUnlearned: 2 }).learnedCount);
      expect(list.every(({ text }) => groups[text] === 2)).toBe(true);
    }
  });
});

describe("what comes next, told once for each lesson", () => {
  it("counts the texts that teach the same", async () => {
    const { corpus } = corpusFromRecords([
      { skills: ["a"] },
      { skills: ["b"] },
      { skills: ["a"] },
      { skills: ["a", "c"] },
    ]);
    const learner = corpusLearner(corpus);
    const all = await nextTexts(learner);
    expect(all.texts.map(({ text, others }) => [text, others])).toEqual([
      [0, 0],
      [2, 0],
      [1, 0],
    ]);
    const distinct = await nextTexts(learner, { distinct: true });
    expect(distinct.count).toBe(3);
    expect(distinct.texts.map(({ text, others }) => [text, others])).toEqual([
      [0, 1],
      [1, 0],
    ]);
    expect((await nextTexts(learner, { distinct: true, limit: 1 })).texts).toHaveLength(1);
  });
});
