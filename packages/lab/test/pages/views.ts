/** A state of every view, and the numbers that the command line prints for it. */

export type ViewCase = {
  readonly id: string;
  /** A state that is computed quickly. */
  readonly hash: string;
  /** The facts of the page, from what the view's own command line prints with --json. */
  // biome-ignore lint/suspicious/noExplicitAny: the output of any verb
  readonly facts: (printed: any) => Record<string, number | null>;
};

export const viewCases: readonly ViewCase[] = [
  {
    id: "peel",
    hash: "#1/peel?corpus=random&skills=24&mean=3&ratio=1.2&seed=12&learner=1&pace=round&step=3&edits=&chosen=",
    facts: ({ learned, unlearned, rounds }) => ({
      learned: Math.round(24 * learned.mean),
      stuck: Math.round(24 * unlearned.mean),
      rounds: rounds.mean,
    }),
  },
  {
    id: "emergence",
    hash: "#1/emergence?mean=4&learner=1&skills=2000&ratio=1.5&trials=20&compare=none&seed=3",
    facts: ({ learned, theory, emerged }) => ({
      threshold: theory.threshold.value,
      learned: learned.mean,
      theory: theory.learned,
      emerged,
    }),
  },
];
