/** Density evolution of any pair of degree laws: the map, where it rests, and how it goes there. */
import { cos, exp } from "@onset/core/base";
import {
  type DegreeLaw,
  degreeProbability,
  type Equilibrium,
  edgeView,
  epsilonThreshold,
  evolve,
  fixedPoints,
  loadThreshold,
  meanDegree,
  parseLaw,
  poisson,
  printLaw,
  ratioThreshold,
  type Threshold,
  trajectory,
} from "@onset/core/theory";
import { isOpen } from "../../laws/problem.js";
import type { Job } from "../../worker/protocol.js";
import type { DensityValues } from "./parameters.js";

export type DensityOutput = {
  readonly values: DensityValues;
  readonly texts: string;
  readonly skills: string | null;
  readonly ratio: number;
  /** The map q -> f(q) of one round, on a grid. */
  readonly map: readonly { readonly q: number; readonly next: number }[];
  /** q after 0, 1, 2, ... rounds. */
  readonly path: readonly number[];
  /** The share of unlearned skills after 0, 1, 2, ... rounds. */
  readonly unlearned: readonly number[];
  readonly end: {
    readonly learned: number;
    readonly unlearned: number;
    readonly textError: number;
    readonly rounds: number;
    readonly converged: boolean;
  };
  readonly resting: readonly Equilibrium[];
  readonly threshold: Threshold;
  /** The laws, for those who want to see them: degree and probability. */
  readonly textBars: readonly Bar[];
};

export type Bar = { readonly degree: number; readonly probability: number };

export const computeDensity: Job<DensityValues, DensityOutput> = (values) => {
  const { texts, skills, ratio } = ensembleOf(values);
  const options = { maxUnlearned: Number(values.maxUnlearned), unknown: values.unknown };
  const map = roundMap(texts, skills, options);
  const rounds = trajectory(texts, skills, options);
  const { learned, unlearned, textError, converged } = evolve(texts, skills, options);
  return {
    values,
    texts: isOpen(values.law, "texts") ? "poisson" : printLaw(texts),
    skills: typeof skills === "number" ? null : printLaw(skills),
    ratio,
    map: gridOf(values.unknown).map((q) => ({ q, next: map(q) })),
    path: pathOf(map, values.unknown, Math.min(300, rounds.unlearned.length - 1)),
    unlearned: [...rounds.unlearned],
    end: {
      learned,
      unlearned,
      textError,
      rounds: rounds.unlearned.length - 1,
      converged: converged && rounds.converged,
    },
    resting: fixedPoints(texts, skills, options),
    threshold: thresholdOf(values, texts, skills, options),
    textBars: barsOf(texts),
  };
};

type Ensemble = { readonly texts: DegreeLaw; readonly skills: DegreeLaw | number; readonly ratio: number };

/** As `onset evolve` takes it: with both laws the ratio follows, with plain poisson the mean of the texts does. */
export function ensembleOf({ law, skillLaw, ratio }: DensityValues): Ensemble {
  const skills = isOpen(skillLaw, "skills") ? null : parseLaw(skillLaw);
  if (isOpen(law, "texts")) {
    if (skills === null)
      throw new RangeError("Say the mean of the Poisson law (poisson:5), or a law of skills that gives it.");
    return { texts: poisson(meanDegree(skills) / ratio), skills, ratio };
  }
  const texts = parseLaw(law);
  if (skills === null) return { texts, skills: ratio, ratio };
  return { texts, skills, ratio: meanDegree(skills) / meanDegree(texts) };
}

type LearnerOptions = { readonly maxUnlearned: number; readonly unknown: number };

/** One round: u = sum_{j<D} q^j rho^(j)(1-q)/j!, then q <- eps lambda(1-u). */
function roundMap(
  texts: DegreeLaw,
  skills: DegreeLaw | number,
  { maxUnlearned, unknown }: LearnerOptions,
): (q: number) => number {
  const degree = typeof skills === "number" ? meanDegree(texts) * skills : 0;
  return (q) => {
    let teach = 0;
    let factor = 1;
    for (let j = 0; j < maxUnlearned; j++) {
      teach += factor * edgeView(texts, 1 - q, j);
      factor *= q / (j + 1);
    }
    const missed = Math.min(1, Math.max(0, 1 - teach));
    const rest = typeof skills === "number" ? exp(-degree * (1 - missed)) : edgeView(skills, missed);
    return unknown * rest;
  };
}

/** More points at the ends, where maps are steep. */
function gridOf(unknown: number): number[] {
  return Array.from({ length: 241 }, (_, i) => (unknown * (1 - cos((Math.PI * i) / 240))) / 2);
}

function pathOf(map: (q: number) => number, unknown: number, rounds: number): number[] {
  const path = [unknown];
  for (let i = 0; i < rounds; i++) path.push(map(path[i]));
  return path;
}

function thresholdOf(
  { law }: DensityValues,
  texts: DegreeLaw,
  skills: DegreeLaw | number,
  options: LearnerOptions,
): Threshold {
  if (typeof skills === "number") return ratioThreshold(texts, options);
  if (isOpen(law, "texts")) return loadThreshold(skills, options);
  return epsilonThreshold(texts, skills, { maxUnlearned: options.maxUnlearned });
}

/** The degrees that matter, as many as can be drawn. */
function barsOf(law: DegreeLaw): Bar[] {
  const last = Math.ceil(Math.max(8, 3 * meanDegree(law)));
  return Array.from({ length: Math.min(60, last) + 1 }, (_, degree) => ({
    degree,
    probability: degreeProbability(law, degree),
  }));
}
