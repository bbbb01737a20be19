// The graph

// Builders
export { type BuiltGraph, buildGraph, buildGraphOfTexts } from "./build.js";
// Degrees
export { type DegreeCountOptions, skillDegreeCounts, textSizeCounts } from "./degree-counts.js";
// Exact samplers of counts
export { sampleBinomial } from "./sampling/binomial.js";
export { sampleMultinomial } from "./sampling/multinomial.js";
export { sampleOccupancy } from "./sampling/occupancy.js";
export { samplePoisson } from "./sampling/poisson.js";
// Sets of skills
export { checkSkillFlags, skillFlags } from "./skill-flags.js";
export { SkillTextGraph } from "./skill-text-graph.js";
export { graphOfTexts } from "./subgraph.js";
