// The graph

// Builders
export { type BuiltGraph, buildGraph, buildGraphOfTexts } from "./build.js";
// Degrees
export { type DegreeCountOptions, skillDegreeCounts, textSizeCounts } from "./degree-counts.js";
// Sets of skills
export { checkSkillFlags, skillFlags } from "./skill-flags.js";
export { SkillTextGraph } from "./skill-text-graph.js";
export { graphOfTexts } from "./subgraph.js";
