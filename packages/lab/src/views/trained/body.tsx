import { type Chart as ChartData, percentText } from "@onset/charts";
import type { JSX } from "preact";
import { useCallback, useMemo } from "preact/hooks";
import { Chart, type Draw } from "../../figures/chart.js";
import { Legend } from "../../figures/legend.js";
import { type Read, readSeries } from "../../figures/reading.js";
import { type Fact, Facts } from "../../parts/facts.js";
import { count, digits, percent } from "../../parts/format.js";
import { type Palette, usePalette } from "../../parts/theme.js";
import type { BodyProps } from "../view.js";
import { cellLegend, cellsOf } from "./cells.js";
import type { TrainedOutput } from "./compute.js";
import type { trainedParameters } from "./parameters.js";
import { SkillCells } from "./skills.js";

type Props = BodyProps<typeof trainedParameters, TrainedOutput>;

export function TrainedBody({ output }: Props): JSX.Element {
  const palette = usePalette();
  const drawProgress = useCallback<Draw>((palette) => progressChart(output!, palette), [output]);
  const readProgress = useMemo(() => output && progressRead(output), [output]);
  const cells = useMemo(() => (output === null ? null : cellsOf(output)), [output]);
  if (output === null || cells === null) {
    return (
      <div class="chart-box" style={{ minHeight: "520px" }}>
        <p class="waiting">Peeling and training …</p>
      </div>
    );
  }
  const { peeled, trained, notes } = output;
  return (
    <div>
      <Facts facts={factsOf(output)} />
      <div class="pair">
        <SkillCells
          name="peeled"
          title="Peeled: one cell per skill, in the order of rounds"
          label={`Peeling learns ${peeled.learned} of ${cells.peeled.length} skills in ${peeled.rounds} rounds.`}
          cells={cells.peeled}
          legend={cellLegend}
        />
        <SkillCells
          name="trained"
          title={`Trained: the same skills after ${count(trained.steps)} steps`}
          label={`The model has learned ${trained.ofPeeled} of the skills that peeling learns, and ${trained.others} others.`}
          cells={cells.trained}
          legend={cellLegend}
        />
      </div>
      <Legend entries={cellLegend(palette)} />
      <Chart
        name="steps"
        title="Skills learned and loss, step by step"
        label={`After ${trained.steps} steps ${percent(notes.at(-1)!.learned)} of the skills are learned and the loss is ${percent(notes.at(-1)!.loss)} of that of a model that knows nothing.`}
        height={240}
        draw={drawProgress}
        read={readProgress}
        table="steps"
      />
    </div>
  );
}

function progressRead({ notes }: TrainedOutput): Read {
  const x = notes.map(({ step }) => step);
  return readSeries(
    (step) => `step ${count(Math.round(step))}`,
    [
      { label: "learned", x, y: notes.map(({ learned }) => learned), text: percent, kind: "line" },
      { label: "loss", x, y: notes.map(({ loss }) => loss), text: percent, kind: "line" },
    ],
  );
}

function factsOf({ values, threshold, peeled, trained, patience }: TrainedOutput): Fact[] {
  return [
    {
      label: "Threshold R*",
      name: "threshold",
      value: threshold === null ? "none" : digits(threshold, 5),
      exact: threshold,
      note: threshold === null ? "learning is gradual" : `here R = ${digits(values.ratio)}`,
    },
    {
      label: "Peeled",
      name: "peeled",
      value: count(peeled.learned),
      exact: peeled.learned,
      note: `of ${count(values.skills)} skills, in ${count(peeled.rounds)} rounds`,
    },
    {
      label: "Trained: the same skills",
      name: "trained",
      value: count(trained.ofPeeled),
      exact: trained.ofPeeled,
      note: `after ${count(trained.steps)} steps`,
    },
    {
      label: "Trained: other skills",
      name: "others",
      value: count(trained.others),
      exact: trained.others,
      note: "guessed right by chance",
    },
    {
      label: "Patience",
      name: "patience",
      value: patience === null ? "no end" : `${count(Math.round(patience))} steps`,
      exact: patience,
      note: patience === null ? "nothing is left to guess" : "until it begins to guess",
    },
  ];
}

function progressChart({ notes, peeled, values, patience }: TrainedOutput, palette: Palette): ChartData {
  const { series, mark, ink } = palette;
  return {
    x: { label: "steps of gradient descent", domain: [0, values.steps], isWhole: true },
    y: { label: "share", domain: [0, 1], format: percentText, hasGrid: true },
    layers: [
      {
        kind: "rule",
        name: "theory: here the model begins to guess",
        at: { x: patience ?? Infinity },
        colour: mark,
        isDashed: true,
      },
      {
        kind: "line",
        name: "loss, relative to that of knowing nothing",
        points: notes.map(({ step, loss }) => [step, loss]),
        colour: series[2],
        width: 1.2,
      },
      {
        kind: "rule",
        name: "skills learned by peeling",
        at: { y: peeled.learned / values.skills },
        colour: ink,
        isDashed: true,
      },
      {
        kind: "line",
        name: "skills learned by the model",
        points: notes.map(({ step, learned }) => [step, learned]),
        colour: series[0],
        width: 2.4,
      },
    ],
  };
}
