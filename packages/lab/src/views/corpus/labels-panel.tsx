/** How raw texts became a corpus: what was taken for a text and for a skill, and how much depends on it. */
import { countText, percentText } from "@onset/core/base";
import type { JSX } from "preact";
import { saveFile } from "../../export/picture.js";
import type { LabelsShown } from "./compute.js";
import type { CorpusValues } from "./parameters.js";

type LabelsPanelProps = {
  readonly labels: LabelsShown;
  /** The name of the file that was labelled. */
  readonly file: string;
  readonly choose: (by: CorpusValues["by"]) => void;
};

export function LabelsPanel({ labels, file, choose }: LabelsPanelProps): JSX.Element {
  const { facts, advice, first, terms, known } = labels;
  const name = file.replace(/(?<=.)\..*$/, "");
  return (
    <section class="report labels" aria-label="From text to skills">
      <h2>From text to skills</h2>
      <dl>
        {facts.map(({ label, text }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{text}</dd>
          </div>
        ))}
        {advice.map((text) => (
          <div key={text} class="doubt">
            <dt>advice</dt>
            <dd>{text}</dd>
          </div>
        ))}
        {first.length > 0 && (
          <div>
            <dt>first texts</dt>
            <dd>
              {first.map(({ id, text, skills }) => (
                <p key={id}>
                  {text} <small>{skills}</small>
                </p>
              ))}
            </dd>
          </div>
        )}
        {terms.length > 0 && (
          <div>
            <dt>terms</dt>
            <dd>
              {terms.join(", ")}
              <small>These words often stand together. The command takes them as skills with --terms.</small>
            </dd>
          </div>
        )}
      </dl>
      <FormsTable labels={labels} choose={choose} />
      <p class="actions">
        <button
          type="button"
          onClick={() => saveFile(`${name}-labelled.jsonl`, new Blob([labels.file], { type: "text/plain" }))}
        >
          Save labelled.jsonl
        </button>
        {known.length > 0 && (
          <button
            type="button"
            onClick={() =>
              saveFile(
                `${name}-known.txt`,
                new Blob([known.map((skill) => `${skill}\n`).join("")], { type: "text/plain" }),
              )
            }
          >
            Save known.txt
          </button>
        )}
      </p>
    </section>
  );
}

const formColumns = [
  ["learned by", ""],
  ["skills", "number"],
  ["known", "number"],
  ["learned", "number"],
  ["share", "bar"],
  ["texts understood", "number"],
] as const;

/** The answer under each form, beside each other. */
function FormsTable({ labels: { table, chosen }, choose }: Omit<LabelsPanelProps, "file">): JSX.Element {
  return (
    <>
      <p class="hint">
        The same texts, learned by other forms. The spread of these numbers is the error bar of each.
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by keys */}
      <section class="scroll" tabIndex={0} aria-label="Learned under each form" data-table="forms">
        <table>
          <thead>
            <tr>
              {formColumns.map(([label, kind]) => (
                <th key={label} scope="col" class={kind}>
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.map(({ form, skills, known, learned, fraction, understood }) => (
              <tr key={form} class={form === chosen ? "chosen" : ""}>
                <th scope="row">
                  {form.split(",")[0] === chosen.split(",")[0] ? (
                    form
                  ) : (
                    <button type="button" class="name" onClick={() => choose(form as CorpusValues["by"])}>
                      {form}
                    </button>
                  )}
                </th>
                <td class="number">{countText(skills)}</td>
                <td class="number">{countText(known)}</td>
                <td class="number">{countText(learned)}</td>
                <td class="bar">
                  <meter min={0} max={1} value={fraction} aria-label={`Share learned by ${form}`} />
                  {percentText(fraction)}
                </td>
                <td class="number">{percentText(understood)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
