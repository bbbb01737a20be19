import { describe, expect, it } from "vitest";
import { normalCdf, stream } from "../../src/base/index.js";
import {
  moreStartingTexts,
  pairEmergenceProbability,
  pairFiniteSizeLaw,
  pairTakeOff,
  regular as regularLaw,
  takeOff,
} from "../../src/theory/index.js";
import { TakeOffChain } from "../../src/theory/take-off/chain.js";
import { degreeClasses } from "../../src/theory/take-off/counts.js";
import { stayingProbability, triangularRoot } from "../../src/theory/take-off/passage.js";
import { covarianceOf, takeOffPath } from "../../src/theory/take-off/path.js";

/** All texts of `size` skills, all skills in `degree` texts. */
function regular(size: number, degree: number, skills: number) {
  const [texts, degrees] = [new Float64Array(size + 1), new Float64Array(degree + 1)];
  texts[size] = (skills * degree) / size;
  degrees[degree] = skills;
  return { texts: degreeClasses(texts, "texts"), skills: degreeClasses(degrees, "skills") };
}

describe("the path of take-off", () => {
  // Amraoui, Montanari, Richardson and Urbanke (2009): eps* and alpha of regular ensembles.
  it.each([
    { degree: 3, size: 6, epsilon: 0.42944, alpha: 0.56035 },
    { degree: 3, size: 4, epsilon: 0.64743, alpha: 0.54248 },
    { degree: 4, size: 8, epsilon: 0.38345, alpha: 0.5416 },
  ])(
    "has at its tangent point the width of the $degree, $size ensemble",
    ({ degree, size, epsilon, alpha }) => {
      const skills = 1e6;
      const lowest = (unknown: number) => {
        const laws = regular(size, degree, skills);
        const path = takeOffPath(laws.texts, laws.skills, { kept: 1, unknown, height: 0.999 })!;
        // Beyond the start, where there are few edges and so few light texts.
        let at = -1;
        for (let i = 0; i < path.mean.length; i++)
          if (path.learned[i] < 0.95 && (at < 0 || path.mean[i] < path.mean[at])) at = i;
        return { mean: path.mean[at], variance: path.covarianceOf(at, at) };
      };
      const [below, at, above] = [lowest(epsilon - 0.001), lowest(epsilon), lowest(epsilon + 0.001)];
      const slope = (below.mean - above.mean) / 0.002;
      expect(Math.sqrt((at.variance * skills) / slope ** 2)).toBeCloseTo(alpha, 2);
    },
  );
});

describe("the probability that a Gaussian process stays positive", () => {
  it("is that of a Brownian motion with drift, in closed form", () => {
    // From 1 on at time 1, unit variance a time, to time 9: reflection gives Phi(a/s) - Phi(-a/s), s^2 = 8.
    const size = 40;
    const times = Array.from({ length: size }, (_, i) => 1 + (8 * i) / (size - 1));
    const covariance = Float64Array.from(
      { length: size * size },
      (_, at) => Math.min(times[Math.floor(at / size)], times[at % size]) - 1 + 1e-12,
    );
    const mean = new Float64Array(size).fill(1.5);
    const { probability, standardError } = stayingProbability(mean, covariance, 20_000, stream(4));
    const exact = 2 * normalCdf(1.5 / Math.sqrt(8)) - 1;
    expect(Math.abs(probability - exact)).toBeLessThan(5 * standardError);
    expect(standardError).toBeLessThan(0.005);
  });

  it("takes a root whose square is the covariance", () => {
    const covariance = Float64Array.of(4, 2, 0.4, 2, 5, 1, 0.4, 1, 3);
    const root = triangularRoot(covariance, 3);
    for (let i = 0; i < 3; i++)
      for (let j = 0; j < 3; j++) {
        let sum = 0;
        for (let k = 0; k < 3; k++) sum += root[i * 3 + k] * root[j * 3 + k];
        expect(sum).toBeCloseTo(covariance[i * 3 + j], 12);
      }
  });
});

describe("take-off of a corpus with given degrees", () => {
  const degrees = [0, 0, 0, 800];
  // Inside the jump.
  const height = 0.85;
  const texts = (starting: number) => [0, starting, 0, 0, (2400 - starting) / 4];

  it("is certain with many starting texts, impossible with none, and rises between", () => {
    const probability = [0, 400, 476, 500, 640].map(
      (starting) => takeOff(texts(starting), degrees, stream(5), { height, samples: 400 }).probability,
    );
    expect(probability[0]).toBe(0);
    expect(probability[4]).toBeGreaterThan(0.99);
    for (let i = 1; i < probability.length; i++)
      expect(probability[i]).toBeGreaterThanOrEqual(probability[i - 1]);
  });

  it("falls as texts go, and is narrow where it says", () => {
    const all = takeOff(texts(500), degrees, stream(5), { height, samples: 400 });
    const most = takeOff(texts(500), degrees, stream(5), { height, samples: 400, kept: 0.95 });
    expect(most.probability).toBeLessThan(all.probability);
    expect(most.narrowest.lightTexts).toBeLessThan(all.narrowest.lightTexts);
    expect(all.narrowest.learned).toBeGreaterThan(0);
    expect(all.narrowest.learned).toBeLessThan(height);
  });

  it("says how many starting texts are missing, and that so many are enough", () => {
    const options = { target: 0.9, samples: 200, height };
    const more = moreStartingTexts(texts(440), degrees, stream(5), options)!;
    expect(more).toBeGreaterThan(0);
    const half = moreStartingTexts(texts(440), degrees, stream(5), { ...options, target: 0.5 })!;
    expect(half).toBeLessThanOrEqual(more);
    expect(moreStartingTexts(texts(640), degrees, stream(5), options)).toBe(0);
  });

  it("decides of starting texts as all samples do, though it ends where the rest cannot change that", () => {
    const more = moreStartingTexts(texts(470), degrees, stream(5), { target: 0.9, samples: 200, height })!;
    const probability = (added: number) => {
      // Each skill gets one more text with the same probability.
      const sizes = texts(470);
      sizes[1] += added;
      const all = [0, 0, 0, 800 - added, added];
      return takeOff(sizes, all, stream(5).split("starting texts"), { samples: 200, height }).probability;
    };
    expect(more).toBeLessThan(100);
    expect(probability(more)).toBeGreaterThanOrEqual(0.9);
    expect(probability(more - 1)).toBeLessThan(0.9);
  });

  it("refuses degrees that count different numbers of edges, and shares that are none", () => {
    expect(() => takeOff([0, 1], [0, 2], stream(1))).toThrow('"skillDegreeCounts" expected as many edges');
    expect(() => takeOff([0, 1], [0, 1], stream(1), { kept: 0 })).toThrow('"kept"');
    expect(() => takeOff([0, -1], [0, 1], stream(1))).toThrow(
      '"textSizeCounts[1]" expected a number >= 0, got -1',
    );
  });
});

describe("the chain of take-off", () => {
  const [skillCount, height] = [4000, 0.85];
  const skills = degreeClasses([0, 0, 0, skillCount], "skills");
  const texts = degreeClasses([0, 2400, 0, 0, (3 * skillCount - 2400) / 4], "texts");

  it("is the Gaussian process where skills are many, with and without known ones", () => {
    for (const [kept, unknown] of [
      [1, 1],
      [0.985, 0.99],
    ]) {
      const path = takeOffPath(texts, skills, { kept, unknown, height })!;
      const limit = stayingProbability(path.mean, covarianceOf(path), 2000, stream(8));
      expect(limit.probability).toBeGreaterThan(0.1);
      expect(limit.probability).toBeLessThan(0.9);
      const chain = new TakeOffChain(texts, skills);
      const ends = { kept, unknown, skills: height * skillCount, safeEnds: Infinity };
      const samples = 400;
      let tookOff = 0;
      for (let sample = 0; sample < samples; sample++) if (chain.sample(ends, stream(9, sample))) tookOff++;
      const { probability } = limit;
      const deviation = Math.sqrt((probability * (1 - probability)) / samples);
      // The limit itself is off by some thousandths.
      expect(Math.abs(tookOff / samples - probability)).toBeLessThan(5 * deviation + 0.01);
    }
  });

  it("ends early where learning is safe, and where no text is left", () => {
    const chain = new TakeOffChain(degreeClasses([0, 2], "texts"), degreeClasses([0, 2], "skills"));
    const ends = { kept: 1, unknown: 1, skills: 1, safeEnds: Infinity };
    expect(chain.sample(ends, stream(1))).toBe(true);
    expect(chain.sample({ ...ends, kept: 1e-9 }, stream(1))).toBe(false);
    expect(chain.sample({ ...ends, skills: 2 }, stream(1))).toBe(false);
    expect(chain.sample({ ...ends, skills: 2, safeEnds: 1 }, stream(1))).toBe(true);
  });
});

describe("take-off of a pair of laws", () => {
  it("is that of the (3, 6) ensemble by its finite-size law", () => {
    const law = pairFiniteSizeLaw(regularLaw(6), regularLaw(3))!;
    for (const unknown of [0.405, 0.41, 0.415]) {
      const { probability } = pairTakeOff(regularLaw(6), regularLaw(3), 4096, stream(6), {
        unknown,
        height: 0.9,
      });
      expect(Math.abs(probability - pairEmergenceProbability(law, unknown, 4096))).toBeLessThan(0.03);
    }
  });
});
