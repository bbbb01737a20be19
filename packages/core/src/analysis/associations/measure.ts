import {
  type AssociationComponents,
  associationComponents,
  associationGrowth,
} from "../../association/index.js";
import { checkInteger, checkOptions, type OptionKeys, stream, Welford } from "../../base/index.js";
import {
  buildGraph,
  rewiredGraph,
  type SkillTextGraph,
  skillDegreeCounts,
  textSizeCounts,
} from "../../graph/index.js";
import { type LearnedInRounds, learnTexts } from "../../learning/index.js";
import { empirical, giantComponent } from "../../theory/index.js";
import { type CallOptions, callOptionsKeys, Pace } from "../call.js";
import { type CorpusLearner, checkLearner } from "../learner.js";

/** A share of all skills, measured several times. */
export type MeanShare = { readonly mean: number; readonly standardDeviation: number };

/** The association graph of a corpus, measured and predicted. All shares are of all skills. */
export type Associations = {
  readonly learned: LearnedInRounds;
  readonly components: AssociationComponents;
  /** What theory says of a random corpus with the same degrees; null with known skills and for directed texts. */
  readonly predicted: {
    readonly learned: number;
    readonly giant: number;
    readonly giantIndependent: number;
  } | null;
  /** The same measured on rewired corpora with exactly the same degrees. */
  readonly nullModel: {
    readonly runs: number;
    readonly learned: MeanShare;
    readonly giant: MeanShare;
  } | null;
  /** The giant component when only a random part of the learned skills is taken; shares of the learned skills. */
  readonly percolation: readonly { readonly occupied: number; readonly giant: number }[];
  /** The giant component while skills are learned; shares of the learned skills. */
  readonly growth: readonly { readonly learned: number; readonly giant: number }[];
};

const steps = 50;
const percolationRuns = 10;

/** Edges rewired in all runs together, so that they take about a second and a half. */
const maxEdges = 4e6;

/** How many rewirings take a second or two; at least 3, at most 20. */
export function affordableRewirings(edges: number): number {
  return Math.max(3, Math.min(20, Math.floor(maxEdges / Math.max(1, edges))));
}

/** Options of {@link measureAssociations}. */
export type AssociationOptions = CallOptions & {
  /** Seed of all random choices, an integer >= 0; default 1. */
  readonly seed?: number | undefined;
  /** Rewired corpora of the null model, an integer >= 0; default what takes a second or two. */
  readonly runs?: number | undefined;
};

const associationOptionsKeys: OptionKeys<AssociationOptions> = { ...callOptionsKeys, seed: true, runs: true };

/**
 * Measures the association graph of what is learned, and puts beside it what theory says of the degrees, a null model
 * with exactly the same degrees, and percolation. The same seed gives the same.
 *
 * @throws RangeError when `seed` or `runs` is not an integer >= 0.
 *
 * @example
 * ```ts
 * import { corpusLearner, measureAssociations } from "@onset/core/analysis";
 * import { corpusFromRecords } from "@onset/core/corpus";
 * const { corpus } = corpusFromRecords([{ skills: ["add"] }, { skills: ["add", "carry"] }]);
 * const { components } = await measureAssociations(corpusLearner(corpus), { runs: 0 });
 * components.giant; // => 2
 * ```
 */
export async function measureAssociations(
  learner: CorpusLearner,
  options: AssociationOptions = {},
): Promise<Associations> {
  checkLearner(learner);
  checkOptions(options, associationOptionsKeys);
  const { corpus, options: learning, engine } = learner;
  const seed = checkInteger(options.seed ?? 1, "seed", 0);
  const runs = checkInteger(options.runs ?? affordableRewirings(corpus.needs.edgeCount), "runs", 0);
  const pace = new Pace(options);
  await pace.at("learning");
  const learned = await engine.learn(learning, options);
  await pace.at("associations");
  const components = associationComponents(corpus.needs, learned.learnedFlags);
  const order = inLearningOrder(learner, learned);
  return {
    learned,
    components,
    predicted: predictAssociations(learner),
    nullModel: runs === 0 ? null : await rewire(learner, seed, runs, pace),
    percolation: (await percolate(corpus.needs, order, components.skills, seed, pace)).curve,
    growth: curveOf(associationGrowth(corpus.needs, order).giant, components.skills).map((giant, i) => ({
      learned: i / steps,
      giant,
    })),
  };
}

/** The giant component that theory predicts for a corpus; null with known skills and for directed texts. */
export function predictAssociations({
  corpus,
  known,
  options: { maxUnlearned },
}: CorpusLearner): Associations["predicted"] {
  if (known.count > 0 || corpus.directed !== undefined) return null;
  const { learned, giant, giantIndependent } = giantComponent(
    empirical(textSizeCounts(corpus.needs)),
    empirical(skillDegreeCounts(corpus.needs)),
    { maxUnlearned },
  );
  return { learned, giant, giantIndependent };
}

async function rewire(
  { corpus, options }: CorpusLearner,
  seed: number,
  runs: number,
  pace: Pace,
): Promise<Associations["nullModel"]> {
  const { skillCount } = corpus.needs;
  const learnedShare = new Welford();
  const giantShare = new Welford();
  for (let run = 0; run < runs; run++) {
    await pace.at("null-model", run, runs);
    const random = stream(seed, "rewired", run);
    const { directed } = corpus;
    const texts =
      directed === undefined
        ? rewiredGraph(corpus.needs, random)
        : {
            requires: rewiredGraph(directed.requires, random.split("requires")),
            teaches: rewiredGraph(directed.teaches, random.split("teaches")),
          };
    const { learnedFlags: learned, learnedCount, knownCount } = learnTexts(texts, options);
    const needs = "requires" in texts ? unionOf(texts.requires, texts.teaches) : texts;
    learnedShare.add((learnedCount + knownCount) / skillCount);
    giantShare.add(associationComponents(needs, learned).giant / skillCount);
  }
  return { runs, learned: shareOf(learnedShare), giant: shareOf(giantShare) };
}

/** All skills of directed texts. */
function unionOf(requires: SkillTextGraph, teaches: SkillTextGraph): SkillTextGraph {
  const edges = requires.edgeCount + teaches.edgeCount;
  const texts = new Uint32Array(edges);
  const skills = new Uint32Array(edges);
  skills.set(requires.textSkills);
  skills.set(teaches.textSkills, requires.edgeCount);
  for (let text = 0; text < requires.textCount; text++) {
    texts.fill(text, requires.textOffsets[text], requires.textOffsets[text + 1]);
    texts.fill(
      text,
      requires.edgeCount + teaches.textOffsets[text],
      requires.edgeCount + teaches.textOffsets[text + 1],
    );
  }
  return buildGraph(requires.textCount, requires.skillCount, texts, skills).graph;
}

function shareOf(sample: Welford): MeanShare {
  return { mean: sample.mean, standardDeviation: sample.standardDeviation };
}

/** The known skills, then the learned ones as they were learned. */
export function inLearningOrder({ options }: CorpusLearner, { order }: LearnedInRounds): Uint32Array {
  const known = Uint32Array.from(options.known.keys()).filter((skill) => options.known[skill] === 1);
  const all = new Uint32Array(known.length + order.length);
  all.set(known);
  all.set(order, known.length);
  return all;
}

/** The curve of a percolation, and the first of the random orders it is the mean of. */
export type Percolation = {
  readonly curve: Associations["percolation"];
  readonly order: Uint32Array;
};

/**
 * The giant component when only a random part of some skills is taken, for growing parts: the mean of ten random
 * orders.
 *
 * @param skills - The skills, in an order that the seed then shuffles.
 * @param count - How many of them are in the association graph.
 */
export async function percolate(
  needs: SkillTextGraph,
  skills: Uint32Array,
  count: number,
  seed: number,
  pace: Pace,
): Promise<Percolation> {
  const order = skills.slice();
  let first = order;
  const sums = new Float64Array(steps + 1);
  for (let run = 0; run < percolationRuns; run++) {
    await pace.at("percolation", run, percolationRuns);
    const random = stream(seed, "percolation", run);
    for (let i = order.length - 1; i > 0; i--) {
      const j = random.nextInteger(i + 1);
      const skill = order[j];
      order[j] = order[i];
      order[i] = skill;
    }
    if (run === 0) first = order.slice();
    const curve = curveOf(associationGrowth(needs, order).giant, count);
    for (let i = 0; i <= steps; i++) sums[i] += curve[i] / percolationRuns;
  }
  return { order: first, curve: Array.from(sums, (giant, i) => ({ occupied: i / steps, giant })) };
}

/** A curve over 0 to all skills at equal steps, in shares of the skills. */
function curveOf(giant: Uint32Array, skills: number): number[] {
  return Array.from({ length: steps + 1 }, (_, i) =>
    skills === 0 ? 0 : giant[Math.round((i * skills) / steps)] / skills,
  );
}
