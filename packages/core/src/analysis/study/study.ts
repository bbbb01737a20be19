/** The study of a corpus: what is learned of it, what is stuck, how safe it is, and what theory says of its like. */
import { type AssociationComponents, associationComponents } from "../../association/index.js";
import {
  checkInteger,
  checkMaxUnlearned,
  checkOpenProbability,
  checkOptions,
  checkProbability,
  type OptionKeys,
} from "../../base/index.js";
import { type Corpus, checkCorpus, mostFrequentSkills } from "../../corpus/index.js";
import { type EdgeTypes, graphOfTexts, type SkillTextGraph } from "../../graph/index.js";
import {
  findTwins,
  type LearnedInRounds,
  type LearningTexts,
  type StuckCores,
  stuckCores,
  type Twins,
} from "../../learning/index.js";
import { type CallOptions, callOptionsKeys, Pace, type StepName } from "../call.js";
import { embeddedEngine, type LearningEngine } from "../engine.js";
import { type Known, knownSkills } from "../learner.js";
import { type CourseGaps, courseGaps } from "../prediction/course.js";
import type { LabelErrors } from "../prediction/label-errors.js";
import { type CorpusOrder, corpusOrder } from "../prediction/ordered.js";
import {
  emergenceOf,
  type Later,
  maxLadderEdges,
  type OpenPart,
  openPart,
  type Prediction,
  predictStudy,
} from "../prediction/prediction.js";
import { isRiskAffordable, type Risk } from "../prediction/risk.js";
import { type TippingPoint, tippingPoint } from "../prediction/tipping-point.js";
import { type Emergence, noEmergence, predictEmergence } from "./emergence.js";
import { type KnownCurve, knownCurve, roundCounts } from "./known-curve.js";
import { mergeTwins } from "./merge-twins.js";
import { affordableRuns, measureRobustness, type Robustness } from "./robustness.js";
import { countStartingTexts, startingTextsOf } from "./starting-texts.js";
import {
  rangesOf,
  runStudyTask,
  type StudyHelpers,
  type StudyTask,
  type StudyTaskOf,
  type StudyTaskResults,
} from "./tasks.js";
import { measureTestError, splitTexts, type TestError } from "./test-error.js";

/** What a study is asked to do. */
export type StudyOptions = CallOptions & {
  /** D: a text with at most so many unlearned skills teaches them; an integer >= 1, default 1. */
  readonly maxUnlearned?: number | undefined;
  /** Skills known from the start; default none. */
  readonly known?: Known | undefined;
  /** Share of the texts held back to measure the error on new texts, in [0, 1]; default 0, none. */
  readonly holdout?: number | undefined;
  /** Seed of all random choices, an integer >= 0; default 1. */
  readonly seed?: number | undefined;
  /** Whether skills that exactly the same texts teach are taken as one; default false. */
  readonly mergeTwins?: boolean | undefined;
  /** In how many random orders the margin is measured; 0 for none, by default as many as take a second. */
  readonly runs?: number | undefined;
  /**
   * At how many known skills the curve of known skills is measured, beside the one asked for. Default: round numbers
   * around it where the most frequent skills are known, else none.
   */
  readonly knownCounts?: Iterable<number> | undefined;
  /**
   * Whether the ladder of predictions is climbed, about 10 s a million edges; default: up to {@link maxLadderEdges}. Without
   * it the degrees alone predict, in milliseconds.
   */
  readonly ladder?: boolean | undefined;
  /** How many rewired corpora the forecast of take-off is made from; 0 for none, by default what takes a second or two. */
  readonly rewirings?: number | undefined;
  /** Each skill's chance to be learned is found for when this share of the texts goes, in [0, 1); 0 for none. Default 0.1, none for large corpora. */
  readonly lost?: number | undefined;
  /** The share of the labels that is wrong in the noisy copies that are learned, in [0, 1]; 0 for none. Default 0.01, none for large corpora. */
  readonly labelErrors?: number | undefined;
  /** Who does the rounds of the whole corpus; default: this process. Parts of it are learned here. */
  readonly engine?: LearningEngine | undefined;
  /** Who does parts of the study beside the rest, such as other threads; default: nobody. They change no result. */
  readonly helpers?: StudyHelpers | undefined;
};

export const studyOptionsKeys: OptionKeys<StudyOptions> = {
  ...callOptionsKeys,
  maxUnlearned: true,
  known: true,
  holdout: true,
  seed: true,
  mergeTwins: true,
  runs: true,
  knownCounts: true,
  ladder: true,
  rewirings: true,
  lost: true,
  labelErrors: true,
  engine: true,
  helpers: true,
};

/** All that a study found out. Skills and texts are indices of `corpus`. */
export type Study = {
  /** The corpus that was learned: with `mergeTwins` another one than was given. */
  readonly corpus: Corpus;
  /** D. */
  readonly maxUnlearned: number;
  readonly seed: number;
  /** The texts learned from: all, or those not held back. Their index in the corpus, ascending. */
  readonly training: Uint32Array;
  /** The texts learned from: of them all results below count texts, in the order of `training`. */
  readonly texts: LearningTexts;
  /** All skills of each of those texts. */
  readonly needs: SkillTextGraph;
  /** One byte a skill: 1 for those known at the start. */
  readonly known: Uint8Array<ArrayBuffer>;
  readonly knownCount: number;
  /** Known skills that the corpus does not have. */
  readonly missing: readonly string[];
  /** Texts from which something can be learned at the start. */
  readonly startingTexts: number;
  readonly learned: LearnedInRounds;
  /** What stayed unlearned, in independent parts. */
  readonly cores: StuckCores;
  /** Skills that no text learned from tells apart. */
  readonly twins: Twins;
  /** By how many skills merging twins made the corpus smaller. */
  readonly mergedSkills: number;
  readonly emergence: Emergence;
  /** The ladder and whether learning takes off; null for directed texts. */
  readonly prediction: Prediction | null;
  /** How the corpus is ordered, so that all is learned by construction; null when it is not. */
  readonly order: CorpusOrder;
  /** Each skill's chance to survive, in the order of `openSkills`; null for directed texts and when it was not asked for. */
  readonly risk: Risk | null;
  /** The skills that are not known at the start, ascending. */
  readonly openSkills: Uint32Array;
  /** What is learned from noisy copies; null for directed texts and when it was not asked for. */
  readonly labelErrors: LabelErrors | null;
  /** With how many known skills learning takes off; null where something is known or learned, or none helps. */
  readonly tippingPoint: TippingPoint | null;
  /** What directed texts lack; null for others. */
  readonly gaps: CourseGaps | null;
  /** Which learned skills hang together: those that a text learned from holds both of. */
  readonly association: AssociationComponents;
  /** What learning can bear; null when it was not measured. */
  readonly robustness: Robustness | null;
  /** The error on the texts held back; null when there are none. */
  readonly testError: TestError | null;
  readonly knownCurve: KnownCurve | null;
};

/**
 * Learns a corpus and puts prediction beside measurement: what is learned, in which order, what is stuck and why, what
 * stands together, how many texts can go before learning collapses, and what theory expects of a random corpus with
 * the same degrees. The same corpus and options give the same result, whatever the engine.
 *
 * Cost: learning itself takes O(texts + edges), about as long as reading the corpus; the margin by default about a
 * second, and a hold-out two more.
 *
 * @param whole - The corpus. Nothing of it is changed.
 * @throws RangeError when an option is out of its range; the reason of `signal` when it is aborted.
 *
 * @example
 * ```ts
 * import { studyCorpus } from "@onset/core/analysis";
 * import { corpusFromRecords } from "@onset/core/corpus";
 * const { corpus } = corpusFromRecords([
 *   { id: "sums", skills: ["add"] },
 *   { id: "long sums", skills: ["add", "carry"] },
 *   { id: "riddle", skills: ["sphinx", "oracle"] },
 * ]);
 * const study = await studyCorpus(corpus);
 * study.learned.learnedCount; // => 2
 * [...study.cores.skillCounts]; // => [2]
 * study.twins.cap; // => 0.5
 * ```
 */
export async function studyCorpus(whole: Corpus, options: StudyOptions = {}): Promise<Study> {
  checkCorpus(whole, "whole");
  checkOptions(options, studyOptionsKeys);
  const maxUnlearned = checkMaxUnlearned(options.maxUnlearned);
  const seed = checkInteger(options.seed ?? 1, "seed", 0);
  const holdout = checkProbability(options.holdout ?? 0, "holdout");
  const asked = options.known ?? { kind: "none" };
  const pace = new Pace(options);
  await pace.at("learning");
  const found = knownSkills(whole, asked);
  const { corpus, known } = options.mergeTwins
    ? mergeTwins(whole, found.flags)
    : { corpus: whole, known: found.flags };
  const { training, held } = splitTexts(corpus.needs.textCount, holdout, seed);
  const part = partOf(corpus, training);
  const engine = engineOf(part, corpus === whole ? options.engine : undefined);
  const { texts, needs } = part;
  const learner = { maxUnlearned, known };
  const learned = await engine.learn(learner, options);
  await pace.at("prediction");
  const counts = corpus.directed ? null : await engine.degreeCounts(known, options);
  const startingTexts =
    "requires" in texts
      ? countStartingTexts(texts, known, maxUnlearned)
      : startingTextsOf(counts!, maxUnlearned);
  const open = openPart(needs, known);
  const tasks = new Tasks(options);
  const theirs = () => ({ graph: open.graph.buffer, maxUnlearned });
  const lost = options.lost ?? (isRiskAffordable(open) ? 0.1 : 0);
  if (lost !== 0) checkOpenProbability(lost, "lost");
  const findRisk = corpus.directed || lost === 0 ? null : tasks.later({ kind: "risk", ...theirs(), lost });
  const noise = noisyCopies(corpus, open, options.labelErrors);
  const all = { graph: needs.buffer, known, maxUnlearned };
  const relearn = noise && tasks.later({ kind: "label-errors", ...all, ...noise, seed });
  const runs = options.runs ?? affordableRuns(texts);
  const measure =
    runs === 0
      ? null
      : "requires" in texts
        ? () => measureRobustness(texts, learner, seed, runs, pace)
        : tasks.later({ kind: "margin", ...all, seed, runs });
  const order = corpus.directed ? null : corpusOrder(needs, known, learned, maxUnlearned, startingTexts);
  const ratio = needs.textCount / needs.skillCount;
  let [prediction, emergence]: [Prediction | null, Emergence] = [null, noEmergence];
  if (counts !== null) {
    const rewire = (types: EdgeTypes, count: number): Later<Float64Array> =>
      tasks.laterInParts({ kind: "rewirings", ...theirs(), types, seed }, count);
    const rewirings = order === null ? options.rewirings : 0;
    emergence = predictEmergence(counts, ratio, found.count, maxUnlearned);
    if (options.ladder ?? open.edgeCount <= maxLadderEdges) {
      const findLaw = tasks.later({ kind: "take-off-law", counts, seed });
      prediction = await predictStudy(open.graph, counts, maxUnlearned, rewirings, rewire, findLaw, pace);
      emergence = emergenceOf(emergence, prediction, order, ratio);
    }
  }
  const testError =
    held.length === 0
      ? null
      : await measureTestError(
          graphOfTexts(corpus.needs, held),
          texts,
          learned.learnedFlags,
          learner,
          emergence.predictedTextError,
          seed,
          pace,
        );
  const knownCounts = options.knownCounts ?? (asked.kind === "top" ? roundCounts(asked.count) : null);
  const curve = knownCounts && (await knownCurve(corpus, engine, knownCounts, maxUnlearned, pace));
  const { learnedFlags } = learned;
  const cores = await pace.run("cores", () => stuckCores(texts, learnedFlags, { maxUnlearned }));
  const twins = await pace.run("twins", () => findTwins(texts, learner));
  const association = await pace.run("associations", () => associationComponents(needs, learnedFlags));
  const isIdle = found.count === 0 && learned.learnedCount === 0;
  const byFrequency = isIdle ? mostFrequentSkills(corpus, needs.skillCount) : null;
  const tipping = byFrequency && (await tippingPoint(texts, needs, byFrequency, maxUnlearned, pace));
  const robustness = measure && (await measure());
  const risk = findRisk && (await findRisk());
  const labelErrors = relearn && (await relearn());
  return {
    corpus,
    maxUnlearned,
    seed,
    training,
    texts,
    needs,
    known,
    knownCount: found.count,
    missing: found.missing,
    startingTexts,
    learned,
    cores,
    twins,
    mergedSkills: whole.skillNames.length - corpus.skillNames.length,
    emergence,
    prediction,
    order,
    risk,
    openSkills: open.skills,
    labelErrors,
    tippingPoint: tipping,
    gaps: "requires" in texts ? courseGaps(texts.requires, texts.teaches, learned.learnedFlags) : null,
    association,
    robustness,
    testError,
    knownCurve: curve,
  };
}

/** A few copies of a corpus that is not large, to see whether the answer hangs on a few labels; ten when asked for. */
function noisyCopies(
  { directed }: Corpus,
  open: OpenPart,
  asked: number | undefined,
): { readonly share: number; readonly copies: number } | null {
  const share = checkProbability(asked ?? (isRiskAffordable(open) ? 0.01 : 0), "labelErrors");
  return directed || share === 0 ? null : { share, copies: asked === undefined ? 2 : 10 };
}

const partsOfHelper = 4;

const stepOfTask: Readonly<Record<StudyTask["kind"], StepName>> = {
  rewirings: "rewirings",
  risk: "risk",
  "label-errors": "label-errors",
  margin: "margin",
  "take-off-law": "take-off",
};

/** Tasks of a study, given to helpers at once or done here when their result is asked for. */
class Tasks {
  readonly #options: StudyOptions;

  constructor(options: StudyOptions) {
    this.#options = options;
  }

  later<K extends StudyTask["kind"]>(task: StudyTaskOf<K>): Later<StudyTaskResults[K]> {
    const { helpers, progress, signal, rest, compute } = this.#options;
    if (helpers === undefined) return () => runStudyTask<K>(task, { progress, signal, rest, compute });
    const result = helpers.submit<K>(task);
    // It fails where it is asked for, if it ever is.
    result.catch(() => {});
    return () => {
      // Parts of the rewirings are counted by who asks for them.
      if (task.kind !== "rewirings") progress?.({ step: stepOfTask[task.kind], done: 0, of: 1 });
      return result;
    };
  }

  /** Rewirings, in some parts for each helper, so that a bar moves. */
  laterInParts(task: Omit<StudyTaskOf<"rewirings">, "range">, count: number): Later<Float64Array> {
    const { helpers, progress } = this.#options;
    const ranges = rangesOf(count, helpers === undefined ? 1 : partsOfHelper * helpers.width);
    const parts = ranges.map((range) => this.later({ ...task, range }));
    return async () => {
      const learned = new Float64Array(count);
      for (const [i, part] of parts.entries()) {
        if (helpers !== undefined) progress?.({ step: "rewirings", done: ranges[i][0], of: count });
        learned.set(await part(), ranges[i][0]);
      }
      return learned;
    };
  }
}

type Part = Pick<Study, "texts" | "needs"> & { readonly isWhole: boolean };

/** The part of a corpus that is learned from. */
function partOf({ needs, directed }: Corpus, training: Uint32Array): Part {
  if (training.length === needs.textCount) return { texts: directed ?? needs, needs, isWhole: true };
  const part = graphOfTexts(needs, training);
  const texts = directed && {
    requires: graphOfTexts(directed.requires, training),
    teaches: graphOfTexts(directed.teaches, training),
  };
  return { texts: texts ?? part, needs: part, isWhole: false };
}

function engineOf({ texts, needs, isWhole }: Part, engine: LearningEngine | undefined): LearningEngine {
  return isWhole && engine !== undefined ? engine : embeddedEngine(texts, needs);
}
