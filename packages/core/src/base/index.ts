// Random streams: the same bits on every platform, one per seed and key

export { RandomStream, type StreamKey, stream } from "./random.js";

// Elementary functions: the same bits on every platform, in place of those of Math

export { cos, cubeRoot, exp, expm1, log, log1p, log2, log10, power, sin, tanh } from "./elementary/index.js";

// Special functions

export { logBinomial, logFactorial, logGamma, stirlingRemainder } from "./gamma.js";
export { lambertW0 } from "./lambert.js";
export { normalCdf, normalDensity, normalQuantile } from "./normal.js";

// Distributions

export {
  binomialLogPmf,
  chiSquareTail,
  poissonCdf,
  poissonLogCdf,
  poissonLogPmf,
  poissonLogTail,
  poissonPmf,
  poissonTail,
} from "./distributions.js";

// Solvers that tell whether they converged

export { type Minimum, type NelderMeadOptions, nelderMead } from "./nelder-mead.js";
export {
  brentMinimum,
  brentRoot,
  fixedPoint,
  type RootOptions,
  type Solution,
  type SolverOptions,
} from "./solvers.js";

// Statistics

export { ksPValue, ksStatistic, ksStatisticAgainst, Welford, wilsonInterval } from "./statistics.js";

// Guards of arguments

export {
  checkLaw,
  checkOneOf,
  checkOptions,
  checkStream,
  type OptionKeys,
  orText,
  unknownKey,
} from "./arguments.js";

export {
  checkFunction,
  checkInteger,
  checkMaxUnlearned,
  checkNonNegative,
  checkNumber,
  checkOpenProbability,
  checkPositive,
  checkProbability,
  maxMaxUnlearned,
  rejected,
} from "./guards.js";

// WebAssembly

export { bytesOfBase64, webAssembly } from "./web-assembly.js";

// Text for terminals, shells and spreadsheets

export { replaceUnprintable } from "./characters.js";
export { type CellOptions, csvCells, unguardedCell } from "./csv.js";
export { shellArgument, shellCommand } from "./shell.js";

// Numbers in sentences

export { bytesText, countText, percentText, pluralText, shortText } from "./words.js";

// Names that were probably meant

export { nearestName, nearestNames } from "./nearest-names.js";
