import {
  type DegreeLaw,
  type MixedPoissonLaw,
  meanDegree,
  poisson,
  printLaw,
  zipfSkills,
} from "@onset/core/theory";
import { type Command, InvalidArgumentError } from "commander";
import { UsageError } from "../errors.js";
import { integer, nonNegative, positive, probability } from "../options.js";
import { lawOf } from "./laws.js";
import { addLearnerOptions, type LearnerChoice, type LearnerReport, learnerReport } from "./learner.js";

/** The options of every verb about an ensemble, as the command line gives them. */
export type EnsembleOptions = LearnerChoice & {
  readonly skillDegrees?: string;
  readonly unknown: number;
};

/** Adds the options of a verb about an ensemble. */
export function addEnsembleOptions(command: Command): Command {
  command
    .optionsGroup("Ensemble:")
    .option(
      "--skill-degrees <law>",
      "in how many texts a skill occurs (default: skills are chosen uniformly)",
    );
  return addLearnerOptions(command).option(
    "--unknown <eps>",
    "share of the skills unknown at the start",
    probability,
    1,
  );
}

/** The options of skills of unequal popularity, for the verbs that compute without simulating. */
export type PopularityOptions = { readonly popularity?: number; readonly skills?: number };

/** Adds the options of skills of unequal popularity. */
export function addPopularityOptions(command: Command): Command {
  return command
    .option("--popularity <x>", "texts choose the k-th skill with weight k^-x (default: uniformly)", positive)
    .option("--skills <n>", "number of skills, where it matters (with --popularity: 100000)", skillNumber);
}

/** An option that is a number of skills, also as 1e6. */
function skillNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value))
    throw new InvalidArgumentError("Expected an integer >= 1, such as 10000 or 1e6.");
  return integer(1)(String(value));
}

/** The law of the popularity of skills at a ratio; null where all are equally popular. */
export function popularityOf(
  ensemble: Ensemble,
  { popularity, skills = 100_000 }: PopularityOptions,
  ratio: number,
): MixedPoissonLaw | null {
  if (popularity === undefined) return null;
  if (ensemble.skills !== null) throw new UsageError("--popularity and --skill-degrees exclude each other");
  return zipfSkills(ensemble.texts!, ratio, skills, popularity);
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
export function atRatio(
  ensemble: Ensemble,
  ratio: number | undefined,
  options: PopularityOptions = {},
): EnsembleAtRatio {
  const { texts, skills } = ensemble;
  if (skills !== null && options.popularity !== undefined) {
    throw new UsageError("--popularity and --skill-degrees exclude each other");
  }
  if (skills !== null && texts !== null) {
    const implied = meanDegree(skills) / meanDegree(texts);
    if (ratio !== undefined && Math.abs(ratio - implied) > 1e-9 * implied) {
      throw new UsageError(`--ratio ${ratio} contradicts the laws, which make it ${implied}: leave it out`);
    }
    return { texts, skills, ratio: implied };
  }
  if (ratio === undefined) throw new UsageError("--ratio is missing: say how many texts there are per skill");
  if (texts !== null) {
    return { texts, skills: (ratio > 0 ? popularityOf(ensemble, options, ratio) : null) ?? ratio, ratio };
  }
  if (ratio === 0) throw new UsageError("--ratio must be > 0 where it gives the mean of the text law");
  return { texts: poisson(meanDegree(skills!) / ratio), skills: skills!, ratio };
}

/** `--ratio`, for the verbs that need one. */
export function addRatioOption(command: Command): Command {
  return command.option("--ratio <r>", "texts per skill", nonNegative);
}

/** An ensemble at a ratio, and who learns from it, in a result for other programs. */
export type EnsembleReport = {
  /** The law of the number of skills of a text. */
  readonly texts: string;
  /** The law of the number of texts of a skill; null for skills chosen uniformly, or by popularity. */
  readonly skillDegrees: string | null;
  /** Zipf exponent of the popularity of skills; null where all are equally popular. */
  readonly popularity: number | null;
  /** Texts per skill. */
  readonly ratio: number;
  readonly learner: LearnerReport;
  /** Share of the skills unknown at the start. */
  readonly unknown: number;
};

/** An ensemble at a ratio in a result for other programs. */
export function ensembleReport(
  { texts, skills, ratio }: EnsembleAtRatio,
  options: EnsembleOptions & PopularityOptions,
): EnsembleReport {
  const { popularity = null, unknown } = options;
  return {
    texts: printLaw(texts),
    skillDegrees: typeof skills === "number" || popularity !== null ? null : printLaw(skills),
    popularity,
    ratio,
    learner: learnerReport(options),
    unknown,
  };
}
