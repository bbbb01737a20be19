import type { Threshold } from "../../theory/index.js";

/** What theory says of an experiment: an independent witness beside the simulation. */
export type Prediction = {
  /** The share of the skills that is learned or known in the end, in the limit of many skills. */
  readonly learned: number;
  /** 1 - learned, to full relative accuracy. */
  readonly unlearned: number;
  /** The probability that a new text has an unlearned skill; null for several classes of texts. */
  readonly textError: number | null;
  /** What varies, and its value at the highest jump of learning; null where learning is gradual. */
  readonly threshold: {
    readonly parameter: Threshold["parameter"];
    readonly value: number;
    readonly unlearnedBefore: number;
    readonly unlearnedAfter: number;
  } | null;
  /** The share of skills in the giant component of the association graph; null for several classes. */
  readonly giant: number | null;
  /** The same if being learned and being connected were independent. */
  readonly giantIndependent: number | null;
  /** Rounds after which half, and 90 %, of what is ever learned is learned; null for several classes, and where nothing is. */
  readonly rounds: { readonly median: number; readonly ninetieth: number } | null;
  /** The unlearned share of every class of skills, or of basic and domain skills; null where there is one class. */
  readonly classes: readonly number[] | null;
  /** The probability that a corpus of this size emerges, by the finite-size law; null where none is known. */
  readonly emerged: number | null;
};

/** The prediction of an experiment that is no single ensemble: shares alone. */
export function predictClasses(classes: readonly number[], unlearned: number): Prediction {
  const unknown = {
    textError: null,
    threshold: null,
    giant: null,
    giantIndependent: null,
    rounds: null,
    emerged: null,
  };
  return { learned: 1 - unlearned, unlearned, classes, ...unknown };
}
