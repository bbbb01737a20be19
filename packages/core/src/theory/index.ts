// Degree laws, as data

// Real corpora, predicted from their degrees
export {
  type CorpusJump,
  type CorpusPrediction,
  type CorpusThreshold,
  corpusThreshold,
  predictCorpus,
} from "./corpus.js";
export {
  type Evolution,
  type EvolutionOptions,
  evolve,
  type Skills,
  type Trajectory,
  trajectory,
} from "./evolution.js";
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
export { degreeProbability, degreeVariance, edgeView, meanDegree, nodeView } from "./views.js";
