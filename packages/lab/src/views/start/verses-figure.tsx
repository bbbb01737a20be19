import { pairs, percentText } from "@onset/charts";
import type { JSX } from "preact";
import { useCallback, useMemo } from "preact/hooks";
import { Chart, type Draw } from "../../figures/chart.js";
import { between, readSeries } from "../../figures/reading.js";
import { percent } from "../../parts/format.js";
import { defaults } from "../../state/parameters.js";
import { lessonsParameters } from "../lessons/parameters.js";
import type { Table } from "../view.js";
import { Gamble } from "./gamble.js";
import { readBets, type StartValues, startParameters, withBet } from "./parameters.js";
import { Basis } from "./section.js";
import { Problem, Slide } from "./slide.js";
import { useWork } from "./use-work.js";

type Props = {
  readonly values: StartValues;
  readonly set: (patch: Partial<StartValues>, ended?: boolean) => void;
};

const input = { ...defaults(lessonsParameters), lesson: "king-james" } as const;

export function VersesFigure({ values: { known, bets }, set }: Props): JSX.Element {
  const placed = readBets(bets)[1] ?? null;
  // The verses are a megabyte: they are fetched for those who want to know.
  const { output, busy, problem } = useWork("verses", "lessons", placed !== null ? input : null);
  const answer = output?.kind === "lesson" ? output : null;
  const line = answer?.lines[0] ?? null;
  const draw = useCallback<Draw>(
    ({ series, ink }) => {
      const points = line!.x.map((x, i) => ({ x, y: line!.y[i] }));
      return {
        x: { label: "most frequent words known from the start", domain: [0, 160], isWhole: true },
        y: { label: "of the others learned", domain: [0, 1], format: percentText, hasGrid: true },
        layers: [
          {
            kind: "line",
            name: "the King James Bible",
            points: pairs(line!.x, line!.y),
            colour: series[0],
            width: 2.4,
          },
          { kind: "dots", points, colour: series[0], radius: 2.4 },
          { kind: "rule", at: { x: known }, colour: ink },
          { kind: "dots", points: points.filter(({ x }) => x === known), colour: ink, radius: 5 },
        ],
      };
    },
    [line, known],
  );
  const read = useMemo(
    () =>
      line &&
      readSeries(
        (x) => `${Math.round(x)} words known`,
        [{ ...line, label: "of the others learned:", text: percent, kind: "line" }],
      ),
    [line],
  );
  const table: Table = {
    name: "verses",
    title: "Words learned against words known",
    columns: [
      { name: "known", label: "known" },
      { name: "learned", label: "learned of the others" },
    ],
    rows: (line?.x ?? []).map((x, i) => [x, line!.y[i]]),
  };
  const here = line === null ? null : between(line, known);
  return (
    <Gamble
      question="With 70 words known, she learns 22 more. What share of the other words does she learn when she knows 80?"
      placed={placed}
      place={(bet) => set({ bets: withBet(bets, "verses", bet) })}
      truth={answer?.truth ?? null}
      source={answer?.source ?? ""}
    >
      <Basis
        caption={`King James Bible: 31,102 verses, 12,544 words; D = 1, known = ${known}`}
        command={`onset learn examples/king-james-words.jsonl.gz --known-top ${known}`}
        tables={line === null ? [] : [table]}
        ready={!busy && line !== null}
        link={`1/corpus?corpus=king-james-words&known=${known}`}
        linkText="See which words, in which order, in My corpus"
      >
        <Problem text={problem} />
        <Chart
          name="verses"
          title="Words of the King James Bible"
          label={`Knowing ${known} words, ${here === null ? "some" : percent(here)} of the others are learned.`}
          height={280}
          draw={line === null ? null : draw}
          read={read}
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
