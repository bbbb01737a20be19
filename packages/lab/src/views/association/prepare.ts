/** What does not change while the slider of percolation moves: the corpus, what is learned, the drawing. */
import { inLearningOrder, Pace, percolate, predictAssociations } from "@onset/core/analysis";
import { associationComponents, associationRows } from "@onset/core/association";
import type { SkillTextGraph } from "@onset/core/graph";
import { learnTexts } from "@onset/core/learning";
import { giantComponent, poisson } from "@onset/core/theory";
import { simulatedGraph } from "../../corpora/simulated.js";
import { learnerOf } from "../corpus/learner.js";
import { layOut } from "./lay-out.js";
import type { AssociationValues } from "./parameters.js";

export type TheoryPoint = {
  readonly ratio: number;
  readonly learned: number;
  readonly giant: number;
  readonly independent: number;
};

export type Prepared = {
  readonly needs: SkillTextGraph;
  readonly names: readonly string[] | null;
  /** The learned and known skills in a random order, in which the slider takes them. */
  readonly order: Uint32Array;
  readonly learned: number;
  readonly giant: number;
  readonly components: number;
  readonly predicted: {
    readonly learned: number;
    readonly giant: number;
    readonly independent: number;
  } | null;
  readonly percolation: readonly { readonly occupied: number; readonly giant: number }[];
  readonly curve: readonly TheoryPoint[] | null;
  readonly drawn: Drawn;
};

/** The part of the graph that is drawn. */
export type Drawn = {
  readonly skills: Uint32Array;
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly texts: Uint32Array;
  /** Pairs of positions in `skills`. */
  readonly edges: Uint32Array;
};

type Corpus = Pick<Prepared, "needs" | "names"> & {
  readonly learnedFlags: Uint8Array;
  /** Known skills, then learned ones as they were learned. */
  readonly inOrder: Uint32Array;
  readonly predicted: Prepared["predicted"];
};

type YieldNow = () => Promise<void>;

const maxNodes = 700;
const maxEdges = 2500;
/** Where there are more, of each skill so many. */
const perSkill = 3;

export async function prepare(input: AssociationValues, yieldNow: YieldNow): Promise<Prepared> {
  const { needs, names, learnedFlags, inOrder, predicted } =
    input.corpus === "random" ? randomCorpus(input) : await realCorpus(input, input.corpus);
  const components = associationComponents(needs, learnedFlags);
  await yieldNow();
  const pace = new Pace({ rest: yieldNow });
  const { curve, order } = await percolate(needs, inOrder, components.skills, input.seed, pace);
  const skills = mostCommon(needs, inOrder);
  const edges = closest(needs, skills);
  await yieldNow();
  const { x, y } = await layOut(skills.length, edges, input.seed, yieldNow);
  const texts = Uint32Array.from(skills, (skill) => needs.textsOfSkill(skill).length);
  return {
    needs,
    names,
    order,
    learned: components.skills,
    giant: components.giant,
    components: components.componentSizes.length,
    predicted,
    percolation: curve,
    curve: input.corpus === "random" ? theoryCurve(input) : null,
    drawn: { skills, x, y, texts, edges },
  };
}

function randomCorpus(input: AssociationValues): Corpus {
  const { mean, ratio } = input;
  const maxUnlearned = Number(input.maxUnlearned);
  const needs = simulatedGraph({ ...input, maxUnlearned });
  const { learnedFlags: learned, order } = learnTexts(needs, { maxUnlearned });
  const { learned: share, giant, giantIndependent } = giantComponent(poisson(mean), ratio, { maxUnlearned });
  return {
    needs,
    names: null,
    learnedFlags: learned,
    inOrder: order,
    predicted: { learned: share, giant, independent: giantIndependent },
  };
}

async function realCorpus(
  { known, maxUnlearned }: AssociationValues,
  name: "cited-theorems" | "king-james-words",
): Promise<Corpus> {
  const learner = await learnerOf(
    { kind: "bundled", name },
    {
      source: { kind: "bundled", name },
      layout: { words: false, skillsField: "", textField: "", groupBy: "", labels: null },
      known,
      maxUnlearned: Number(maxUnlearned),
    },
  );
  const result = await learner.engine.learn(learner.options);
  const predicted = predictAssociations(learner);
  return {
    needs: learner.corpus.needs,
    names: [...learner.corpus.skillNames],
    learnedFlags: result.learnedFlags,
    inOrder: inLearningOrder(learner, result),
    predicted: predicted && {
      learned: predicted.learned,
      giant: predicted.giant,
      independent: predicted.giantIndependent,
    },
  };
}

/** Theory against the ratio, for the other numbers as they are. */
function theoryCurve({ mean, ratio, maxUnlearned }: AssociationValues): readonly TheoryPoint[] {
  const last = Math.max(1.5 * ratio, 4 / mean);
  return Array.from({ length: 121 }, (_, i) => {
    const at = (last * i) / 120;
    if (at === 0) return { ratio: 0, learned: 0, giant: 0, independent: 0 };
    const { learned, giant, giantIndependent } = giantComponent(poisson(mean), at, {
      maxUnlearned: Number(maxUnlearned),
    });
    return { ratio: at, learned, giant, independent: giantIndependent };
  });
}

/** The skills of the most texts, as many as a drawing bears. */
function mostCommon(needs: SkillTextGraph, skills: Uint32Array): Uint32Array {
  const texts = (skill: number): number => needs.skillOffsets[skill + 1] - needs.skillOffsets[skill];
  return skills
    .slice()
    .sort((a, b) => texts(b) - texts(a) || a - b)
    .slice(0, maxNodes)
    .sort();
}

/**
 * The associations to draw among some skills, as positions among them: all, or of each skill the few closest, by the
 * cosine of the sets of texts, so that what is everywhere does not hide what belongs together.
 */
function closest(needs: SkillTextGraph, skills: Uint32Array): Uint32Array {
  const position = new Map(Array.from(skills, (skill, i) => [skill, i]));
  const flags = new Uint8Array(needs.skillCount);
  for (const skill of skills) flags[skill] = 1;
  const texts = Float64Array.from(
    skills,
    (skill) => needs.skillOffsets[skill + 1] - needs.skillOffsets[skill],
  );
  const found: Pair[] = [];
  for (const { skill, neighbours, weights } of associationRows(needs, flags)) {
    const a = position.get(skill)!;
    for (const [i, other] of neighbours.entries()) {
      const b = position.get(other)!;
      found.push({ a, b, closeness: weights[i] / Math.sqrt(texts[a] * texts[b]) });
    }
  }
  const kept = found.length <= maxEdges ? found : closestOfEach(found, skills.length);
  return Uint32Array.from(kept.flatMap(({ a, b }) => [a, b]));
}

type Pair = { readonly a: number; readonly b: number; readonly closeness: number };

function closestOfEach(pairs: Pair[], nodes: number): Pair[] {
  const drawn = new Uint8Array(nodes);
  pairs.sort((p, q) => q.closeness - p.closeness);
  return pairs.filter(({ a, b }) => {
    if (drawn[a] >= perSkill && drawn[b] >= perSkill) return false;
    drawn[a]++;
    drawn[b]++;
    return true;
  });
}
