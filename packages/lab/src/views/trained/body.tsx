import { type Chart as ChartData, percentText } from "@onset/charts";
import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { Chart, useDrawn } from "../../figures/chart.js";
import { Legend } from "../../figures/legend.js";
import { lineOf, type Read, readSeries } from "../../figures/reading.js";
import { type Fact, Facts, numberFact } from "../../parts/facts.js";
import { count, digits, percent } from "../../parts/format.js";
import { type Palette, usePalette } from "../../parts/theme.js";
import { Waiting } from "../../parts/waiting.js";
import type { BodyProps } from "../view.js";
import { cellLegend, cellsOf } from "./cells.js";
import type { TrainedOutput } from "./compute.js";
import type { trainedParameters } from "./parameters.js";
import { SkillCells } from "./skills.js";

type Props = BodyProps<typeof trainedParameters, TrainedOutput>;

export function TrainedBody({ output }: Props): JSX.Element {
  const palette = usePalette();
  const progress = useDrawn(output, progressChart, progressRead);
  const cells = useMemo(() => (output === null ? null : cellsOf(output)), [output]);
  if (output === null || cells === null) return <Waiting height={520}>Peeling and training …</Waiting>;
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
        label={`After ${trained.steps} steps ${percent(notes[notes.length - 1].learned)} of the skills are learned and the loss is ${percent(notes[notes.length - 1].loss)} of that of a model that knows nothing.`}
        height={240}
        {...progress}
        table="steps"
      />
    </div>
  );
}

function progressRead({ notes }: TrainedOutput): Read {
  return readSeries(
    (step) => `step ${count(Math.round(step))}`,
    [
      lineOf("learned", notes, ({ step, learned }) => [step, learned]),
      lineOf("loss", notes, ({ step, loss }) => [step, loss]),
    ],
  );
}

function factsOf({ values, threshold, peeled, trained, patience }: TrainedOutput): Fact[] {
  return [
    numberFact(
      "Threshold R*",
      "threshold",
      threshold,
      (ratio) => digits(ratio, 5),
      threshold === null ? "learning is gradual" : `here R = ${digits(values.ratio)}`,
      "none",
    ),
    numberFact(
      "Peeled",
      "peeled",
      peeled.learned,
      count,
      `of ${count(values.skills)} skills, in ${count(peeled.rounds)} rounds`,
    ),
    numberFact(
      "Trained: the same skills",
      "trained",
      trained.ofPeeled,
      count,
      `after ${count(trained.steps)} steps`,
    ),
    numberFact("Trained: other skills", "others", trained.others, count, "guessed right by chance"),
    numberFact(
      "Patience",
      "patience",
      patience,
      (steps) => `${count(Math.round(steps))} steps`,
      patience === null ? "nothing is left to guess" : "until it begins to guess",
      "no end",
    ),
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
