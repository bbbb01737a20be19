/** Why a skill is learned or not: type its name. */
import type { JSX } from "preact";
import { count } from "../../parts/format.js";
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
        <h3>Why?</h3>
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
    case "known":
      return <p>“{why.skill}” is known from the start.</p>;
    case "learned":
      return (
        <>
          <p data-fact="path" data-exact={why.path.length}>
            “{why.skill}” is learned in round {count(why.round)}.{" "}
            {why.path.length === 1
              ? "One text does it:"
              : `${count(why.path.length)} texts lead there, none of which can be missed${why.path.length === why.round ? "; no path is shorter" : ""}:`}
          </p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by keys */}
          <ol class="learning-path" tabIndex={0}>
            {why.path.slice(0, stepsShown).map(({ text, teaches, builtOn }) => (
              <li key={text}>
                <strong>{text}</strong> teaches <em>{teaches}</em>
                {builtOn !== "" && <span class="soft">, built on {builtOn}</span>}
              </li>
            ))}
          </ol>
          {why.path.length > stepsShown && (
            <p class="hint">and {count(why.path.length - stepsShown)} more.</p>
          )}
        </>
      );
    case "stuck":
      return (
        <p>
          “{why.skill}” is stuck.{" "}
          {why.nearest === null
            ? "No text teaches it."
            : `${why.texts === 1 ? "One text" : `${count(why.texts)} texts`} could teach it; the nearest is ${why.nearest.text}, after ${count(why.nearest.lacking)} of ${why.nearest.unlearned}. Its core holds ${count(why.core.skills)} skills in ${count(why.core.texts)} texts.`}
        </p>
      );
  }
}
