import { checkOptions } from "../base/index.js";
import type { Names } from "../corpus/index.js";
import { findTwins, type LearnedInRounds, none, stuckCores } from "../learning/index.js";
import { type CallOptions, callOptionsKeys, Pace } from "./call.js";
import { type CorpusLearner, checkLearner, shareOf } from "./learner.js";
import { predictByLadder } from "./prediction/prediction.js";
import { noEmergence, type PredictedBy } from "./study/emergence.js";

/** One of two corpora and what is learned of it. */
export type DiffSide = {
  readonly learned: { readonly skills: number; readonly fraction: number; readonly rounds: number };
  readonly stuck: { readonly skills: number; readonly cores: number };
  readonly twins: { readonly groups: number; readonly cap: number };
  readonly emergence: {
    readonly predictedLearned: number | null;
    /** What that share is predicted from. */
    readonly predictedBy: PredictedBy | null;
    readonly threshold: number | null;
    readonly margin: number | null;
  };
};

/** What became of the skills of two corpora; skills are the same when their names are. */
export type SkillChanges = {
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

/** Two corpora side by side. */
export type CorpusDiff = {
  readonly a: DiffSide;
  readonly b: DiffSide;
  readonly skills: SkillChanges;
  /** Texts by name: in one corpus only, and in both. */
  readonly texts: { readonly common: number; readonly added: number; readonly removed: number };
};

/**
 * Compares what is learned of two corpora.
 *
 * @example
 * ```ts
 * import { compareCorpora, corpusLearner } from "@onset/core/analysis";
 * import { corpusFromRecords } from "@onset/core/corpus";
 * const before = corpusFromRecords([{ skills: ["add", "carry"] }]).corpus;
 * const after = corpusFromRecords([{ skills: ["add", "carry"] }, { skills: ["add"] }]).corpus;
 * const { skills } = await compareCorpora(corpusLearner(before), corpusLearner(after));
 * skills.gained; // => ["add", "carry"]
 * ```
 */
export async function compareCorpora(
  a: CorpusLearner,
  b: CorpusLearner,
  call: CallOptions = {},
): Promise<CorpusDiff> {
  checkLearner(a, "a");
  checkLearner(b, "b");
  checkOptions(call, callOptionsKeys, "call");
  const pace = new Pace(call);
  await pace.at("learning", 0, 2);
  const first = await a.engine.learn(a.options, call);
  await pace.at("learning", 1, 2);
  const second = await b.engine.learn(b.options, call);
  return {
    a: await sideOf(a, first, pace, call),
    b: await sideOf(b, second, pace, call),
    skills: compareSkills(a.corpus.skillNames, first, b.corpus.skillNames, second),
    texts: compareTexts(a.corpus.textNames, b.corpus.textNames),
  };
}

function compareSkills(
  namesBefore: Names,
  before: LearnedInRounds,
  namesAfter: Names,
  after: LearnedInRounds,
): SkillChanges {
  const skillOfName = new Map(Array.from(namesBefore, (name, skill) => [name, skill]));
  const gained: string[] = [];
  const lost: string[] = [];
  const added = { learned: [] as string[], stuck: [] as string[] };
  const removed = { learned: [] as string[], stuck: [] as string[] };
  let [common, earlier, later] = [0, 0, 0];
  for (const [skill, name] of namesAfter.entries()) {
    const other = skillOfName.get(name);
    const round = after.roundOfSkill[skill];
    if (other === undefined) {
      (round === none ? added.stuck : added.learned).push(name);
      continue;
    }
    skillOfName.delete(name);
    common++;
    const was = before.roundOfSkill[other];
    if (was === none && round !== none) gained.push(name);
    else if (was !== none && round === none) lost.push(name);
    else if (round < was) earlier++;
    else if (round > was) later++;
  }
  for (const [name, skill] of skillOfName) {
    (before.roundOfSkill[skill] === none ? removed.stuck : removed.learned).push(name);
  }
  return { common, gained, lost, added, removed, earlier, later };
}

async function sideOf(
  { corpus, texts, options, known, engine }: CorpusLearner,
  result: LearnedInRounds,
  pace: Pace,
  call: CallOptions,
): Promise<DiffSide> {
  const { skillCount } = corpus.needs;
  const unknown = skillCount - known.count;
  const cores = await pace.run("cores", () =>
    stuckCores(texts, result.learnedFlags, { maxUnlearned: options.maxUnlearned }),
  );
  const twins = await pace.run("twins", () => findTwins(texts, options));
  await pace.at("prediction");
  const { predictedLearned, predictedBy, threshold, margin } = corpus.directed
    ? noEmergence
    : await predictByLadder(
        corpus.needs,
        known,
        await engine.degreeCounts(options.known, call),
        result,
        options.maxUnlearned,
        pace,
      );
  return {
    learned: {
      skills: result.learnedCount,
      fraction: shareOf(result.learnedCount, unknown),
      rounds: result.learnedPerRound.length,
    },
    stuck: { skills: unknown - result.learnedCount, cores: cores.skillCounts.length },
    twins: { groups: twins.groupCount, cap: twins.cap },
    emergence: { predictedLearned, predictedBy, threshold, margin },
  };
}

/** Texts that have the same name several times count as often as they have it in both. */
function compareTexts(a: Names, b: Names): CorpusDiff["texts"] {
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
