/**
 * Elementary functions with the same bits on every platform. ECMAScript leaves them to the engine, and engines differ:
 * `Math.pow` between V8 12.4 and 13.6 (Node 22 and 24), `Math.exp` between browsers. These use only what IEEE 754
 * defines: + - * /, the square root and rounding to single precision.
 */
export { exp, expm1, tanh } from "./exponential.js";
export { log, log1p, log2, log10 } from "./logarithm.js";
export { cubeRoot, power } from "./power.js";
export { cos, sin } from "./trigonometry.js";
