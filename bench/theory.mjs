/**
 * The theory: a threshold in closed form, the threshold of a general text law, an emergence curve, and what the report
 * of a corpus asks for. The law objects of the threshold benchmarks are compiled once and reused, as users hold them.
 *
 *     npm run build && node bench/theory.mjs
 */
import {
  corpusThreshold,
  epsilonThreshold,
  evolve,
  evolveCurve,
  finiteSizeLaw,
  giantComponent,
  loadThreshold,
  poisson,
  poissonThreshold,
  polynomial,
  predictCorpus,
  ratioThreshold,
  regular,
} from "@onset/core/theory";
import { measure } from "./support.mjs";

/** `count` calls of `call(i)`, whose numbers are added up. */
const repeat = (count, call) => ({
  input: () => count,
  run: (calls) => {
    let sum = 0;
    for (let i = 0; i < calls; i++) sum += call(i);
    return sum;
  },
  amount: (calls) => calls,
});

/** 60 sizes with a peak at 20, like the sizes of sentences. */
const weights = Array.from({ length: 60 }, (_, i) => Math.exp(-((i - 19) ** 2) / 200));
const total = weights.reduce((sum, weight) => sum + weight, 0);
const sixty = polynomial(Object.fromEntries(weights.map((weight, i) => [i + 1, weight / total])));
const three = polynomial({ 1: 0.1, 4: 0.6, 9: 0.3 });

await measure({
  name: "Poisson threshold, closed form",
  ...repeat(1_000_000, (i) => poissonThreshold(2.8 + i * 1e-5).ratio),
  unit: "threshold",
  goal: 300,
});
await measure({
  name: "threshold, law of 60 sizes",
  ...repeat(2_000, () => ratioThreshold(sixty).value),
  unit: "threshold",
  goal: 20_000,
});
await measure({
  name: "threshold, 3 sizes",
  ...repeat(2_000, () => ratioThreshold(three).value),
  unit: "threshold",
});
await measure({
  name: "load threshold, regular:3",
  ...repeat(2_000, () => loadThreshold(regular(3)).value),
  unit: "threshold",
});
await measure({
  name: "epsilon threshold, (3, 6)",
  ...repeat(2_000, () => epsilonThreshold(regular(6), regular(3)).value),
  unit: "threshold",
});

const ratios = Float64Array.from({ length: 200 }, (_, i) => 0.02 * i);
await measure({
  name: "emergence curve, 200 ratios",
  input: () => ratios,
  run: (list) => evolveCurve(poisson(5), list).learned.reduce((sum, share) => sum + share, 0),
  amount: () => 1,
  unit: "curve",
  goal: 20e6,
});
await measure({
  name: "emergence curve, 60 sizes",
  input: () => ratios,
  run: (list) => evolveCurve(sixty, list).learned.reduce((sum, share) => sum + share, 0),
  amount: () => 1,
  unit: "curve",
  goal: 20e6,
});
await measure({
  name: "evolve, 1e-9 above R*",
  ...repeat(5_000, () => evolve(poisson(5), 2.4565308892391955 * (1 + 1e-9)).unlearned),
  unit: "state",
});
await measure({
  name: "finite-size law",
  ...repeat(2_000, () => finiteSizeLaw(poisson(5)).alpha),
  unit: "law",
});
await measure({
  name: "exact giant component",
  ...repeat(2_000, () => giantComponent(poisson(3), 0.95).giant),
  unit: "state",
});

/** A corpus of 500,000 edges with 300 different degrees of skills, as real ones have. */
function corpus() {
  const skillDegreeCounts = new Array(25_000).fill(0);
  for (let i = 1; i <= 300; i++) {
    const degree = i <= 200 ? i : Math.round(200 * 1.048 ** (i - 200));
    skillDegreeCounts[degree] += Math.max(1, Math.round(30_000 / degree ** 1.5));
  }
  const edges = skillDegreeCounts.reduce((sum, count, degree) => sum + count * degree, 0);
  const textSizeCounts = new Array(60).fill(0);
  let left = edges;
  for (let text = 0; left > 0; text++) {
    const size = Math.min(left, text % 20 === 0 ? 1 : 2 + ((text * 7) % 40));
    textSizeCounts[size] += 1;
    left -= size;
  }
  return { textSizeCounts, skillDegreeCounts };
}
await measure({
  name: "prediction for a corpus",
  input: corpus,
  run: ({ textSizeCounts, skillDegreeCounts }) => predictCorpus(textSizeCounts, skillDegreeCounts).learned,
  amount: () => 1,
  unit: "corpus",
});
await measure({
  name: "threshold of a corpus",
  input: corpus,
  run: ({ textSizeCounts, skillDegreeCounts }) =>
    corpusThreshold(textSizeCounts, skillDegreeCounts).jumps.reduce((sum, jump) => sum + jump.fraction, 0),
  amount: () => 1,
  unit: "corpus",
  goal: 100e6,
});
