import type { Chart as ChartData } from "@onset/charts";
import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { Chart, useDrawn } from "../../figures/chart.js";
import { lineOf, type Read, readSeries } from "../../figures/reading.js";
import type { Palette } from "../../parts/theme.js";
import type { Table } from "../view.js";
import { hundredMean, hundredSkills, hundredTexts } from "./compute.js";
import { type FigureProps, startParameters } from "./parameters.js";
import { Basis } from "./section.js";
import { Slide } from "./slide.js";
import { useWork } from "./use-work.js";

/** Sixty skills that light up while texts are added, and the curve that this draws. */
export function HundredFigure({ values, set }: FigureProps): JSX.Element {
  const { seed, texts } = values;
  const { output, busy, problem } = useWork("hundred", "startHundred", { seed, texts });
  const learned = output?.learned ?? null;
  const shown = useMemo(() => learned?.slice(0, texts + 1) ?? null, [learned, texts]);
  const drawn = useDrawn(shown, hundredChart, hundredRead);
  const table: Table = {
    name: "learned",
    title: "Skills known after each text",
    columns: [
      { name: "texts", label: "texts" },
      { name: "learned", label: "skills known" },
    ],
    rows: (learned ?? []).map((count, i) => [i, count]),
  };
  const known = output?.flags.filter(Boolean).length ?? 0;
  const open = output?.gaps.filter((gaps) => gaps > 1).length ?? 0;
  return (
    <Basis
      caption={`c = ${hundredMean}, D = 1, n = ${hundredSkills}, texts = ${texts}, seed = ${seed}`}
      command={`onset simulate poisson:${hundredMean} --ratio ${texts / hundredSkills || 0.01} --skills ${hundredSkills} --trials 100 --seed ${seed}`}
      tables={learned === null ? [] : [table]}
      ready={!busy && output !== null}
      problem={problem}
      link={`1/peel?skills=40&mean=${hundredMean}&ratio=1.1&seed=12`}
      linkText="Watch a corpus of 40 skills, text by text, in Peel"
    >
      <div
        class="skill-dots"
        role="img"
        aria-label={`${known} of ${hundredSkills} skills are known; ${open} texts still have more than one gap.`}
      >
        {Array.from({ length: hundredSkills }, (_, i) => (
          <span key={i} class={output?.flags[i] ? "known" : ""} />
        ))}
      </div>
      <Slide
        label="Texts read"
        parameter={startParameters.texts}
        value={texts}
        set={(value, ended) => set({ texts: value }, ended)}
        shown={`${texts} texts, ${output === null ? "…" : known} of ${hundredSkills} skills known`}
      />
      <p class="actions">
        <button type="button" onClick={() => set({ seed: (seed + 1) % 1_000_000 })}>
          Draw another hundred texts
        </button>
      </p>
      <Chart
        name="hundred"
        title="Skills known after each text"
        label={`After ${texts} texts, ${known} of ${hundredSkills} skills are known.`}
        height={230}
        {...drawn}
        table="learned"
        onPoint={(x, ended) => set({ texts: Math.round(x) }, ended)}
      />
    </Basis>
  );
}

function hundredChart(known: readonly number[], { series, ink }: Palette): ChartData {
  const last = known.length - 1;
  return {
    x: { label: "texts", domain: [0, hundredTexts], isWhole: true },
    y: { label: "skills known", domain: [0, hundredSkills], isWhole: true, hasGrid: true },
    layers: [
      {
        kind: "line",
        name: "this corpus, text after text",
        points: known.map((skills, i) => [i, skills]),
        colour: series[0],
        width: 2.4,
        isStepped: true,
      },
      { kind: "dots", points: [{ x: last, y: known[last] }], colour: ink, radius: 5 },
    ],
  };
}

function hundredRead(known: readonly number[]): Read {
  return readSeries(
    (x) => `${Math.round(x)} texts`,
    [
      lineOf(
        "skills known:",
        [...known.entries()],
        (entry) => entry,
        (y) => String(Math.round(y)),
      ),
    ],
  );
}
