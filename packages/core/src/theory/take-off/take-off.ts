/**
 * How likely learning passes its bottleneck when the degrees of a finite corpus are given and all else is chance
 * (configuration model, D = 1). The mean and the covariance of the number of light texts along the path of density
 * evolution are closed forms, see path.ts; to leading order they are those of Amraoui, Montanari, Richardson and Urbanke
 * (2009). The passage is that of a Markov chain where its samples are cheap, see chain.ts, and else of a Gaussian process.
 */
import {
  checkInteger,
  checkOpenProbability,
  checkOptions,
  checkPositive,
  checkProbability,
  checkStream,
  type OptionKeys,
  type RandomStream,
  rejected,
} from "../../base/index.js";
import { type ChainEnds, drawsUpTo, TakeOffChain } from "./chain.js";
import { type DegreeClasses, degreeClasses } from "./counts.js";
import { stayingProbability } from "./passage.js";
import { covarianceOf, type TakeOffPath, takeOffPath } from "./path.js";

/** Options of {@link takeOff}. */
export type TakeOffOptions = {
  /** The share of the texts that are kept, each by chance, in (0, 1]; 1 unless given. */
  readonly kept?: number | undefined;
  /** The probability that a skill is unknown at the start, in (0, 1]; 1 unless given. */
  readonly unknown?: number | undefined;
  /** The share of the skills that must come to be learned, between 0 and 1; 0.5 unless given. Choose it inside the jump. */
  readonly height?: number | undefined;
  /**
   * Samples, from 100 to 1e6; 4,000 unless given (1,000 where texts are added), and down to 400 of them where they are dear: a
   * standard error of 0.025 at most.
   */
  readonly samples?: number | undefined;
};

export const takeOffOptionsKeys: OptionKeys<TakeOffOptions> = {
  kept: true,
  unknown: true,
  height: true,
  samples: true,
};

/** How likely learning takes off, and where it is most in danger. */
export type TakeOff = {
  readonly probability: number;
  /** Of the probability, from sampling. */
  readonly standardError: number;
  /**
   * What was sampled: the exact process, or, where that would take some seconds, the Gaussian process that it comes to be in large
   * corpora.
   */
  readonly method: "chain" | "gaussian";
  /** Where the light texts are fewest for their scatter. */
  readonly narrowest: {
    /** The share of the skills that is learned there. */
    readonly learned: number;
    /** How many texts with just one unlearned skill there are on average; negative where learning would have ended. */
    readonly lightTexts: number;
    /** The standard deviation of that number. */
    readonly deviation: number;
  };
};

/**
 * Returns how likely learning takes off in a random corpus with given degrees, for a learner of one skill at a time.
 * At most about a second.
 *
 * It is the law of a corpus with *these degrees*, not of one corpus. The chain is exact but for the scatter of its samples. The Gaussian
 * process stands for it from some thousand skills on.
 *
 * @param textSizeCounts - `textSizeCounts[k]`: how many texts have k unknown skills; any numbers >= 0.
 * @param skillDegreeCounts - `skillDegreeCounts[d]`: how many unknown skills are in d texts.
 * @param rng - The source of the Gaussian samples.
 * @throws RangeError when the two count different numbers of edges, or an option is outside its range.
 *
 * @example
 * ```ts
 * import { stream } from "@onset/core/base";
 * import { takeOff } from "@onset/core/theory";
 * // 1,000 skills, each in three texts, and texts of four skills; no text to begin with, then 700.
 * takeOff([0, 0, 0, 0, 750], [0, 0, 0, 1000], stream(1)).probability; // => 0
 * takeOff([0, 700, 0, 0, 575], [0, 0, 0, 1000], stream(1)).probability > 0.9; // => true
 * ```
 */
export function takeOff(
  textSizeCounts: ArrayLike<number>,
  skillDegreeCounts: ArrayLike<number>,
  rng: RandomStream,
  options: TakeOffOptions = {},
): TakeOff {
  checkStream(rng);
  checkOptions(options, takeOffOptionsKeys);
  const { texts, skills } = classesOf(textSizeCounts, skillDegreeCounts);
  return takeOffOf(texts, skills, rng, options);
}

function classesOf(
  textSizeCounts: ArrayLike<number>,
  skillDegreeCounts: ArrayLike<number>,
): { readonly texts: DegreeClasses; readonly skills: DegreeClasses } {
  const texts = degreeClasses(textSizeCounts, "textSizeCounts");
  const skills = degreeClasses(skillDegreeCounts, "skillDegreeCounts");
  if (Math.abs(texts.edges - skills.edges) > 1e-6 * texts.edges) {
    throw rejected(skills.edges, "skillDegreeCounts", `as many edges as "textSizeCounts" (${texts.edges})`);
  }
  return { texts, skills };
}

type CheckedOptions = Required<{ readonly [K in keyof TakeOffOptions]: number }>;

function checkedOptions(options: TakeOffOptions): CheckedOptions {
  const kept = checkProbability(options.kept ?? 1, "kept");
  const unknown = checkProbability(options.unknown ?? 1, "unknown");
  checkPositive(kept, "kept");
  checkPositive(unknown, "unknown");
  const height = checkOpenProbability(options.height ?? 0.5, "height");
  const samples = checkInteger(options.samples ?? 4000, "samples", 100, 1e6);
  return { kept, unknown, height, samples };
}

/** The same by classes of degrees. */
export function takeOffOf(
  texts: DegreeClasses,
  skills: DegreeClasses,
  rng: RandomStream,
  given: TakeOffOptions,
): TakeOff {
  const passage = passageOf(texts, skills, given);
  if (passage === null) {
    return {
      probability: 0,
      standardError: 0,
      method: "chain",
      narrowest: { learned: 0, lightTexts: 0, deviation: 0 },
    };
  }
  const { ends, samples, narrowest } = passage;
  const sampled =
    ends === null
      ? sampleProcess(passage, rng)
      : sampleChain(new TakeOffChain(texts, skills), ends, samples, rng);
  return { ...sampled, narrowest };
}

/** What is sampled: the chain up to its ends, or the process along its path where `ends` is null. */
type Passage = {
  readonly path: TakeOffPath;
  readonly ends: ChainEnds | null;
  readonly samples: number;
  readonly narrowest: TakeOff["narrowest"];
};

/** Null where nothing takes off. */
function passageOf(texts: DegreeClasses, skills: DegreeClasses, given: TakeOffOptions): Passage | null {
  const { kept, unknown, height, samples } = checkedOptions(given);
  if (texts.edges === 0) return null;
  const path = takeOffPath(texts, skills, { kept, unknown, height });
  if (path === null) return null;
  const { mean, learned, used } = path;
  const deviation = mean.map((_, i) => Math.sqrt(Math.max(0, path.covarianceOf(i, i))));
  let narrowest = 0;
  let least = Infinity;
  for (let i = 0; i < mean.length; i++) {
    const score = mean[i] / Math.max(3e-5, deviation[i]);
    if (score < least) [least, narrowest] = [score, i];
  }
  const safe = firstSafe(mean, deviation);
  const draws = drawsOf(path, texts, skills, unknown, safe);
  const isChain = draws <= maxDrawsOfSample;
  return {
    path,
    ends: isChain
      ? { kept, unknown, skills: height * skills.nodes, safeEnds: safe < 0 ? Infinity : used[safe] }
      : null,
    samples: isChain ? (given.samples ?? Math.min(samples, Math.floor(maxDraws / draws))) : samples,
    narrowest: {
      learned: learned[narrowest],
      lightTexts: mean[narrowest],
      deviation: deviation[narrowest],
    },
  };
}

/** From here on learning stops once in 10^11 corpora. */
const safeDeviations = 7;

/** The first point from which on the light texts are so many that learning goes on; -1 where there is none. */
function firstSafe(mean: Float64Array, deviation: Float64Array): number {
  let first = -1;
  for (let i = mean.length - 1; i >= 0 && mean[i] > safeDeviations * deviation[i]; i--) first = i;
  return first;
}

/**
 * The chain is taken where a sample draws at most so many ends. The Gaussian process is 0.06 too low where one draws 40,000 (1,600
 * skills), and within 0.02 where one draws 80,000.
 */
const maxDrawsOfSample = 5e4;
/** Ends drawn in all samples together unless their number is given, for about half a second. */
const maxDraws = 2e7;
/** Nodes that are set back before a sample in the time in which an end is drawn. */
const nodesForAnEnd = 16;

/** The ends that a sample draws, and what comes before it in the same measure. */
function drawsOf(
  { used }: TakeOffPath,
  texts: DegreeClasses,
  skills: DegreeClasses,
  unknown: number,
  safe: number,
): number {
  const { edges } = skills;
  const last = used[safe < 0 ? used.length - 1 : safe];
  return drawsUpTo(1 - unknown + last / edges, edges) + (edges + texts.nodes + skills.nodes) / nodesForAnEnd;
}

function sampleProcess(
  { path, samples }: Passage,
  rng: RandomStream,
): Pick<TakeOff, "probability" | "standardError" | "method"> {
  return { ...stayingProbability(path.mean, covarianceOf(path), samples, rng), method: "gaussian" };
}

function sampleChain(
  chain: TakeOffChain,
  ends: ChainEnds,
  samples: number,
  rng: RandomStream,
): Pick<TakeOff, "probability" | "standardError" | "method"> {
  let tookOff = 0;
  for (let sample = 0; sample < samples; sample++) if (chain.sample(ends, rng)) tookOff++;
  const probability = tookOff / samples;
  const standardError = Math.sqrt((probability * (1 - probability)) / samples);
  return { probability, standardError, method: "chain" };
}

/** Whether the probability is at least the target: samples end where the rest of them cannot change that. */
function takesOff(
  texts: DegreeClasses,
  skills: DegreeClasses,
  rng: RandomStream,
  options: TakeOffOptions,
  target: number,
): boolean {
  const passage = passageOf(texts, skills, options);
  if (passage === null) return false;
  const { ends, samples } = passage;
  if (ends === null) return sampleProcess(passage, rng).probability >= target;
  const chain = new TakeOffChain(texts, skills);
  let tookOff = 0;
  for (let left = samples - 1; ; left--) {
    if (chain.sample(ends, rng)) tookOff++;
    if (tookOff / samples >= target) return true;
    if ((tookOff + left) / samples < target) return false;
  }
}

/** Options of {@link moreStartingTexts}. */
export type MoreStartingTextsOptions = TakeOffOptions & {
  /** The probability that learning is to take off with, between 0 and 1; 0.95 unless given. */
  readonly target?: number | undefined;
};

export const moreStartingTextsOptionsKeys: OptionKeys<MoreStartingTextsOptions> = {
  kept: true,
  unknown: true,
  height: true,
  samples: true,
  target: true,
};

/**
 * Returns how many more texts with one skill each, chosen uniformly, a random corpus with these degrees needs to take
 * off with a given probability; 0 when it does already, null when not even as many as there are skills suffice. About
 * 10 to 15 times the cost of {@link takeOff}: a bisection with common random numbers.
 *
 * @throws RangeError as for {@link takeOff}.
 *
 * @example
 * ```ts
 * import { stream } from "@onset/core/base";
 * import { moreStartingTexts } from "@onset/core/theory";
 * moreStartingTexts([0, 700, 0, 0, 575], [0, 0, 0, 1000], stream(1), { target: 0.5 }); // => 0
 * ```
 */
export function moreStartingTexts(
  textSizeCounts: ArrayLike<number>,
  skillDegreeCounts: ArrayLike<number>,
  rng: RandomStream,
  options: MoreStartingTextsOptions = {},
): number | null {
  checkStream(rng);
  checkOptions(options, moreStartingTextsOptionsKeys);
  const target = checkOpenProbability(options.target ?? 0.95, "target");
  const skills = degreeClasses(skillDegreeCounts, "skillDegreeCounts").nodes;
  const reached = (more: number): boolean => {
    const degrees = withStartingTexts(skillDegreeCounts, more / skills);
    const sizes = Array.from(textSizeCounts);
    sizes[0] ??= 0;
    sizes[1] = (sizes[1] ?? 0) + more;
    // The same random numbers each time: what is compared does not scatter.
    const drawn = { ...withoutTarget(options), samples: options.samples ?? 1000 };
    const { texts, skills: classes } = classesOf(sizes, degrees);
    return takesOff(texts, classes, rng.split("starting texts"), drawn, target);
  };
  if (reached(0)) return 0;
  let low = 0;
  let high = 1;
  while (!reached(high)) {
    low = high;
    high *= 2;
    if (high > skills) return null;
  }
  while (high - low > Math.max(1, low / 50)) {
    const middle = Math.floor((low + high) / 2);
    if (reached(middle)) high = middle;
    else low = middle;
  }
  return high;
}

function withoutTarget({ target, ...rest }: MoreStartingTextsOptions): TakeOffOptions {
  return rest;
}

/** Degrees when each skill gets one more text with probability p, to first order in p. */
function withStartingTexts(counts: ArrayLike<number>, p: number): Float64Array<ArrayBuffer> {
  const degrees = new Float64Array(counts.length + 1);
  for (let degree = 0; degree < counts.length; degree++) {
    degrees[degree] += counts[degree] * (1 - p);
    degrees[degree + 1] += counts[degree] * p;
  }
  return degrees;
}
