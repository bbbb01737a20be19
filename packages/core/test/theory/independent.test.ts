/**
 * Values of a program of its own: plain iteration of the fixed-point equations in Python with mpmath, 40 digits (120 for tasks
 * of several skills), until steps are below 10^-30; written for this page on 30 November 2026.
 */
import { describe, expect, it } from "vitest";
import {
  classJumps,
  combinationSuccess,
  evolve,
  evolveClasses,
  evolveFrozen,
  largestCombination,
  poisson,
  ratioThreshold,
} from "../../src/theory/index.js";

const close = (actual: number, expected: number) =>
  expect(Math.abs(actual / expected - 1)).toBeLessThan(1e-11);

describe("independently computed values of", () => {
  it.each([
    [
      {
        skills: [100, 100, 50],
        texts: [220, 90, 60],
        means: [
          [5, 0, 1],
          [1, 3, 0],
          [0, 2, 2],
        ],
      },
      {},
      [0.93863394741047, 0.9038307526608, 0.92508635634042],
    ],
    [
      {
        skills: [1000, 500, 200],
        texts: [1500, 600, 300],
        means: [
          [4, 0.5, 0],
          [0.3, 3, 0.4],
          [1, 1, 2],
        ],
      },
      {},
      [0.86125098821317, 0.78518610748017, 0.84398675196165],
    ],
    [
      {
        skills: [1000, 500, 200],
        texts: [500, 250, 100],
        means: [
          [4, 0.5, 0],
          [0.3, 3, 0.4],
          [1, 1, 2],
        ],
      },
      { maxUnlearned: 2, reliability: 0.9, unknown: [1, 0.8, 0.9] },
      [0.24572682937994, 0.16257566200372, 0.32265536323729],
    ],
  ])("three classes %#", (classes, options, expected) => {
    const { unlearned } = evolveClasses(classes, options);
    expected.forEach((value, k) => {
      close(unlearned[k], value);
    });
  });

  it("three frozen levels", () => {
    const levels = [
      { skills: 1000, texts: 1600, means: [4] },
      { skills: 1000, texts: 1400, means: [2, 3] },
      { skills: 1000, texts: 2000, means: [1, 1, 3] },
    ];
    const unlearned = evolveFrozen(levels).map((level) => level.unlearned);
    [0.0017368344020846, 0.019241780298684, 0.0029570970567422].forEach((value, i) => {
      close(unlearned[i], value);
    });
  });

  it.each([
    [5, 2.6, 0.999990957384387, 306612.191116768, 6.49409578149e50],
    [3, 1.2, 0.843204204133973, 16.2571203553154, 1.83815948108e14],
    [4, 1.6, 0.993070741005908, 398.739836335283, 1.0838836785e25],
  ])("four skills at once, c = %d, R = %d", (c, ratio, success, largest, growth) => {
    const [now, later] = [ratio, 10 * ratio].map((r) => evolve(poisson(c), r).edgeUnlearned);
    close(combinationSuccess(now, 4), success);
    close(largestCombination(now), largest);
    expect(Math.abs(largestCombination(later) / largest / growth - 1)).toBeLessThan(1e-8);
  });
});

describe("jumps of several classes", () => {
  it("are those of one class where classes have nothing in common", () => {
    const jumps = classJumps({
      skills: [1000, 10],
      texts: [1000, 10],
      means: [
        [5, 0],
        [0, 4],
      ],
    });
    expect(jumps.map(({ emerged }) => emerged)).toEqual([[1], [0]]);
    expect(jumps[0].scale).toBeCloseTo(ratioThreshold(poisson(4)).value!, 9);
    expect(jumps[1].scale).toBeCloseTo(ratioThreshold(poisson(5)).value!, 9);
  });

  it("are none where learning is gradual, and one where classes carry each other", () => {
    expect(classJumps({ skills: [1], texts: [1], means: [[2]] })).toEqual([]);
    const [jump, ...more] = classJumps({
      skills: [1e5, 5e4],
      texts: [2.6e5, 1.2e5],
      means: [
        [4.5, 0.5],
        [1.5, 3],
      ],
    });
    expect(more).toEqual([]);
    expect(jump.emerged).toEqual([0, 1]);
    expect(() => classJumps({ skills: [1], texts: [1], means: [[2]] }, { highest: -1 })).toThrow('"highest"');
  });
});
