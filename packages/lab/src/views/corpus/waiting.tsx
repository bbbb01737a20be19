/** How far it is: a bar where that is known, and always the seconds that have passed, so that nothing stands still. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { percent } from "../../parts/format.js";

type WaitingProps = {
  /** What is being done, in words. */
  readonly phase: string;
  /** The share that is done; null where nobody knows. */
  readonly share: number | null;
  readonly cancel: () => void;
};

export function Waiting({ phase, share, cancel }: WaitingProps): JSX.Element {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((before) => before + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <div class="reading">
      {share === null ? (
        <progress aria-label={phase} />
      ) : (
        <progress value={share} max={1} aria-label={phase} />
      )}
      <p role="status">
        {phase}
        {share === null ? "" : `: ${percent(share)}`}
      </p>
      <p aria-hidden="true" data-seconds={seconds}>
        {seconds === 0 ? "" : `${seconds} s`}
      </p>
      <button type="button" onClick={cancel}>
        Cancel
      </button>
    </div>
  );
}
