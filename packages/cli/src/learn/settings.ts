/** What a run of `onset learn` is asked to do with a corpus once it is read. */
export type LearnSettings = {
  /** D: a text with at most so many unlearned skills teaches them. */
  readonly maxUnlearned: number;
  /** Skills known from the start: none, the most frequent ones, or those of a list. */
  readonly known: Known;
  /** Share of the texts held back to measure the error on new texts; 0 for none. */
  readonly holdout: number;
  readonly seed: number;
};

/** Which skills are known from the start. */
export type Known =
  | { readonly kind: "none" }
  | { readonly kind: "top"; readonly count: number }
  | { readonly kind: "list"; readonly label: string; readonly names: readonly string[] };
