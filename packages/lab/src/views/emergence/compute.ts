/** What the view Emergence shows, computed in the worker: theory at once, simulation as it comes. */
import { linear, withJumps } from "@onset/charts";
import {
  corpusExperiment,
  makeTask,
  mergeRows,
  predict,
  type Row,
  runTrials,
  summarize,
} from "@onset/core/sweep";
import {
  emergenceProbability,
  emergenceWindow,
  evolve,
  type FiniteSizeLaw,
  finiteSizeLaw,
  poisson,
  ratioThreshold,
} from "@onset/core/theory";
import type { Job, JobContext } from "../../worker/protocol.js";
import { type CorpusPath, CorpusPaths } from "./corpus-path.js";
import { type EmergenceValues, ratioRange, textNumberOf, zoom } from "./parameters.js";

/** Theory's share of learned skills against the ratio. */
export type TheoryLine = {
  readonly mean: number;
  readonly maxUnlearned: number;
  /** The one that is simulated. */
  readonly main: boolean;
  readonly ratios: readonly number[];
  readonly learned: readonly number[];
};

/** Simulated corpora of one ratio, as `onset simulate` reports them, and what theory says. */
export type SimulatedPoint = {
  readonly ratio: number;
  readonly trials: number;
  readonly learned: number;
  readonly standardError: number;
  readonly emerged: number | null;
  readonly emergedShare: number | null;
  readonly emergedLow: number | null;
  readonly emergedHigh: number | null;
  readonly theoryLearned: number;
  readonly theoryEmerged: number | null;
};

export type EmergenceOutput = {
  /** The values that all this belongs to. */
  readonly values: EmergenceValues;
  readonly range: readonly [number, number];
  readonly threshold: { readonly ratio: number; readonly before: number; readonly after: number } | null;
  /** The ratios at which 10 %, 50 % and 90 % of the corpora of this size emerge; null where no law is known. */
  readonly window: { readonly low: number; readonly middle: number; readonly high: number } | null;
  readonly chances: { readonly ratios: readonly number[]; readonly shares: readonly number[] } | null;
  /** The one that is simulated comes last. */
  readonly lines: readonly TheoryLine[];
  readonly points: readonly SimulatedPoint[];
  /** The point at the ratio that is asked for. */
  readonly here: SimulatedPoint | null;
  readonly path: CorpusPath | null;
};

type Theory = Omit<EmergenceOutput, "values" | "points" | "here" | "path">;

const paths = new CorpusPaths();
let lastTheory: { readonly key: string; readonly theory: Theory } | null = null;
const otherMeans = [2, 3, 4, 5, 6, 8];
const learners = [1, 2, 3];

export const computeEmergence: Job<EmergenceValues, EmergenceOutput> = async (values, context) => {
  const theory = theoryOf(values);
  const start = { values, ...theory, path: paths.latest(values) };
  const tasks = tasksOf(start);
  context.partial(withRows(start, rowsOf(tasks, values)));
  const path = await paths.follow(values, theory.range[1], context.yieldNow);
  if (path !== start.path) context.partial(withRows({ ...start, path }, rowsOf(tasks, values)));
  return simulate({ ...start, path }, tasks, context);
};

/** Theory does not depend on the ratio that is asked for: while that is dragged, it is computed once. */
function theoryOf(values: EmergenceValues): Theory {
  const { mean, skills, maxUnlearned, compare } = values;
  const key = [mean, skills, maxUnlearned, compare].join();
  if (lastTheory?.key !== key) lastTheory = { key, theory: newTheoryOf(values) };
  return lastTheory.theory;
}

function newTheoryOf(values: EmergenceValues): Theory {
  const { mean, skills } = values;
  const maxUnlearned = Number(values.maxUnlearned);
  const law = poisson(mean);
  const { value, jumps } = ratioThreshold(law, { maxUnlearned });
  const jump = jumps.find((each) => each.value === value);
  const range = ratioRange(value, mean);
  const finite = finiteSizeLaw(law, { maxUnlearned });
  return {
    range,
    threshold:
      jump === undefined
        ? null
        : { ratio: jump.value, before: 1 - jump.unlearnedBefore, after: 1 - jump.unlearnedAfter },
    window: finite && emergenceWindow(finite, skills),
    chances: finite && chancesOf(finite, skills),
    lines: linesOf(values, maxUnlearned, range[1]),
  };
}

/** The probability of emergence against the ratio, with more points where it rises. */
function chancesOf(finite: FiniteSizeLaw, skills: number): EmergenceOutput["chances"] {
  const { low, middle, high } = emergenceWindow(finite, skills);
  const width = Math.max(high - low, 1e-6);
  const ratios = [
    ...linear(zoom[0] * finite.ratio, zoom[1] * finite.ratio, 61),
    ...linear(middle - 2.5 * width, middle + 2.5 * width, 61),
  ]
    .filter((ratio) => ratio > 0)
    .sort((a, b) => a - b);
  return { ratios, shares: ratios.map((ratio) => emergenceProbability(finite, ratio, skills)) };
}

function linesOf({ mean, compare }: EmergenceValues, maxUnlearned: number, last: number): TheoryLine[] {
  const others =
    compare === "means"
      ? otherMeans.filter((each) => each !== mean).map((each) => ({ mean: each, maxUnlearned }))
      : compare === "learners"
        ? learners.filter((each) => each !== maxUnlearned).map((each) => ({ mean, maxUnlearned: each }))
        : [];
  const all = [...others.map((each) => ({ ...each, main: false })), { mean, maxUnlearned, main: true }];
  return all.map((each) => ({
    ...each,
    ...lineOf(each.mean, each.maxUnlearned, last, each.main ? 160 : 80),
  }));
}

function lineOf(
  mean: number,
  maxUnlearned: number,
  last: number,
  steps: number,
): { ratios: number[]; learned: number[] } {
  const law = poisson(mean);
  const { jumps } = ratioThreshold(law, { maxUnlearned });
  const ratios = withJumps(linear(0, last, steps), jumps);
  return { ratios, learned: ratios.map((ratio) => evolve(law, ratio, { maxUnlearned }).learned) };
}

type Base = Omit<EmergenceOutput, "points" | "here">;
type EmergenceTask = ReturnType<typeof makeTask>;

/** The ratio that is asked for, then those of the points. */
function tasksOf(base: Base): EmergenceTask[] {
  const { values } = base;
  return [values.ratio, ...simulatedRatios(base)].map((ratio) =>
    makeTask(experimentOf(values, ratio), { seed: values.seed }),
  );
}

/** What earlier requests have simulated, unless it was with more trials than are asked for. */
function rowsOf(tasks: readonly EmergenceTask[], { trials }: EmergenceValues): (Row | null)[] {
  return tasks.map(({ id }) => {
    const row = simulated.get(id);
    if (row === undefined || row.trials > trials) return null;
    keep(row);
    return row;
  });
}

function withRows(base: Base, rows: readonly (Row | null)[]): EmergenceOutput {
  const [here = null, ...points] = rows.map((row) => (row === null ? null : pointOf(row)));
  return { ...base, here, points: points.filter((point) => point !== null) };
}

/** Few trials everywhere first, then more: the picture is there at once and gets finer. */
async function simulate(
  base: Base,
  tasks: readonly EmergenceTask[],
  context: JobContext<EmergenceOutput>,
): Promise<EmergenceOutput> {
  const { values } = base;
  const rows = rowsOf(tasks, values);
  let from = 0;
  for (let to = Math.min(10, values.trials); from < values.trials; to = Math.min(4 * to, values.trials)) {
    let isNew = false;
    for (const [i, task] of tasks.entries()) {
      for (let first = rows[i]?.trials ?? 0; first < to; first = rows[i].trials) {
        const more = runTrials(task, [first, Math.min(first + 5, to)]);
        rows[i] = rows[i] === null ? more : mergeRows(rows[i], more);
        isNew = true;
        keep(rows[i]);
        await context.yieldNow();
      }
      if (!isNew || from > 0 || i % 8 !== 7) continue;
      context.partial(withRows(base, rows));
      isNew = false;
    }
    from = to;
    if (isNew && to < values.trials) context.partial(withRows(base, rows));
  }
  return withRows(base, rows);
}

const simulated = new Map<string, Row>();
const maxKept = 500;

/** The one that was not asked for longest makes room. */
function keep(row: Row): void {
  simulated.delete(row.task);
  simulated.set(row.task, row);
  if (simulated.size > maxKept) simulated.delete(simulated.keys().next().value!);
}

/** Ratios over the whole range, close to each other where learning jumps. Round numbers, to be typed again. */
function simulatedRatios({ threshold, range }: Theory): number[] {
  const [, last] = range;
  const wide = linear(last / 12, last, 12);
  const close = threshold === null ? [] : linear(zoom[0] * threshold.ratio, zoom[1] * threshold.ratio, 15);
  const inZoom = (ratio: number): boolean =>
    close.length > 0 && ratio > close[0] && ratio < close[close.length - 1];
  return [...wide.filter((ratio) => !inZoom(ratio)), ...close]
    .map((ratio) => Number(ratio.toPrecision(4)))
    .sort((a, b) => a - b);
}

function experimentOf(values: EmergenceValues, ratio: number): ReturnType<typeof corpusExperiment> {
  const { mean, skills, maxUnlearned } = values;
  const textNumber = textNumberOf(values);
  return corpusExperiment({
    law: poisson(mean),
    ratio,
    skills,
    maxUnlearned: Number(maxUnlearned),
    textNumber,
  });
}

const pointsOfRows = new WeakMap<Row, SimulatedPoint>();

function pointOf(row: Row): SimulatedPoint {
  let point = pointsOfRows.get(row);
  if (point === undefined) pointsOfRows.set(row, (point = newPointOf(row)));
  return point;
}

function newPointOf(row: Row): SimulatedPoint {
  const { learned, emerged } = summarize(row);
  const experiment = row.experiment as ReturnType<typeof experimentOf>;
  const theory = predict(experiment);
  return {
    ratio: experiment.ratio,
    trials: row.trials,
    learned: learned.mean,
    standardError: learned.standardError,
    emerged: row.emerged,
    emergedShare: emerged?.share ?? null,
    emergedLow: emerged?.low ?? null,
    emergedHigh: emerged?.high ?? null,
    theoryLearned: theory.learned,
    theoryEmerged: theory.emerged,
  };
}
