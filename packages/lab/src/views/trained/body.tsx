import type { JSX } from "preact";
import { useCallback, useMemo } from "preact/hooks";
import { Chart, type Draw } from "../../figures/chart.js";
import { Legend } from "../../figures/legend.js";
import { type Read, readSeries } from "../../figures/reading.js";
import { wholeTicks } from "../../figures/ticks.js";
import { type Fact, Facts } from "../../parts/facts.js";
import { count, digits, percent } from "../../parts/format.js";
import { usePalette } from "../../parts/theme.js";
import type { BodyProps } from "../view.js";
import { cellLegend, cellsOf } from "./cells.js";
import type { TrainedOutput } from "./compute.js";
import type { trainedParameters } from "./parameters.js";
import { SkillCells } from "./skills.js";

type Props = BodyProps<typeof trainedParameters, TrainedOutput>;

export function TrainedBody({ output }: Props): JSX.Element {
  const palette = usePalette();
  const drawProgress = useCallback<Draw>((plot, frame) => progressChart(output!, plot, frame), [output]);
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
        legend={(colours) => [
          { label: "skills learned by the model", colour: colours.series[0], mark: "line" },
          { label: "skills learned by peeling", colour: colours.ink, mark: "dashed" },
          { label: "loss, relative to that of knowing nothing", colour: colours.series[2], mark: "thin" },
          { label: "theory: here the model begins to guess", colour: colours.mark, mark: "dashed" },
        ]}
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

function progressChart(
  { notes, peeled, values, patience }: TrainedOutput,
  plot: Parameters<Draw>[0],
  { palette, narrow }: Parameters<Draw>[1],
): ReturnType<Draw> {
  const share = peeled.learned / values.skills;
  return {
    x: {
      label: "steps of gradient descent →",
      domain: [0, values.steps],
      ticks: wholeTicks(0, values.steps, narrow ? 4 : 8),
    },
    y: { label: "↑ share", domain: [0, 1], tickFormat: "%", grid: true, ticks: 5 },
    marks: [
      plot.ruleY([share], { stroke: palette.ink, strokeDasharray: "3 3" }),
      ...(patience === null || patience > values.steps
        ? []
        : [plot.ruleX([patience], { stroke: palette.mark, strokeDasharray: "3 3" })]),
      plot.line(notes, { x: "step", y: "loss", stroke: palette.series[2], strokeWidth: 1.2 }),
      plot.line(notes, { x: "step", y: "learned", stroke: palette.series[0], strokeWidth: 2.4 }),
      plot.ruleY([0], { stroke: palette.soft }),
    ],
  };
}
