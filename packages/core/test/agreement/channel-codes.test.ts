/** Codes decoded by the learner against density evolution, thresholds and finite-length laws, which know no graph. */
import { describe, expect, it } from "vitest";
import { normalCdf, stream, Welford } from "../../src/base/index.js";
import {
  accessFrame,
  drawArrivals,
  planErasures,
  randomCode,
  raptorLaw,
  ratelessCode,
  robustSoliton,
} from "../../src/channel/index.js";
import {
  type DegreeLaw,
  epsilonThreshold,
  evolve,
  finiteSizeLaw,
  loadThreshold,
  pairFiniteSizeLaw,
  poisson,
  polynomial,
  ratioOfEmergence,
  ratioThreshold,
  regular,
} from "../../src/theory/index.js";
import { cases } from "../support/cases.js";

/** A share of trials agrees with a probability: 5 standard deviations. */
function expectShare(count: number, trials: number, probability: number): void {
  const deviation = Math.sqrt(probability * (1 - probability) * trials);
  expect(deviation).toBeGreaterThan(3);
  expect(Math.abs(count - probability * trials)).toBeLessThan(5 * deviation);
}

const numbersFrom = (first: number, count: number) => Array.from({ length: count }, (_, i) => first + i);
const lawOf = ({
  degrees,
  probabilities,
}: {
  degrees: readonly number[];
  probabilities: readonly number[];
}) => polynomial(Object.fromEntries(degrees.map((degree, i) => [degree, probabilities[i]])));

describe("the (3, 6) ensemble over erasures", () => {
  const law = pairFiniteSizeLaw(regular(6), regular(3))!;
  const decodes = (length: number, probability: number, trial: number) => {
    const rng = stream(80, length, Math.round(1e6 * probability), trial);
    const graph = randomCode(regular(6), regular(3), length / 2, length, rng);
    return planErasures(graph, drawArrivals(length, probability, rng), { maxInactive: 0 }).lost;
  };

  it.each([
    [2048, cases(600)],
    [8192, cases(200, 2)],
    [32_768, 80],
  ])(
    "of %i symbols decodes as often as its finite-length law says, across the waterfall",
    (length, trials) => {
      expect(law.epsilon).toBeCloseTo(0.42944, 5);
      expect(law.alpha).toBeCloseTo(0.56036, 4);
      for (const score of [-1, 0, 1]) {
        const probability =
          law.epsilon - law.beta * length ** (-2 / 3) - (score * law.alpha) / Math.sqrt(length);
        let whole = 0;
        for (let trial = 0; trial < trials; trial++) if (decodes(length, probability, trial) === 0) whole++;
        expectShare(whole, trials, normalCdf(score));
      }
    },
  );

  it("leaves above its threshold the share of symbols that density evolution leaves", () => {
    const length = 100_000;
    for (const probability of [0.45, 0.5]) {
      const lost = new Welford();
      for (let trial = 0; trial < 5; trial++) lost.add(decodes(length, probability, trial) / length);
      const expected = evolve(regular(6), regular(3), { unknown: probability }).unlearned;
      expect(lost.standardError).toBeLessThan(0.004);
      expect(Math.abs(lost.mean - expected)).toBeLessThan(5 * lost.standardError);
    }
    expect(decodes(length, epsilonThreshold(regular(6), regular(3)).value! - 0.01, 0)).toBe(0);
  });
});

describe("rateless codes", () => {
  it("recover the share of symbols that density evolution recovers, below and above both jumps of the Raptor law", () => {
    const count = 20_000;
    const code = ratelessCode(count, { law: raptorLaw });
    for (const ratio of [0.85, 1.05, 1.15]) {
      const lost = new Welford();
      for (let trial = 0; trial < 10; trial++) {
        const numbers = numbersFrom(1e6 * trial, Math.round(ratio * count));
        lost.add(code.plan(numbers, { maxInactive: 0 }).lost / count);
      }
      const expected = evolve(lawOf(raptorLaw), ratio).unlearned;
      expect(lost.standardError).toBeLessThan(0.004);
      expect(Math.abs(lost.mean - expected)).toBeLessThan(5 * lost.standardError);
    }
  });

  it("succeed as often as the finite-size law of texts says, where the law of packets has one clear jump", () => {
    // Soliton laws are made to be critical all along the way, not at one point: the law does not hold for them.
    const count = 2000;
    const trials = cases(150, 2);
    const law: DegreeLaw = polynomial({ 1: 0.3, 6: 0.7 });
    const { unlearnedBefore, unlearnedAfter } = ratioThreshold(law);
    const middle = ((unlearnedBefore! + unlearnedAfter!) / 2) * count;
    const finite = finiteSizeLaw(law)!;
    const code = ratelessCode(count, { law });
    for (const score of [-1, 0, 1]) {
      const ratio = ratioOfEmergence(finite, normalCdf(score), count);
      let learned = 0;
      for (let trial = 0; trial < trials; trial++) {
        const numbers = numbersFrom(1e6 * trial, Math.round(ratio * count));
        if (code.plan(numbers, { maxInactive: 0 }).lost < middle) learned++;
      }
      expectShare(learned, trials, normalCdf(score));
    }
  });

  it("with the robust soliton law turn at its threshold, 1.045 packets a symbol of 5,000", () => {
    const count = 5000;
    const law = robustSoliton(count);
    const code = ratelessCode(count);
    const threshold = ratioThreshold(lawOf(law)).value!;
    expect(threshold).toBeCloseTo(1.045, 3);
    for (let trial = 0; trial < 5; trial++) {
      const lost = (ratio: number) =>
        code.plan(numbersFrom(1e6 * trial, Math.round(ratio * count)), { maxInactive: 0 }).lost / count;
      expect(lost(threshold + 0.1)).toBe(0);
      expect(Math.abs(lost(threshold - 0.2) - evolve(lawOf(law), threshold - 0.2).unlearned)).toBeLessThan(
        0.02,
      );
    }
  });
});

describe("random access with repeated packets", () => {
  const slots = 20_000;
  const frames = (law: DegreeLaw, load: number, count = 10) => {
    const throughput = new Welford();
    const loss = new Welford();
    for (let trial = 0; trial < count; trial++) {
      const rng = stream(81, Math.round(1e4 * load), trial);
      const frame = accessFrame(law, Math.round(load * slots), slots, rng);
      throughput.add(frame.throughput);
      loss.add(frame.loss);
    }
    return { throughput, loss };
  };

  it("with three copies peaks where G* = 0.818 says: all packets up to it, and the loss of density evolution beyond", () => {
    const threshold = loadThreshold(regular(3)).value!;
    expect(threshold).toBeCloseTo(0.818469, 6);
    const loads = [0.7, 0.75, threshold - 0.012, threshold + 0.012, 0.87, 0.9];
    const best = loads.map((load) => frames(regular(3), load, 4).throughput.mean);
    expect(best.indexOf(Math.max(...best))).toBe(2);
    expect(best[2]).toBeGreaterThan(0.999 * (threshold - 0.012));
    for (const load of [0.87, 0.95, 1.1]) {
      const { loss } = frames(regular(3), load);
      const expected = evolve(poisson(3 * load), regular(3)).unlearned;
      expect(Math.abs(loss.mean - expected)).toBeLessThan(5 * loss.standardError);
    }
  });

  it("with Liva's law x^2/2 + 0.28 x^3 + 0.22 x^8 holds up to 0.938", () => {
    const law = polynomial({ 2: 0.5, 3: 0.28, 8: 0.22 });
    const threshold = loadThreshold(law).value!;
    expect(frames(law, threshold - 0.03, 3).loss.mean).toBeLessThan(0.003);
    const { loss } = frames(law, threshold + 0.04, 10);
    const expected = evolve(poisson(3.6 * (threshold + 0.04)), law).unlearned;
    expect(Math.abs(loss.mean - expected)).toBeLessThan(5 * loss.standardError);
  });
});
