// Degree laws, as data

export { maxDegree, normalLaw } from "./law-kinds.js";
export {
  type BinomialLaw,
  binomial,
  type DegreeLaw,
  type EmpiricalLaw,
  empirical,
  type MixedPoissonLaw,
  mixedPoisson,
  type PoissonLaw,
  type PolynomialLaw,
  poisson,
  polynomial,
  type RegularLaw,
  regular,
  type ZipfLaw,
  zipf,
} from "./laws.js";
export { type NotationOptions, parseCounts, parseLaw, printLaw } from "./notation.js";
export { degreeProbability, degreeVariance, edgeView, meanDegree, nodeView } from "./views.js";

// Density evolution: what is learned in the end, and round by round

export { type EvolutionCurve, evolveCurve } from "./curve.js";
export type { EvolutionOptions, Skills } from "./ensemble.js";
export { type Evolution, evolve, type Trajectory, type TrajectoryOptions, trajectory } from "./evolution.js";
export { type Equilibrium, fixedPoints } from "./fixed-points.js";
export type { LearnerOptions } from "./learner.js";
export { type RoundLaw, roundLaw, roundQuantile } from "./round-law.js";
export { checkSuccessTable, parseSuccess, type Success, successOfTable } from "./success.js";

// Thresholds: where learning jumps

export { epsilonThreshold, loadThreshold } from "./erasure-thresholds.js";
export { poissonThreshold, type RatioThresholdOptions, ratioThreshold } from "./ratio-threshold.js";
export type { Jump, Threshold } from "./threshold.js";

// Real corpora, predicted from their degrees

export {
  type CorpusJump,
  type CorpusPrediction,
  type CorpusThreshold,
  corpusThreshold,
  predictCorpus,
} from "./corpus.js";

// Real corpora, predicted from more than their degrees: edges with types

export { beliefCurve } from "./edge-types/belief.js";
export {
  type EdgeLists,
  type EdgeTypeEnsemble,
  edgeTypeEnsemble,
} from "./edge-types/ensemble.js";
export {
  type EdgeTypeCurve,
  type EdgeTypeCurveOptions,
  type EdgeTypeEvolution,
  type EdgeTypeOptions,
  edgeTypeCurve,
  evolveEdgeTypes,
} from "./edge-types/evolution.js";
export type { TypedRows } from "./edge-types/rows.js";
export {
  type EdgeTypeJump,
  type EdgeTypeThresholdOptions,
  edgeTypeThreshold,
} from "./edge-types/threshold.js";

// Finite corpora: the window of emergence, and how to spend a budget

export { type BudgetOptions, type BudgetSplit, splitBudget } from "./budget.js";
export {
  emergenceProbability,
  emergenceWindow,
  type FiniteSizeLaw,
  type FiniteSizeLawOptions,
  type FiniteSizeOptions,
  finiteSizeLaw,
  ratioOfEmergence,
  skillsForEmergence,
  type WindowOptions,
} from "./finite-size.js";
export { type PairFiniteSizeLaw, pairEmergenceProbability, pairFiniteSizeLaw } from "./pair-finite-size.js";
export { expectedRounds, roundsNearThreshold } from "./rounds.js";

export { pairTakeOff } from "./take-off/pair.js";
export {
  type MoreStartingTextsOptions,
  moreStartingTexts,
  type TakeOff,
  type TakeOffOptions,
  takeOff,
} from "./take-off/take-off.js";

// Channels that flip bits or add noise: density evolution of belief propagation

export {
  evolveNoise,
  evolveStaircase,
  type NoiseChannel,
  type NoiseEvolution,
  type NoiseOptions,
} from "./noise/evolve.js";
export {
  type NoiseMethod,
  type NoiseThreshold,
  type NoiseThresholdOptions,
  noiseThreshold,
} from "./noise/threshold.js";

// Scaling laws: how errors fall, and fitting a law to measured ones

export { type Estimate, type FitOptions, fitScalingLaw, type ScalingFit } from "./fit.js";
export { type ScalingLaw, type TextErrorOptions, textErrorLaw, zipfErrorLaw, zipfSkills } from "./scaling.js";

// Several classes of skills and texts; foundation and fine-tuning

export {
  type BoundaryOptions,
  type BoundaryPoint,
  type ClassJump,
  type ClassJumpOptions,
  type ClassRatio,
  classJumps,
  emergenceBoundary,
} from "./boundary.js";
export type { Classes, ClassOptions } from "./class-map.js";
export { type ClassEvolution, evolveClasses } from "./classes.js";
export {
  evolveFrozen,
  evolveJoint,
  type HierarchyOptions,
  type Level,
  type LevelEvolution,
} from "./hierarchy.js";

// Tasks that need several skills at once

export { combinationSuccess, largestCombination } from "./combinations.js";

// Levels of skills above concepts, and plateaus of accuracy

export {
  type LevelAccuracy,
  type LevelOptions,
  levelAccuracy,
  randomGraphGiant,
  type SkillLevel,
} from "./levels.js";

// The association graph of learned skills

export {
  type GiantComponent,
  type GiantOptions,
  type GiantThreshold,
  giantComponent,
  giantThreshold,
} from "./giant.js";

// Semantic compression

export {
  type CodingOptions,
  type CodingRate,
  codingCurve,
  codingRate,
  sequenceBits,
  uniformSetBits,
} from "./coding.js";
