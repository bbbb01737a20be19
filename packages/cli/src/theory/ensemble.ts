import { type DegreeLaw, meanDegree, poisson } from "@onset/core/theory";
import type { Command } from "commander";
import { UsageError } from "../errors.js";
import { newPerText, nonNegative, probability } from "../options.js";
import { lawOf } from "./laws.js";

/** The options of every verb about an ensemble, as the command line gives them. */
export type EnsembleOptions = {
  readonly skillDegrees?: string;
  readonly learner: number;
  readonly unknown: number;
};

/** Adds the options of a verb about an ensemble. */
export function addEnsembleOptions(command: Command): Command {
  return command
    .optionsGroup("Ensemble:")
    .option(
      "--skill-degrees <law>",
      "in how many texts a skill occurs (default: skills are chosen uniformly)",
    )
    .option("--learner <d>", "maxUnlearned: learn up to this many new skills from a text", newPerText, 1)
    .option("--unknown <eps>", "share of the skills unknown at the start", probability, 1);
}

/** The laws of an ensemble; the text law is null when only its kind (Poisson) is given. */
export type Ensemble = { readonly texts: DegreeLaw | null; readonly skills: DegreeLaw | null };

/** Reads the laws of an ensemble. */
export function ensembleOf(law: string, { skillDegrees }: EnsembleOptions): Ensemble {
  const skills = skillDegrees === undefined ? null : lawOf(skillDegrees);
  if (law.trim().toLowerCase() !== "poisson") return { texts: lawOf(law), skills };
  if (skills === null) {
    throw new UsageError(
      "the text law poisson needs its mean (poisson:5), or --skill-degrees and a ratio that give it",
    );
  }
  return { texts: null, skills };
}

/** An ensemble at a ratio of texts to skills: what density evolution takes. */
export type EnsembleAtRatio = {
  readonly texts: DegreeLaw;
  readonly skills: DegreeLaw | number;
  readonly ratio: number;
};

/**
 * Fixes the ratio R of an ensemble. With both laws given the ratio follows from them, as each edge has two
 * ends; with a text law that is just Poisson its mean follows from the ratio.
 */
export function atRatio({ texts, skills }: Ensemble, ratio: number | undefined): EnsembleAtRatio {
  if (skills !== null && texts !== null) {
    const implied = meanDegree(skills) / meanDegree(texts);
    if (ratio !== undefined && Math.abs(ratio - implied) > 1e-9 * implied) {
      throw new UsageError(`--ratio ${ratio} contradicts the laws, which make it ${implied}: leave it out`);
    }
    return { texts, skills, ratio: implied };
  }
  if (ratio === undefined) throw new UsageError("--ratio is missing: say how many texts there are per skill");
  if (texts !== null) return { texts, skills: ratio, ratio };
  if (ratio === 0) throw new UsageError("--ratio must be > 0 where it gives the mean of the text law");
  return { texts: poisson(meanDegree(skills!) / ratio), skills: skills!, ratio };
}

/** `--ratio`, for the verbs that need one. */
export function addRatioOption(command: Command): Command {
  return command.option("--ratio <r>", "texts per skill", nonNegative);
}
