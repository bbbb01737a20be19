import { describe, expect, it } from "vitest";
import { buildGraphOfTexts } from "../../../src/graph/index.js";
import { learnTexts, skillToTeach, stuckCores, unlockSkills } from "../../../src/learning/index.js";
import { lessonsOf } from "../../../src/learning/insight/texts.js";
import { Core } from "../../../src/learning/insight/unlock/core.js";
import { CoreGraphs } from "../../../src/learning/insight/unlock/core-graph.js";
import { minTaught, splitAmongCores } from "../../../src/learning/insight/unlock/curves.js";
import { bestSets } from "../../../src/learning/insight/unlock/exact.js";
import { optimisticCurve } from "../../../src/learning/insight/unlock/optimistic.js";
import { exchange } from "../../../src/learning/insight/unlock/polish.js";
import { prune } from "../../../src/learning/insight/unlock/prune.js";
import { rankOfTexts } from "../../../src/learning/insight/unlock/rank.js";
import { runStrategy, strategyNames } from "../../../src/learning/insight/unlock/strategies.js";
import { cases } from "../../support/cases.js";
import { closure } from "./naive.js";
import { type RandomCorpus, randomCorpus } from "./random-corpora.js";

/** Entry k: the most skills that can be known when k of `open` are taught; by trying all subsets. */
function bruteCurve({ lists, maxUnlearned, known }: RandomCorpus, open: readonly number[]): number[] {
  const best = open.map(() => 0);
  for (let subset = 0; subset < 2 ** open.length; subset++) {
    const taught = open.filter((_, i) => (subset >> i) & 1);
    const reached = closure(lists, maxUnlearned, [...known, ...taught]).size - known.size;
    best[taught.length] = Math.max(best[taught.length] ?? 0, reached);
  }
  return best;
}

/** The largest core of a random corpus, by itself. */
function largestCore(corpus: RandomCorpus): Core | null {
  const { maxUnlearned } = corpus;
  const cores = stuckCores(corpus.texts, learnTexts(corpus.texts, corpus.options).learnedFlags, {
    maxUnlearned,
  });
  if (cores.skillCounts.length === 0) return null;
  return new Core(new CoreGraphs(lessonsOf(corpus.texts), cores).at(0), maxUnlearned);
}

describe("a plan to unlock", () => {
  it("is as short as the shortest of all subsets, and so is its lower bound, on small random corpora", () => {
    let several = 0;
    for (let trial = 0; trial < cases(500); trial++) {
      const corpus = randomCorpus(trial, { skills: 11, texts: 9 }, "unlock");
      const { lists, maxUnlearned, known, skillCount, random } = corpus;
      const unknown = skillCount - known.size;
      const target = trial % 3 === 0 ? 1 : random.nextFloat();
      const wanted = Math.ceil(target * unknown - 1e-9);
      const start = closure(lists, maxUnlearned, known);
      const open = Array.from({ length: skillCount }, (_, s) => s).filter((s) => !start.has(s));
      const curve = bruteCurve(corpus, open);
      const least = open.length === 0 ? 0 : curve.findIndex((reached) => reached >= wanted);

      const plan = unlockSkills(corpus.texts, { ...corpus.options, target });
      expect(plan).toMatchObject({ unknown, wanted, before: start.size - known.size, method: "exact" });
      expect(plan.teach).toHaveLength(least);
      expect(plan.lowerBound).toBe(least);
      if (least > 1) several++;

      const budget = random.nextInteger(open.length + 1);
      const limited = unlockSkills(corpus.texts, { ...corpus.options, budget });
      expect(limited.teach.length).toBeLessThanOrEqual(budget);
      if (open.length > 0) expect(limited.reached).toBe(curve[budget] ?? unknown);
    }
    expect(several).toBeGreaterThan(cases(100));
  });

  it("with a budget of 1 begins with the skill to teach next, whose search plans no further, on random corpora", () => {
    let [small, large] = [0, 0];
    for (let trial = 0; trial < cases(300); trial++) {
      const corpus = randomCorpus(
        trial,
        trial % 2 ? { skills: 14, texts: 12 } : { skills: 80, texts: 80 },
        "next",
      );
      const { teach, unlocks, method } = unlockSkills(corpus.texts, { ...corpus.options, budget: 1 });
      const next = skillToTeach(corpus.texts, corpus.options);
      expect(next).toEqual(teach.length === 0 ? null : { skill: teach[0], unlocks: unlocks[0] });
      // A report asks with what was learned before as known.
      const { learnedFlags } = learnTexts(corpus.texts, corpus.options);
      expect(skillToTeach(corpus.texts, { ...corpus.options, known: learnedFlags })).toEqual(next);
      if (next !== null && method === "exact") small++;
      else if (next !== null) large++;
    }
    expect(Math.min(small, large)).toBeGreaterThan(cases(30));
  });

  it("does what it promises, skill by skill, when a naive program teaches it, on random corpora", () => {
    let large = 0;
    for (let trial = 0; trial < cases(1000); trial++) {
      const corpus = randomCorpus(trial, { skills: 60, texts: 60 }, "promise");
      const { lists, maxUnlearned, known, random } = corpus;
      const plan = unlockSkills(corpus.texts, { ...corpus.options, target: random.nextFloat() });
      let knows = closure(lists, maxUnlearned, known);
      expect(knows.size - known.size).toBe(plan.before);
      plan.teach.forEach((skill, i) => {
        expect(knows.has(skill)).toBe(false);
        const next = closure(lists, maxUnlearned, [...knows, skill]);
        expect(next.size - knows.size - 1).toBe(plan.unlocks[i]);
        knows = next;
      });
      expect(knows.size - known.size).toBe(plan.reached);
      expect(plan.reached).toBeGreaterThanOrEqual(plan.wanted);
      expect(plan.lowerBound).toBeLessThanOrEqual(plan.teach.length);
      if (plan.method !== "exact") {
        large++;
        expect(plan.tried.map(({ method }) => method)).toEqual([...strategyNames]);
        expect(plan.teach.length).toBeLessThanOrEqual(Math.min(...plan.tried.map(({ teach }) => teach)));
      }
    }
    expect(large).toBeGreaterThan(cases(100));
  });

  it("is empty where the target is met already, and teaches everything where there is no text", () => {
    const { graph } = buildGraphOfTexts(3, Uint32Array.of(0, 1), Uint32Array.of(0));
    expect(unlockSkills(graph, { target: 1 / 3 })).toMatchObject({
      wanted: 1,
      reached: 1,
      lowerBound: 0,
      tried: [],
    });
    expect([...unlockSkills(graph).teach]).toEqual([1, 2]);
    expect(unlockSkills(graph, { target: 0 }).teach).toHaveLength(0);
    expect(unlockSkills(graph, { budget: 0 })).toMatchObject({ reached: 1, wanted: 3 });
    expect(unlockSkills(buildGraphOfTexts(0, Uint32Array.of(0), new Uint32Array(0)).graph).reached).toBe(0);
  });

  it("refuses a target that is no share and a budget that is no number of skills", () => {
    const { graph } = buildGraphOfTexts(1, Uint32Array.of(0, 1), Uint32Array.of(0));
    expect(() => unlockSkills(graph, { target: 95 })).toThrow('"target" expected a number in [0, 1], got 95');
    expect(() => unlockSkills(graph, { budget: -1 })).toThrow('"budget" expected an integer >= 0, got -1');
  });
});

describe("the rules for large cores", () => {
  it("unlock any core, never below what no plan surpasses, and prune to what is needed", () => {
    const lengths = Object.fromEntries(strategyNames.map((name) => [name, 0]));
    let best = 0;
    let shortest = 0;
    for (let trial = 0; trial < cases(400); trial++) {
      const core = largestCore(randomCorpus(trial, { skills: 14, texts: 14 }, "rules"));
      if (core === null) continue;
      const { texts } = core.graph;
      const exact = bestSets(texts, core.maxUnlearned);
      best += exact.known.length - 1;
      const all = strategyNames.map((name) => runStrategy(name, texts, core.maxUnlearned, core.skillCount));
      shortest += Math.min(...all.map(({ taught }) => taught.length));
      for (const name of strategyNames) {
        const { taught, known } = runStrategy(name, texts, core.maxUnlearned, core.skillCount);
        lengths[name] += taught.length;
        expect(known.at(-1)).toBe(core.skillCount);
        known.forEach((reached, i) => {
          expect(core.knownBy(taught.subarray(0, i + 1))).toBe(reached);
          expect(reached).toBeLessThanOrEqual(exact.known[i + 1] ?? core.skillCount);
        });
        const curve = optimisticCurve(texts, core.maxUnlearned, taught);
        exact.known.forEach((reached, k) => {
          expect(curve[k] ?? core.skillCount).toBeGreaterThanOrEqual(reached);
        });

        const target = 1 + (trial % core.skillCount);
        const first = taught.subarray(0, known.findIndex((reached) => reached >= target) + 1);
        for (const fewer of [
          prune(texts, core.maxUnlearned, first, target, 1e6),
          exchange(texts, core.maxUnlearned, first, target, 1e6),
        ]) {
          expect(core.knownBy(fewer)).toBeGreaterThanOrEqual(target);
          expect(fewer.length).toBeLessThanOrEqual(first.length);
          expect(fewer.length).toBeGreaterThanOrEqual(exact.known.findIndex((reached) => reached >= target));
        }
        const pruned = prune(texts, core.maxUnlearned, first, target, 1e6);
        for (let i = 0; i < pruned.length; i++) {
          expect(core.knownBy(pruned.filter((_, other) => other !== i))).toBeLessThan(target);
        }
      }
    }
    // On small cores no rule is far from the best, and the best of the rules is very near it.
    for (const name of strategyNames) expect(lengths[name]).toBeLessThan(1.2 * best);
    expect(shortest).toBeLessThan(1.02 * best);
  });

  it("bound what texts can teach by their rank over GF(2), the rank that plain elimination finds", () => {
    let deficient = 0;
    for (let trial = 0; trial < cases(300); trial++) {
      const core = largestCore(randomCorpus(4 * trial + 1, { skills: 40, texts: 40 }, "rank"));
      if (core === null || core.maxUnlearned !== 1) continue;
      const { teaches } = lessonsOf(core.graph.texts);
      const rows = Array.from({ length: teaches.textCount }, (_, text) =>
        [...teaches.skillsOfText(text)].reduce((row, skill) => row | (1n << BigInt(skill)), 0n),
      );
      let rank = 0;
      for (let row = rows.pop(); row !== undefined; row = rows.pop()) {
        if (row === 0n) continue;
        rank++;
        const low = row & -row;
        for (let i = 0; i < rows.length; i++) if (rows[i] & low) rows[i] ^= row;
      }
      for (const name of strategyNames) {
        const { taught } = runStrategy(name, core.graph.texts, 1, core.skillCount);
        expect(rankOfTexts(teaches, taught)).toBe(rank);
      }
      if (rank < Math.min(teaches.textCount, core.skillCount)) deficient++;
    }
    expect(deficient).toBeGreaterThan(cases(20));
  });
});

describe("the split among cores", () => {
  it("is the best of all splits, for any curves", () => {
    for (let trial = 0; trial < cases(300); trial++) {
      const { random } = randomCorpus(trial, { skills: 1, texts: 0 }, "split");
      const curves = Array.from({ length: 1 + random.nextInteger(4) }, () => {
        const curve = [0];
        for (let k = random.nextInteger(4); k > 0; k--) curve.push(curve.at(-1)! + 1 + random.nextInteger(5));
        return Uint32Array.from(curve);
      });
      const most = curves.reduce((sum, curve) => sum + curve.at(-1)!, 0);
      const need = random.nextInteger(most + 1);
      const splits = curves.reduce<{ total: number; known: number }[]>(
        (all, curve) =>
          all.flatMap(({ total, known }) =>
            [...curve].map((gain, k) => ({ total: total + k, known: known + gain })),
          ),
        [{ total: 0, known: 0 }],
      );
      const least = Math.min(...splits.filter(({ known }) => known >= need).map(({ total }) => total));
      const split = splitAmongCores(curves, need);
      expect(split.total).toBe(least);
      expect(minTaught(curves, need)).toBe(least);
      expect(split.taught.reduce((sum, k) => sum + k, 0)).toBe(split.total);
      expect(curves.reduce((sum, curve, i) => sum + curve[split.taught[i]], 0)).toBe(split.known);

      const budget = random.nextInteger(6);
      const affordable = splits.filter(({ total }) => total <= budget).map(({ known }) => known);
      const limited = splitAmongCores(curves, need, budget);
      if (least > budget) expect(limited.known).toBe(Math.max(...affordable));
      else expect(limited.total).toBe(least);
    }
  });
});
