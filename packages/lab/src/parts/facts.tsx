/** The few numbers that a view is about, large. */
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

/** A fact that is a number; `absent` stands where there is none. */
export function numberFact(
  label: string,
  name: string,
  exact: number | null | undefined,
  format: (exact: number) => string,
  note?: ComponentChildren,
  absent = "…",
): Fact {
  return { label, name, exact, note, value: exact == null ? absent : format(exact) };
}

/** Facts that are not known yet. */
export function waitingFacts(...labels: readonly string[]): Fact[] {
  return labels.map((label) => ({ label, value: "…" }));
}

export function Facts({ facts }: { readonly facts: readonly Fact[] }): JSX.Element {
  return (
    <dl class="facts">
      {facts.map(({ label, value, note, exact, name }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd data-fact={name} data-exact={exact === undefined || exact === null ? undefined : String(exact)}>
            {value}
            {note !== undefined && <small>{note}</small>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
