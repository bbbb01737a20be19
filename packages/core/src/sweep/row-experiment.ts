import { type DegreeLaw, parseLaw, printLaw } from "../theory/index.js";
import { canonicalJson } from "./canonical.js";
import type { ChannelExperimentOptions } from "./experiments/channel.js";
import type { ClassExperimentOptions } from "./experiments/classes.js";
import type { CorpusExperimentOptions } from "./experiments/corpus.js";
import type { CustomExperiment } from "./experiments/custom.js";
import type { Experiment } from "./experiments/experiment.js";
import { experimentFrom } from "./experiments/from-data.js";
import type { HierarchyExperimentOptions } from "./experiments/hierarchy.js";
import type { LevelExperimentOptions } from "./experiments/levels.js";
import { kindOf } from "./kinds.js";

/** A law as a row holds it: its notation, or data where the notation is not exact. */
type WrittenLaw = string | DegreeLaw;

/**
 * An experiment as fields of a row: what its function would fill in is left out, and so is the model of a corpus. Laws stand in
 * the notation of the command line where that gives them back to the last bit.
 */
export type WrittenExperiment =
  | (Omit<CorpusExperimentOptions, "law" | "skillDegrees"> & {
      readonly law: WrittenLaw;
      readonly skillDegrees?: WrittenLaw | undefined;
    })
  | (ClassExperimentOptions & { readonly model: "classes" })
  | (HierarchyExperimentOptions & { readonly model: "hierarchy" })
  | (LevelExperimentOptions & { readonly model: "levels" })
  | (ChannelExperimentOptions & { readonly model: "channel" })
  | CustomExperiment;

const lawFields: ReadonlySet<string> = new Set(["law", "skillDegrees"]);

/** Returns the fields of an experiment in normal form. */
export function writeExperiment(experiment: Experiment): WrittenExperiment {
  const { given, fromData } = kindOf<Experiment>(experiment);
  const all = Object.entries(experiment);
  const isGiven = (name: string) => (given as readonly string[]).includes(name);
  const filled = fromData(Object.fromEntries(all.filter(([name]) => isGiven(name))));
  const defaults = new Map<string, unknown>(Object.entries(filled));
  const told = all.filter(([name, value]) =>
    isGiven(name) ? value !== null : !sameData(value, defaults.get(name)),
  );
  const fields = told.map(([name, value]) => [
    name,
    lawFields.has(name) ? writeLaw(value as DegreeLaw) : value,
  ]);
  return Object.fromEntries(fields) as WrittenExperiment;
}

/** Returns the experiment of these fields, checked and in normal form. */
export function readExperiment(fields: object): Experiment {
  const read = Object.entries(fields).map(([name, value]) => [
    name,
    lawFields.has(name) && typeof value === "string" ? parseLaw(value) : value,
  ]);
  return experimentFrom({ model: "corpus", ...Object.fromEntries(read) });
}

function writeLaw(law: DegreeLaw): WrittenLaw {
  // Counts, means that are mixed, and numbers that a sum of terms rounds stay data.
  if (law.kind === "empirical" || law.kind === "mixedPoisson") return law;
  const notation = printLaw(law);
  return sameData(parseLaw(notation), law) ? notation : law;
}

function sameData(a: unknown, b: unknown): boolean {
  return b !== undefined && canonicalJson(a) === canonicalJson(b);
}
