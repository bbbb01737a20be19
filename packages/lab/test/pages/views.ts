/** A state of every view, and the numbers that the command line prints for it. */

export type ViewCase = {
  readonly id: string;
  /** A state that is computed quickly. */
  readonly hash: string;
  /** The facts of the page, from what the view's own command lines print with --json. */
  // biome-ignore lint/suspicious/noExplicitAny: the output of any verb
  readonly facts: (...printed: any[]) => Record<string, number | null>;
  /** Facts whose names and rounded numbers the command lines print as well. */
  readonly words?: readonly string[];
  /** Elements whose sentences they print. */
  readonly sentences?: string;
};

export const viewCases: readonly ViewCase[] = [
  {
    id: "peel",
    hash: "#1/peel?corpus=random&skills=24&mean=3&ratio=1.2&seed=12&maxUnlearned=1&pace=round&step=3&edits=&chosen=",
    words: ["rounds"],
    facts: ({ learned, unlearned, rounds }) => ({
      learned: Math.round(24 * learned.mean),
      stuck: Math.round(24 * unlearned.mean),
      rounds: rounds.mean,
    }),
  },
  {
    id: "emergence",
    hash: "#1/emergence?mean=4&maxUnlearned=1&skills=2000&ratio=1.5&trials=20&compare=none&seed=3",
    words: ["threshold", "learned", "theory", "emerged"],
    facts: ({ learned, theory, emerged }) => ({
      threshold: theory.threshold.value,
      learned: learned.mean,
      theory: theory.learned,
      emerged,
    }),
  },
  {
    id: "density",
    hash: "#1/density?law=0.3x%2B0.7x%5E6&skillLaw=&ratio=1.7&maxUnlearned=1&unknown=0.9&rounds=300",
    words: ["learned", "textError", "rounds"],
    facts: ({ learned, textError, trajectory, fixedPoints }) => ({
      learned,
      textError,
      rounds: trajectory.length - 1,
      resting: fixedPoints.length,
    }),
  },
  {
    id: "hierarchy",
    hash: "#1/hierarchy?foundationRatio=1.45&foundationMean=4&domainRatio=1.3&basicMean=2&domainMean=3&learning=frozen&skills=1000&trials=2&seed=1",
    words: ["usable", "joint"],
    sentences: ".advice",
    facts: ({ levels: [foundation, domain] }) => ({
      foundation: foundation.frozen.unlearned,
      usable: domain.frozen.usable,
      domain: domain.frozen.unlearned,
      joint: domain.joint.unlearned,
    }),
  },
  {
    id: "errors",
    hash: "#1/errors?mean=4&ratio=2&exponent=1.5&skills=1000&budget=1000000&trials=3&seed=5",
    words: ["textError", "learned"],
    facts: ({ learned, textError }, zipf) => ({ learned, textError, zipfLearned: zipf.learned.mean }),
  },
  {
    id: "trained",
    hash: "#1/trained?ratio=1.3&mean=3&noise=12&rate=1&symbols=4&steps=200&skills=100&seed=1",
    words: ["threshold"],
    facts: ({ learned, theory }) => ({
      threshold: theory.threshold.value,
      peeled: Math.round(100 * learned.mean),
      // What is trained is what is peeled: all of it, and nothing else.
      trained: Math.round(100 * learned.mean),
      others: 0,
    }),
  },
  {
    id: "association",
    hash: "#1/association?corpus=random&occupied=0.7&ratio=0.95&mean=3&skills=600&maxUnlearned=1&known=80&seed=3",
    words: ["learned", "giant", "independent"],
    facts: ({ learned, giant }, theory) => ({
      learned: Math.round(600 * learned.mean),
      giant: giant.mean,
      exact: theory.giant,
      independent: theory.giantIndependent,
    }),
  },
  {
    id: "corpus",
    hash: "#1/corpus?corpus=python-course&known=0&maxUnlearned=1&words=0&skillsField=&textField=&file=&why=sets&label=0&unit=auto&by=auto&lang=auto&names=known&groupBy=",
    words: ["learned", "predicted", "understood"],
    sentences: ".verdict p, .report dd:not(:empty)",
    facts: ({ corpus, learned, stuck, twins, emergence }, next, unlock, why) => ({
      learned: learned.skills,
      predicted: emergence.predictedLearned,
      stuck: stuck.skills,
      rounds: learned.rounds,
      understood: learned.textFraction * corpus.texts,
      twins: twins.skills,
      margin: emergence.measured.margin.median,
      next: next.count,
      taught: unlock.teach.length,
      reached: unlock.skills.reached,
      path: why.path.length,
    }),
  },
  {
    id: "lessons",
    hash: "#1/lessons?lesson=stuck&bet=80&bets=%2C%2C%2C80%2C%2C&puzzle=1&taught=",
    facts: ({ learned }) => ({ truth: learned.fraction }),
  },
  {
    id: "codec",
    hash: "#1/codec?text=a+small+boat+that+carries+people+across+a+river",
    facts: (exact, layered, meaning) => ({
      exact: exact.recordBytes,
      layered: layered.recordBytes,
      meaning: meaning.recordBytes,
      plain: exact.textBytes,
    }),
  },
];
