/** A question, a bet, and only then the figure. */
import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import { Bet, verdictOf } from "../../parts/bet.js";
import { percent } from "../../parts/format.js";

type GambleProps = {
  readonly question: string;
  /** In per cent; null before it is placed. */
  readonly placed: number | null;
  readonly place: (bet: number | null) => void;
  /** The answer from 0 to 1; null while it is computed. */
  readonly truth: number | null;
  /** How the answer was found. */
  readonly source: string;
  readonly children: ComponentChildren;
};

export function Gamble({ question, placed, place, truth, source, children }: GambleProps): JSX.Element {
  const [bet, setBet] = useState(50);
  if (placed === null) {
    return (
      <div class="gamble">
        <p class="question">{question}</p>
        <Bet bet={bet} set={setBet} place={() => place(bet)} ready={true} />
      </div>
    );
  }
  return (
    <>
      <div class="gamble placed" aria-live="polite">
        <p>
          You said <strong>{placed}%</strong>.{" "}
          {truth === null ? (
            "Computing the answer …"
          ) : (
            <>
              It is <strong data-truth={truth}>{percent(truth)}</strong>, {source}.{" "}
              {verdictOf(Math.abs(placed / 100 - truth))}
            </>
          )}{" "}
          <button type="button" class="name" onClick={() => place(null)}>
            Bet again
          </button>
        </p>
      </div>
      {children}
    </>
  );
}
