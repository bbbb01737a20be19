/** What a threshold is, and how it is told. */

/** A jump of learning. */
export type Jump = {
  /** The value of the parameter at which it happens. */
  readonly value: number;
  /** The share of all skills that is unlearned just before. */
  readonly unlearnedBefore: number;
  /** The share of all skills that is unlearned just after. */
  readonly unlearnedAfter: number;
};

/** Where learning jumps as a parameter varies. */
export type Threshold = {
  /** What varies: texts per skill, skills per text (of Poisson texts), or the share unknown at the start. */
  readonly parameter: "ratio" | "load" | "epsilon";
  /** The parameter at the highest jump, or else where learning becomes complete; null when neither exists. */
  readonly value: number | null;
  /** The share of all skills that is unlearned just before `value`. */
  readonly unlearnedBefore: number | null;
  /** The share of all skills that is unlearned just after `value`. */
  readonly unlearnedAfter: number | null;
  /** All jumps in the order in which they happen as learning improves: mixtures have several. */
  readonly jumps: readonly Jump[];
  /** The load or epsilon below which everything is learned; null where something always remains. */
  readonly complete: number | null;
  /** What this means, in one sentence. */
  readonly summary: string;
};

/** The sentence for a limit in which there is nothing to learn. */
export const nothingUnknown = "Every skill is known from the start: there is nothing to learn.";

/** More texts for each skill than anybody will ever have: what is said of a jump beyond it is said of a limit. */
const maxRealRatio = 1e15;

/** The threshold of a list of jumps; `stuck` is the sentence for ensembles in which nothing moves. */
export function summarise(
  parameter: Threshold["parameter"],
  jumps: readonly Jump[],
  complete: number | null,
  stuck: string | null,
): Threshold {
  const height = (jump: Jump) => jump.unlearnedBefore - jump.unlearnedAfter;
  const main = jumps.reduce<Jump | null>(
    (best, jump) => (best && height(best) >= height(jump) ? best : jump),
    null,
  );
  const share = (x: number) => (x === 0 ? "0" : x.toPrecision(3));
  const summary = main
    ? `Learning jumps at ${parameter} ${main.value.toPrecision(6)}: the unlearned share falls from ${share(main.unlearnedBefore)} to ${share(main.unlearnedAfter)}${parameter === "ratio" && main.value > maxRealRatio ? ", beyond any real number of texts" : ""}.`
    : (stuck ??
      (complete === null
        ? `Learning is gradual: it jumps at no ${parameter}.`
        : `Learning is gradual and complete below ${parameter} ${complete.toPrecision(6)}.`));
  const whole = complete === null || stuck !== null ? null : complete;
  return {
    parameter,
    value: main ? main.value : whole,
    unlearnedBefore: main ? main.unlearnedBefore : whole === null ? null : 0,
    unlearnedAfter: main ? main.unlearnedAfter : whole === null ? null : 0,
    jumps,
    complete,
    summary,
  };
}
