import { facts, gradualText, roundsEndText, thresholdUnits } from "@onset/core/report";
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Chart, useDrawn } from "../../figures/chart.js";
import { LawDesigner } from "../../laws/designer.js";
import { lawOrNull } from "../../laws/problem.js";
import { type Fact, Facts, numberFact, thresholdFact, waitingFacts } from "../../parts/facts.js";
import { count, digits, percent } from "../../parts/format.js";
import { encodeState } from "../../state/hash.js";
import { defaults } from "../../state/parameters.js";
import { emergenceParameters } from "../emergence/parameters.js";
import type { BodyProps } from "../view.js";
import { mapChart, mapRead, tunnelChart, tunnelRead } from "./charts.js";
import type { DensityOutput } from "./compute.js";
import { type DensityValues, type densityParameters, longestLaw } from "./parameters.js";

type Props = BodyProps<typeof densityParameters, DensityOutput>;

export function DensityBody({ values, set, output }: Props): JSX.Element {
  const { rounds } = values;
  const map = useDrawn(output, (found, palette) => mapChart(found, rounds, palette), mapRead, [rounds]);
  const tunnel = useDrawn(output, tunnelChart, tunnelRead);
  const elsewhere = emergenceLink(values);
  return (
    <>
      <div class="designers">
        <LawDesigner
          title="Skills of a text"
          of="texts"
          value={values.law}
          longest={longestLaw}
          set={(law, ended) => set({ law }, ended)}
        />
        <LawDesigner
          title="Texts of a skill"
          of="skills"
          value={values.skillLaw}
          longest={longestLaw}
          set={(skillLaw, ended) => set({ skillLaw }, ended)}
        />
      </div>
      <Facts facts={factsOf(output)} />
      <div class="pair">
        <div>
          <Chart
            name="map"
            title="One round after the other"
            label={labelOf(output)}
            height={360}
            {...map}
            table="map"
          />
          <Player last={output === null ? 0 : output.path.length - 1} rounds={rounds} set={set} />
        </div>
        <Chart
          name="tunnel"
          title="The tunnel: what a round gains"
          label="The share of unlearned skills that one round takes away, at every state. Where it is zero, learning rests."
          height={360}
          {...tunnel}
          table="map"
        />
      </div>
      {elsewhere !== null && (
        <p class="elsewhere">
          <a href={elsewhere}>The same ensemble with a finite number of skills: Emergence →</a>
        </p>
      )}
    </>
  );
}

/** The same ensemble in the view Emergence, which has Poisson texts and uniform choice. */
function emergenceLink({ law, skillLaw, ratio, maxUnlearned }: DensityValues): string | null {
  const parsed = lawOrNull(law);
  if (parsed?.kind !== "poisson" || skillLaw.trim() !== "") return null;
  const { min, max } = emergenceParameters.mean;
  if (parsed.mean < min || parsed.mean > max) return null;
  const values = { ...defaults(emergenceParameters), mean: parsed.mean, ratio, maxUnlearned };
  return `#${encodeState("emergence", emergenceParameters, values)}`;
}

type PlayerProps = { readonly last: number; readonly rounds: number; readonly set: Props["set"] };

/** Steps through the rounds; who wants less motion gets all at once. */
function Player({ last, rounds, set }: PlayerProps): JSX.Element {
  const [playing, setPlaying] = useState(false);
  const shown = Math.min(rounds, last);
  const at = useRef(shown);
  at.current = shown;
  useEffect(() => {
    if (!playing) return;
    const step = Math.max(1, Math.round(last / 120));
    const timer = setInterval(() => {
      const next = Math.min(last, at.current + step);
      set({ rounds: next }, next === last);
      if (next === last) setPlaying(false);
    }, 60);
    return () => clearInterval(timer);
  }, [playing, last, set]);
  const play = (): void => {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) set({ rounds: last });
    else {
      if (!playing && shown === last) set({ rounds: 0 }, false);
      setPlaying(!playing);
    }
  };
  return (
    <div class="player">
      <button type="button" onClick={play} aria-label={playing ? "Pause" : "Play the rounds"}>
        {playing ? "❚❚" : "▶"}
      </button>
      <input
        type="range"
        aria-label="Rounds shown"
        min={0}
        max={Math.max(1, last)}
        step={1}
        value={shown}
        onInput={(event) => set({ rounds: Number(event.currentTarget.value) }, false)}
        onChange={(event) => set({ rounds: Number(event.currentTarget.value) })}
      />
      <output>
        {count(shown)} of {count(last)}
      </output>
    </div>
  );
}

function factsOf(output: DensityOutput | null): Fact[] {
  if (output === null)
    return waitingFacts(facts.learned, facts.textError, facts.rounds, facts.resting, facts.threshold);
  const { end, resting, threshold } = output;
  const stable = resting.filter((point) => point.stable).length;
  return [
    numberFact(facts.learned, "learned", end.learned),
    numberFact(facts.textError, "textError", end.textError),
    {
      label: facts.rounds.label,
      name: "rounds",
      value: roundsEndText(end.rounds, end.converged),
      exact: end.rounds,
    },
    numberFact(facts.resting, "resting", resting.length, `${stable} stable`),
    thresholdFact(
      threshold.value,
      threshold.value === null ? gradualText : thresholdUnits[threshold.parameter],
    ),
  ];
}

function labelOf(output: DensityOutput | null): string {
  if (output === null) return "";
  return `The map of one round. Learning begins at ${digits(output.path[0], 3)} unlearned and ends with ${percent(output.end.learned)} learned.`;
}
