import { linear } from "@onset/charts";
import { power } from "@onset/core/base";
import { drawArrivals, planErasures, randomCode, staircaseCode } from "@onset/core/channel";
import { pairEmergenceProbability, pairFiniteSizeLaw, regular } from "@onset/core/theory";
import type { Point } from "../../../figures/figure.js";
import { shareOf } from "../../../figures/simulate.js";
import type { Recipe } from "../recipe.js";

const random = "random (3, 6) codes, peeling alone";
const staircase = "staircase code of 512 packets for 256";
const sizes = [2048, 8192, 32_768] as const;
const scores = linear(-2.2, 2.2, 9);

/** Peeling over erasures is learning with prior knowledge: where it fails, and how finite length smears that. */
export const ldpcWaterfall: Recipe = {
  name: "ldpc-waterfall",
  about: "how often an LDPC code is decoded over erasures by the learner, against its finite-length law",
  make({ seed, trials, progress }) {
    const [checks, symbols] = [regular(6), regular(3)];
    const law = pairFiniteSizeLaw(checks, symbols)!;
    const points: Point[] = [];
    for (const length of sizes) {
      const series = `${length.toLocaleString("en-US")} symbols`;
      for (const x of linear(0.38, 0.47, 181)) {
        const y = 1 - pairEmergenceProbability(law, x, length);
        points.push({ panel: random, series, witness: "theory", x, y });
      }
      for (const score of scores) {
        progress.stage(`ldpc-waterfall: ${series}, ${score.toFixed(1)} widths from the middle`);
        const x = law.epsilon - law.beta * power(length, -2 / 3) + (score * law.alpha) / Math.sqrt(length);
        const count = trials(Math.max(100, Math.round(1e6 / length)));
        const estimate = shareOf(count, seed, `ldpc-waterfall/${length}/${score}`, (rng) => {
          const graph = randomCode(checks, symbols, length / 2, length, rng);
          return planErasures(graph, drawArrivals(length, x, rng), { maxInactive: 0 }).lost > 0;
        });
        points.push({ panel: random, series, witness: "simulation", x, ...estimate });
      }
    }
    const graph = staircaseCode(256, 512);
    for (const [series, maxInactive] of [
      ["peeling alone", 0],
      ["with inactivation", 1500],
    ] as const) {
      for (const x of linear(0.2, 0.54, 18)) {
        progress.stage(`ldpc-waterfall: ${series}, erasure ${x.toFixed(2)}`);
        const estimate = shareOf(trials(300), seed, `ldpc-waterfall/${series}/${x.toFixed(3)}`, (rng) => {
          return planErasures(graph, drawArrivals(512, x, rng), { maxInactive }).lost > 0;
        });
        points.push({ panel: staircase, series, witness: "simulation", x, ...estimate });
      }
    }
    return {
      title: "Decoding over erasures is learning",
      caption:
        "Symbols are skills, checks are texts, what arrives is known from the start. Left: share of random codes with a symbol that stays lost, beside the finite-length law of Amraoui and others. Right: where the learner gets stuck, setting a few symbols aside and eliminating them comes within a few per cent of capacity.",
      x: { label: "share of symbols erased", percent: true },
      y: { label: "words not decoded", percent: true, domain: [0, 1] },
      freeScales: true,
      points,
      marks: [
        { panel: random, x: law.epsilon, label: "threshold 42.944%" },
        { panel: staircase, x: 0.5, label: "capacity" },
      ],
      facts: { threshold: law.epsilon, alpha: law.alpha, beta: law.beta },
    };
  },
};
