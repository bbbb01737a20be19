import { type Chart as ChartData, pairs, percentText } from "@onset/charts";
import type { JSX } from "preact";
import { Chart, useDrawn } from "../../figures/chart.js";
import { between, type Read, readSeries } from "../../figures/reading.js";
import { percent } from "../../parts/format.js";
import type { Palette } from "../../parts/theme.js";
import { defaults } from "../../state/parameters.js";
import type { Line } from "../lessons/compute.js";
import { lessonsParameters } from "../lessons/parameters.js";
import type { Table } from "../view.js";
import { Gamble } from "./gamble.js";
import { bets, type FigureProps, startParameters } from "./parameters.js";
import { Basis } from "./section.js";
import { Slide } from "./slide.js";
import { useWork } from "./use-work.js";

const input = { ...defaults(lessonsParameters), lesson: "king-james" } as const;

export function VersesFigure({ values, set }: FigureProps): JSX.Element {
  const { known } = values;
  const placed = bets.read(values.bets)[1];
  // The verses are a megabyte: they are fetched for those who want to know.
  const { output, busy, problem } = useWork("verses", "lessons", placed !== null ? input : null);
  const answer = output?.kind === "lesson" ? output : null;
  const line = answer?.lines[0] ?? null;
  const drawn = useDrawn(line, (found, palette) => versesChart(found, known, palette), versesRead, [known]);
  const table: Table = {
    name: "verses",
    title: "Words learned against words known",
    columns: [
      { name: "known", label: "known" },
      { name: "learned", label: "learned of the others" },
    ],
    rows: line === null ? [] : line.x.map((x, i) => [x, line.y[i]]),
  };
  const here = line === null ? null : between(line, known);
  return (
    <Gamble
      question="With 70 words known, she learns 22 more. What share of the other words does she learn when she knows 80?"
      placed={placed}
      place={(bet) => set({ bets: bets.place(values.bets, "verses", bet) })}
      truth={answer?.truth ?? null}
      source={answer?.source ?? ""}
    >
      <Basis
        caption={`King James Bible: 31,102 verses, 12,544 words; D = 1, known = ${known}`}
        command={`onset learn examples/king-james-words.jsonl.gz --known-top ${known}`}
        tables={line === null ? [] : [table]}
        ready={!busy && line !== null}
        problem={problem}
        link={`1/corpus?corpus=king-james-words&known=${known}`}
        linkText="See which words, in which order, in My corpus"
      >
        <Chart
          name="verses"
          title="Words of the King James Bible"
          label={`Knowing ${known} words, ${here === null ? "some" : percent(here)} of the others are learned.`}
          height={280}
          {...drawn}
          table="verses"
          onPoint={(x, ended) => set({ known: 5 * Math.round(x / 5) }, ended)}
        />
        <Slide
          label="Words known from the start"
          parameter={startParameters.known}
          value={known}
          set={(value, ended) => set({ known: value }, ended)}
          shown={`${known} words: ${here === null ? "…" : percent(here)} of the others learned`}
        />
      </Basis>
    </Gamble>
  );
}

function versesChart({ x, y }: Line, known: number, { series, ink }: Palette): ChartData {
  const points = x.map((each, i) => ({ x: each, y: y[i] }));
  return {
    x: { label: "most frequent words known from the start", domain: [0, 160], isWhole: true },
    y: { label: "of the others learned", domain: [0, 1], format: percentText, hasGrid: true },
    layers: [
      { kind: "line", name: "the King James Bible", points: pairs(x, y), colour: series[0], width: 2.4 },
      { kind: "dots", points, colour: series[0], radius: 2.4 },
      { kind: "rule", at: { x: known }, colour: ink },
      { kind: "dots", points: points.filter((point) => point.x === known), colour: ink, radius: 5 },
    ],
  };
}

function versesRead(line: Line): Read {
  return readSeries(
    (x) => `${Math.round(x)} words known`,
    [{ ...line, label: "of the others learned:", text: percent, kind: "line" }],
  );
}
