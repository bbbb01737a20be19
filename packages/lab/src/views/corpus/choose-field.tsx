/** No column was recognised: here they are to choose from. */
import type { JSX } from "preact";

type ChooseFieldProps = {
  readonly message: string;
  readonly columns: readonly string[];
  readonly choose: (patch: { skillsField: string; textField: string; words: boolean }) => void;
};

const most = 40;

export function ChooseField({ message, columns, choose }: ChooseFieldProps): JSX.Element {
  const shown = columns.slice(0, most);
  return (
    <section class="panel choose-field" aria-label="Which column holds the skills?">
      <h2>Which column holds the skills?</h2>
      <div class="actions">
        {shown.map((name) => (
          <button
            key={name}
            type="button"
            onClick={() => choose({ skillsField: name, textField: "", words: false })}
          >
            {name}
          </button>
        ))}
      </div>
      <h2>Or whose words are the skills?</h2>
      <div class="actions">
        {shown.map((name) => (
          <button
            key={name}
            type="button"
            onClick={() => choose({ skillsField: "", textField: name, words: true })}
          >
            words of {name}
          </button>
        ))}
      </div>
      {columns.length > most && (
        <p>The first {most} columns are shown. Any other can be named in the fields above.</p>
      )}
      <p class="hint">{message}</p>
    </section>
  );
}
