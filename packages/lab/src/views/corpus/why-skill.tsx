/** Why a skill is learned or not: type its name. */
import { explanationEntries, namesText } from "@onset/core/report";
import type { JSX } from "preact";
import { count } from "../../parts/format.js";
import { SectionView } from "../../parts/report.js";
import type { WhyOutput } from "./why.js";

type WhySkillProps = {
  readonly why: WhyOutput | null;
  readonly name: string;
  readonly choose: (skill: string, ended?: boolean) => void;
};

const stepsShown = 40;

export function WhySkill({ why, name, choose }: WhySkillProps): JSX.Element {
  return (
    <section class="panel" aria-label="Why a skill is learned or not">
      <label class="ask">
        <h2>Why?</h2>
        <input
          type="text"
          value={name}
          maxLength={300}
          placeholder="the name of a skill"
          autocomplete="off"
          spellcheck={false}
          onInput={(event) => choose(event.currentTarget.value, false)}
          onChange={(event) => choose(event.currentTarget.value, true)}
        />
      </label>
      <div aria-live="polite">{why !== null && <Answer why={why} choose={choose} />}</div>
    </section>
  );
}

function Answer({
  why,
  choose,
}: {
  readonly why: WhyOutput;
  readonly choose: (skill: string) => void;
}): JSX.Element {
  switch (why.state) {
    case "missing":
      return (
        <p>
          No skill has this name.{" "}
          {why.similar.length > 0 && (
            <>
              Perhaps{" "}
              {why.similar.map((name, i) => (
                <>
                  {i > 0 && ", "}
                  <button type="button" class="name" onClick={() => choose(name)}>
                    {name}
                  </button>
                </>
              ))}
              ?
            </>
          )}
        </p>
      );
    default:
      return <Explained why={why} />;
  }
}

/** What `onset why` says of the skill, and the path of texts that teaches it. */
function Explained({
  why,
}: {
  readonly why: Exclude<WhyOutput, { readonly state: "missing" }>;
}): JSX.Element {
  const path = why.state === "learned" ? why.path : [];
  const nearest = why.state === "stuck" ? why.nearest : null;
  const exact = {
    path: { name: "path", exact: path.length },
    twins: { name: "twins", exact: why.state === "stuck" ? why.twins.length : null },
  };
  const entries = explanationEntries(why.skill, why, (nearest && why.begins.get(nearest.text)) ?? null);
  return (
    <>
      <SectionView section={{ id: "why", title: why.skill, entries }} exact={exact} />
      {path.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by keys
        <ol class="learning-path" tabIndex={0}>
          {path.slice(0, stepsShown).map(({ text, teaches, builtOn }) => (
            <li key={text}>
              <strong>{text}</strong> teaches <em>{namesText(teaches)}</em>
              {builtOn.length > 0 && <span class="soft">, built on {namesText(builtOn)}</span>}
              {why.begins.has(text) && <q>{why.begins.get(text)}</q>}
            </li>
          ))}
        </ol>
      )}
      {path.length > stepsShown && <p class="hint">and {count(path.length - stepsShown)} more.</p>}
    </>
  );
}
