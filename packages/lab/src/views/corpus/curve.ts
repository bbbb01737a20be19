/** How much is learned when more, or fewer, of the most frequent skills are known. */
import { mostFrequentSkills } from "@onset/core/corpus";
import { skillFlags } from "@onset/core/graph";
import { learnTexts } from "@onset/core/learning";
import type { JobContext } from "../../worker/protocol.js";
import type { ReadLearner } from "./learner.js";

export type KnownPoint = { readonly known: number; readonly learned: number };

/** Skills up to which the curve goes at least, and how many points it has. */
const reach = 200;
const points = 40;

export async function knownCurve(
  { corpus, texts, options, knownCount }: ReadLearner,
  context: Pick<JobContext<never>, "breathe">,
): Promise<readonly KnownPoint[]> {
  const { skillCount } = corpus.needs;
  const last = Math.min(skillCount, Math.max(reach, 2 * knownCount));
  const step = Math.max(1, last / points);
  const counts = new Set([knownCount]);
  for (let known = 0; known <= last; known += step) counts.add(Math.round(known));
  const order = mostFrequentSkills(corpus, skillCount);
  const curve: KnownPoint[] = [];
  for (const known of [...counts].sort((a, b) => a - b)) {
    const flags = skillFlags(skillCount, order.subarray(0, known));
    const { learnedCount } = learnTexts(texts, { maxUnlearned: options.maxUnlearned, known: flags });
    curve.push({ known, learned: learnedCount });
    await context.breathe();
  }
  return curve;
}
