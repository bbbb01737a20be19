/** What results are called, and how their numbers are written: the same in terminals, pages and the laboratory. */
import { countText, percentText, pluralText } from "../base/index.js";

/** The words of a fact. */
export type FactWords = {
  readonly label: string;
  /** What is said beside the number; empty where nothing is. */
  readonly note: string;
  readonly format: (value: number) => string;
};

/** Every fact that more than one verb or view tells. */
export type FactName =
  | "learned"
  | "theory"
  | "textError"
  | "rounds"
  | "resting"
  | "threshold"
  | "emerged"
  | "finiteSize"
  | "giant"
  | "predictedGiant"
  | "independentGiant"
  | "ratio"
  | "usable"
  | "effectiveRatio"
  | "joint"
  | "bitsPerCharacter";

const rounded =
  (digits: number) =>
  (value: number): string =>
    String(Number(value.toPrecision(digits)));

function fact(label: string, format: FactWords["format"], note = ""): FactWords {
  return { label, note, format };
}

/** What each fact is called, and how its number is written. */
export const facts: Readonly<Record<FactName, FactWords>> = {
  // What is learned
  learned: fact("learned", percentText, "of the skills"),
  theory: fact("by theory", percentText, "infinitely many skills"),
  textError: fact("text error", smallShareText, "(a new text has a skill that is not learned)"),
  rounds: fact("rounds", (rounds) => pluralText(rounds, "round")),
  resting: fact("resting states", countText, "shares of unlearned skills at which learning can rest"),

  // Whether it jumps
  threshold: fact("threshold", rounded(7)),
  emerged: fact("emerged", percentText, "of trials"),
  finiteSize: fact("by theory", percentText, "finite-size law"),

  // What hangs together
  giant: fact("giant component", percentText),
  predictedGiant: fact("predicted", percentText, "by theory, from degrees"),
  independentGiant: fact("independent", percentText, "if learned at random"),

  // Levels that build on each other
  ratio: fact("ratio", rounded(6)),
  usable: fact("usable", percentText),
  effectiveRatio: fact("effective", rounded(6)),
  joint: fact("joint", percentText),

  // What texts take
  bitsPerCharacter: fact("bits per character", (bits) => bits.toFixed(3)),
};

/** How large the giant component is. */
export function hangTogetherText(skills: number): string {
  return `${pluralText(skills, "skill")} ${skills === 1 ? "hangs" : "hang"} together`;
}

/** How many rounds it took until nothing moved any more. */
export function roundsEndText(rounds: number, converged: boolean): string {
  return converged ? facts.rounds.format(rounds) : `not ended after ${facts.rounds.format(rounds)}`;
}

/** What a text takes: `2.153 bits per character`. */
export function rateText(bytes: number, characters: number): string {
  const { label, format } = facts.bitsPerCharacter;
  return `${format((8 * bytes) / characters)} ${label}`;
}

/** Said where there is no threshold. */
export const gradualText: string = "learning is gradual";

/** What a threshold counts, by its parameter. */
export const thresholdUnits: Readonly<Record<"ratio" | "load" | "epsilon", string>> = {
  ratio: "texts per skill",
  load: "skills per text",
  epsilon: "share of skills unknown at the start",
};

/**
 * A share that may be tiny, with six digits.
 *
 * @param share - In [0, 1].
 *
 * @example
 * ```ts
 * import { smallShareText } from "@onset/core/report";
 * [smallShareText(0.0123456789), smallShareText(0.0001)]; // => ["0.0123457", "1.00000e-4"]
 * ```
 */
export function smallShareText(share: number): string {
  return share === 0 || share >= 0.001 ? String(Number(share.toPrecision(6))) : share.toExponential(5);
}
