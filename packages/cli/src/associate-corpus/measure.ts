import {
  type AssociationComponents,
  associationComponents,
  associationGrowth,
} from "@onset/core/association";
import { stream, Welford } from "@onset/core/base";
import {
  buildGraph,
  rewiredGraph,
  type SkillTextGraph,
  skillDegreeCounts,
  textSizeCounts,
} from "@onset/core/graph";
import { type LearnedInRounds, learnTexts } from "@onset/core/learning";
import { empirical, giantComponent } from "@onset/core/theory";
import type { ReadLearner } from "../insight/corpus-verb.js";

/** A share of all skills, measured several times. */
export type MeanShare = { readonly mean: number; readonly standardDeviation: number };

/** The association graph of a corpus, measured and predicted. All shares are of all skills. */
export type Measured = {
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
const mostEdges = 4e6;

/** How many rewirings take a second or two; at least 3, at most 20. */
export function affordableRewirings(edges: number): number {
  return Math.max(3, Math.min(20, Math.floor(mostEdges / Math.max(1, edges))));
}

/** Measures the association graph; the same seed gives the same. */
export function measureAssociation(learner: ReadLearner, seed: number, runs: number): Measured {
  const { corpus, texts, options, known } = learner;
  const learned = learnTexts(texts, options);
  const components = associationComponents(corpus.needs, learned.learnedFlags);
  return {
    learned,
    components,
    predicted:
      known.count > 0 || corpus.directed !== undefined ? null : predictGiant(learner, options.maxUnlearned),
    nullModel: runs === 0 ? null : rewire(learner, seed, runs),
    percolation: percolate(learner, learned, components.skills, seed),
    growth: curveOf(
      associationGrowth(corpus.needs, inLearningOrder(learner, learned)).giant,
      components.skills,
    ).map((giant, i) => ({ learned: i / steps, giant })),
  };
}

/** The giant component that theory predicts for a corpus without known skills. */
export function predictGiant({ corpus }: ReadLearner, maxUnlearned: number): Measured["predicted"] {
  const { learned, giant, giantIndependent } = giantComponent(
    empirical(textSizeCounts(corpus.needs)),
    empirical(skillDegreeCounts(corpus.needs)),
    { maxUnlearned },
  );
  return { learned, giant, giantIndependent };
}

function rewire({ corpus, options }: ReadLearner, seed: number, runs: number): Measured["nullModel"] {
  const { skillCount } = corpus.needs;
  const learnedShare = new Welford();
  const giantShare = new Welford();
  for (let run = 0; run < runs; run++) {
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
    texts.fill(text, requires.textOffsets[text]!, requires.textOffsets[text + 1]!);
    texts.fill(
      text,
      requires.edgeCount + teaches.textOffsets[text]!,
      requires.edgeCount + teaches.textOffsets[text + 1]!,
    );
  }
  return buildGraph(requires.textCount, requires.skillCount, texts, skills).graph;
}

function shareOf(sample: Welford): MeanShare {
  return { mean: sample.mean, standardDeviation: sample.standardDeviation };
}

/** The known skills, then the learned ones as they were learned. */
function inLearningOrder({ options }: ReadLearner, { order }: LearnedInRounds): Uint32Array {
  const known = Uint32Array.from(options.known.keys()).filter((skill) => options.known[skill] === 1);
  const all = new Uint32Array(known.length + order.length);
  all.set(known);
  all.set(order, known.length);
  return all;
}

function percolate(
  learner: ReadLearner,
  learned: LearnedInRounds,
  skills: number,
  seed: number,
): Measured["percolation"] {
  const order = inLearningOrder(learner, learned);
  const sums = new Float64Array(steps + 1);
  for (let run = 0; run < percolationRuns; run++) {
    const random = stream(seed, "percolation", run);
    for (let i = order.length - 1; i > 0; i--) {
      const j = random.nextInteger(i + 1);
      const skill = order[j]!;
      order[j] = order[i]!;
      order[i] = skill;
    }
    const curve = curveOf(associationGrowth(learner.corpus.needs, order).giant, skills);
    for (let i = 0; i <= steps; i++) sums[i]! += curve[i]! / percolationRuns;
  }
  return Array.from(sums, (giant, i) => ({ occupied: i / steps, giant }));
}

/** A curve over 0 to all skills at equal steps, in shares of the skills. */
function curveOf(giant: Uint32Array, skills: number): number[] {
  return Array.from({ length: steps + 1 }, (_, i) =>
    skills === 0 ? 0 : giant[Math.round((i * skills) / steps)]! / skills,
  );
}
