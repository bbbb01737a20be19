/** The words of the laboratory, each in one or two sentences. The field's own word stands beside ours. */

export type Term = {
  readonly word: string;
  readonly meaning: string;
  /** What coding theory, percolation or statistics call it. */
  readonly field?: string;
  /** A state of the laboratory where it is to be seen. */
  readonly see?: string;
};

export const terms = {
  text: {
    word: "text",
    meaning:
      "Something that is read: an article, a verse, an exercise, a proof. A text needs some skills, and it can teach those of them that are new.",
    field: "check node, constraint",
    see: "1/peel",
  },
  skill: {
    word: "skill",
    meaning:
      "Something that is learned from texts: a word, a concept, a theorem. A skill is either known or not yet known.",
    field: "variable node, symbol",
    see: "1/peel",
  },
  corpus: {
    word: "corpus",
    meaning: "A collection of texts.",
    see: "1/corpus",
  },
  learning: {
    word: "learning",
    meaning:
      "A reader goes through the texts again and again. A text with a single unknown skill (or up to D of them) teaches it. Reading ends when no text can teach any more.",
    field: "peeling, iterative decoding over erasures",
    see: "1/peel",
  },
  ratio: {
    word: "texts per skill, R",
    meaning: "The number of texts divided by the number of skills.",
    field: "inverse load, constraint density",
    see: "1/emergence",
  },
  mean: {
    word: "skills per text, c",
    meaning: "How many skills a text needs, on average.",
    field: "mean check degree",
    see: "1/emergence",
  },
  D: {
    word: "D",
    meaning:
      "How many new skills a text can teach at once. With D = 1 a text teaches only when exactly one of its skills is new.",
    field: "D = 1 is the peeling decoder",
    see: "1/emergence?compare=learners",
  },
  threshold: {
    word: "threshold, R*",
    meaning:
      "The number of texts per skill at which the learned share jumps. Below it little is learned, above it nearly all.",
    field: "decoding threshold; a phase transition of first order",
    see: "1/emergence",
  },
  emergence: {
    word: "emergence",
    meaning: "A large part of the skills is learned all at once when a few more texts are added.",
    field: "phase transition",
    see: "1/emergence",
  },
  window: {
    word: "window",
    meaning:
      "The range of R in which chance decides: at its lower end one random corpus in ten emerges, at its upper end nine in ten.",
    field: "finite-length scaling window, waterfall",
    see: "1/emergence",
  },
  round: {
    word: "round",
    meaning: "All texts that can teach do so at once, from what was known before the round.",
    field: "iteration of message passing",
    see: "1/peel",
  },
  tunnel: {
    word: "tunnel",
    meaning:
      "The gap between what is unknown before a round and after it. While the gap is open, every round gains something. Where it closes, learning stops.",
    field: "decoding tunnel of density evolution",
    see: "1/density",
  },
  "density evolution": {
    word: "density evolution",
    meaning:
      "The theory for infinitely many skills. It follows one number from round to round: the share of skills that is still unknown.",
    field: "density evolution, mean-field theory",
    see: "1/density",
  },
  core: {
    word: "core",
    meaning:
      "Skills and texts in which learning is stuck: each of these texts still lacks more skills than it can teach.",
    field: "stopping set; for D = 1 the 2-core of a hypergraph",
    see: "1/peel",
  },
  twins: {
    word: "twins",
    meaning:
      "Skills that occur in exactly the same texts. No text can tell them apart, so none is learned alone.",
    field: "repeated columns",
    see: "1/corpus",
  },
  margin: {
    word: "margin",
    meaning: "The share of the texts that can be lost before half of what was learned is lost.",
    field: "distance to the threshold",
    see: "1/corpus",
  },
  association: {
    word: "association",
    meaning: "Two learned skills are associated when a text holds both.",
    field: "edge of the one-mode projection",
    see: "1/association",
  },
  "giant component": {
    word: "giant component",
    meaning:
      "The largest set of learned skills that hang together by associations, when it is a fixed share of all skills.",
    field: "giant component (percolation)",
    see: "1/association",
  },
  foundation: {
    word: "foundation",
    meaning: "Skills that are learned first and that later texts take for granted.",
    field: "side information",
    see: "1/hierarchy",
  },
  "Zipf law": {
    word: "Zipf law",
    meaning:
      "A few skills are very popular and most are rare: the skill of rank s is chosen with weight s to the power of −a.",
    field: "power-law popularity",
    see: "1/errors",
  },
  seed: {
    word: "seed",
    meaning:
      "The number from which all randomness follows. The same seed draws the same corpus, here and in the command.",
    see: "1/emergence",
  },
  patience: {
    word: "patience",
    meaning:
      "The number of training steps before the noise at the start has grown so large that a trained model begins to guess.",
    see: "1/trained",
  },
  codec: {
    word: "codec",
    meaning:
      "A pair of programs. One turns a text into as few bytes as it can, the other turns the bytes into the text again.",
    field: "source code",
    see: "1/codec",
  },
} as const satisfies Readonly<Record<string, Term>>;

export type TermName = keyof typeof terms;

export function termOf(name: string): Term | null {
  return Object.hasOwn(terms, name) ? terms[name as TermName] : null;
}
