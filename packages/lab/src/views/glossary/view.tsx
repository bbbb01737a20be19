import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { type Term, terms } from "../../glossary/terms.js";
import { type BodyProps, definePage } from "../view.js";
import { glossaryParameters } from "./parameters.js";

const sorted: readonly (readonly [string, Term])[] = Object.entries(terms).sort(([, a], [, b]) =>
  a.word.localeCompare(b.word, "en"),
);

function GlossaryBody({ values }: BodyProps<typeof glossaryParameters, null>): JSX.Element {
  const { term } = values;
  useEffect(() => {
    document.querySelector(`[data-term="${CSS.escape(term)}"]`)?.scrollIntoView({ block: "center" });
  }, [term]);
  return (
    <div class="prose">
      <h1>Glossary</h1>
      <p class="lede">
        The words of the laboratory. Coding theory, percolation and statistics have words of their own for the
        same things.
      </p>
      <dl class="glossary">
        {sorted.map(([name, { word, meaning, field, see }]) => (
          <div key={name} data-term={name} class={name === term ? "chosen" : ""}>
            <dt>
              <a href={`#1/glossary?term=${encodeURIComponent(name)}`}>{word}</a>
            </dt>
            <dd>
              {meaning}
              {field !== undefined && <em> The field says: {field}.</em>}
              {see !== undefined && (
                <>
                  {" "}
                  <a href={`#${see}`}>
                    See it<span class="visually-hidden"> ({word})</span> →
                  </a>
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

export const glossaryView = definePage({
  parameters: glossaryParameters,
  Body: GlossaryBody,
});
