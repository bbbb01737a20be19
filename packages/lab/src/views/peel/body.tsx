import type { LegendEntry } from "@onset/charts";
import { countText as count } from "@onset/core/base";
import { facts } from "@onset/core/report";
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Figure } from "../../figures/figure.js";
import { type Fact, Facts, numberFact } from "../../parts/facts.js";
import type { Palette } from "../../parts/theme.js";
import { Waiting } from "../../parts/waiting.js";
import type { BodyProps } from "../view.js";
import type { PeelOutput } from "./compute.js";
import { Drawing, stillDrawing } from "./drawing.js";
import { type Chosen, chosenText, type peelParameters, readChosen, withEdit } from "./parameters.js";
import { type PeelState, stateAt } from "./states.js";
import { Transport } from "./transport.js";
import { Why } from "./why.js";

type Props = BodyProps<typeof peelParameters, PeelOutput>;

export function PeelBody({ values, set, output, busy }: Props): JSX.Element {
  const [editing, setEditing] = useState(false);
  if (output === null) return <Waiting height={420}>{busy && "Drawing …"}</Waiting>;
  const state = stateAt(output, values.pace, values.step);
  const chosen = readChosen(values.chosen);
  const choose = (node: Chosen | null): void => set({ chosen: node === null ? "" : chosenText(node) });
  const toggle = (text: number, skill: number): void =>
    set({ edits: withEdit(values.edits, [text, skill]), chosen: chosenText({ kind: "text", index: text }) });
  const onNode = (node: Chosen): void => {
    const isSame = chosen?.kind === node.kind && chosen.index === node.index;
    if (editing && !output.directed && chosen?.kind === "text" && node.kind === "skill")
      toggle(chosen.index, node.index);
    else choose(isSame ? null : node);
  };
  const canEdit = !output.directed;
  const practising = output.texts.filter(({ teaches }) => teaches.length === 0).length;
  return (
    <div>
      <Facts facts={factsOf(output, state)} />
      <Transport state={state} pace={values.pace} go={(step, ended) => set({ step }, ended)} />
      <Figure
        name="drawing"
        title="Skills and texts in the order of learning"
        label={`${output.order.length} of ${output.skills.length} skills are learned in ${output.rounds} rounds.`}
        height={420}
        kind="peel"
        table="skills"
        legend={(palette) => legendOf(palette, output.maxUnlearned)}
        picture={(size) => stillDrawing({ output, state, chosen }, size)}
      >
        <Drawing {...{ output, state, chosen, onNode }} />
        {practising > 0 && (
          <p class="hint">
            {practising} {practising === 1 ? "text has" : "texts have"} no skill to teach and{" "}
            {practising === 1 ? "is" : "are"} not drawn.
          </p>
        )}
      </Figure>
      {canEdit && (
        <div class="actions edit">
          <button type="button" aria-pressed={editing} onClick={() => setEditing(!editing)}>
            {editing ? "Editing: done" : "Edit edges"}
          </button>
          {editing && (
            <button type="button" onClick={() => choose({ kind: "text", index: output.texts.length })}>
              Add a text
            </button>
          )}
          {output.edits.length > 0 && (
            <button type="button" onClick={() => set({ edits: "" })}>
              {output.edits.length === 1 ? "Undo the change" : `Undo all ${output.edits.length} changes`}
            </button>
          )}
          <p class="hint">
            {editing
              ? chosen?.kind === "text"
                ? "Press a skill, here or in the drawing: the text gains or loses it."
                : "Press a text, then the skills it should gain or lose."
              : "Press a skill or a text to learn why."}
          </p>
        </div>
      )}
      {chosen !== null && <Why {...{ output, state, chosen, choose, toggle }} editing={editing && canEdit} />}
    </div>
  );
}

/** What circles, squares and their looks mean. */
function legendOf(palette: Palette, maxUnlearned: number): readonly LegendEntry[] {
  const few = maxUnlearned === 1 ? "one unlearned skill" : `up to ${maxUnlearned} unlearned skills`;
  return [
    { label: "a skill", colour: palette.soft, mark: "ring" },
    { label: "a learned skill", colour: palette.series[0], mark: "point" },
    { label: "a text, with the number of its unlearned skills", colour: palette.soft, mark: "box" },
    { label: `a text with ${few}: it teaches`, colour: palette.series[5], mark: "glow" },
    { label: "stuck", colour: palette.mark, mark: "stuck" },
  ];
}

function factsOf(output: PeelOutput, state: PeelState): Fact[] {
  const { skills, order, rounds, cores, texts, understood } = output;
  const glowing = state.glowing.filter(Boolean).length;
  const stuck = skills.length - order.length;
  const coreNote =
    cores.length === 0
      ? "nothing"
      : cores.length === 1
        ? "in one core"
        : `in ${cores.length} independent cores`;
  return [
    { label: "learned so far", value: `${state.learnedCount} of ${skills.length}`, note: "skills" },
    {
      label: "can teach at once",
      value: glowing,
      note: glowing === 1 ? "text glows" : "texts glow",
    },
    {
      label: "learned in the end",
      name: "learned",
      value: `${order.length} of ${skills.length}`,
      exact: order.length,
      note: `${understood} of ${texts.length} texts understood`,
    },
    numberFact({ ...facts.rounds, format: count }, "rounds", rounds),
    { label: "stuck", name: "stuck", value: stuck, exact: stuck, note: coreNote },
  ];
}
