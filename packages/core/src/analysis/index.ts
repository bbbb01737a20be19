// For people: names in, names out

export {
  type NamedCore,
  type NamedPlan,
  type NamedStudy,
  type NamedStudyOptions,
  study,
  type TextRecord,
} from "./facade.js";

// Long work: how it is followed and stopped

export type { CallOptions, Signal, Step, StepName } from "./call.js";
export { Pace } from "./call.js";

// Who does the rounds

export { type DegreeCounts, degreeCounts, embeddedEngine, type LearningEngine } from "./engine.js";

// A corpus and who learns it

export {
  type CorpusLearner,
  type CorpusLearnerOptions,
  corpusLearner,
  type Known,
  type KnownSkills,
  knownSkills,
  learnerWith,
} from "./learner.js";

// Groups of texts: the episodes of a series, the chapters of a book

export { type Comprehension, comprehensionOfGroups } from "./groups/comprehension.js";
export { type PlannedGroup, type ReadingPlanOptions, readingPlan } from "./groups/reading-plan.js";

// What to learn next, skill after skill

export { type StudyItem, type StudyListOptions, studyList } from "./study-list.js";

// What theory says of a corpus: the ladder, take-off, what is at risk

export { type CourseGaps, courseGaps } from "./prediction/course.js";
export {
  type LabelError,
  type LabelErrors,
  labelErrorKinds,
  skillsOfEveryText,
  withLabelErrors,
} from "./prediction/label-errors.js";
export { bestRung, type Ladder, type Rung, type RungName } from "./prediction/ladder.js";
export type { CorpusOrder } from "./prediction/ordered.js";
export {
  maxLadderEdges,
  type OpenPart,
  openPart,
  type Prediction,
  predictByLadder,
  predictStudy,
} from "./prediction/prediction.js";
export { type Risk, skillsAtRisk } from "./prediction/risk.js";
export { type TakeOffForecast, type TakeOffLaw, takeOffLaw } from "./prediction/take-off.js";
export { type TippingPoint, tippingPoint } from "./prediction/tipping-point.js";

// The study of a corpus: what is learned, what is stuck, how safe it is

export {
  type Emergence,
  type NoThreshold,
  noEmergence,
  type PredictedBy,
  predictEmergence,
} from "./study/emergence.js";
export { type KnownCurve, knownCurve } from "./study/known-curve.js";
export { lockedTexts } from "./study/locked-texts.js";
export { type PredictedWindow, predictedWindow } from "./study/predicted-window.js";
export { affordableRuns, type Robustness } from "./study/robustness.js";
export { type Study, type StudyOptions, studyCorpus } from "./study/study.js";
export { type RiskSummary, type StudySummary, summarizeStudy } from "./study/summary.js";
export {
  runStudyTask,
  type StudyHelpers,
  type StudyTask,
  type StudyTaskOf,
  type StudyTaskResults,
} from "./study/tasks.js";
export { splitTexts, type TestError } from "./study/test-error.js";

// What more texts would show and teach

export type { BackTest, BackTested } from "./forecast/back-test.js";
export type { Estimate, Refusal, Told } from "./forecast/estimate.js";
export {
  type Forecast,
  type ForecastOptions,
  type Future,
  forecast,
  forecastConfidence,
  type Outlook,
} from "./forecast/forecast.js";
export { estimateGrowth, type SkillGrowth } from "./forecast/growth.js";
export {
  Extrapolation,
  type ForecastLearner,
  forecastShareSpreads,
  type LearnedEstimate,
} from "./forecast/learned.js";
export type { NextJump } from "./forecast/next-jump.js";
export type { TextOrder } from "./forecast/parts.js";
export { forecastSpreads } from "./forecast/skills.js";

// Questions about a corpus

export { type CheckedRule, type CheckOptions, checkRules, type RuleLimits } from "./check.js";
export {
  type Curriculum,
  type OrderOptions,
  orderTexts,
  type Stage,
} from "./curriculum.js";
export { type CorpusDiff, compareCorpora, type DiffSide, type SkillChanges } from "./diff.js";
export { namesOf } from "./names.js";
export { type NextOptions, type NextTexts, nextTexts } from "./next.js";
export {
  planSkills,
  type SkillPlan,
  type UnlockGoal,
  type UnlockResult,
} from "./unlock/plan-skills.js";
export { planTexts, type TextPlan } from "./unlock/plan-texts.js";
export { type Explanation, explainSkill, nameExplanation, type PathStep } from "./why.js";

// What hangs together

export {
  type AssociationOptions,
  type Associations,
  affordableRewirings,
  inLearningOrder,
  type MeanShare,
  measureAssociations,
  type Percolation,
  percolate,
  predictAssociations,
} from "./associations/measure.js";
export {
  type Association,
  type AssociationSelection,
  selectAssociations,
  selectedAssociations,
} from "./associations/selection.js";

// Codecs and links, measured

export { type CurvePoint, emergenceCurve } from "./codec/emergence-curve.js";
export { type ExpectedRate, predictRate, type RatePrediction } from "./codec/predict-rate.js";
export { type Costs, measureCosts, measureRate, type Rate, splitTrainingTexts } from "./codec/rate.js";
export { type Arrived, fittingTexts, type Scheme, type SentTexts } from "./transmission/scheme.js";
export type { MeanInterval, SchemeResult } from "./transmission/tally.js";
export {
  type ChannelResult,
  type OnText,
  type Transmission,
  type TransmissionOptions,
  transmitTexts,
} from "./transmission/transmit.js";
