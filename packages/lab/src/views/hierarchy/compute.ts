/** Foundation and fine-tuning: what a domain learns on top of a foundation, and where in the plane of both ratios it emerges. */
import { linear, withJumps } from "@onset/charts";
import { exp } from "@onset/core/base";
import {
  classExperiment,
  type Experiment,
  hierarchyExperiment,
  makeTask,
  summarize,
} from "@onset/core/sweep";
import {
  emergenceBoundary,
  evolve,
  evolveFrozen,
  evolveJoint,
  type Level,
  poisson,
  ratioThreshold,
} from "@onset/core/theory";
import { trialsOf } from "../../parts/trials.js";
import type { Job, JobContext } from "../../worker/protocol.js";
import type { HierarchyValues } from "./parameters.js";

export type Learning = "frozen" | "joint";

/** How levels are learned, in words. */
export const learningNames: Readonly<Record<Learning, string>> = {
  frozen: "level by level",
  joint: "all together",
};

/** Theory at a domain ratio. */
export type DomainPoint = { readonly ratio: number; readonly frozen: number; readonly joint: number };

/** Simulated domain skills at a domain ratio. */
export type SimulatedDomain = {
  readonly ratio: number;
  readonly learning: Learning;
  readonly trials: number;
  readonly learned: number;
  readonly standardError: number;
};

/** A cell of the map: what is learned of the domain at a pair of ratios. */
export type MapCell = { readonly x: number; readonly y: number; readonly domain: number };
export type PlanePoint = { readonly x: number; readonly y: number };

export type LevelFacts = {
  readonly frozen: number;
  readonly joint: number;
  readonly usable: number;
  readonly effectiveRatio: number;
  readonly threshold: number | null;
};

export type HierarchyOutput = {
  readonly values: HierarchyValues;
  /** Foundation, then domain: unlearned shares and what explains them. */
  readonly levels: readonly LevelFacts[];
  readonly lastRatio: number;
  readonly curve: readonly DomainPoint[];
  readonly simulated: readonly SimulatedDomain[];
  readonly plane: { readonly width: number; readonly height: number; readonly columns: number };
  readonly map: readonly MapCell[];
  /** Where the domain jumps when levels are learned one after the other, and where something jumps when together. */
  readonly frozenBoundary: readonly PlanePoint[];
  readonly jointBoundary: readonly PlanePoint[];
};

const columns = 36;

export const computeHierarchy: Job<HierarchyValues, HierarchyOutput> = async (values, context) => {
  let output = theoryOf(values);
  context.partial(output);
  output = { ...output, map: await mapOf(values, output.plane, context) };
  context.partial(output);
  for (const next of simulations(values, output.lastRatio)) {
    const simulated = [...output.simulated, await simulate(next, values, context)];
    output = { ...output, simulated };
    context.partial(output);
  }
  return { ...output, jointBoundary: jointBoundaryOf(values, output.plane) };
};

/** The levels as `onset finetune` makes them: equal numbers of skills. */
export function levelsOf(values: HierarchyValues, foundationRatio: number, domainRatio: number): Level[] {
  const skills = 1000;
  return [
    { skills, texts: foundationRatio * skills, means: [values.foundationMean] },
    { skills, texts: domainRatio * skills, means: [values.basicMean, values.domainMean] },
  ];
}

function theoryOf(values: HierarchyValues): HierarchyOutput {
  const { foundationRatio, domainRatio, foundationMean, domainMean } = values;
  const levels = levelsOf(values, foundationRatio, domainRatio);
  const frozen = evolveFrozen(levels);
  const joint = evolveJoint(levels).unlearned;
  const [foundationJump, domainJump] = frozen.map((level) => level.threshold.value);
  const lastRatio = roundUp(Math.max(1.25 * domainRatio, 3 * (domainJump ?? 2 / domainMean)));
  const width = roundUp(Math.max(1.25 * foundationRatio, 1.7 * (foundationJump ?? 2 / foundationMean)));
  return {
    values,
    levels: frozen.map((level, i) => ({
      frozen: level.unlearned,
      joint: joint[i],
      usable: level.usable,
      effectiveRatio: level.effectiveRatio,
      threshold: level.threshold.value,
    })),
    lastRatio,
    curve: curveOf(values, lastRatio, (domainJump ?? 0) / frozen[1].usable),
    simulated: [],
    plane: { width, height: lastRatio, columns },
    map: [],
    frozenBoundary: frozenBoundaryOf(values, width, lastRatio),
    jointBoundary: [],
  };
}

function roundUp(x: number): number {
  return Math.ceil(5 * x) / 5;
}

function curveOf(values: HierarchyValues, last: number, jump: number): DomainPoint[] {
  return withJumps(linear(0, last, 121), Number.isFinite(jump) ? [{ value: jump }] : []).map((ratio) => {
    const levels = levelsOf(values, values.foundationRatio, ratio);
    return {
      ratio,
      frozen: 1 - evolveFrozen(levels)[1].unlearned,
      joint: 1 - evolveJoint(levels).unlearned[1],
    };
  });
}

/** The domain needs R exp(-c q) = R*, with q what the foundation has left. */
function frozenBoundaryOf(values: HierarchyValues, width: number, height: number): PlanePoint[] {
  const { foundationMean, basicMean, domainMean } = values;
  const needed = ratioThreshold(poisson(domainMean)).value;
  if (needed === null) return [];
  const foundation = poisson(foundationMean);
  const { jumps } = ratioThreshold(foundation);
  return withJumps(linear(0, width, 161), jumps).flatMap((x) => {
    const y = needed * exp(basicMean * evolve(foundation, x).unlearned);
    // One point outside keeps the line running out of the picture.
    return y <= 1.5 * height ? [{ x, y }] : [];
  });
}

async function mapOf(
  values: HierarchyValues,
  { width, height }: HierarchyOutput["plane"],
  { yieldNow }: JobContext<HierarchyOutput>,
): Promise<MapCell[]> {
  const cells: MapCell[] = [];
  for (let i = 0; i < columns; i++) {
    for (let j = 0; j < columns; j++) {
      const [x, y] = [((i + 0.5) * width) / columns, ((j + 0.5) * height) / columns];
      const levels = levelsOf(values, x, y);
      const unlearned =
        values.learning === "frozen" ? evolveFrozen(levels)[1].unlearned : evolveJoint(levels).unlearned[1];
      cells.push({ x, y, domain: 1 - unlearned });
      await yieldNow();
    }
  }
  return cells;
}

function jointBoundaryOf(values: HierarchyValues, { width, height }: HierarchyOutput["plane"]): PlanePoint[] {
  const { foundationMean, basicMean, domainMean } = values;
  const classes = {
    skills: [1, 1],
    texts: [0, 0],
    means: [
      [foundationMean, 0],
      [basicMean, domainMean],
    ],
  };
  const points = emergenceBoundary(
    classes,
    { texts: 0, skills: 0 },
    { texts: 1, skills: 1 },
    { rays: 31, highest: Math.max(width, height), height: 0.1 },
  );
  return points.map(({ ratios: [x, y] }) => ({ x, y })).filter(({ x, y }) => x <= width && y <= height);
}

type Simulation = { readonly ratio: number; readonly learning: Learning; readonly experiment: Experiment };

function simulations(values: HierarchyValues, last: number): Simulation[] {
  const { skills, foundationRatio, foundationMean, basicMean, domainMean } = values;
  const foundationTexts = Math.round(foundationRatio * skills);
  return linear(last / 12, last, 12).flatMap((exact) => {
    const ratio = Number(exact.toPrecision(3));
    const domainTexts = Math.round(ratio * skills);
    const frozen = hierarchyExperiment({
      basicSkills: skills,
      domainSkills: skills,
      foundationTexts,
      domainTexts,
      foundationMean,
      basicMean,
      domainMean,
    });
    const joint = classExperiment({
      skills: [skills, skills],
      texts: [foundationTexts, domainTexts],
      means: [
        [foundationMean, 0],
        [basicMean, domainMean],
      ],
    });
    return [
      { ratio, learning: "frozen", experiment: frozen },
      { ratio, learning: "joint", experiment: joint },
    ];
  });
}

async function simulate(
  { ratio, learning, experiment }: Simulation,
  { trials, seed }: HierarchyValues,
  { yieldNow }: JobContext<HierarchyOutput>,
): Promise<SimulatedDomain> {
  const row = await trialsOf(makeTask(experiment, { seed }), trials, yieldNow);
  const [, { mean, standardError }] = summarize(row).classes ?? [];
  return { ratio, learning, trials, learned: 1 - mean, standardError };
}
