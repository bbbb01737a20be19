// Learning from a graph

export { type LearnedFromDirected, learnDirected } from "./directed.js";
export { learnRounds } from "./rounds.js";
export { learnSequential } from "./sequential.js";

// Learners and what they end with

export { type Learned, type LearnedInRounds, type LearnOptions, NONE } from "./result.js";
