import { linear } from "@onset/charts";
import { exp, power, type RandomStream, wilsonInterval } from "@onset/core/base";
import { buildGraph, type SkillTextGraph } from "@onset/core/graph";
import { learnSequential } from "@onset/core/learning";
import type { Point } from "../../../figures/figure.js";
import { shareOf } from "../../../figures/simulate.js";
import type { Recipe } from "../recipe.js";

// What the library chooses for 11,5xx keys with three hash functions.
const segmentLength = 1024;
const segments = 12;
const attempts = 100;
const afterAll = `${attempts} attempts`;

/** The sizes and counts of failed key sets that FastFilter/xor_singleheader issue 77 reports. */
const reported = [
  { keys: 11_400, failed: 0, sets: 300 },
  { keys: 11_504, failed: 68, sets: 300 },
  { keys: 11_521, failed: 17, sets: 40 },
] as const;

/**
 * Binary fuse filters of arity 3 are built by peeling: keys are skills, cells of the table are texts, and a cell with
 * exactly one key left teaches it. The cells of a key stand in three neighbouring segments: a spatially coupled
 * ensemble, of which the filter is a finite piece.
 */
export const filterFailures: Recipe = {
  name: "filter-failures",
  about: "why a binary fuse filter of 11,500 keys fails to build: finite size, predicted and as reported",
  make({ seed, trials, progress }) {
    const points: Point[] = [];
    const predicted: Record<number, object> = {};
    const sizes = [...linear(11_200, 11_550, 15), ...reported.map(({ keys }) => keys)].sort((a, b) => a - b);
    for (const keys of sizes) {
      progress.stage(`filter-failures: ${keys} keys`);
      const inIssue = reported.some((entry) => entry.keys === keys);
      const built = shareOf(trials(inIssue ? 10_000 : 1000), seed, `filter-failures/${keys}`, (rng) => {
        return learnSequential(coupledGraph(keys, rng)).learnedCount === keys;
      });
      const failure = {
        y: power(1 - built.y, attempts),
        low: power(1 - built.high, attempts),
        high: power(1 - built.low, attempts),
        trials: built.trials,
      };
      points.push({ panel: "one attempt", series: "our learner", witness: "simulation", x: keys, ...built });
      if (!inIssue) continue;
      points.push({ panel: afterAll, series: "our learner", witness: "simulation", x: keys, ...failure });
      predicted[keys] = { attemptSucceeds: built, keySetFails: failure };
    }
    const threshold = coupledThreshold();
    for (const { keys, failed, sets } of reported) {
      const counted = { y: failed / sets, ...wilsonInterval(failed, sets), trials: sets };
      points.push({
        panel: afterAll,
        series: "reported by users",
        witness: "measurement",
        x: keys,
        ...counted,
      });
    }
    return {
      title: "Why a filter of 11,500 keys fails to build",
      caption: `A binary fuse filter with ${segments} segments of ${segmentLength} cells is built by peeling, our learner. An attempt succeeds when all keys are learned; the library gives up after ${attempts} attempts, which it calls less likely than a cosmic ray.`,
      x: { label: "keys" },
      y: {
        label: { "one attempt": "attempts that succeed", [afterAll]: "key sets that fail" },
        percent: true,
        domain: [0, 1],
      },
      points,
      marks: [{ panel: "one attempt", x: threshold, label: "threshold, infinite segments" }],
      facts: { segmentLength, segments, attempts, threshold, reported, predicted },
    };
  },
};

/** The cells of each key: one in each of three neighbouring segments, uniform and independent. */
function coupledGraph(keys: number, rng: RandomStream): SkillTextGraph {
  const cells = new Uint32Array(3 * keys);
  const owners = new Uint32Array(3 * keys);
  for (let key = 0; key < keys; key++) {
    const first = rng.nextInteger(segments);
    for (let i = 0; i < 3; i++) {
      cells[3 * key + i] = (first + i) * segmentLength + rng.nextInteger(segmentLength);
      owners[3 * key + i] = key;
    }
  }
  return buildGraph((segments + 2) * segmentLength, keys, cells, owners).graph;
}

/**
 * The number of keys up to which all would be learned if segments were infinitely long but no more than twelve.
 * Density evolution of the coupled chain: a key that begins at segment i is unlearned, seen from one of its cells,
 * when neither of its two other cells teaches it; a cell of segment j teaches a key with probability
 * exp(-load * sum of that over the keys that reach segment j).
 */
function coupledThreshold(): number {
  let [low, high] = [segmentLength * segments * 0.8, segmentLength * segments];
  while (high - low > 0.5) {
    const keys = (low + high) / 2;
    if (learnsAll(keys / (segmentLength * segments))) low = keys;
    else high = keys;
  }
  return low;
}

function learnsAll(load: number): boolean {
  const unlearned = Array.from({ length: segments }, () => [1, 1, 1]);
  for (let step = 0; step < 200_000; step++) {
    const teaches = Array.from({ length: segments + 2 }, (_, cell) => {
      let others = 0;
      for (let i = 0; i < 3; i++) others += unlearned[cell - i]?.[i] ?? 0;
      return exp(-load * others);
    });
    let change = 0;
    let most = 0;
    for (const [first, edges] of unlearned.entries()) {
      const missed = [0, 1, 2].map((i) => 1 - teaches[first + i]);
      for (let i = 0; i < 3; i++) {
        const next = missed[(i + 1) % 3] * missed[(i + 2) % 3];
        change = Math.max(change, edges[i] - next);
        edges[i] = next;
        most = Math.max(most, next);
      }
    }
    if (most < 1e-9) return true;
    if (change < 1e-12) return false;
  }
  return false;
}
