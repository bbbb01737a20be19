// Learning from a graph

export { type LearnedFromDirected, learnDirected } from "./directed.js";
export { learnRounds } from "./rounds.js";
export { learnSequential } from "./sequential.js";
export { learnTolerantly, type TolerantlyLearned, type TolerantOptions } from "./tolerant.js";

// Learners and what they end with

export { type Learned, type LearnedInRounds, type LearnOptions, none } from "./result.js";

// Exact simulation without a graph

export { assignRounds } from "./chain/assign-rounds.js";
export type { ChainRun, LearningChain } from "./chain/chain.js";
export {
  type ClassChain,
  type ClassChainOptions,
  type ClassChainRun,
  classChain,
} from "./chain/class-chain.js";
export { type HierarchyChain, type HierarchyChainRun, hierarchyChain } from "./chain/hierarchy-chain.js";
export { type ChainOptions, learningChain } from "./chain/learning-chain.js";
export {
  type LevelChain,
  type LevelChainOptions,
  type LevelChainRun,
  levelChain,
} from "./chain/level-chain.js";

// Explicit simulation of graphs that are never stored

export {
  type ImplicitLearner,
  type ImplicitOptions,
  type ImplicitRun,
  type ImplicitRunOptions,
  implicitLearner,
} from "./implicit/implicit-learner.js";
export { type ImplicitTeam, implicitTeam, joinImplicitTeam } from "./implicit/team.js";

// Insight: what is stuck and why

export { type LearningPath, learningPath } from "./insight/learning-path.js";
export { type StuckCores, type StuckOptions, stuckCores } from "./insight/stuck.js";
export { type LearningTexts, type Lessons, learnTexts, lessonsOf } from "./insight/texts.js";
export { findTwins, mergeSkills, type Twins } from "./insight/twins.js";

// Insight: what comes next, and what it all hangs on

export { type Fringe, fringe } from "./insight/fringe.js";
export { type GrowingLearner, growingLearner } from "./insight/growing.js";
export { type KeystoneOptions, type Keystones, keystones } from "./insight/keystones.js";
export { estimateRates, expectedSkills, type SkillRates } from "./insight/rates.js";
export { readingStages } from "./insight/stages.js";
export {
  learnedByTexts,
  type Subsample,
  type SubsampleOptions,
  type Subsamples,
  subsampleLearning,
  subsampleRun,
} from "./insight/subsamples.js";

// Insight: what to add

export {
  type ChooseTextsMethod,
  type ChooseTextsOptions,
  chooseTexts,
  type TextChoice,
} from "./insight/unlock/choose-texts.js";
export type { UnlockMethod } from "./insight/unlock/core.js";
export {
  skillToTeach,
  type UnlockOptions,
  type UnlockPlan,
  unlockLowerBound,
  unlockSkills,
} from "./insight/unlock/unlock.js";
