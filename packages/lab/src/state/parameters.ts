/**
 * The parameters of a view, as data: one table from which follow the controls, the link and its checks. The names in a
 * table are part of every link ever shared: they and the defaults are kept for ever (a test holds them).
 */
import { log, power } from "@onset/core/base";

type Common = {
  /** What the control is called. */
  readonly label: string;
  /** One sentence below it. */
  readonly help?: string;
  /** The view has a control of its own, or none: the parameter is only in the link. */
  readonly hidden?: true;
  /** How captions of figures call it; empty: they do not. Else it is the sign at the end of the label, or the label. */
  readonly caption?: string;
};

/** A number in a range, both ends included. */
export type NumberParameter = Common & {
  readonly kind: "number";
  readonly min: number;
  readonly max: number;
  /** The distance between values of the slider; 1 also means that only integers are valid. */
  readonly step: number;
  /** Positions of the slider are equal ratios, not equal differences. */
  readonly scale?: "log";
  readonly default: number;
  /** A seed: all that matters of it is that it can be another one. */
  readonly drawn?: true;
};

/** One of a few words. */
export type ChoiceParameter<V extends string = string> = Common & {
  readonly kind: "choice";
  /** Value and label. */
  readonly options: readonly (readonly [V, string])[];
  readonly default: V;
};

/** Yes or no. */
export type FlagParameter = Common & { readonly kind: "flag"; readonly default: boolean };

/** A short text. */
export type TextParameter = Common & {
  readonly kind: "text";
  readonly default: string;
  readonly maxLength: number;
  readonly placeholder?: string;
  /** What is wrong with a text, or null. It is kept all the same: a half-typed law is no reason to lose it. */
  readonly check?: (text: string) => string | null;
};

export type Parameter = NumberParameter | ChoiceParameter | FlagParameter | TextParameter;
export type ParameterTable = Readonly<Record<string, Parameter>>;

export type ValueOf<P extends Parameter> = P extends { kind: "number" }
  ? number
  : P extends ChoiceParameter<infer V>
    ? V
    : P extends { kind: "flag" }
      ? boolean
      : string;

/** A value for each parameter of a table. */
export type Values<T extends ParameterTable> = { readonly [K in keyof T]: ValueOf<T[K]> };
export type AnyValues = Readonly<Record<string, number | string | boolean>>;

/** Keeps the literal types of a table. */
export function parameters<const T extends ParameterTable>(table: T): T {
  return table;
}

/** The values with which a view opens. */
export function defaults<T extends ParameterTable>(table: T): Values<T> {
  return Object.fromEntries(
    Object.entries(table).map(([name, parameter]) => [name, parameter.default]),
  ) as Values<T>;
}

/** The values that figures rest on, in one line: c = 5, D = 1, n = 10,000, seed = 1. */
export function captionOf(table: ParameterTable, values: AnyValues): string {
  return Object.entries(table)
    .flatMap(([name, parameter]) => {
      const sign = parameter.caption ?? (parameter.hidden ? "" : signOf(parameter.label));
      const value = values[name];
      if (sign === "" || value === "" || value === undefined) return [];
      return [`${sign} = ${shownValue(parameter, value)}`];
    })
    .join(", ");
}

/** The sign that a label ends with, as "Texts per skill, R"; else the label. */
function signOf(label: string): string {
  const at = label.lastIndexOf(", ");
  return at < 0 ? label.toLowerCase() : label.slice(at + 2);
}

// Making one takes as long as drawing a chart: while a slider moves, captions are written at every step.
const sixDigits = new Intl.NumberFormat("en-US", { maximumFractionDigits: 6 });

function shownValue(parameter: Parameter, value: number | string | boolean): string {
  if (parameter.kind === "choice")
    return parameter.options.find(([option]) => option === value)?.[1].toLowerCase() ?? String(value);
  if (typeof value === "boolean") return value ? "yes" : "no";
  return typeof value === "number" && parameter.kind === "number" && !parameter.drawn
    ? sixDigits.format(value)
    : String(value);
}

/** Positions of a slider over equal ratios. */
const positions = 1000;

/** A slider over a number, in the units of an input of type range, and back. */
export type SliderScale = {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly toPosition: (value: number) => number;
  /** Of a text, as the input says it; with as many digits as a value that is slid to needs. */
  readonly fromPosition: (text: string) => number;
};

/** The slider of a number parameter, in its own range or in another one. */
export function sliderOf(
  { step, scale, ...range }: NumberParameter,
  [min, max]: readonly [min: number, max: number] = [range.min, range.max],
): SliderScale {
  if (scale !== "log") return { min, max, step, toPosition: (value) => value, fromPosition: Number };
  const digits = step === 1 ? 2 : 3;
  return {
    min: 0,
    max: positions,
    step: 1,
    toPosition: (value) => (positions * log(value / min)) / log(max / min),
    fromPosition: (text) => Number((min * power(max / min, Number(text) / positions)).toPrecision(digits)),
  };
}

/** The nearest valid value of a number parameter. */
export function nearest({ min, max, step }: NumberParameter, value: number): number {
  const inside = Math.min(max, Math.max(min, value));
  return step === 1 ? Math.round(inside) : inside;
}
