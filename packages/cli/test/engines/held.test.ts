import { none } from "@onset/core/learning";
import { expect, test } from "vitest";
import { HeldTexts } from "../../src/engines/cluster/held.js";

test("texts that are held teach on as they come, however long, and go when they have nothing more to teach", () => {
  const skills = 400;
  const held = new HeldTexts(skills, true);
  const rounds = new Uint32Array(skills).fill(none);
  const all = Uint32Array.from({ length: skills }, (_, skill) => skill);
  // Longer than anything held before it: all skills but the last two are required, the last is taught.
  held.add(Uint32Array.of(399), all.subarray(0, 398));
  held.add(Uint32Array.of(0), null);
  expect([...held.learn(rounds, 1).learnedPerRound]).toEqual([1]);
  rounds.fill(0, 0, 100);
  expect(held.learn(rounds, 1).learnedCount).toBe(0);
  expect(held.edges).toBe(1 + 298);
  held.add(all.subarray(100, 398), null);
  const { roundOfSkill } = held.learn(rounds, 298);
  expect([roundOfSkill[100], roundOfSkill[397], roundOfSkill[398], roundOfSkill[399]]).toEqual([
    1,
    1,
    none,
    2,
  ]);
  rounds.fill(1, 100, 398);
  rounds[399] = 2;
  expect(held.learn(rounds, 1).learnedCount).toBe(0);
  expect(held.edges).toBe(0);
});
