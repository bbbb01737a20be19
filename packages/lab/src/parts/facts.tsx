/** The few numbers that a view is about, large. */
import { pluralText } from "@onset/core/base";
import { type FactWords, facts, sampleTexts } from "@onset/core/report";
import type { ComponentChildren, JSX } from "preact";

export type Fact = {
  readonly label: string;
  readonly value: ComponentChildren;
  /** What it is compared with, or how sure it is. */
  readonly note?: ComponentChildren;
  /** For tests and for people who read the page with programs: the number with all its digits. */
  readonly exact?: number | string | null | undefined;
  readonly name?: string;
};

/** A fact in the words that it has everywhere; `absent` stands where there is none. */
export function numberFact(
  { label, note: usual, format }: FactWords,
  name: string,
  exact: number | null | undefined,
  note: ComponentChildren = usual,
  absent = "…",
): Fact {
  return { label, name, exact, note, value: exact == null ? absent : format(exact) };
}

type Sample = { readonly mean: number; readonly standardError: number; readonly trials: number };

/** A mean over trials, with its standard error; `note` stands beside it while there is none. */
export function sampleFact(words: FactWords, name: string, sample: Sample | null, note = ""): Fact {
  if (sample === null) return numberFact(words, name, null, note);
  const { mean, error } = sampleTexts(sample.mean, sample.standardError);
  const trials = `in ${pluralText(sample.trials, "trial")}`;
  return {
    ...numberFact(words, name, sample.mean, error === null ? trials : `${error} ${trials}`),
    value: mean,
  };
}

/** Where learning jumps; "none" where it does nowhere. */
export function thresholdFact(exact: number | null, note: ComponentChildren): Fact {
  return numberFact(facts.threshold, "threshold", exact, note, "none");
}

/** Facts that are not known yet. */
export function waitingFacts(...all: readonly Pick<FactWords, "label">[]): Fact[] {
  return all.map(({ label }) => ({ label, value: "…" }));
}

export function Facts({ facts: shown }: { readonly facts: readonly Fact[] }): JSX.Element {
  return (
    <dl class="facts">
      {shown.map(({ label, value, note, exact, name }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd data-fact={name} data-exact={exact === undefined || exact === null ? undefined : String(exact)}>
            {value}
            {note !== undefined && note !== "" && <small>{note}</small>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
