import { log10, power } from "../../base/index.js";
import { type Corpus, mostFrequentSkills } from "../../corpus/index.js";
import { skillFlags } from "../../graph/index.js";
import type { Pace } from "../call.js";
import type { LearningEngine } from "../engine.js";

/** What a learner learns who knows other numbers of the most frequent skills from the start. */
export type KnownCurve = readonly { readonly known: number; readonly skills: number }[];

/**
 * Learns with several numbers of the most frequent skills of a corpus known from the start. O(texts + skills + edges) where
 * the texts are in this process, else as much for each point.
 *
 * @param engine - Holds the texts learned from.
 * @param counts - How many skills are known, in any order; those that are no number of skills are left out.
 * @returns ascending, each number once
 */
export async function knownCurve(
  corpus: Corpus,
  engine: LearningEngine,
  counts: Iterable<number>,
  maxUnlearned: number,
  pace: Pace,
): Promise<KnownCurve> {
  const { skillCount } = corpus.needs;
  const all = mostFrequentSkills(corpus, skillCount);
  const ascending = [...new Set(counts)]
    .filter((known) => known >= 0 && known <= skillCount)
    .sort((a, b) => a - b);
  const growing = engine.growing?.(maxUnlearned);
  const curve: { known: number; skills: number }[] = [];
  let told = 0;
  for (const known of ascending) {
    await pace.at("known-curve", curve.length, ascending.length);
    const more = all.subarray(told, known);
    const skills =
      growing === undefined
        ? (await engine.learn({ maxUnlearned, known: skillFlags(skillCount, all.subarray(0, known)) }))
            .learnedCount
        : await pace.compute(() => growing.know(more));
    told = known;
    curve.push({ known, skills });
  }
  return curve;
}

/** Seven round numbers of known skills around the one asked for, and that one. */
export function roundCounts(asked: number): Set<number> {
  const step = roundStep(asked / 6);
  const counts = new Set([asked]);
  for (let i = -3; i <= 3; i++) counts.add(Math.round(asked / step + i) * step);
  return counts;
}

/** The largest of 1, 2, 5, 10, 20, ... that is not above `size`; at least 1. */
function roundStep(size: number): number {
  const ten = power(10, Math.floor(log10(Math.max(1, size))));
  return ten * (size >= 5 * ten ? 5 : size >= 2 * ten ? 2 : 1);
}
