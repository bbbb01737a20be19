import { linear, withJumps } from "@onset/charts";
import { accessFrame } from "@onset/core/channel";
import {
  type DegreeLaw,
  evolve,
  loadThreshold,
  meanDegree,
  poisson,
  polynomial,
  regular,
} from "@onset/core/theory";
import type { Mark, Point } from "../../../figures/figure.js";
import { meanOf } from "../../../figures/simulate.js";
import type { Recipe } from "../recipe.js";

const slots = 5000;
const throughput = "throughput";
const loss = "loss";

const laws: readonly (readonly [string, DegreeLaw])[] = [
  ["two copies", regular(2)],
  ["three copies", regular(3)],
  ["0.5x^2 + 0.28x^3 + 0.22x^8", polynomial({ 2: 0.5, 3: 0.28, 8: 0.22 })],
];

/** Random access with repeated packets: users are skills, slots are texts. */
export const irsaThroughput: Recipe = {
  name: "irsa-throughput",
  about: "throughput and loss of random access with repeated packets: users are skills, slots are texts",
  make({ seed, trials, progress }) {
    const points: Point[] = [];
    const marks: Mark[] = [];
    const thresholds: Record<string, number> = {};
    for (const [series, law] of laws) {
      const threshold = loadThreshold(law).value!;
      thresholds[series] = threshold;
      for (const panel of [throughput, loss])
        marks.push({ panel, series, x: threshold, label: threshold.toFixed(3) });
      for (const x of withJumps(linear(0.01, 1.2, 240), [{ value: threshold }])) {
        const lost = evolve(poisson(meanDegree(law) * x), law).unlearned;
        points.push({ panel: throughput, series, witness: "theory", x, y: x * (1 - lost) });
        points.push({ panel: loss, series, witness: "theory", x, y: lost });
      }
      for (const x of linear(0.1, 1.2, 23)) {
        progress.stage(`irsa-throughput: ${series}, load ${x.toFixed(2)}`);
        const key = `irsa-throughput/${series}/${x.toFixed(3)}`;
        const users = Math.round(x * slots);
        const estimate = meanOf(trials(20), seed, key, (rng) => accessFrame(law, users, slots, rng).loss);
        const { y, low, high } = estimate;
        const packets = { y: x * (1 - y), low: x * (1 - high), high: x * (1 - low), trials: estimate.trials };
        points.push({ panel: throughput, series, witness: "simulation", x, ...packets });
        points.push({ panel: loss, series, witness: "simulation", x, ...estimate });
      }
    }
    return {
      title: "Random access by learning",
      caption: `Every user sends copies of a packet in random slots of a frame of ${slots.toLocaleString("en-US")}. A slot with one packet is decoded and its copies are taken away: a text with one new skill teaches it. Up to the threshold load nearly every packet comes through, beyond it nearly none.`,
      x: { label: "load: users per slot" },
      y: { label: { [throughput]: "decoded packets per slot", [loss]: "share of packets lost" } },
      freeScales: true,
      points,
      marks,
      facts: { slots, thresholds },
    };
  },
};
