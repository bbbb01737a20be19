import { log, power } from "@onset/core/base";
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { type NumberParameter, nearest } from "../../state/parameters.js";

type SlideProps = {
  readonly label: string;
  readonly parameter: NumberParameter;
  readonly value: number;
  readonly set: (value: number, ended: boolean) => void;
  /** The value in words. */
  readonly shown: string;
};

const positions = 600;

/** A slider below a figure, with what it says in words. */
export function Slide({ label, parameter, value, set, shown }: SlideProps): JSX.Element {
  const id = useId();
  const { min, max, step, scale } = parameter;
  const isLog = scale === "log";
  const change = (text: string, ended: boolean): void => {
    const x = Number(text);
    const real = isLog ? Number((min * power(max / min, x / positions)).toPrecision(2)) : x;
    set(nearest(parameter, Number(real.toPrecision(6))), ended);
  };
  return (
    <div class="start-slide">
      <label for={id}>{label}</label>
      <output for={id}>{shown}</output>
      <input
        id={id}
        type="range"
        aria-valuetext={shown}
        min={isLog ? 0 : min}
        max={isLog ? positions : max}
        step={isLog ? 1 : step}
        value={isLog ? (positions * log(value / min)) / log(max / min) : value}
        onInput={(event) => change(event.currentTarget.value, false)}
        onChange={(event) => change(event.currentTarget.value, true)}
      />
    </div>
  );
}
