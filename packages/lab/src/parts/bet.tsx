/** A bet before the answer: being wrong is how one remembers. */
import type { JSX } from "preact";
import { useId } from "preact/hooks";

type BetProps = {
  /** In per cent. */
  readonly bet: number;
  readonly set: (bet: number, ended: boolean) => void;
  readonly place: () => void;
  readonly ready: boolean;
};

export function Bet({ bet, set, place, ready }: BetProps): JSX.Element {
  const id = useId();
  return (
    <div class="bet">
      <p>
        <label for={id}>Your bet</label> <output for={id}>{bet}%</output>
      </p>
      <input
        id={id}
        type="range"
        aria-valuetext={`${bet}%`}
        min={0}
        max={100}
        step={1}
        value={bet}
        onInput={(event) => set(Number(event.currentTarget.value), false)}
        onChange={(event) => set(Number(event.currentTarget.value), true)}
      />
      <button type="button" class="primary" disabled={!ready} onClick={place}>
        {ready ? "Place the bet" : "Computing …"}
      </button>
    </div>
  );
}

/** How good a bet was. @param miss - The difference from the answer, from 0 to 1. */
export function verdictOf(miss: number): string {
  if (miss < 0.03) return "Spot on.";
  if (miss < 0.12) return "Close.";
  return miss < 0.35 ? "Not quite." : "Far off.";
}
