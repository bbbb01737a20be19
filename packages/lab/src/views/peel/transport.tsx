/** Play, step, back, reset: the way through learning. */
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { PeelState } from "./states.js";

type TransportProps = {
  readonly state: PeelState;
  readonly pace: "round" | "text";
  readonly go: (step: number, ended: boolean) => void;
};

const beats = { round: 1100, text: 550 } as const;

export function Transport({ state, pace, go }: TransportProps): JSX.Element {
  const { step, last, round } = state;
  const [playing, setPlaying] = useState(false);
  const latest = useRef({ step, last, go });
  latest.current = { step, last, go };
  useEffect(() => {
    if (!playing) return;
    const timer = setInterval(() => {
      const { step, last, go } = latest.current;
      if (step < last) go(step + 1, step + 1 === last);
      if (step + 1 >= last) setPlaying(false);
    }, beats[pace]);
    return () => clearInterval(timer);
  }, [playing, pace]);
  const jump = (to: number): void => {
    setPlaying(false);
    go(to, true);
  };
  const play = (): void => {
    if (!playing && step === last) go(0, false);
    if (playing) go(step, true);
    setPlaying(!playing && last > 0);
  };
  const where =
    last === 0
      ? "nothing can be learned"
      : step === 0
        ? `at the start, ${last} ${pace === "round" ? "rounds" : "texts"} ahead`
        : `${pace === "round" ? `after round ${round}` : `after ${step}`} of ${last}${pace === "round" ? "" : ` teaching texts (round ${round})`}`;
  return (
    <div class="transport">
      <div class="buttons">
        <button type="button" disabled={step === 0} onClick={() => jump(0)} aria-label="To the start">
          <Skip flip={true} />
        </button>
        <button type="button" disabled={step === 0} onClick={() => jump(step - 1)}>
          Back
        </button>
        <button type="button" class="primary" disabled={last === 0} onClick={play}>
          {playing ? "Pause" : "Play"}
        </button>
        <button type="button" disabled={step === last} onClick={() => jump(step + 1)}>
          Step
        </button>
        <button type="button" disabled={step === last} onClick={() => jump(last)} aria-label="To the end">
          <Skip flip={false} />
        </button>
      </div>
      <input
        type="range"
        aria-label="Step"
        aria-valuetext={where}
        min={0}
        max={Math.max(1, last)}
        step={1}
        value={step}
        disabled={last === 0}
        onInput={(event) => {
          setPlaying(false);
          go(Number(event.currentTarget.value), false);
        }}
        onChange={(event) => go(Number(event.currentTarget.value), true)}
      />
      <p role="status">{where}</p>
    </div>
  );
}

function Skip({ flip }: { readonly flip: boolean }): JSX.Element {
  return (
    <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true" class={flip ? "flipped" : ""}>
      <path d="M2 2l7 5-7 5zM10.5 2v10" fill="currentColor" stroke="currentColor" stroke-width="1.6" />
    </svg>
  );
}
