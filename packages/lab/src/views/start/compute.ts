/** A small random corpus, and what is known after each of its texts. */
import { stream } from "@onset/core/base";
import { graphOfTexts, uniformGraph } from "@onset/core/graph";
import { learnedByTexts, learnRounds } from "@onset/core/learning";
import { poisson } from "@onset/core/theory";
import type { Job } from "../../worker/protocol.js";

export const hundredTexts = 100;
export const hundredSkills = 60;
export const hundredMean = 3;

export type HundredInput = { readonly seed: number; readonly texts: number };

export type HundredOutput = {
  /** How many skills are learned from the first 0, 1, 2, ... texts. */
  readonly learned: readonly number[];
  /** For each skill whether it is learned from the texts that were asked for. */
  readonly flags: readonly boolean[];
  /** For each of these texts how many of its skills are still unknown. */
  readonly gaps: readonly number[];
};

export const computeHundred: Job<HundredInput, HundredOutput> = ({ seed, texts }) => {
  const graph = uniformGraph(
    poisson(hundredMean),
    hundredTexts,
    hundredSkills,
    stream(seed, "lab", "a hundred texts"),
  );
  const order = Uint32Array.from({ length: hundredTexts }, (_, i) => i);
  const learned = Array.from(learnedByTexts(graph, order));
  const part = graphOfTexts(graph, order.slice(0, texts));
  const { learnedFlags, learnedCount } = learnRounds(part);
  if (learnedCount !== learned[texts]) {
    throw new Error(`${learnedCount} skills are learned in rounds, ${learned[texts]} text by text`);
  }
  return {
    learned,
    flags: Array.from(learnedFlags, (flag) => flag === 1),
    gaps: Array.from(
      { length: texts },
      (_, text) => Array.from(part.skillsOfText(text)).filter((skill) => learnedFlags[skill] !== 1).length,
    ),
  };
};
