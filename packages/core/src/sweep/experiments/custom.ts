import {
  checkFunction,
  checkInteger,
  checkOptions,
  checkProbability,
  type OptionKeys,
  type RandomStream,
  rejected,
} from "../../base/index.js";
import { canonicalJson } from "../canonical.js";

/** What a trial of an experiment of one's own depends on: plain data. */
export type CustomParameters = { readonly [name: string]: unknown };

/** A point of an experiment that {@link defineExperiment} made: its name and its parameters, as data. */
export type CustomExperiment = {
  readonly model: "custom";
  readonly name: string;
  readonly parameters: CustomParameters;
};

/** What theory says of an experiment of one's own. */
export type CustomPrediction = {
  /** The share of the skills that stays unlearned. */
  readonly unlearned: number;
  /** The probability that a trial emerges; null or left out where none is known. */
  readonly emerged?: number | null | undefined;
};

/** What {@link defineExperiment} takes. */
export type ExperimentDefinition<P extends CustomParameters> = {
  /** Lower-case letters, digits and hyphens, a letter first. With the parameters it makes the id of a task. */
  readonly name: string;
  /** Names of what a trial counts beside `unlearned`: letters and digits, a letter first. Default: nothing. */
  readonly counts?: readonly string[] | undefined;
  /** Throws for parameters that are out of range. Default: all are taken. */
  readonly check?: ((parameters: P) => void) | undefined;
  /** Of how many skills `unlearned` is a part: an integer >= 1. */
  readonly skills: (parameters: P) => number;
  /**
   * Does once what all trials share, and returns what one trial does: it draws from its stream and from nothing else,
   * and returns its counts, integers >= 0, by name. `unlearned` is one of them.
   */
  readonly prepare: (parameters: P) => (rng: RandomStream) => Readonly<Record<string, number>>;
  /** Theory, to be laid beside what is simulated. Default: none. */
  readonly predict?: ((parameters: P) => CustomPrediction) | undefined;
  /** The learned share above which a trial counts as emerged, in [0, 1]; null where learning is gradual. Default null. */
  readonly emergedAbove?: ((parameters: P) => number | null) | undefined;
  /** Nanoseconds of a trial, roughly: it makes the size of a batch. Default 1e5. */
  readonly cost?: ((parameters: P) => number) | undefined;
  /** Bytes that a worker needs at its peak. Default 5e7. */
  readonly memory?: ((parameters: P) => number) | undefined;
};

const definitionKeys: OptionKeys<ExperimentDefinition<CustomParameters>> = {
  name: true,
  counts: true,
  check: true,
  skills: true,
  prepare: true,
  predict: true,
  emergedAbove: true,
  cost: true,
  memory: true,
};

/** Tasks are data, so that they can be posted and kept; what they do is found by name where they run. */
const definitions = new Map<string, ExperimentDefinition<CustomParameters>>();

/**
 * Defines an experiment of one's own, and returns the function that makes its points. Points are plain data in normal
 * form: {@link makeTask}, {@link runSweep}, rows, stop rules and shards take them as they take the built-in ones.
 *
 * A worker must define it too: put the definition into a module, and import that where trials run. A name is defined
 * once: two functions would have the same tasks.
 *
 * @param definition - See {@link ExperimentDefinition}.
 * @returns A function of the parameters. It throws a TypeError for what JSON cannot hold.
 * @throws TypeError or RangeError for a key or a name that there cannot be.
 *
 * @example
 * ```ts
 * import { defineExperiment, makeTask, predict, runTrials, summarize } from "@onset/core/sweep";
 * // Every text names one skill: texts are coupons.
 * const coupons = defineExperiment({
 *   name: "coupons",
 *   skills: ({ skills }: { skills: number; texts: number }) => skills,
 *   prepare: ({ skills, texts }) => (rng) => {
 *     const seen = new Set<number>();
 *     for (let text = 0; text < texts; text++) seen.add(rng.nextInteger(skills));
 *     return { unlearned: skills - seen.size };
 *   },
 *   predict: ({ skills, texts }) => ({ unlearned: (1 - 1 / skills) ** texts }),
 * });
 * const experiment = coupons({ skills: 100, texts: 200 });
 * const { unlearned } = summarize(runTrials(makeTask(experiment), [0, 500]));
 * Math.abs(unlearned.mean - predict(experiment)!.unlearned) < 5 * unlearned.standardError; // => true
 * defineExperiment({ name: "My coupons", skills: () => 1, prepare: () => () => ({ unlearned: 0 }) }); // throws RangeError: "name" expected lower-case letters, digits and hyphens, got "My coupons"
 * ```
 */
export function defineExperiment<P extends CustomParameters>(
  definition: ExperimentDefinition<P>,
): (parameters: P) => CustomExperiment {
  checkOptions(definition, definitionKeys, "definition");
  const { name, counts = [] } = definition;
  if (!/^[a-z][a-z0-9-]*$/.test(name)) throw rejected(name, "name", "lower-case letters, digits and hyphens");
  for (const [i, count] of counts.entries()) {
    if (count === "unlearned" || counts.indexOf(count) !== i || !/^[a-zA-Z][a-zA-Z0-9]*$/.test(count)) {
      throw rejected(count, `counts[${i}]`, "letters and digits, each name once and beside unlearned");
    }
  }
  for (const key of ["skills", "prepare"] as const) checkFunction(definition[key], key);
  if (definitions.has(name)) throw new RangeError(`the experiment "${name}" is defined already`);
  definitions.set(name, definition as unknown as ExperimentDefinition<CustomParameters>);
  return (parameters) => customExperiment({ name, parameters });
}

/** Returns a point of a defined experiment in normal form, checked. */
export function customExperiment({
  name,
  parameters,
}: Pick<CustomExperiment, "name" | "parameters">): CustomExperiment {
  const definition = definitionOf(name);
  if (typeof parameters !== "object" || parameters === null || Array.isArray(parameters)) {
    throw rejected(parameters, "parameters", "an object", true);
  }
  // Written once and read back: equal parameters are equal texts, and nobody can change them later.
  const normal = JSON.parse(canonicalJson(parameters)) as CustomParameters;
  definition.check?.(normal);
  checkInteger(definition.skills(normal), "skills", 1);
  const level = definition.emergedAbove?.(normal) ?? null;
  if (level !== null) checkProbability(level, "emergedAbove");
  return { model: "custom", name, parameters: normal };
}

/** The definition of a name. */
export function definitionOf(name: string): ExperimentDefinition<CustomParameters> {
  const definition = definitions.get(name);
  if (definition !== undefined) return definition;
  const defined = definitions.size === 0 ? "none is" : `these are: ${[...definitions.keys()].join(", ")}`;
  throw new RangeError(
    `no experiment ${JSON.stringify(name)} is defined here (${defined}); import the module that defines it`,
  );
}
