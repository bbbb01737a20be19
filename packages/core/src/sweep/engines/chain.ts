import type { RandomStream } from "../../base/index.js";
import { sampleBinomial } from "../../graph/index.js";
import {
  classChain,
  hierarchyChain,
  type LearningChain,
  learningChain,
  levelChain,
} from "../../learning/index.js";
import { maxDegree } from "../../theory/index.js";
import type {
  ClassExperiment,
  CorpusExperiment,
  HierarchyExperiment,
  LevelExperiment,
} from "../experiments/experiment.js";
import { ownFunction } from "./custom.js";
import { byKind, type Engine, type EngineKinds, type Simulate } from "./engine.js";

// With a fixed number of texts a round takes up to the square of the largest size: 0.3 s a trial at this one.
const maxTextSize = 5000;
// With D > 1 and a fixed number of texts each text that teaches is drawn: 10 s a trial at this many.
const maxDrawnTexts = 1e9;

function refusesCorpus({
  law,
  skillDegrees,
  popularity,
  maxUnlearned,
  textNumber,
  ratio,
  skills,
  success,
}: CorpusExperiment): string | null {
  if (skillDegrees !== null && skillDegrees.kind !== "poisson") return "a law of skill degrees has no chain";
  if (success !== undefined) return "a table of success has no chain";
  if (popularity !== null) return "skills of unequal popularity have no chain";
  if (textNumber === "poisson") return null;
  if (maxUnlearned > 1 && ratio * skills > maxDrawnTexts) {
    return `D = ${maxUnlearned} takes the chain too long beyond ${maxDrawnTexts} texts of a fixed number`;
  }
  if (law.kind === "poisson" || maxDegree(law) <= maxTextSize) return null;
  return `texts of up to ${maxDegree(law)} skills take the chain too long`;
}

function simulateCorpus(experiment: CorpusExperiment): Simulate {
  const { skills, unknown } = experiment;
  const chain = chainOf(experiment, 0);
  return (rng, counts) => {
    const known = unknown === 1 ? 0 : skills - sampleBinomial(skills, unknown, rng);
    const { unlearnedCount: unlearned, rounds } = (known === 0 ? chain : chainOf(experiment, known)).run(rng);
    counts[0] = unlearned;
    counts[1] = rounds;
  };
}

function chainOf(experiment: CorpusExperiment, knownSkills: number): LearningChain {
  const { law, ratio, skills, textNumber, repeats, maxUnlearned, reliability } = experiment;
  const texts = textNumber === "fixed" ? Math.round(ratio * skills) : ratio * skills;
  return learningChain(law, texts, skills, { textNumber, repeats, maxUnlearned, reliability, knownSkills });
}

function simulateClasses(experiment: ClassExperiment): Simulate {
  const { skills, textNumber } = experiment;
  const chain = classChain(experiment, { textNumber });
  return (rng: RandomStream, counts: Float64Array) => {
    const { unlearnedCounts: unlearned, rounds } = chain.run(rng);
    counts[0] = 0;
    counts[1] = rounds;
    for (let k = 0; k < skills.length; k++) {
      counts[0] += unlearned[k];
      counts[2 + k] = unlearned[k];
    }
  };
}

function simulateHierarchy(experiment: HierarchyExperiment): Simulate {
  const { basicSkills, domainSkills } = experiment;
  const chain = hierarchyChain(experiment);
  return (rng, counts) => {
    const { basicLearnedCount: basicLearned, domainLearnedCount: domainLearned } = chain.run(rng);
    counts[1] = basicSkills - basicLearned;
    counts[2] = domainSkills - domainLearned;
    counts[0] = counts[1] + counts[2];
  };
}

function simulateLevels(experiment: LevelExperiment): Simulate {
  const { skills, maxUnlearned } = experiment;
  const chain = levelChain(experiment, { maxUnlearned });
  return (rng, counts) => {
    const { learnedCounts: learned } = chain.run(rng);
    counts[0] = 0;
    for (let i = 0; i < skills.length; i++) {
      counts[1 + i] = skills[i] - learned[i];
      counts[0] += counts[1 + i];
    }
  };
}

const kinds: EngineKinds = {
  corpus: { refuses: refusesCorpus, quantities: () => ["unlearned", "rounds"], prepare: simulateCorpus },
  classes: {
    refuses({ maxUnlearned, unknown }) {
      if (unknown < 1) return "several classes with known skills have no chain";
      return maxUnlearned === 1 ? null : `several classes have no chain for D = ${maxUnlearned}`;
    },
    quantities: ({ skills }) => ["unlearned", "rounds", ...skills.map((_, k) => `unlearned${k + 1}`)],
    prepare: simulateClasses,
  },
  hierarchy: {
    refuses: ({ maxUnlearned }) =>
      maxUnlearned === 1 ? null : `a hierarchy has no chain for D = ${maxUnlearned}`,
    // Rounds of foundation and domain are not those of learning both at once.
    quantities: () => ["unlearned", "unlearnedBasic", "unlearnedDomain"],
    prepare: simulateHierarchy,
  },
  levels: {
    refuses: ({ maxUnlearned, texts }) =>
      maxUnlearned > 1 && texts.some((count) => count > maxDrawnTexts)
        ? `D = ${maxUnlearned} takes the chain too long beyond ${maxDrawnTexts} texts of a level`
        : null,
    quantities: ({ skills }) => ["unlearned", ...skills.map((_, i) => `unlearned${i + 1}`)],
    prepare: simulateLevels,
  },
  channel: "a code over a channel has no chain",
  custom: ownFunction,
};

/** The exact simulation of counts alone: any number of skills in constant memory, no graph. */
export const chainEngine: Engine = {
  name: "chain",
  ...byKind(kinds),

  // Tables of a few numbers for each size of a text, whatever the number of skills.
  memory: (experiment) => 5e7 + (experiment.model === "corpus" ? 64 * maxDegree(experiment.law) : 0),

  cost(experiment) {
    // Far from the threshold 3 us, near it up to some milliseconds: the middle in logarithms.
    const rounds = 1e5;
    if (experiment.model !== "corpus") return rounds;
    const { law, textNumber, maxUnlearned, ratio, skills } = experiment;
    const fixed = textNumber === "fixed";
    const drawn = fixed && maxUnlearned > 1 ? 10 * ratio * skills : 0;
    if (law.kind === "poisson") return rounds + drawn;
    const sizes = maxDegree(law);
    return rounds + drawn + (fixed ? 10 * sizes * sizes : 100 * sizes);
  },
};
