import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { type BodyProps, definePage } from "../view.js";
import { type Exercise, exercises } from "./exercises.js";
import { teachParameters } from "./parameters.js";

const levels: Readonly<Record<Exercise["level"], string>> = {
  school: "from sixteen",
  college: "first years of college",
  graduate: "graduate course",
};

function TeachBody({ values }: BodyProps<typeof teachParameters, null>): JSX.Element {
  const { exercise } = values;
  useEffect(() => {
    document.querySelector(`[data-exercise="${CSS.escape(exercise)}"]`)?.scrollIntoView({ block: "start" });
  }, [exercise]);
  return (
    <div class="prose">
      <h1>For teachers</h1>
      <p class="lede">
        Ten exercises for a class with browsers. No account is needed and nothing is sent. Once the page has
        been opened, it works without a network. Each exercise has a link of its own, and a link to the state
        of the laboratory where it begins.
      </p>
      <ol class="exercises">
        {exercises.map((each) => (
          <li key={each.id} data-exercise={each.id} class={each.id === exercise ? "chosen" : ""}>
            <h2>
              {each.title}
              {"\u00a0"}
              <a class="anchor" href={`#1/teach?exercise=${each.id}`} aria-label={`Link to “${each.title}”`}>
                #
              </a>
            </h2>
            <p class="hint">
              {each.minutes} minutes, {levels[each.level]}
            </p>
            <p>{each.task}</p>
            <ol type="a">
              {each.questions.map((question) => (
                <li key={question}>{question}</li>
              ))}
            </ol>
            <p>
              <a href={`#${each.start}`}>Begin here →</a>
            </p>
            <details class="equation">
              <summary>Answer</summary>
              <p>{each.answer}</p>
              {each.command !== undefined && (
                <p>
                  <code data-claim>{each.command}</code>
                </p>
              )}
            </details>
          </li>
        ))}
      </ol>
    </div>
  );
}

export const teachView = definePage({
  parameters: teachParameters,
  Body: TeachBody,
});
