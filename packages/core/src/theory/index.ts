// Degree laws, as data

// Several classes of skills and texts; foundation and fine-tuning
export { type BoundaryOptions, type BoundaryPoint, type ClassRatio, emergenceBoundary } from "./boundary.js";
// Finite corpora: the window of emergence, and how to spend a budget
export { type BudgetSplit, splitBudget } from "./budget.js";
export { type ClassEvolution, type Classes, type ClassOptions, evolveClasses } from "./classes.js";
// Semantic compression
export {
  type CodingOptions,
  type CodingRate,
  codingCurve,
  codingRate,
  sequenceBits,
  uniformSetBits,
} from "./coding.js";
// Real corpora, predicted from their degrees
export {
  type CorpusJump,
  type CorpusPrediction,
  type CorpusThreshold,
  corpusThreshold,
  predictCorpus,
} from "./corpus.js";
export { type EvolutionCurve, evolveCurve } from "./curve.js";
export type { EvolutionOptions, Skills } from "./ensemble.js";
export { type Evolution, evolve, type Trajectory, trajectory } from "./evolution.js";
export {
  emergenceProbability,
  emergenceWindow,
  type FiniteSizeLaw,
  type FiniteSizeOptions,
  finiteSizeLaw,
  ratioOfEmergence,
  skillsForEmergence,
} from "./finite-size.js";
// Scaling laws: how errors fall, and fitting a law to measured ones
export { type Estimate, type FitOptions, fitScalingLaw, type ScalingFit } from "./fit.js";
export { type Equilibrium, fixedPoints } from "./fixed-points.js";
// The association graph of learned skills
export {
  type GiantComponent,
  type GiantOptions,
  type GiantThreshold,
  giantComponent,
  giantThreshold,
} from "./giant.js";
export {
  evolveFrozen,
  evolveJoint,
  type HierarchyOptions,
  type Level,
  type LevelEvolution,
} from "./hierarchy.js";
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
// Density evolution: what is learned in the end, and round by round
export type { LearnerOptions } from "./learner.js";
export { type NotationOptions, parseCounts, parseLaw, printLaw } from "./notation.js";
export { type PairFiniteSizeLaw, pairEmergenceProbability, pairFiniteSizeLaw } from "./pair-finite-size.js";
export { type ScalingLaw, textErrorLaw, zipfErrorLaw, zipfSkills } from "./scaling.js";
// Thresholds: where learning jumps
export {
  epsilonThreshold,
  type Jump,
  loadThreshold,
  poissonThreshold,
  type RatioThresholdOptions,
  ratioThreshold,
  type Threshold,
} from "./thresholds.js";
export { degreeProbability, degreeVariance, edgeView, meanDegree, nodeView } from "./views.js";
