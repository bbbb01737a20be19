/** The law of the round in which a skill is learned against corpora that are learned round by round. */
import { describe, expect, it } from "vitest";
import { stream, Welford } from "../../src/base/index.js";
import { configurationGraph, drawDegrees, trimDegrees } from "../../src/graph/index.js";
import { learningChain, learnRounds } from "../../src/learning/index.js";
import { parseLaw, poisson, regular, roundLaw, roundQuantile } from "../../src/theory/index.js";

const skills = 200_000;

describe("the law of rounds", () => {
  it.each([
    ["poisson:5", 2.7, 1, 1],
    ["poisson:5", 2.2, 1, 1],
    ["0.3x+0.7x^6", 1.8, 1, 0.9],
    ["poisson:5", 0.6, 2, 1],
  ] as const)(
    "of %s at R = %d, D = %d, %d unknown is that of large corpora",
    (notation, ratio, maxUnlearned, unknown) => {
      const law = parseLaw(notation);
      const { perRound } = roundLaw(law, ratio, { maxUnlearned, unknown });
      const chain = learningChain(law, Math.round(ratio * skills), skills, { maxUnlearned, unknown });
      const measured = Array.from({ length: 8 }, () => new Welford());
      for (let trial = 0; trial < 40; trial++) {
        const rounds: number[] = [];
        chain.run(stream(8, notation, Math.round(ratio * 100), maxUnlearned, trial), rounds);
        measured.forEach((welford, i) => {
          welford.add((rounds[i] ?? 0) / skills);
        });
      }
      measured.forEach(({ mean, standardError }, i) => {
        expect(Math.abs(mean - perRound[i]), `round ${i + 1}`).toBeLessThan(5 * standardError + 10 / skills);
      });
    },
  );

  it("holds for given degrees on both sides, with graphs", () => {
    const nodes = 20_000;
    const { perRound } = roundLaw(parseLaw("0.2x+0.8x^4"), regular(4), {});
    const measured = Array.from({ length: 6 }, () => new Welford());
    for (let trial = 0; trial < 24; trial++) {
      const rng = stream(9, trial);
      const skillDegrees = new Uint32Array(nodes).fill(4);
      const textDegrees = drawDegrees(parseLaw("0.2x+0.8x^4"), Math.round((4 * nodes) / 3.4), rng);
      const ends = Math.min(
        4 * nodes,
        textDegrees.reduce((sum, degree) => sum + degree, 0),
      );
      const trimmed = trimDegrees(skillDegrees, ends, rng);
      const { graph } = configurationGraph(trimDegrees(textDegrees, ends, rng), trimmed, rng);
      const { learnedPerRound } = learnRounds(graph);
      measured.forEach((welford, i) => {
        welford.add((learnedPerRound[i] ?? 0) / nodes);
      });
    }
    measured.forEach(({ mean, standardError }, i) => {
      expect(Math.abs(mean - perRound[i]), `round ${i + 1}`).toBeLessThan(5 * standardError + 20 / nodes);
    });
  });

  it("adds up to what is learned, and knows its quantiles", () => {
    const law = roundLaw(poisson(5), 2.4);
    expect(law.perRound.reduce((sum, share) => sum + share, 0) + law.never).toBeCloseTo(1, 12);
    expect(roundQuantile(law, 0)).toBe(1);
    expect(roundQuantile(law, 1)).toBe(law.perRound.length);
    expect(roundQuantile(roundLaw(poisson(5), 0), 0.5)).toBe(null);
  });
});
