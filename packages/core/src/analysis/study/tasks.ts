/**
 * Parts of a study that need nothing but a graph and some numbers, as plain data: whoever has other threads may do them
 * there, beside the rest. Any process gives the same.
 */
import { checkOptions } from "../../base/index.js";
import { type EdgeTypes, SkillTextGraph } from "../../graph/index.js";
import { type CallOptions, callOptionsKeys, Pace } from "../call.js";
import type { DegreeCounts } from "../engine.js";
import { type LabelErrors, relearnWithErrors } from "../prediction/label-errors.js";
import { type Risk, skillsAtRisk } from "../prediction/risk.js";
import { learnRewirings, type TakeOffLaw, takeOffLaw } from "../prediction/take-off.js";
import { measureRobustness, type Robustness } from "./robustness.js";

/** A part of a study; `graph` is the buffer of the texts with their unknown skills, with all of them where `known` tells which. */
export type StudyTask =
  | {
      readonly kind: "rewirings";
      readonly graph: ArrayBuffer;
      readonly types: EdgeTypes;
      readonly maxUnlearned: number;
      readonly seed: number;
      /** The first rewiring, and the one after the last. */
      readonly range: readonly [number, number];
    }
  | {
      readonly kind: "risk";
      readonly graph: ArrayBuffer;
      readonly maxUnlearned: number;
      readonly lost: number;
    }
  | {
      readonly kind: "label-errors";
      readonly graph: ArrayBuffer;
      /** One byte a skill. */
      readonly known: Uint8Array;
      readonly maxUnlearned: number;
      readonly share: number;
      readonly copies: number;
      readonly seed: number;
    }
  | {
      readonly kind: "margin";
      readonly graph: ArrayBuffer;
      /** One byte a skill. */
      readonly known: Uint8Array<ArrayBuffer>;
      readonly maxUnlearned: number;
      readonly seed: number;
      readonly runs: number;
    }
  | { readonly kind: "take-off-law"; readonly counts: DegreeCounts; readonly seed: number };

/** What each kind of task results in. */
export type StudyTaskResults = {
  /** For every rewiring the share of the skills that is learned. */
  readonly rewirings: Float64Array<ArrayBuffer>;
  readonly risk: Risk;
  readonly "label-errors": LabelErrors;
  readonly margin: Robustness;
  /** Null where learning does not jump. */
  readonly "take-off-law": TakeOffLaw | null;
};

/** A task of one kind. */
export type StudyTaskOf<K extends StudyTask["kind"]> = Extract<StudyTask, { readonly kind: K }>;

/** Others who do parts of a study. They change no result. */
export type StudyHelpers = {
  /** How many tasks they do at once. */
  readonly width: number;
  readonly submit: <K extends StudyTask["kind"]>(task: StudyTaskOf<K>) => Promise<StudyTaskResults[K]>;
};

/**
 * Does a part of a study.
 *
 * @example
 * ```ts
 * import { runStudyTask } from "@onset/core/analysis";
 * import { buildGraphOfTexts } from "@onset/core/graph";
 * const { graph } = buildGraphOfTexts(2, Uint32Array.of(0, 1, 3), Uint32Array.of(0, 0, 1));
 * const task = { kind: "risk", graph: graph.buffer, maxUnlearned: 1, lost: 0.5 } as const;
 * [...(await runStudyTask(task)).survival]; // => [0.5, 0.25]
 * ```
 */
export async function runStudyTask<K extends StudyTask["kind"]>(
  task: StudyTaskOf<K>,
  call: CallOptions = {},
): Promise<StudyTaskResults[K]> {
  checkOptions(call, callOptionsKeys, "call");
  // One record a kind, whose result is that of the kind: what no type can say of a union.
  return (await run(task as StudyTask, new Pace(call))) as StudyTaskResults[K];
}

async function run(task: StudyTask, pace: Pace): Promise<StudyTaskResults[StudyTask["kind"]]> {
  if (task.kind === "take-off-law") {
    await pace.at("take-off");
    return takeOffLaw(task.counts, task.seed);
  }
  const graph = SkillTextGraph.from(task.graph);
  const { maxUnlearned } = task;
  switch (task.kind) {
    case "rewirings":
      return learnRewirings(graph, task.types, maxUnlearned, task.seed, task.range, pace);
    case "risk":
      return skillsAtRisk(graph, maxUnlearned, task.lost, pace);
    case "label-errors":
      return relearnWithErrors(graph, task.known, maxUnlearned, task.share, task.copies, task.seed, pace);
    case "margin": {
      const learner = { maxUnlearned, known: task.known };
      return measureRobustness(graph, learner, task.seed, task.runs, pace);
    }
  }
}

/** Cuts the numbers from 0 to `count` into `parts` ranges of about the same length, fewer where there are fewer. */
export function rangesOf(count: number, parts: number): [number, number][] {
  const cuts = Math.min(count, Math.max(1, parts));
  const at = (cut: number): number => Math.round((cut * count) / cuts);
  return Array.from({ length: cuts }, (_, cut) => [at(cut), at(cut + 1)]);
}
