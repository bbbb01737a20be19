import {
  checkInteger,
  checkOptions,
  checkPositive,
  type OptionKeys,
  orText,
  rejected,
} from "../../base/index.js";
import { type DegreeLaw, type NotationOptions, parseLaw, parseSuccess } from "../../theory/index.js";
import type { EngineName } from "../engines/engine.js";
import { type ChannelExperimentOptions, channelExperiment } from "../experiments/channel.js";
import { classExperiment } from "../experiments/classes.js";
import { corpusExperiment } from "../experiments/corpus.js";
import type { Experiment, Repeats, TextNumber } from "../experiments/experiment.js";
import { type HierarchyExperimentOptions, hierarchyExperiment } from "../experiments/hierarchy.js";
import { levelExperiment } from "../experiments/levels.js";
import type { SweepTask } from "../run-sweep.js";
import type { StopRule } from "../stop.js";
import { makeTask } from "../task.js";
import { scaledClasses, writtenClasses, writtenLevels } from "./classes.js";
import { type GridObject, withKnownKeys } from "./keys.js";
import { valuesOf } from "./values.js";

const notationOptionsKeys: OptionKeys<NotationOptions> = { readFile: true };
const ruleKeys = ["trials", "maxEvents", "targetError"];
const taskKeys = ["seed", "engine"];
const learnerKeys = ["maxUnlearned", "unknown"];
const corpusKeys = [
  ...["law", "skillDegrees", "popularity", "skills", "ratio", "textNumber", "repeats"],
  ...["reliability", "success"],
];
/** A model of experiments in a grid. */
type GridModel = {
  readonly keys: readonly string[];
  readonly experiment: (point: Point, title: string, options: NotationOptions) => Experiment;
};

/** The models, by the key that only they have. */
const models = {
  law: { keys: [...corpusKeys, ...learnerKeys], experiment: corpusOf },
  classes: { keys: ["classes", "scale", "textNumber", ...learnerKeys], experiment: classesOf },
  hierarchy: { keys: ["hierarchy", "scale", "maxUnlearned"], experiment: hierarchyOf },
  channel: { keys: ["channel", "parameter", "code", "rate", "packets"], experiment: channelOf },
} as const satisfies Readonly<Record<string, GridModel>>;
type Model = keyof typeof models;

const classKeys = ["skills", "texts", "means"];
const levelKeys = ["skills", "levels"];
const hierarchyKeys = [
  ...["basicSkills", "domainSkills", "foundationTexts", "domainTexts"],
  ...["foundationMean", "basicMean", "domainMean"],
];

const maxTasks = 100_000;

/**
 * Returns the tasks of a grid: all combinations of the values of its keys, those of the last key changing fastest, each
 * task once. A list of grids gives the tasks of all of them.
 *
 * | key | value or values |
 * |---|---|
 * | `law` | the law of the texts as on the command line: `"poisson:5"` |
 * | `skills`, `ratio` | numbers of skills, texts per skill |
 * | `skillDegrees`, `popularity`, `textNumber`, `repeats`, `maxUnlearned`, `unknown`, `reliability`, `success` | see `corpusExperiment`; a table of success is written `"1,0.5"` |
 * | `classes` or `hierarchy` in place of `law` | objects: see `classExperiment`, `hierarchyExperiment`, `levelExperiment` |
 * | `scale` beside them | a factor of the numbers of texts of all classes, or levels |
 * | `channel` in place of `law`, with `parameter`, `code`, `rate`, `packets` | see `channelExperiment` |
 * | `seed`, `engine` | see `makeTask` |
 * | `trials`, `maxEvents`, `targetError` | one value each: when a task has enough; `trials` is needed |
 *
 * A value is one, a list, or a range such as `{ "from": 2.3, "to": 2.6, "step": 0.05 }` (see the documentation of grids).
 *
 * @param grid - A grid, or a list of grids, as JSON gives it.
 * @param options - How the files of `counts:FILE` laws are read.
 * @throws TypeError or RangeError that names the key; an unknown one with the key that was probably meant.
 *
 * @example
 * ```ts
 * import { expandGrid } from "@onset/core/sweep";
 * const grid = { law: "poisson:5", skills: [1e3, 1e6], ratio: { from: 2.4, to: 2.6, step: 0.1 }, trials: 100 };
 * expandGrid(grid).length; // => 6
 * expandGrid({ ...grid, ration: 2 }); // throws RangeError: "grid" has no key "ration": did you mean "ratio"?
 * ```
 */
export function expandGrid(grid: unknown, options: NotationOptions = {}): SweepTask[] {
  checkOptions(options, notationOptionsKeys);
  const tasks = new Map<string, SweepTask>();
  const grids = Array.isArray(grid) ? grid : [grid];
  for (const [i, item] of grids.entries()) {
    const title = Array.isArray(grid) ? `grid[${i}]` : "grid";
    for (const sweepTask of tasksOf(item, title, options)) {
      if (!tasks.has(sweepTask.task.id)) tasks.set(sweepTask.task.id, sweepTask);
    }
  }
  if (tasks.size === 0) throw rejected(grid, "grid", "at least one task");
  return [...tasks.values()];
}

function* tasksOf(value: unknown, title: string, options: NotationOptions): Generator<SweepTask> {
  const model = modelOf(value, title);
  const keys = withKnownKeys(value, title, ["schema", ...models[model].keys, ...taskKeys, ...ruleKeys]);
  if (keys.schema !== undefined && keys.schema !== "onset/grid@2") {
    throw rejected(keys.schema, `${title}.schema`, '"onset/grid@2"');
  }
  const rule = ruleOf(keys, title);
  const axes = [...models[model].keys, ...taskKeys].filter((key) => keys[key] !== undefined);
  const values = axes.map((key) =>
    valuesOf(keys[key], `${title}.${key}`, key === "skills" || key === "packets"),
  );
  const size = values.reduce((product, list) => product * list.length, 1);
  if (!(size <= maxTasks)) throw rejected(size, title, `at most ${maxTasks} tasks`);
  for (let number = 0; number < size; number++) {
    const point: Record<string, unknown> = {};
    let rest = number;
    for (let axis = axes.length - 1; axis >= 0; axis--) {
      const list = values[axis];
      point[axes[axis]] = list[rest % list.length];
      rest = Math.floor(rest / list.length);
    }
    const { seed, engine } = point as Point;
    yield {
      task: makeTask(models[model].experiment(point as Point, title, options), { seed, engine }),
      rule,
    };
  }
}

function modelOf(value: unknown, title: string): Model {
  const keys = typeof value === "object" && value !== null ? value : {};
  const found = (Object.keys(models) as Model[]).filter((model) => model in keys);
  if (found.length === 1) return found[0];
  if (found.length > 1)
    throw new RangeError(`"${title}" has the keys ${found.join(" and ")}: use one of them`);
  // A typo in the key of the model is told as such.
  withKnownKeys(value, title, [
    "schema",
    ...Object.values(models).flatMap(({ keys }) => keys),
    ...taskKeys,
    ...ruleKeys,
  ]);
  const names = Object.keys(models).map((model) => `"${model}"`);
  throw new RangeError(`"${title}" needs a key ${orText(names)}`);
}

function ruleOf(keys: GridObject, title: string): StopRule {
  const { trials, maxEvents, targetError } = keys as Record<string, number | undefined>;
  if (trials === undefined) throw new RangeError(`"${title}" needs a key "trials": how many at most`);
  return {
    maxTrials: checkInteger(trials, `${title}.trials`, 1),
    maxEvents: maxEvents === undefined ? undefined : checkInteger(maxEvents, `${title}.maxEvents`, 1),
    targetError: targetError === undefined ? undefined : checkPositive(targetError, `${title}.targetError`),
  };
}

/** One value of every key. */
type Point = {
  readonly law: string | DegreeLaw;
  readonly skillDegrees?: string | DegreeLaw | null;
  readonly popularity?: number | null;
  readonly skills: number;
  readonly ratio?: number;
  readonly textNumber?: TextNumber;
  readonly repeats?: Repeats;
  readonly classes?: unknown;
  readonly hierarchy?: unknown;
  readonly scale?: number;
  readonly maxUnlearned?: number;
  readonly unknown?: number;
  readonly reliability?: number;
  readonly success?: string | readonly number[] | null;
  readonly seed?: number;
  readonly engine?: EngineName | "auto";
};

function corpusOf(point: Point, _title: string, options: NotationOptions): Experiment {
  const { seed: _seed, engine: _engine, law, skillDegrees, success, ...rest } = point;
  return corpusExperiment({
    ...rest,
    law: law === "poisson" ? law : lawOf(law, options),
    skillDegrees: skillDegrees == null ? null : lawOf(skillDegrees, options),
    success: success == null ? undefined : tableOf(success),
  });
}

function classesOf(point: Point, title: string): Experiment {
  const { textNumber, maxUnlearned, unknown, scale = 1 } = point;
  const classes = withKnownKeys(point.classes, `${title}.classes`, classKeys);
  return classExperiment({
    ...scaledClasses(writtenClasses(classes, `${title}.classes`), scale),
    textNumber,
    maxUnlearned,
    unknown,
  });
}

function hierarchyOf({ hierarchy, maxUnlearned, scale = 1 }: Point, title: string): Experiment {
  const of = `${title}.hierarchy`;
  const written = withKnownKeys(hierarchy, of, [...hierarchyKeys, ...levelKeys]);
  if (written.levels !== undefined) {
    const levels = writtenLevels(withKnownKeys(hierarchy, of, levelKeys), of);
    return levelExperiment({ ...scaledClasses(levels, scale), maxUnlearned });
  }
  const sizes = withKnownKeys(hierarchy, of, hierarchyKeys) as HierarchyExperimentOptions;
  const scaled = {
    foundationTexts: Math.round(scale * sizes.foundationTexts),
    domainTexts: Math.round(scale * sizes.domainTexts),
  };
  return hierarchyExperiment({ ...sizes, ...(scale === 1 ? {} : scaled), maxUnlearned });
}

function channelOf({ seed: _seed, engine: _engine, law: _law, ...rest }: Point): Experiment {
  return channelExperiment(rest as unknown as ChannelExperimentOptions);
}

/** A table of success in its notation, or as a list in a list. */
function tableOf(value: string | readonly number[]): readonly number[] {
  const table = typeof value === "string" ? parseSuccess(value) : value;
  if (typeof table !== "function") return table;
  throw rejected(value, "success", "a table such as 1,0.5: a function cannot be simulated");
}

/** A law in its notation, or as the data of which it consists. */
function lawOf(value: string | DegreeLaw, options: NotationOptions): DegreeLaw {
  return typeof value === "object" && value !== null ? value : parseLaw(value, options);
}
