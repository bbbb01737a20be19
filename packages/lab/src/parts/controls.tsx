/** The controls of a view, made from its table of parameters. */
import type { JSX } from "preact";
import { useId, useState } from "preact/hooks";
import {
  type AnyValues,
  type ChoiceParameter,
  type NumberParameter,
  nearest,
  type Parameter,
  type ParameterTable,
  sliderOf,
  type TextParameter,
} from "../state/parameters.js";
import { Options } from "./options.js";

type Set = (patch: AnyValues, ended?: boolean) => void;
type Limits = Partial<Record<string, readonly [min: number, max: number]>>;
type Idle = Partial<Record<string, string>>;

type ControlsProps = {
  readonly table: ParameterTable;
  readonly values: AnyValues;
  readonly set: Set;
  readonly limits: Limits;
  readonly idle: Idle;
};

/**
 * All controls of a view. Where there is room they stand beside the chart and stay there. On narrow screens they stick to
 * the lower edge, one at a time, so that what moves stays in sight.
 */
export function Controls({ table, values, set, limits, idle }: ControlsProps): JSX.Element {
  const names = Object.keys(table).filter((name) => !table[name].hidden);
  const id = useId();
  const [chosen, setChosen] = useState(names.includes("ratio") ? "ratio" : names[0]);
  const [all, setAll] = useState(false);
  return (
    <form
      class={all ? "controls all" : "controls"}
      aria-label="Parameters"
      onSubmit={(event) => event.preventDefault()}
    >
      <div class="which">
        <label for={id} class="visually-hidden">
          Control
        </label>
        <select
          id={id}
          value={chosen}
          disabled={all}
          onChange={(event) => setChosen(event.currentTarget.value)}
        >
          <Options of={names.map((name) => [name, table[name].label] as const)} />
        </select>
        <button type="button" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? "One" : "All"}
          <span class="visually-hidden"> {all ? "control" : "controls"}</span>
        </button>
      </div>
      {names.map((name) => (
        <div key={name} class={name === chosen ? "slot chosen" : "slot"}>
          <Control
            name={name}
            parameter={table[name]}
            value={values[name]}
            set={set}
            limits={limits[name]}
            idle={idle[name]}
          />
        </div>
      ))}
    </form>
  );
}

type ControlProps<P> = {
  readonly name: string;
  readonly parameter: P;
  readonly value: number | string | boolean;
  readonly set: Set;
  readonly limits?: readonly [number, number] | undefined;
  /** Why it has no effect now. */
  readonly idle?: string | undefined;
};

/** The control of one parameter; views may place it where it belongs instead of in the column of controls. */
export function Control({ parameter, ...rest }: ControlProps<Parameter>): JSX.Element {
  switch (parameter.kind) {
    case "number":
      return parameter.drawn ? (
        <SeedControl parameter={parameter} {...rest} />
      ) : (
        <NumberControl parameter={parameter} {...rest} />
      );
    case "choice":
      return <ChoiceControl parameter={parameter} {...rest} />;
    case "text":
      return <TextControl parameter={parameter} {...rest} />;
    case "flag":
      return <FlagControl parameter={parameter} {...rest} />;
  }
}

function NumberControl({
  name,
  parameter,
  value,
  set,
  limits,
  idle,
}: ControlProps<NumberParameter>): JSX.Element {
  const [min, max] = limits ?? [parameter.min, parameter.max];
  const current = value as number;
  const slider = sliderOf(parameter, [min, max]);
  const change = (x: number | null, ended: boolean): void => {
    if (x !== null) set({ [name]: nearest(parameter, x) }, ended);
  };
  const shown = Math.min(max, Math.max(min, current));
  return (
    <div class="control" data-parameter={name} data-idle={idle !== undefined}>
      <NumberField {...{ parameter, idle }} value={current} take={(x) => change(x, true)} />
      <input
        type="range"
        disabled={idle !== undefined}
        aria-label={`${parameter.label}: slider`}
        aria-valuetext={String(current)}
        min={slider.min}
        max={slider.max}
        step={slider.step}
        value={slider.toPosition(shown)}
        onInput={(event) => change(slider.fromPosition(event.currentTarget.value), false)}
        onChange={(event) => change(slider.fromPosition(event.currentTarget.value), true)}
      />
      <Help text={idle ?? parameter.help} />
    </div>
  );
}

type NumberFieldProps = {
  readonly parameter: NumberParameter;
  readonly value: number;
  readonly idle: string | undefined;
  /** Takes what was typed; null where that is no number. */
  readonly take: (typed: number | null) => void;
};

/** The label of a number and the field to type it into. */
function NumberField({ parameter, value, idle, take }: NumberFieldProps): JSX.Element {
  const id = useId();
  const draft = useDraft(String(value));
  return (
    <>
      <label for={id}>{parameter.label}</label>
      <input
        id={id}
        class="value"
        type="number"
        disabled={idle !== undefined}
        style={{ width: `calc(${widestOf(parameter)}ch + 34px)` }}
        step={parameter.step === 1 ? 1 : "any"}
        min={parameter.min}
        max={parameter.max}
        value={draft.shown}
        onInput={(event) => draft.type(event.currentTarget.value)}
        onChange={(event) => {
          take(read(event.currentTarget.value));
          draft.end();
        }}
        onBlur={draft.end}
      />
    </>
  );
}

function Help({ text }: { readonly text: string | undefined }): JSX.Element | null {
  return text === undefined ? null : <p class="help">{text}</p>;
}

/** What somebody types stands until it is taken: a drawing in between would put back what was there before. */
function useDraft(taken: string): {
  readonly shown: string;
  readonly type: (text: string) => void;
  readonly end: () => void;
} {
  const [draft, setDraft] = useState<string | null>(null);
  return { shown: draft ?? taken, type: setDraft, end: () => setDraft(null) };
}

function read(text: string): number | null {
  const number = Number(text);
  return text.trim() === "" || !Number.isFinite(number) ? null : number;
}

/** A seed: a number to be written down, and a button for another draw. A slider over a million draws would say nothing. */
function SeedControl({ name, parameter, value, set, idle }: ControlProps<NumberParameter>): JSX.Element {
  const { min, max } = parameter;
  const current = value as number;
  return (
    <div class="control seed" data-parameter={name} data-idle={idle !== undefined}>
      <NumberField
        {...{ parameter, idle }}
        value={current}
        take={(x) => set({ [name]: nearest(parameter, x ?? current) })}
      />
      <button
        type="button"
        disabled={idle !== undefined}
        onClick={() => set({ [name]: current >= max ? min : current + 1 })}
      >
        Draw again
      </button>
      <Help text={idle ?? parameter.help ?? "The same seed draws the same again, here and in the command."} />
    </div>
  );
}

/** Characters of the longest value that a field allows; fractions have up to four digits. */
function widestOf({ min, max, step }: NumberParameter): number {
  const [low, high] = [min, max].map((end) => String(Math.trunc(end)).length) as [number, number];
  return Math.max(low, high) + (step === 1 ? 0 : 5);
}

function ChoiceControl({ name, parameter, value, set, idle }: ControlProps<ChoiceParameter>): JSX.Element {
  const id = useId();
  return (
    <fieldset
      class="control choice"
      data-parameter={name}
      data-idle={idle !== undefined}
      disabled={idle !== undefined}
    >
      <legend>{parameter.label}</legend>
      <div class="options">
        {parameter.options.map(([option, label]) => (
          <label key={option} class={option === value ? "chosen" : ""}>
            <input
              type="radio"
              name={id}
              value={option}
              checked={option === value}
              onChange={() => set({ [name]: option })}
            />
            {label}
          </label>
        ))}
      </div>
      <Help text={idle ?? parameter.help} />
    </fieldset>
  );
}

/** A choice among many, or beside others: a list to open. */
export function Select({ name, parameter, value, set }: ControlProps<ChoiceParameter>): JSX.Element {
  const id = useId();
  return (
    <div class="control select" data-parameter={name}>
      <label for={id}>{parameter.label}</label>
      <select
        id={id}
        value={value as string}
        onChange={(event) => set({ [name]: event.currentTarget.value })}
      >
        <Options of={parameter.options} />
      </select>
      <Help text={parameter.help} />
    </div>
  );
}

function FlagControl({ name, parameter, value, set, idle }: ControlProps<Parameter>): JSX.Element {
  return (
    <div class="control flag" data-parameter={name}>
      <label>
        <input
          type="checkbox"
          disabled={idle !== undefined}
          checked={value === true}
          onChange={(event) => set({ [name]: event.currentTarget.checked })}
        />
        {parameter.label}
      </label>
      <Help text={idle ?? parameter.help} />
    </div>
  );
}

function TextControl({ name, parameter, value, set, idle }: ControlProps<TextParameter>): JSX.Element {
  const id = useId();
  const draft = useDraft(value as string);
  const problem = parameter.check?.(draft.shown) ?? null;
  return (
    <div class="control text" data-parameter={name}>
      <label for={id}>{parameter.label}</label>
      <input
        id={id}
        type="text"
        disabled={idle !== undefined}
        value={draft.shown}
        maxLength={parameter.maxLength}
        placeholder={parameter.placeholder}
        spellcheck={false}
        autocomplete="off"
        aria-invalid={problem !== null}
        aria-describedby={`${id}-help`}
        onInput={(event) => {
          draft.type(event.currentTarget.value);
          set({ [name]: event.currentTarget.value }, false);
        }}
        onChange={(event) => {
          set({ [name]: event.currentTarget.value });
          draft.end();
        }}
        onBlur={draft.end}
      />
      <p id={`${id}-help`} class={problem === null ? "help" : "help wrong"}>
        {problem ?? idle ?? parameter.help ?? ""}
      </p>
    </div>
  );
}
