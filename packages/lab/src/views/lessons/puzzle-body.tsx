import type { JSX } from "preact";
import { Facts } from "../../parts/facts.js";
import type { LessonsProps } from "./props.js";
import { type PuzzleOutput, puzzleTexts } from "./puzzle.js";

type PuzzleBodyProps = Omit<LessonsProps, "output"> & { readonly output: PuzzleOutput | null };

/** The puzzle: skills as buttons, texts as cards of letters. */
export function PuzzleBody({ values, set, output }: PuzzleBodyProps): JSX.Element {
  if (output === null) return <p class="waiting">Looking for a puzzle …</p>;
  const { skills, texts, taught, learned, stuck, solution } = output;
  const left = puzzleTexts - taught.length;
  const solved = stuck === "";
  const toggle = (skill: string): void => {
    const next = taught.includes(skill) ? taught.replace(skill, "") : taught + skill;
    set({ taught: [...next].sort().join("") });
  };
  const stateOf = (skill: string): string =>
    taught.includes(skill) ? "taught" : learned.includes(skill) ? "learned" : "stuck";
  return (
    <div class="puzzle">
      <div class="telling">
        <h2>Unstick this with three texts</h2>
        <p>
          Each card is a text, each letter one of its skills. A text with a single new skill teaches it, and
          so on, until every text that is left has two or more: stuck. You may write three texts, each about
          one skill alone. Which skills set everything free?
        </p>
      </div>
      <Facts
        facts={[
          {
            label: "Learned",
            name: "learned",
            value: `${learned.length} of ${skills.length}`,
            exact: learned.length,
          },
          { label: "Texts to write", name: "left", value: left, exact: left },
        ]}
      />
      <p class="verdict" role="status">
        {solved
          ? "Solved: everything is learned."
          : left === 0
            ? `Still stuck: ${[...stuck].join(", ")}. Take a text back and try another skill.`
            : `Stuck: ${[...stuck].join(", ")}. Choose a skill to write a text about.`}
      </p>
      <fieldset class="skills">
        <legend>Skills</legend>
        {[...skills].map((skill) => (
          <button
            key={skill}
            type="button"
            class={stateOf(skill)}
            aria-pressed={taught.includes(skill)}
            aria-label={`${skill}, ${stateOf(skill)}`}
            disabled={!taught.includes(skill) && (left === 0 || learned.includes(skill))}
            onClick={() => toggle(skill)}
          >
            {skill}
          </button>
        ))}
      </fieldset>
      <ul class="cards" aria-label="Texts">
        {[...texts, ...taught].map((text, i) => {
          const open = [...text].filter((skill) => stuck.includes(skill)).length;
          return (
            // The texts of a puzzle stand where they stand; those that are written come last.
            <li
              key={`${i}${text}`}
              class={`${open === 0 ? "read" : "closed"}${i >= texts.length ? " own" : ""}`}
            >
              {[...text].map((skill) => (
                <span key={skill} class={stateOf(skill)}>
                  {skill}
                </span>
              ))}
            </li>
          );
        })}
      </ul>
      <p class="actions">
        <button type="button" disabled={taught === ""} onClick={() => set({ taught: "" })}>
          Start over
        </button>
        <button type="button" disabled={solved} onClick={() => set({ taught: solution })}>
          Show a solution
        </button>
        <button
          type="button"
          class={solved ? "primary" : ""}
          onClick={() => set({ puzzle: (values.puzzle % 999) + 1, taught: "" })}
        >
          Another puzzle
        </button>
      </p>
    </div>
  );
}
