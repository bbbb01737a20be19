/**
 * Fountain codes: `run` does what src/channel/codes/fountain/program.ts says to symbols, and the steps of a plan, a file each, give word for
 * word those of plan.ts beside it. A plan takes 2 ms once V8 has compiled that, but 60 to 80 the first time; this takes 4. The steps are
 * functions that are called one after the other: one function for all would be 6 KB, which V8 takes long to optimise.
 */
export { runFountain, runOperation } from "./fountain/run";
export { setShape } from "./fountain/shape";
export { writeRows } from "./fountain/rows";
export { peel } from "./fountain/peel";
export { eliminateLeft, writeUnknowns } from "./fountain/unknowns";
export { solveDense } from "./fountain/dense";
export { writeDense, writeSums, writeSymbols } from "./fountain/program";
