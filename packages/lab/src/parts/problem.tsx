/** What went wrong, where it stands. */
import type { ComponentChildren, JSX } from "preact";
import { missingProgram } from "../worker/protocol.js";

/** A notice of what went wrong, with a button where loading the page again may help; nothing where all is well. */
export function Problem({ text }: { readonly text: string | null }): JSX.Element | null {
  if (text === null) return null;
  return <Failure isLoading={text === missingProgram}>{text}</Failure>;
}

type FailureProps = {
  /** What failed is loading a part of the page. */
  readonly isLoading: boolean;
  readonly children: ComponentChildren;
};

export function Failure({ isLoading, children }: FailureProps): JSX.Element {
  return (
    <div class="notice failed" role="alert">
      <p>{children}</p>
      {isLoading && (
        <button type="button" class="primary" onClick={() => location.reload()}>
          Load again
        </button>
      )}
    </div>
  );
}
