/** The controls of a view, made from its table of parameters. */
import { log, power } from "@onset/core/base";
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import {
  type AnyValues,
  type ChoiceParameter,
  type NumberParameter,
  nearest,
  type Parameter,
  type ParameterTable,
  type TextParameter,
} from "../state/parameters.js";

type Set = (patch: AnyValues, ended?: boolean) => void;
type Limits = Partial<Record<string, readonly [min: number, max: number]>>;

type ControlsProps = {
  readonly table: ParameterTable;
  readonly values: AnyValues;
  readonly set: Set;
  readonly limits: Limits;
};

export function Controls({ table, values, set, limits }: ControlsProps): JSX.Element {
  return (
    <form class="controls" aria-label="Parameters" onSubmit={(event) => event.preventDefault()}>
      {Object.entries(table)
        .filter(([, parameter]) => !parameter.hidden)
        .map(([name, parameter]) => (
          <Control
            key={name}
            name={name}
            parameter={parameter}
            value={values[name]}
            set={set}
            limits={limits[name]}
          />
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
};

/** The control of one parameter; views may place it where it belongs instead of in the column of controls. */
export function Control({ parameter, ...rest }: ControlProps<Parameter>): JSX.Element {
  switch (parameter.kind) {
    case "number":
      return <NumberControl parameter={parameter} {...rest} />;
    case "choice":
      return <ChoiceControl parameter={parameter} {...rest} />;
    case "text":
      return <TextControl parameter={parameter} {...rest} />;
    case "flag":
      return <FlagControl parameter={parameter} {...rest} />;
  }
}

const positions = 1000;

function NumberControl({ name, parameter, value, set, limits }: ControlProps<NumberParameter>): JSX.Element {
  const id = useId();
  const [min, max] = limits ?? [parameter.min, parameter.max];
  const current = value as number;
  const isLog = parameter.scale === "log";
  const toPosition = (x: number): number => (positions * log(x / min)) / log(max / min);
  const fromPosition = (p: number): number =>
    Number((min * power(max / min, p / positions)).toPrecision(parameter.step === 1 ? 2 : 3));
  const read = (text: string): number | null => {
    const number = Number(text);
    return text.trim() === "" || !Number.isFinite(number) ? null : number;
  };
  const change = (x: number | null, ended: boolean): void => {
    if (x !== null) set({ [name]: nearest(parameter, x) }, ended);
  };
  const fromRange = (text: string): number => (isLog ? fromPosition(Number(text)) : Number(text));
  const shown = Math.min(max, Math.max(min, current));
  return (
    <div class="control" data-parameter={name}>
      <label for={id}>{parameter.label}</label>
      <input
        id={id}
        class="value"
        type="number"
        style={{ width: `calc(${widestOf(parameter)}ch + 34px)` }}
        step={parameter.step === 1 ? 1 : "any"}
        min={parameter.min}
        max={parameter.max}
        value={current}
        onChange={(event) => {
          change(read(event.currentTarget.value), true);
          // Also when the value stays what it was, as 1e9 in a field that ends at 1e6 does the second time.
          event.currentTarget.value = String(nearest(parameter, read(event.currentTarget.value) ?? current));
        }}
      />
      <input
        type="range"
        aria-label={`${parameter.label}: slider`}
        aria-valuetext={String(current)}
        min={isLog ? 0 : min}
        max={isLog ? positions : max}
        step={isLog ? 1 : parameter.step}
        value={isLog ? toPosition(shown) : shown}
        onInput={(event) => change(fromRange(event.currentTarget.value), false)}
        onChange={(event) => change(fromRange(event.currentTarget.value), true)}
      />
      {parameter.help !== undefined && <p class="help">{parameter.help}</p>}
    </div>
  );
}

/** Characters of the longest value that a field allows; fractions have up to six digits. */
function widestOf({ min, max, step }: NumberParameter): number {
  const [low, high] = [min, max].map((end) => String(Math.trunc(end)).length) as [number, number];
  return Math.max(low, high) + (step === 1 ? 0 : 7);
}

function ChoiceControl({ name, parameter, value, set }: ControlProps<ChoiceParameter>): JSX.Element {
  const id = useId();
  return (
    <fieldset class="control choice" data-parameter={name}>
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
      {parameter.help !== undefined && <p class="help">{parameter.help}</p>}
    </fieldset>
  );
}

function FlagControl({ name, parameter, value, set }: ControlProps<Parameter>): JSX.Element {
  return (
    <div class="control flag" data-parameter={name}>
      <label>
        <input
          type="checkbox"
          checked={value === true}
          onChange={(event) => set({ [name]: event.currentTarget.checked })}
        />
        {parameter.label}
      </label>
      {parameter.help !== undefined && <p class="help">{parameter.help}</p>}
    </div>
  );
}

function TextControl({ name, parameter, value, set }: ControlProps<TextParameter>): JSX.Element {
  const id = useId();
  const problem = parameter.check?.(value as string) ?? null;
  return (
    <div class="control text" data-parameter={name}>
      <label for={id}>{parameter.label}</label>
      <input
        id={id}
        type="text"
        value={value as string}
        maxLength={parameter.maxLength}
        placeholder={parameter.placeholder}
        spellcheck={false}
        autocomplete="off"
        aria-invalid={problem !== null}
        aria-describedby={`${id}-help`}
        onInput={(event) => set({ [name]: event.currentTarget.value }, false)}
        onChange={(event) => set({ [name]: event.currentTarget.value })}
      />
      <p id={`${id}-help`} class={problem === null ? "help" : "help wrong"}>
        {problem ?? parameter.help ?? ""}
      </p>
    </div>
  );
}
