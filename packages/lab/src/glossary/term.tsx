/** A word that is explained where it stands. */
import type { ComponentChildren, JSX } from "preact";
import { Fragment } from "preact";
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { type TermName, termOf, terms } from "./terms.js";

type TermProps = { readonly name: TermName; readonly children?: ComponentChildren };

/** A button with the word; it opens its meaning below. Escape, another click and leaving close it. */
export function Term({ name, children }: TermProps): JSX.Element {
  const id = useId();
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLSpanElement>(null);
  const { word, meaning, ...more } = terms[name];
  // Before the meaning is seen: a key that is pressed at once closes it too.
  useLayoutEffect(() => {
    if (!open) return;
    const away = (event: Event): void => {
      if (!box.current!.contains(event.target as Node)) setOpen(false);
    };
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === "Escape") setOpen(false);
    };
    addEventListener("pointerdown", away);
    addEventListener("focusin", away);
    addEventListener("keydown", onKey);
    return () => {
      removeEventListener("keydown", onKey);
      removeEventListener("pointerdown", away);
      removeEventListener("focusin", away);
    };
  }, [open]);
  return (
    <span ref={box} class="term">
      <button type="button" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        {children ?? word}
      </button>
      <span id={id} class="meaning" hidden={!open} role="note">
        <strong>{word}</strong> {meaning} {"field" in more && <em>The field says: {more.field}. </em>}
        <a href={`#1/glossary?term=${encodeURIComponent(name)}`}>Glossary</a>
      </span>
    </span>
  );
}

/** A sentence in which `[[skill]]` or `[[skill|skills]]` are terms. */
export function WithTerms({ text }: { readonly text: string }): JSX.Element {
  return (
    <>
      {text.split(/\[\[(.*?)\]\]/).map((part, i) => {
        if (i % 2 === 0) return <Fragment key={i}>{part}</Fragment>;
        const [name, shown = name] = part.split("|");
        return termOf(name) === null ? (
          <Fragment key={i}>{shown}</Fragment>
        ) : (
          <Term key={i} name={name as TermName}>
            {shown}
          </Term>
        );
      })}
    </>
  );
}
