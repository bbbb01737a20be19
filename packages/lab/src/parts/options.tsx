import type { JSX } from "preact";

/** The options of a list to open, each a value and what it is called. */
export function Options({ of }: { readonly of: Iterable<readonly [string, string]> }): JSX.Element {
  return (
    <>
      {Array.from(of, ([value, label]) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </>
  );
}
