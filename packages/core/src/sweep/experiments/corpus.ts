import {
  checkInteger,
  checkMaxUnlearned,
  checkNonNegative,
  checkNumber,
  checkOneOf,
  checkOptions,
  checkPositive,
  checkProbability,
  type OptionKeys,
  rejected,
} from "../../base/index.js";
import { checkSuccessTable, type DegreeLaw, meanDegree, normalLaw, poisson } from "../../theory/index.js";
import type { CorpusExperiment, Repeats, TextNumber } from "./experiment.js";

/** What {@link corpusExperiment} takes; all but the law, the ratio and the number of skills may be left out. */
export type CorpusExperimentOptions = {
  /** An experiment in normal form says its model; no other is taken. */
  readonly model?: "corpus" | undefined;
  /** `"poisson"` without a mean, with a skill law: the ratio gives the mean. */
  readonly law: DegreeLaw | "poisson";
  readonly skillDegrees?: DegreeLaw | null | undefined;
  readonly popularity?: number | null | undefined;
  /** May be left out when both laws are given, which make it. */
  readonly ratio?: number | undefined;
  readonly skills: number;
  /** Default `"fixed"`. */
  readonly textNumber?: TextNumber | undefined;
  /** Default `"merge"` for Poisson laws and mixtures of them, else `"redraw"`: sizes are then what the law says. */
  readonly repeats?: Repeats | undefined;
  /** Default 1. */
  readonly maxUnlearned?: number | undefined;
  /** Default 1: nothing is known. */
  readonly unknown?: number | undefined;
  /** Default 1: every text can teach. */
  readonly reliability?: number | undefined;
  /** A table in place of `maxUnlearned`: see {@link CorpusExperiment}. */
  readonly success?: readonly number[] | undefined;
};

export const corpusExperimentOptionsKeys: OptionKeys<CorpusExperimentOptions> = {
  model: true,
  law: true,
  skillDegrees: true,
  popularity: true,
  ratio: true,
  skills: true,
  textNumber: true,
  repeats: true,
  maxUnlearned: true,
  unknown: true,
  reliability: true,
  success: true,
};

/**
 * Returns the experiment of a random corpus in normal form: defaults filled in, laws in one spelling.
 *
 * @throws TypeError or RangeError for what is out of range, and for laws and a ratio that contradict each other.
 *
 * @example
 * ```ts
 * import { corpusExperiment } from "@onset/core/sweep";
 * import { poisson, regular } from "@onset/core/theory";
 * corpusExperiment({ law: poisson(5), ratio: 2.5, skills: 1000 }).repeats; // => "merge"
 * corpusExperiment({ law: regular(6), skillDegrees: regular(3), skills: 1000 }).ratio; // => 0.5
 * corpusExperiment({ law: poisson(5), ratio: 2.5, skills: 0 }); // throws RangeError: "skills" expected an integer >= 1, got 0
 * ```
 */
export function corpusExperiment(options: CorpusExperimentOptions): CorpusExperiment {
  checkOptions(options, corpusExperimentOptionsKeys);
  checkOneOf(options.model ?? "corpus", "model", ["corpus"]);
  const { popularity = null, textNumber = "fixed", maxUnlearned = 1, unknown = 1 } = options;
  const { reliability = 1, success } = options;
  checkProbability(checkPositive(reliability, "reliability"), "reliability");
  if (success !== undefined && maxUnlearned !== 1) {
    throw rejected(maxUnlearned, "maxUnlearned", "nothing beside a success table");
  }
  const table = success === undefined ? undefined : checkSuccessTable(success);
  const skills = checkInteger(options.skills, "skills", 1);
  const skillDegrees = options.skillDegrees == null ? null : normalLaw(options.skillDegrees);
  if (skillDegrees !== null && popularity !== null) {
    throw rejected(popularity, "popularity", "nothing beside a law of skill degrees", true);
  }
  const { law, ratio } = lawAndRatio(options, skillDegrees);
  if (skillDegrees !== null && law.kind !== "poisson" && textNumber === "poisson") {
    throw rejected(textNumber, "textNumber", '"fixed", as both degree laws are given');
  }
  checkInteger(Math.round(ratio * skills), "ratio * skills", 0);
  const drawn = skillDegrees !== null && law.kind === "poisson" ? skillDegrees : law;
  const merges = drawn.kind === "poisson" || drawn.kind === "mixedPoisson";
  const repeats = checkOneOf(options.repeats ?? (merges ? "merge" : "redraw"), "repeats", [
    "merge",
    "redraw",
    "keep",
  ]);
  const isPlain = law.kind === "poisson" && popularity === null && maxUnlearned === 1;
  if (repeats === "keep" && !(isPlain && reliability === 1 && table === undefined)) {
    throw rejected(
      repeats,
      "repeats",
      '"merge" or "redraw" unless texts are Poisson, skills equally popular, D = 1 and all texts teach',
    );
  }
  return {
    model: "corpus",
    law,
    skillDegrees,
    popularity: popularity === null ? null : checkNumber(popularity, "popularity"),
    skills,
    ratio,
    textNumber: checkOneOf(textNumber, "textNumber", ["fixed", "poisson"]),
    repeats,
    maxUnlearned: checkMaxUnlearned(maxUnlearned),
    unknown: checkProbability(unknown, "unknown"),
    // Only what is not the rule: fingerprints of tasks hold all fields.
    ...(reliability === 1 ? {} : { reliability }),
    ...(table === undefined ? {} : { success: table }),
  };
}

/** Edges have two ends: mean text size * ratio = mean skill degree, so that two of the three give the third. */
function lawAndRatio(
  { law, ratio }: CorpusExperimentOptions,
  skillDegrees: DegreeLaw | null,
): { law: DegreeLaw; ratio: number } {
  if (skillDegrees !== null && law !== "poisson") {
    const texts = normalLaw(law);
    const implied = meanDegree(skillDegrees) / meanDegree(texts);
    if (ratio !== undefined && !(Math.abs(ratio - implied) <= 1e-9 * implied)) {
      throw rejected(ratio, "ratio", `${implied}, which the two laws make it (leave it out)`);
    }
    // Kept as it was written, so that an experiment read back from a file is the same to the last bit.
    return { law: texts, ratio: ratio ?? implied };
  }
  if (ratio === undefined) throw rejected(ratio, "ratio", "a number >= 0", true);
  if (law !== "poisson") return { law: normalLaw(law), ratio: checkNonNegative(ratio, "ratio") };
  if (skillDegrees === null) throw rejected(law, "law", "a mean, as in poisson:5, or a law of skill degrees");
  return { law: poisson(meanDegree(skillDegrees) / checkPositive(ratio, "ratio")), ratio };
}
