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
const namesShown = 16;

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
                <strong>{text}</strong> teaches <em>{listed(teaches)}</em>
                {builtOn.length > 0 && <span class="soft">, built on {listed(builtOn)}</span>}
                {why.begins.has(text) && <q>{why.begins.get(text)}</q>}
              </li>
            ))}
          </ol>
          {why.path.length > stepsShown && (
            <p class="hint">and {count(why.path.length - stepsShown)} more.</p>
          )}
        </>
      );
    case "stuck":
      return <Stuck why={why} />;
  }
}

function Stuck({ why }: { readonly why: WhyOutput & { readonly state: "stuck" } }): JSX.Element {
  const { skill, nearest, texts, core, twins } = why;
  const others = nearest?.unlearned.filter((name) => name !== skill) ?? [];
  return (
    <>
      <p>
        “{skill}” is stuck.{" "}
        {nearest === null
          ? "No text teaches it."
          : `${texts === 1 ? "One text" : `${count(texts)} texts`} could teach it; the nearest is ${nearest.text}, after ${count(nearest.lacking)} of ${listed(others)}.`}{" "}
        {nearest !== null && why.begins.has(nearest.text) && <q>{why.begins.get(nearest.text)}</q>} It is in
        core {count(core.rank)} of {count(core.of)} by size: {count(core.skills)}{" "}
        {core.skills === 1 ? "skill" : "skills"} in {count(core.texts)} {core.texts === 1 ? "text" : "texts"}.
      </p>
      {twins.length > 0 && (
        <p data-fact="twins" data-exact={twins.length}>
          Exactly the same texts teach {listed(twins)}: no text tells them apart.
        </p>
      )}
    </>
  );
}

function listed(names: readonly string[]): string {
  return names.length > namesShown ? `${names.slice(0, namesShown).join(", ")}, …` : names.join(", ");
}
