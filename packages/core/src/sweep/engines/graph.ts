import { associationComponents } from "../../association/index.js";
import type { RandomStream } from "../../base/index.js";
import { hierarchyGraph, levelGraph, type SkillTextGraph } from "../../graph/index.js";
import { type LearnedInRounds, learnDirected, learnRounds, learnTolerantly } from "../../learning/index.js";
import type {
  ClassExperiment,
  CorpusExperiment,
  Experiment,
  HierarchyExperiment,
  LevelExperiment,
} from "../experiments/experiment.js";
import { simulateChannel } from "./block.js";
import { corpusSampler, drawClasses } from "./corpora.js";
import { ownFunction } from "./custom.js";
import { byKind, type Engine, type EngineKinds, type Simulate } from "./engine.js";
import { graphSize } from "./graph-size.js";
import { keepsRepeats, refusesImplicit, simulateImplicit } from "./implicit.js";
import { knownSkills } from "./known-skills.js";

function simulateCorpus(experiment: CorpusExperiment): Simulate {
  const { maxUnlearned, unknown, skills, reliability = 1, success } = experiment;
  const sample = corpusSampler(experiment);
  const isPlain = reliability === 1 && success === undefined;
  return (rng, counts) => {
    const graph = sample(rng);
    const known = knownSkills(skills, unknown, rng);
    const result = isPlain
      ? learnRounds(graph, { maxUnlearned, known })
      : learnTolerantly(graph, drawTolerances(graph, experiment, rng), { known });
    countLearned(result, counts);
    counts[2] = associationComponents(graph, result.learnedFlags).giant;
  };
}

function simulateClasses(experiment: ClassExperiment): Simulate {
  const { maxUnlearned, unknown, skills } = experiment;
  return (rng, counts) => {
    const graph = drawClasses(experiment, rng);
    const known = knownSkills(graph.skillCount, unknown, rng);
    const result = learnRounds(graph, { maxUnlearned, known });
    countLearned(result, counts);
    counts[2] = associationComponents(graph, result.learnedFlags).giant;
    countParts(result.learnedFlags, skills, counts.subarray(3));
  };
}

function simulateHierarchy(experiment: HierarchyExperiment): Simulate {
  const { maxUnlearned, basicSkills, domainSkills } = experiment;
  return (rng, counts) => {
    const { requires, teaches } = hierarchyGraph(experiment, rng);
    const result = learnDirected(requires, teaches, { maxUnlearned });
    countLearned(result, counts);
    countParts(result.learnedFlags, [basicSkills, domainSkills], counts.subarray(2));
  };
}

function simulateLevels(experiment: LevelExperiment): Simulate {
  const { maxUnlearned, skills } = experiment;
  return (rng, counts) => {
    const { requires, teaches } = levelGraph(experiment, rng);
    const result = learnDirected(requires, teaches, { maxUnlearned });
    countLearned(result, counts);
    countParts(result.learnedFlags, skills, counts.subarray(2));
  };
}

/** D of each text: 0 for texts that cannot teach, else D of the learner, or drawn with Pr(D > j) = p_j. */
function drawTolerances(
  graph: SkillTextGraph,
  { maxUnlearned, reliability = 1, success }: CorpusExperiment,
  rng: RandomStream,
): Uint16Array {
  const tolerances = new Uint16Array(graph.textCount);
  for (let text = 0; text < graph.textCount; text++) {
    if (reliability < 1 && !(rng.nextFloat() < reliability)) continue;
    if (success === undefined) tolerances[text] = maxUnlearned;
    else for (const draw = rng.nextFloat(); draw < (success[tolerances[text]] ?? 0); ) tolerances[text]++;
  }
  return tolerances;
}

function countLearned(
  result: Pick<LearnedInRounds, "learnedFlags" | "knownCount" | "learnedCount" | "learnedPerRound">,
  counts: Float64Array,
): void {
  counts[0] = result.learnedFlags.length - result.knownCount - result.learnedCount;
  counts[1] = result.learnedPerRound.length;
}

/** How many skills of each class stay unlearned; skills are numbered class after class. */
function countParts(learned: Uint8Array, sizes: readonly number[], counts: Float64Array): void {
  let skill = 0;
  for (let k = 0; k < sizes.length; k++) {
    let unlearned = 0;
    for (const end = skill + sizes[k]; skill < end; skill++) unlearned += 1 - learned[skill];
    counts[k] = unlearned;
  }
}

/** Why a graph is too large; null when it is not. */
function refusesSize(experiment: Experiment): string | null {
  const { texts, skills, edges } = graphSize(experiment);
  const most = Math.max(texts, skills, edges);
  // Counts are words of 32 bits; the margin is many standard deviations of a Poisson number of edges.
  if (most <= 4.29e9) return null;
  const size = [texts, skills, edges].map((count) => Number(count.toPrecision(3)));
  return `a graph of ${size[0]} texts, ${size[1]} skills and ${size[2]} edges has more than 32-bit numbers can count`;
}

const kinds: EngineKinds = {
  corpus: {
    refuses: (experiment) =>
      keepsRepeats(experiment) ? refusesImplicit(experiment) : refusesSize(experiment),
    quantities: (experiment) =>
      keepsRepeats(experiment) ? ["unlearned", "rounds"] : ["unlearned", "rounds", "giant"],
    prepare: (experiment, member) =>
      keepsRepeats(experiment) ? simulateImplicit(experiment, member) : simulateCorpus(experiment),
  },
  classes: {
    refuses: refusesSize,
    quantities: ({ skills }) => [
      "unlearned",
      "rounds",
      "giant",
      ...skills.map((_, k) => `unlearned${k + 1}`),
    ],
    prepare: simulateClasses,
  },
  hierarchy: {
    refuses: refusesSize,
    quantities: () => ["unlearned", "rounds", "unlearnedBasic", "unlearnedDomain"],
    prepare: simulateHierarchy,
  },
  levels: {
    refuses: refusesSize,
    quantities: ({ skills }) => ["unlearned", "rounds", ...skills.map((_, i) => `unlearned${i + 1}`)],
    prepare: simulateLevels,
  },
  channel: { refuses: refusesSize, quantities: () => ["unlearned"], prepare: simulateChannel },
  custom: ownFunction,
};

/** The plain way: draw every text, learn it in rounds, take the association graph apart. */
export const graphEngine: Engine = {
  name: "graph",
  ...byKind(kinds),

  memory(experiment) {
    const { texts, skills, edges } = graphSize(experiment);
    if (keepsRepeats(experiment)) return 1.2e8 + 6 * texts + 6 * skills;
    // An upper bound of what was measured as the peak of a worker with c = 1 to 30, R = 0.1 to 5, all models: the
    // buffers of the last trial may still wait for the garbage collector.
    return 5e7 + 30 * texts + 60 * skills + 30 * edges;
  },

  cost(experiment) {
    const { texts, skills, edges } = graphSize(experiment);
    if (keepsRepeats(experiment)) return 2e4 + (edges > 1e6 ? 30 : 10) * edges;
    // Belief propagation may take all its 50 sweeps.
    if (experiment.model === "channel" && experiment.channel !== "erasure") return 2e4 + 100 * edges;
    // 95 ns an edge while everything is in cache, 200 when nothing is.
    return 2e4 + (edges > 1e6 ? 200 : 95) * edges + 20 * (texts + skills);
  },
};
