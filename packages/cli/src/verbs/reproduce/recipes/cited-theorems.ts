import { linear } from "@onset/charts";
import { stream } from "@onset/core/base";
import { graphOfTexts, type SkillTextGraph, skillDegreeCounts, textSizeCounts } from "@onset/core/graph";
import { learnSequential } from "@onset/core/learning";
import { predictCorpus } from "@onset/core/theory";
import type { Point } from "../../../figures/figure.js";
import { readBundled } from "../bundled.js";
import type { Recipe } from "../recipe.js";

const subsamples = 20;

/** A real citation graph, thinned: what a share of the proofs still teaches. */
export const citedTheorems: Recipe = {
  name: "cited-theorems",
  about: "theorems learned from a share of the proofs of quantum logic, one subsample a point",
  async make({ workspace, progress, seed, trials }) {
    const { corpus } = await readBundled("cited-theorems.jsonl", workspace, progress);
    const points: Point[] = [];
    for (const maxUnlearned of [1, 2, 3]) {
      const series = `D = ${maxUnlearned}`;
      for (const x of linear(0.05, 1, 20)) {
        progress.stage(`cited-theorems: ${series}, ${Math.round(100 * x)}% of the proofs`);
        const runs = x === 1 ? 1 : trials(subsamples);
        let predicted = 0;
        for (let run = 0; run < runs; run++) {
          const graph = subsample(corpus.needs, x, seed, run);
          const y = learnSequential(graph, { maxUnlearned }).learnedCount / graph.skillCount;
          points.push({ panel: series, series, witness: "measurement", x, y });
          const laws = [textSizeCounts(graph), skillDegreeCounts(graph)] as const;
          predicted += predictCorpus(...laws, { maxUnlearned }).learned / runs;
        }
        points.push({ panel: series, series, witness: "theory", x, y: predicted });
      }
    }
    return {
      title: "With four tenths of the proofs, learning is all or nothing",
      caption:
        "Share of the cited theorems of Metamath's quantum logic that are learned from a random share of its proofs. Each point is one subsample; the line is density evolution with the subsamples' own degrees.",
      x: { label: "share of the proofs", percent: true },
      y: { label: "theorems learned", percent: true, domain: [0, 1] },
      points,
      facts: {
        texts: corpus.textNames.length,
        skills: corpus.skillNames.length,
        subsamples: trials(subsamples),
      },
    };
  },
};

/** Keeps a random share of the texts; the same texts for every learner. */
function subsample(graph: SkillTextGraph, share: number, seed: number, run: number): SkillTextGraph {
  const rng = stream(seed, "cited-theorems", run);
  const texts: number[] = [];
  for (let text = 0; text < graph.textCount; text++) if (rng.nextFloat() < share) texts.push(text);
  return graphOfTexts(graph, Uint32Array.from(texts));
}
