import { afterEach, describe, expect, it, vi } from "vitest";
import { stream } from "../../src/base/index.js";
import {
  type ImplicitLearner,
  implicitLearner,
  implicitTeam,
  joinImplicitTeam,
} from "../../src/learning/index.js";
import { cases } from "../support/cases.js";

const thirteen = { kind: "poisson", mean: 13 } as const;

function run(learner: ImplicitLearner, seed: number, known?: Uint8Array) {
  const perRound: number[] = [];
  const roundOfSkill = new Uint32Array(learner.skillCount);
  return { ...learner.run(stream(seed), { perRound, roundOfSkill, known }), perRound, roundOfSkill };
}

// Teams of several threads are tested where threads are: with the command.
describe("a team of one thread", () => {
  it("learns what a learner alone does, in random cases", () => {
    let rounds = 0;
    for (let trial = 0; trial < cases(300, 5); trial++) {
      const random = stream(97, trial);
      const skills = random.nextInteger(trial % 10 === 0 ? 200_000 : 300);
      const texts = 1 + Math.ceil(skills * (0.5 + 3 * random.nextFloat()));
      const law = { kind: "poisson", mean: 20 * random.nextFloat() } as const;
      const known =
        trial % 2 === 0
          ? undefined
          : Uint8Array.from({ length: skills }, () => (random.nextFloat() < 0.1 ? 1 : 0));
      const alone = run(implicitLearner(law, texts, skills), trial, known);
      const member = joinImplicitTeam(implicitTeam(law, texts, skills, 1), 0);
      expect(run(member, trial, known)).toEqual(alone);
      rounds += alone.rounds;
    }
    expect(rounds).toBeGreaterThan(cases(700, 5));
  });

  it("depends on its stream alone, not on the runs before it", () => {
    const member = joinImplicitTeam(implicitTeam(thirteen, 2600, 1000, 1), 0);
    const first = run(member, 1);
    for (let seed = 2; seed < 6; seed++) run(member, seed);
    expect(run(member, 1)).toEqual(first);
  });
});

describe("a team", () => {
  afterEach(() => vi.unstubAllGlobals());

  it("says so where threads cannot share memory", () => {
    vi.stubGlobal("SharedArrayBuffer", undefined);
    expect(() => implicitTeam(thirteen, 26, 10, 2)).toThrow(new Error("threads cannot share memory here"));
  });

  it("says so where there is no WebAssembly", () => {
    vi.stubGlobal("WebAssembly", undefined);
    expect(() => implicitTeam(thirteen, 26, 10, 2)).toThrow(new Error("there is no WebAssembly here"));
  });

  it("refuses numbers out of range", () => {
    expect(() => implicitTeam(thirteen, 26, 10, 0)).toThrow(
      new RangeError('"members" expected an integer in [1, 1024], got 0'),
    );
    expect(() => implicitTeam(thirteen, 10, 1000, 2)).toThrow(/^"mean text size" expected at most 100/);
    expect(() => joinImplicitTeam(implicitTeam(thirteen, 26, 10, 2), 2)).toThrow(
      new RangeError('"member" expected an integer in [0, 1], got 2'),
    );
  });
});
