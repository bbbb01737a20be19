import { describe, expect, it } from "vitest";
import { stream, wilsonInterval } from "../../src/base/index.js";
import { skillDegreeCounts, textSizeCounts, uniformGraph } from "../../src/graph/index.js";
import { learnRounds } from "../../src/learning/index.js";
import { predictCorpus } from "../../src/theory/index.js";
import { cases } from "../support/cases.js";

const seeds = cases(100, 2);
const skills = 10_000;
// The interval is that of which texts are new. Which corpus was drawn moves the error as well, by 0.3 to 0.9 standard
// errors of a tenth of the corpus (measured), which the interval does not hold: with so few texts it is small beside it.
const newTexts = 500;

describe("the error on new texts", () => {
  // Away from the threshold, where one corpus is like the next; the last case is far above it.
  it.each([
    { mean: 2, ratio: 1.2, maxUnlearned: 1 },
    { mean: 3, ratio: 0.8, maxUnlearned: 1 },
    { mean: 3, ratio: 1.2, maxUnlearned: 1 },
    { mean: 4, ratio: 1.5, maxUnlearned: 2 },
    { mean: 5, ratio: 2.8, maxUnlearned: 1 },
  ])(
    "that theory predicts from a corpus's own degrees lies in the measured 95 % interval for nine of ten seeds: %j",
    ({ mean, ratio, maxUnlearned }) => {
      let inside = 0;
      for (let seed = 0; seed < seeds; seed++) {
        const random = stream(seed, "new texts", mean, maxUnlearned);
        const law = { kind: "poisson", mean } as const;
        const graph = uniformGraph(law, Math.round(ratio * skills), skills, random);
        const { textError } = predictCorpus(textSizeCounts(graph), skillDegreeCounts(graph), {
          maxUnlearned,
        });
        const { learnedFlags: learned } = learnRounds(graph, { maxUnlearned });
        const fresh = uniformGraph(law, newTexts, skills, random.split("fresh"));
        let failed = 0;
        for (let text = 0; text < newTexts; text++) {
          if (fresh.skillsOfText(text).some((skill) => learned[skill] === 0)) failed++;
        }
        const { low, high } = wilsonInterval(failed, newTexts);
        if (textError >= low && textError <= high) inside++;
      }
      expect(inside).toBeGreaterThanOrEqual(0.9 * seeds);
      // An interval of 95 % that never misses would be too wide to say anything.
      if (mean < 5) expect(inside).toBeLessThan(seeds);
    },
  );
});
