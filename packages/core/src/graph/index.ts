// The graph

export { checkGraph } from "./check-graph.js";
export { SkillTextGraph } from "./skill-text-graph.js";

// Builders

export { type BuiltGraph, buildGraph, buildGraphOfTexts } from "./build.js";
export { HalfGraph, textListBytes } from "./half.js";
export { graphOfSkills, graphOfTexts } from "./subgraph.js";
export { TextLists } from "./text-lists.js";

// Random graphs

export {
  type ClassSizes,
  checkClasses,
  checkLevelSizes,
  classGraph,
  type HierarchySizes,
  hierarchyGraph,
  type LevelSizes,
  levelGraph,
} from "./random/classes.js";
export {
  type ConfigurationGraph,
  type ConfigurationOptions,
  configurationGraph,
} from "./random/configuration.js";
export { type RewiringOptions, rewiredGraph } from "./random/rewired.js";
export { type RewiredWithin, rewiredWithin } from "./random/rewired-within.js";
export type { RandomTextOptions, RepeatPolicy } from "./random/text-lists.js";
export { uniformGraph } from "./random/uniform.js";
export { weightedGraph, zipfWeights } from "./random/weighted.js";

// Degrees

export { type DegreeCountOptions, skillDegreeCounts, textSizeCounts } from "./degree-counts.js";
export {
  type DegreeLawData,
  type DegreeSampler,
  degreeProbabilities,
  degreeSampler,
  isDegreeTable,
} from "./degree-law.js";
export { drawDegrees, trimDegrees } from "./random/degree-sequences.js";

// Exact samplers of counts

export { AliasTable } from "./sampling/alias-table.js";
export { sampleBinomial } from "./sampling/binomial.js";
export { sampleMultinomial } from "./sampling/multinomial.js";
export { sampleOccupancy } from "./sampling/occupancy.js";
export { samplePoisson } from "./sampling/poisson.js";

// Types of edges

export {
  dividedTypes,
  type EdgeFeature,
  type EdgeTypeOptions,
  type EdgeTypes,
  edgeTypes,
  movedShare,
} from "./edge-types.js";

// Sets of skills

export { type SkillClassOptions, skillClasses } from "./skill-classes.js";
export { checkSkillFlags, skillFlags } from "./skill-flags.js";
