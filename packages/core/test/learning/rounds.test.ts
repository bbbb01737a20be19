import { describe, expect, it } from "vitest";
import { stream } from "../../src/base/index.js";
import { skillFlags } from "../../src/graph/index.js";
import {
  type Learned,
  type LearnedInRounds,
  learnDirected,
  learnRounds,
  learnSequential,
  none,
} from "../../src/learning/index.js";
import { type NaiveResult, naiveRounds } from "../reference/naive-learner.js";
import { graphOf, randomTexts } from "../reference/random-texts.js";
import { cases } from "../support/cases.js";

const fromMap = (map: ReadonlyMap<number, number>, size: number) =>
  Array.from({ length: size }, (_, i) => map.get(i) ?? none);

function expectSame(result: LearnedInRounds, naive: NaiveResult, skillCount: number): void {
  expect([...result.roundOfSkill]).toEqual(fromMap(naive.roundOfSkill, skillCount));
  expect([...result.textOfSkill]).toEqual(fromMap(naive.textOfSkill, skillCount));
  expect([...result.learnedPerRound]).toEqual(naive.learnedPerRound);
  expect([...result.order]).toEqual(naive.order);
  expect([...result.unlearnedOfText]).toEqual(naive.unlearnedOfText);
  expect(result.textsUnderstood).toBe(naive.textsUnderstood);
  expect([...result.learnedFlags]).toEqual([...result.roundOfSkill].map((round) => (round === none ? 0 : 1)));
  expect(result.learnedCount).toBe(naive.order.length);
}

/** Reads the texts in the order the result claims and learns by hand. */
function expectReplayable(
  texts: number[][],
  maxUnlearned: number,
  known: Set<number>,
  result: Learned,
): void {
  const learned = new Set(known);
  for (let i = 0; i < result.order.length; ) {
    const text = result.textOfSkill[result.order[i]];
    const open = new Set(texts[text].filter((skill) => !learned.has(skill)));
    expect(open.size).toBeLessThanOrEqual(maxUnlearned);
    const lesson = [...result.order.slice(i, i + open.size)];
    expect(new Set(lesson)).toEqual(open);
    for (const skill of lesson) learned.add(skill);
    i += open.size;
  }
}

describe("learning", () => {
  it.each([1, 2, 3])("agrees with the definition on random graphs for D = %i", (maxUnlearned) => {
    let avalanches = 0;
    for (let trial = 0; trial < cases(1000); trial++) {
      const random = stream(2, "rounds", maxUnlearned, trial);
      const skillCount = random.nextInteger(40);
      const texts = randomTexts(
        random,
        random.nextInteger(60),
        skillCount,
        1 + (2 + 2 * maxUnlearned) * random.nextFloat(),
      );
      const known = new Set<number>();
      if (trial % 2 === 1) for (let s = 0; s < skillCount; s++) if (random.nextFloat() < 0.2) known.add(s);
      const graph = graphOf(texts, skillCount);
      const options = { maxUnlearned, known: skillFlags(skillCount, known) };
      const undirected = texts.map((teaches) => ({ requires: [], teaches }));
      const naive = naiveRounds(undirected, maxUnlearned, known);

      const rounds = learnRounds(graph, options);
      expectSame(rounds, naive, skillCount);
      expect(rounds.knownCount).toBe(known.size);
      if (naive.learnedPerRound.length > 1) avalanches++;

      const sequential = learnSequential(graph, options);
      expect(sequential.learnedFlags).toEqual(rounds.learnedFlags);
      expect(sequential.learnedCount).toBe(rounds.learnedCount);
      expect(sequential.unlearnedOfText).toEqual(rounds.unlearnedOfText);
      expect(sequential.textsUnderstood).toBe(rounds.textsUnderstood);
      expectReplayable(texts, maxUnlearned, known, sequential);

      const withoutRequirements = learnDirected(
        graphOf(
          texts.map(() => []),
          skillCount,
        ),
        graph,
        options,
      );
      expectSame(withoutRequirements, naive, skillCount);
    }
    // The comparison means something only where learning takes more than a round.
    expect(avalanches).toBeGreaterThan(cases(300));
  });

  it.each([1, 2, 3])("agrees with the definition on random curricula for D = %i", (maxUnlearned) => {
    let avalanches = 0;
    for (let trial = 0; trial < cases(1000); trial++) {
      const random = stream(3, "directed", maxUnlearned, trial);
      const skillCount = 1 + random.nextInteger(30);
      const textCount = random.nextInteger(80);
      const requires = randomTexts(random, textCount, skillCount, 2 * random.nextFloat());
      const teaches = randomTexts(random, textCount, skillCount, 0.5 + 2 * random.nextFloat());
      const known = new Set<number>();
      if (trial % 2 === 1) for (let s = 0; s < skillCount; s++) if (random.nextFloat() < 0.2) known.add(s);
      const naive = naiveRounds(
        requires.map((list, text) => ({ requires: list, teaches: teaches[text] })),
        maxUnlearned,
        known,
      );
      const result = learnDirected(graphOf(requires, skillCount), graphOf(teaches, skillCount), {
        maxUnlearned,
        known: skillFlags(skillCount, known),
      });
      expectSame(result, naive, skillCount);
      expect([...result.missingOfText]).toEqual(naive.missingOfText);
      if (naive.learnedPerRound.length > 1) avalanches++;
    }
    expect(avalanches).toBeGreaterThan(cases(300));
  });

  it("teaches nothing from a text with more than D unlearned skills", () => {
    const graph = graphOf([[0, 1, 2]], 3);
    expect(learnRounds(graph, { maxUnlearned: 2 }).learnedCount).toBe(0);
    expect(learnRounds(graph, { maxUnlearned: 3 }).learnedCount).toBe(3);
    expect(learnSequential(graph, { maxUnlearned: 2 }).learnedCount).toBe(0);
    expect(learnSequential(graph, { maxUnlearned: 3 }).learnedCount).toBe(3);
  });

  it("teaches in a round from the state at its start, and counts no empty round", () => {
    // Text 1 could teach skill 1 in the same sweep as text 0; in rounds it must wait.
    const result = learnRounds(graphOf([[0], [0, 1], [1, 2], [3, 4]], 5));
    expect([...result.roundOfSkill]).toEqual([1, 2, 3, none, none]);
    expect([...result.learnedPerRound]).toEqual([1, 1, 1]);
    expect(learnRounds(graphOf([[0, 1]], 2)).learnedPerRound.length).toBe(0);
  });

  it("names the text of the smallest number when several teach a skill in the same round", () => {
    // Skill 1 becomes learnable through texts 3 and 2 in the same round, whichever count fell first.
    const result = learnRounds(graphOf([[4], [0], [4, 1], [0, 1]], 5));
    expect(result.textOfSkill[1]).toBe(2);
  });

  it("counts texts without skills, and those of known skills alone, as understood", () => {
    const graph = graphOf([[], [0], [1, 2]], 3);
    expect(learnRounds(graph, { known: Uint8Array.of(1, 0, 0) }).textsUnderstood).toBe(2);
    expect(learnSequential(graph).textsUnderstood).toBe(2);
  });

  it("learns nothing from nothing", () => {
    const empty = graphOf([], 0);
    expect(learnRounds(empty).learnedCount).toBe(0);
    expect(learnSequential(empty).order.length).toBe(0);
    expect(learnDirected(empty, empty).learnedPerRound.length).toBe(0);
  });

  it("lets a text that requires what it teaches wait until the skill is learned elsewhere", () => {
    const requires = graphOf([[0]], 1);
    const teaches = graphOf([[0]], 1);
    expect(learnDirected(requires, teaches).learnedCount).toBe(0);
    expect(learnDirected(graphOf([[0], []], 1), graphOf([[0], [0]], 1)).textsUnderstood).toBe(2);
  });

  it("leaves the caller's known skills as they were", () => {
    const known = Uint8Array.of(1, 0);
    learnRounds(graphOf([[0, 1]], 2), { known });
    expect([...known]).toEqual([1, 0]);
  });

  it("refuses a learner, known skills or a pair of graphs that do not fit", () => {
    const graph = graphOf([[0, 1]], 2);
    expect(() => learnRounds(graph, { maxUnlearned: 0 })).toThrow(
      new RangeError('"maxUnlearned" expected an integer in [1, 1000], got 0'),
    );
    expect(() => learnSequential(graph, { maxUnlearned: Number.NaN })).toThrow(RangeError);
    expect(() => learnRounds(graph, { known: new Uint8Array(3) })).toThrow(
      new RangeError('"known" expected one entry for each of the 2 skills (see skillFlags), got 3'),
    );
    expect(() => learnRounds(graph, { known: [0] as unknown as Uint8Array })).toThrow(TypeError);
    expect(() => learnDirected(graphOf([[0], [1]], 2), graph)).toThrow(
      new RangeError('"requires.textCount" expected 1, as "teaches" has, got 2'),
    );
    expect(() => learnDirected(graphOf([[0]], 3), graph)).toThrow(RangeError);
  });
});
