import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { type FiveText, fiveSkills, fiveTexts, gapsOf, knownAfter } from "./five.js";

type Props = { readonly read: string; readonly set: (read: string) => void };

/** Five texts as cards. A press reads one; what it cannot teach it says. */
export function FiveFigure({ read, set }: Props): JSX.Element {
  const [said, setSaid] = useState("Press a text to read it.");
  const { known, taught } = knownAfter(read);
  const press = (text: FiveText): void => {
    const gaps = gapsOf(text, known);
    if (gaps.length === 0) setSaid(`“${text.title}” has no gap: it teaches nothing new.`);
    else if (gaps.length > 1)
      setSaid(`“${text.title}” has ${gaps.length} gaps: ${gaps.join(" and ")}. It is put aside.`);
    else {
      set(taught + text.letter);
      setSaid(`“${text.title}” had one gap. Now ${gaps[0]} is known.`);
    }
  };
  const stuck = fiveTexts.every((text) => gapsOf(text, known).length !== 1);
  return (
    <figure class="chart five" data-figure="five">
      <figcaption>Five texts and the skills they need</figcaption>
      <ul class="five-texts">
        {fiveTexts.map((text) => {
          const gaps = gapsOf(text, known).length;
          const state = gaps === 0 ? "done" : gaps === 1 ? "open" : stuck ? "stuck" : "shut";
          return (
            <li key={text.letter}>
              <button type="button" class={state} onClick={() => press(text)}>
                <strong>{text.title}</strong>
                <span class="chips">
                  {text.skills.map((skill) => (
                    <span key={skill} class={known.has(skill) ? "known" : ""}>
                      {skill}
                    </span>
                  ))}
                </span>
                <small>
                  {gaps === 0 ? "understood" : gaps === 1 ? "1 gap: it can teach" : `${gaps} gaps`}
                </small>
              </button>
            </li>
          );
        })}
      </ul>
      <p class="verdict" role="status">
        {said} {known.size} of {fiveSkills.length} skills are known.
        {stuck && " No text has exactly one gap any more: reading ends here."}
      </p>
      <p class="actions">
        <button type="button" disabled={taught === ""} onClick={() => set("")}>
          Begin again
        </button>
      </p>
    </figure>
  );
}
