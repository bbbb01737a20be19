/** Why: what became of a skill or a text, and by what. Where edges may be changed, their switches. */
import { pluralText } from "@onset/core/base";
import { coreText, pathText, teachersText } from "@onset/core/report";
import type { ComponentChildren, JSX } from "preact";
import type { PeelOutput } from "./compute.js";
import type { Chosen } from "./parameters.js";
import type { PeelState } from "./states.js";

type WhyProps = {
  readonly output: PeelOutput;
  readonly state: PeelState;
  readonly chosen: Chosen;
  readonly editing: boolean;
  readonly choose: (node: Chosen | null) => void;
  readonly toggle: (text: number, skill: number) => void;
};

export function Why({ output, state, chosen, editing, choose, toggle }: WhyProps): JSX.Element {
  const { kind, index } = chosen;
  const text = output.texts[index];
  const title = kind === "skill" ? output.skills[index]?.name : (text?.name ?? "A new text");
  return (
    <section class="why" aria-label="Why">
      <header>
        <h2>{title ?? "Nothing of that name"}</h2>
        <button type="button" onClick={() => choose(null)}>
          Close
        </button>
      </header>
      {kind === "skill" && title !== undefined && <WhySkill {...{ output, index, choose }} />}
      {kind === "text" && text !== undefined && <WhyText {...{ output, state, index, choose }} />}
      {kind === "text" && editing && (
        <fieldset class="switches">
          <legend>Skills of this text: press to change</legend>
          {output.skills.map((skill, i) => (
            <button
              key={i}
              type="button"
              aria-pressed={text?.teaches.includes(i) ?? false}
              onClick={() => toggle(index, i)}
            >
              {skill.name.replace(/^skill /, "")}
            </button>
          ))}
        </fieldset>
      )}
    </section>
  );
}

type Choose = { readonly output: PeelOutput; readonly choose: (node: Chosen) => void };

function WhySkill({ output, index, choose }: Choose & { readonly index: number }): JSX.Element {
  const { skills, texts, cores } = output;
  const skill = skills[index];
  if (skill.round !== null) {
    const { path, round } = skill;
    return (
      <>
        <p>
          Learned in round {round}: {pathText(path.length, round)}.
        </p>
        <ol class="learning-path">{pathItems(output, path, choose)}</ol>
      </>
    );
  }
  const holding = texts.filter(({ teaches }) => teaches.includes(index)).length;
  const core = cores[skill.core!];
  if (skill.nearest === null) return <p>Stuck: {teachersText(0)}.</p>;
  const { text, lacking } = skill.nearest;
  return (
    <p>
      Stuck: {teachersText(holding)}; the nearest is <Name kind="text" index={text} {...{ output, choose }} />
      , after {pluralText(lacking, "other skill")}. Its core: {coreText(core)}; each waits for another.
    </p>
  );
}

function pathItems(
  output: PeelOutput,
  path: readonly number[],
  choose: (node: Chosen) => void,
): JSX.Element[] {
  const known = new Set<number>();
  return path.map((text) => {
    const { requires, teaches } = output.texts[text];
    const fresh = teaches.filter((skill) => !known.has(skill));
    const built = [...new Set([...requires, ...teaches])].filter((skill) => known.has(skill));
    for (const skill of fresh) known.add(skill);
    const names = (list: readonly number[]): ComponentChildren =>
      list.map((skill, i) => (
        <>
          {i > 0 && ", "}
          <Name kind="skill" index={skill} {...{ output, choose }} />
        </>
      ));
    return (
      <li key={text}>
        <Name kind="text" index={text} {...{ output, choose }} /> teaches {names(fresh)}
        {built.length > 0 && <>, built on {names(built)}</>}
      </li>
    );
  });
}

function WhyText({
  output,
  state,
  index,
  choose,
}: Choose & { readonly state: PeelState; readonly index: number }): JSX.Element {
  const { requires, teaches, core } = output.texts[index];
  const taught = teaches.filter((skill) => output.skills[skill].from === index);
  const names = (list: readonly number[]): ComponentChildren =>
    list.map((skill, i) => (
      <>
        {i > 0 && ", "}
        <Name kind="skill" index={skill} {...{ output, choose }} />
        {state.learned[skill] ? " ✓" : ""}
      </>
    ));
  const fate =
    taught.length > 0 ? (
      <>
        It teaches {names(taught)} in round {output.skills[taught[0]].round}.
      </>
    ) : core === null ? (
      teaches.length === 0 ? (
        "It teaches nothing."
      ) : (
        "It teaches nothing: by its turn, other texts have taught all it needs."
      )
    ) : (
      "It is stuck: more of its skills stay unlearned than one text may teach."
    );
  return (
    <>
      {requires.length > 0 && <p>Requires {names(requires)}.</p>}
      <p>
        {teaches.length === 0 ? "No skills." : <>Skills: {names(teaches)}.</>} {fate}
      </p>
    </>
  );
}

function Name({ output, choose, kind, index }: Choose & Chosen): JSX.Element {
  const name = (kind === "skill" ? output.skills : output.texts)[index].name;
  return (
    <button type="button" class="name" onClick={() => choose({ kind, index })}>
      {name}
    </button>
  );
}
