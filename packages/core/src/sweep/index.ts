// Experiments: what one trial simulates

export { type ChannelExperimentOptions, channelExperiment } from "./experiments/channel.js";
export { type ClassExperimentOptions, classExperiment } from "./experiments/classes.js";
export { type CorpusExperimentOptions, corpusExperiment } from "./experiments/corpus.js";
export {
  type CustomExperiment,
  type CustomParameters,
  type CustomPrediction,
  defineExperiment,
  type ExperimentDefinition,
} from "./experiments/custom.js";
export type {
  ChannelExperiment,
  ClassExperiment,
  CorpusExperiment,
  Experiment,
  HierarchyExperiment,
  LevelExperiment,
  Repeats,
  TextNumber,
} from "./experiments/experiment.js";
export { experimentFrom } from "./experiments/from-data.js";
export { type HierarchyExperimentOptions, hierarchyExperiment } from "./experiments/hierarchy.js";
export { type LevelExperimentOptions, levelExperiment } from "./experiments/levels.js";
export { skillCountOf } from "./kinds.js";

// Engines: how it is simulated

export { chooseEngine, engineNamed } from "./engines/choose.js";
export { type CorpusSampler, corpusSampler } from "./engines/corpora.js";
export type { Engine, EngineName, Simulate } from "./engines/engine.js";
export { graphSize } from "./engines/graph-size.js";
export { graphTeam } from "./engines/implicit.js";
export type { GraphSize } from "./kinds.js";

// Tasks, and grids of them

export { canonicalJson, fingerprint } from "./canonical.js";
export { expandGrid } from "./grid/grid.js";
export { makeTask, type Task, type TaskOptions, taskId } from "./task.js";

// Running: batches, stop rules, shards

export { batchSize, type Shard } from "./batches.js";
export type { Range, Ranges } from "./ranges.js";
export { runSweep, type Submit, type SweepOptions, type SweepTask } from "./run-sweep.js";
export { runTrials } from "./run-trials.js";
export { isEnough, type StopRule } from "./stop.js";

// Rows: what trials add up to

export { addMoments, type Moments, type SampleMean, sampleMean } from "./moments.js";
export { compareRows } from "./order.js";
export { emptyRow, histogramBins, mergeRows, type Row } from "./row.js";
export type { WrittenExperiment } from "./row-experiment.js";
export { parseRow, printRow, type RowLine, rowSchema } from "./row-text.js";

// What rows and theory say

export { emergenceLevel, predict } from "./prediction/predict.js";
export type { Prediction } from "./prediction/prediction.js";
export { type Summary, summarize } from "./summary.js";
