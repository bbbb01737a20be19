import { degreeCounts, noEmergence, predictEmergence } from "@onset/core/analysis";
import type { Names } from "@onset/core/corpus";
import { findTwins, learnTexts, NONE, stuckCores } from "@onset/core/learning";
import type { ReadLearner } from "../insight/corpus-verb.js";
import { type CorpusSummary, corpusSummary } from "../insight/summary.js";
import type { Provenance } from "../provenance.js";

/** One of two corpora and what is learned of it. */
export type Side = CorpusSummary & {
  readonly input: Provenance["input"];
  readonly learned: { readonly skills: number; readonly fraction: number; readonly rounds: number };
  readonly stuck: { readonly skills: number; readonly cores: number };
  readonly twins: { readonly groups: number; readonly cap: number };
  readonly emergence: {
    readonly predictedLearned: number | null;
    readonly threshold: number | null;
    readonly margin: number | null;
  };
};

/** The result of `onset diff` for other programs. Skills are the same when their names are. */
export type DiffReport = {
  readonly schema: "onset/diff@1";
  readonly a: Side;
  readonly b: Side;
  readonly skills: {
    readonly common: number;
    /** In both, and learned (or known) only in b, only in a. */
    readonly gained: readonly string[];
    readonly lost: readonly string[];
    /** In one corpus only: those learned there, and those that are not. */
    readonly added: { readonly learned: readonly string[]; readonly stuck: readonly string[] };
    readonly removed: { readonly learned: readonly string[]; readonly stuck: readonly string[] };
    /** Learned in both, in an earlier or a later round of b. */
    readonly earlier: number;
    readonly later: number;
  };
  /** Texts by name: in one corpus only, and in both. */
  readonly texts: { readonly common: number; readonly added: number; readonly removed: number };
  readonly provenance: Provenance;
};

/** Compares what is learned of two corpora. */
export function compare(a: ReadLearner, b: ReadLearner, provenance: Provenance): DiffReport {
  const first = learnTexts(a.texts, a.options);
  const second = learnTexts(b.texts, b.options);
  const skillOfName = new Map(Array.from(a.corpus.skillNames, (name, skill) => [name, skill]));
  const gained: string[] = [];
  const lost: string[] = [];
  const added = { learned: [] as string[], stuck: [] as string[] };
  const removed = { learned: [] as string[], stuck: [] as string[] };
  let [common, earlier, later] = [0, 0, 0];
  for (const [skill, name] of b.corpus.skillNames.entries()) {
    const other = skillOfName.get(name);
    const round = second.roundOfSkill[skill]!;
    if (other === undefined) {
      (round === NONE ? added.stuck : added.learned).push(name);
      continue;
    }
    skillOfName.delete(name);
    common++;
    const before = first.roundOfSkill[other]!;
    if (before === NONE && round !== NONE) gained.push(name);
    else if (before !== NONE && round === NONE) lost.push(name);
    else if (round < before) earlier++;
    else if (round > before) later++;
  }
  for (const [name, skill] of skillOfName) {
    (first.roundOfSkill[skill] === NONE ? removed.stuck : removed.learned).push(name);
  }
  return {
    schema: "onset/diff@1",
    a: sideOf(a, first),
    b: sideOf(b, second),
    skills: { common, gained, lost, added, removed, earlier, later },
    texts: compareTexts(a.corpus.textNames, b.corpus.textNames),
    provenance,
  };
}

function sideOf(learner: ReadLearner, result: ReturnType<typeof learnTexts>): Side {
  const { reading, corpus, texts, options, known } = learner;
  const unknown = corpus.needs.skillCount - known.count;
  const cores = stuckCores(texts, result.learnedFlags, options);
  const twins = findTwins(texts, options);
  const { textCount, skillCount } = corpus.needs;
  const { predictedLearned, threshold, margin } = corpus.directed
    ? noEmergence
    : predictEmergence(
        degreeCounts(corpus.needs, options.known),
        textCount / skillCount,
        known.count,
        options.maxUnlearned,
      );
  return {
    input: { name: reading.label, bytes: reading.bytes, sha256: reading.sha256 },
    ...corpusSummary(learner),
    learned: {
      skills: result.learnedCount,
      fraction: unknown === 0 ? 1 : result.learnedCount / unknown,
      rounds: result.learnedPerRound.length,
    },
    stuck: { skills: unknown - result.learnedCount, cores: cores.skillCounts.length },
    twins: { groups: twins.groupCount, cap: twins.cap },
    emergence: { predictedLearned, threshold, margin },
  };
}

/** Texts that have the same name several times count as often as they have it in both. */
function compareTexts(a: Names, b: Names): DiffReport["texts"] {
  const left = new Map<string, number>();
  for (const name of a) left.set(name, (left.get(name) ?? 0) + 1);
  let common = 0;
  for (const name of b) {
    const count = left.get(name) ?? 0;
    if (count === 0) continue;
    left.set(name, count - 1);
    common++;
  }
  return { common, added: b.length - common, removed: a.length - common };
}
