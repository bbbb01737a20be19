/** Errors on new texts and what follows from them: scaling laws, and how to spend a budget. */
import { geometric, linear, withJumps } from "@onset/charts";
import { exp, power, stream, Welford } from "@onset/core/base";
import { textSizeCounts, uniformGraph, weightedGraph, zipfWeights } from "@onset/core/graph";
import { learnSequential } from "@onset/core/learning";
import { corpusExperiment, makeTask, summarize } from "@onset/core/sweep";
import {
  type BudgetSplit,
  emergenceProbability,
  evolve,
  finiteSizeLaw,
  fixedPoints,
  poisson,
  ratioThreshold,
  type ScalingLaw,
  splitBudget,
  textErrorLaw,
  zipfErrorLaw,
  zipfSkills,
} from "@onset/core/theory";
import { trialsOf } from "../../parts/trials.js";
import type { Job, JobContext } from "../../worker/protocol.js";
import type { ErrorsValues } from "./parameters.js";

export type Point = { readonly x: number; readonly y: number };

/** A simulated error with its standard error. */
export type SimulatedError = {
  readonly popularity: "uniform" | "zipf";
  readonly ratio: number;
  readonly trials: number;
  readonly error: number;
  readonly standardError: number;
};

/** What a budget brings when it is spent on so many skills. */
export type SpentPoint = { readonly skills: number; readonly ratio: number; readonly learned: number };

export type ErrorsOutput = {
  readonly values: ErrorsValues;
  readonly here: { readonly learned: number; readonly textError: number; readonly asymptote: number };
  readonly threshold: number | null;
  readonly lastRatio: number;
  /** Skills chosen uniformly: theory and the exponential that it approaches. */
  readonly uniform: { readonly theory: readonly Point[]; readonly asymptote: readonly Point[] };
  /** Skills with Zipf popularity: theory and the power law that it follows. */
  readonly zipf: {
    readonly theory: readonly Point[];
    readonly law: readonly Point[];
    readonly decay: number;
  };
  readonly simulated: readonly SimulatedError[];
  /** Learned under Zipf popularity at the ratio that is asked for, as `onset simulate` counts it. */
  readonly zipfLearned: {
    readonly mean: number;
    readonly standardError: number;
    readonly trials: number;
  } | null;
  readonly spent: readonly SpentPoint[];
  readonly best: BudgetSplit;
};

const zipfRange = [0.01, 100] as const;
const simulatedZipfRange = [0.02, 20] as const;

export const computeErrors: Job<ErrorsValues, ErrorsOutput> = async (values, context) => {
  let output = theoryOf(values);
  context.partial(output);
  output = { ...output, zipfLearned: await zipfLearned(values, context) };
  context.partial(output);
  const uniform = linear(output.lastRatio / 10, output.lastRatio, 10).map(
    (x) => ["uniform", rounded(x)] as const,
  );
  const zipf = geometric(...simulatedZipfRange, 10).map((x) => ["zipf", rounded(x)] as const);
  for (const [popularity, ratio] of [...uniform, ...zipf]) {
    const point = await simulatedError(values, popularity, ratio, context);
    output = { ...output, simulated: [...output.simulated, point] };
    context.partial(output);
  }
  return output;
};

function rounded(x: number): number {
  return Number(x.toPrecision(3));
}

function theoryOf(values: ErrorsValues): ErrorsOutput {
  const { mean, ratio, exponent, skills, budget } = values;
  const law = poisson(mean);
  const { value: threshold, jumps } = ratioThreshold(law);
  const lastRatio = Math.max(1.1 * ratio, threshold === null ? 14 / mean : threshold + 8 / mean);
  const grid = withJumps(linear(lastRatio / 200, lastRatio, 200), jumps);
  const exponential = textErrorLaw(law);
  const power = zipfErrorLaw(law, skills, exponent) as Extract<ScalingLaw, { kind: "power" }>;
  const { learned, textError } = evolve(law, ratio);
  return {
    values,
    here: { learned, textError, asymptote: errorOf(exponential, ratio) },
    threshold,
    lastRatio,
    uniform: {
      theory: grid.map((x) => ({ x, y: evolve(law, x).textError })),
      asymptote: grid.map((x) => ({ x, y: errorOf(exponential, x) })).filter((point) => point.y <= 1),
    },
    zipf: {
      // A new text draws its skills by popularity too.
      theory: geometric(...zipfRange, 80).map((x) => ({
        x,
        y: evolve(law, zipfSkills(law, x, skills, exponent)).heldOutError,
      })),
      law: geometric(...zipfRange, 40)
        .filter((x) => x >= power.from && x <= power.to)
        .map((x) => ({ x, y: errorOf(power, x) }))
        .filter((point) => point.y <= 1),
      decay: power.decay,
    },
    simulated: [],
    zipfLearned: null,
    spent: spentOn(values, budget),
    best: splitBudget(law, budget),
  };
}

function errorOf(law: ScalingLaw, ratio: number): number {
  return law.kind === "exponential"
    ? law.prefactor * exp(-law.decay * ratio)
    : law.prefactor * power(ratio, -law.decay);
}

/** The expected number of learned skills for every way to split a budget: what is learned before or after the jump. */
function spentOn({ mean }: ErrorsValues, budget: number): SpentPoint[] {
  const law = poisson(mean);
  const finite = finiteSizeLaw(law);
  const scale = finite?.ratio ?? 1 / mean;
  return geometric(scale / 6, scale * 6, 241).map((ratio) => {
    const skills = Math.sqrt(budget / ratio);
    const points = fixedPoints(law, ratio);
    const emerged = 1 - points[points.length - 1].unlearned;
    if (finite === null) return { skills, ratio, learned: skills * emerged };
    const stopped = ratio < finite.ratio ? 1 - points[0].unlearned : 1 - finite.unlearnedBefore;
    const chance = emergenceProbability(finite, ratio, Math.max(1, Math.round(skills)));
    return { skills, ratio, learned: skills * (stopped + chance * (emerged - stopped)) };
  });
}

async function zipfLearned(
  { mean, ratio, exponent, skills, trials, seed }: ErrorsValues,
  { yieldNow }: JobContext<ErrorsOutput>,
): Promise<ErrorsOutput["zipfLearned"]> {
  const experiment = corpusExperiment({ law: poisson(mean), ratio, skills, popularity: exponent });
  const row = await trialsOf(makeTask(experiment, { seed }), trials, yieldNow);
  return { ...summarize(row).learned, trials };
}

/** Learns random corpora and meets as many new texts of the same kind. */
async function simulatedError(
  { mean, exponent, skills, trials, seed }: ErrorsValues,
  popularity: "uniform" | "zipf",
  ratio: number,
  { yieldNow }: JobContext<ErrorsOutput>,
): Promise<SimulatedError> {
  const law = { kind: "poisson", mean } as const;
  const weights = popularity === "zipf" ? zipfWeights(skills, exponent) : null;
  const errors = new Welford();
  const tests = Math.max(10_000, skills);
  for (let trial = 0; trial < trials; trial++) {
    const rng = stream(seed, "lab", "errors", popularity, Math.round(1e6 * ratio), trial);
    const draw = (texts: number) =>
      weights === null ? uniformGraph(law, texts, skills, rng) : weightedGraph(law, texts, weights, rng);
    const { learnedFlags: learned } = learnSequential(draw(Math.round(ratio * skills)));
    // Texts by their number of unlearned skills: entry 0 are those understood.
    errors.add(1 - textSizeCounts(draw(tests), { known: learned })[0] / tests);
    await yieldNow();
  }
  const { mean: error, standardError } = errors;
  return { popularity, ratio, trials, error, standardError: trials > 1 ? standardError : 0 };
}
