/** Levels of skills against random graphs in which every pair of concepts is drawn. */
import { expect, it } from "vitest";
import { type RandomStream, stream, Welford } from "../../src/base/index.js";
import { samplePoisson } from "../../src/graph/index.js";
import { levelAccuracy } from "../../src/theory/index.js";

const skills = 1500;

/** The largest component of skills that `least` pairs of concepts or more join, when each pair of skills may count. */
function giantOf(pairs: number, least: number, chance: number, rng: RandomStream): number {
  const counts = new Map<number, number>();
  const count = samplePoisson(pairs, rng);
  for (let i = 0; i < count; i++) {
    const [a, b] = [rng.nextInteger(skills), rng.nextInteger(skills)];
    // One of the two orders: a pair of skills is one of S^2 places.
    if (a < b) counts.set(a * skills + b, (counts.get(a * skills + b) ?? 0) + 1);
  }
  const parent = Uint32Array.from({ length: skills }, (_, i) => i);
  const root = (i: number): number => {
    let at = i;
    // Halved on the way, or paths become as long as there are skills.
    while (parent[at] !== at) at = parent[at] = parent[parent[at]];
    return at;
  };
  for (const [place, times] of counts) {
    if (times >= least && rng.nextFloat() < chance)
      parent[root(Math.floor(place / skills))] = root(place % skills);
  }
  const sizes = new Uint32Array(skills);
  for (let i = 0; i < skills; i++) sizes[root(i)]++;
  return Math.max(...sizes) / skills;
}

it("levels have the giant components of random graphs, also above prerequisites", () => {
  const levels = [
    { skills, pairs: 1, prerequisites: 0, weight: 1 },
    { skills, pairs: 2, prerequisites: 1, weight: 1 },
  ];
  // 6 concepts a text.
  for (const [concepts, texts] of [
    [2000, 125],
    [3000, 5200],
    [3000, 6500],
  ]) {
    const { levels: theory } = levelAccuracy(concepts, texts, 6, levels);
    const pairs = ((concepts * (concepts - 1)) / 2) * -Math.expm1(texts * Math.log1p(-((6 / concepts) ** 2)));
    const measured = [new Welford(), new Welford()];
    for (let trial = 0; trial < 10; trial++) {
      const rng = stream(12, concepts, texts, trial);
      const lower = giantOf(pairs, 1, 1, rng);
      measured[0].add(lower);
      measured[1].add(giantOf(pairs, 2, theory[0].giant ** 2, rng));
    }
    measured.forEach(({ mean, standardError }, l) => {
      // Without a giant component the largest one still has some dozen skills, and finite size moves the share by O(n^(-2/3)).
      expect(Math.abs(mean - theory[l].giant)).toBeLessThan(5 * standardError + 3 * skills ** (-2 / 3));
    });
  }
});
