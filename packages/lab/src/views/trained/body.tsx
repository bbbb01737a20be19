import { type Chart as ChartData, percentText } from "@onset/charts";
import { pluralText } from "@onset/core/base";
import { type FactWords, facts, gradualText, thresholdUnits } from "@onset/core/report";
import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { Chart, useDrawn } from "../../figures/chart.js";
import { Legend } from "../../figures/legend.js";
import { lineOf, type Read, readSeries } from "../../figures/reading.js";
import { type Fact, Facts, numberFact, thresholdFact } from "../../parts/facts.js";
import { count, percent } from "../../parts/format.js";
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
          label={`Peeling learns ${peeled.learned} of ${cells.peeled.length} skills in ${facts.rounds.format(peeled.rounds)}.`}
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

const skillCount = (label: string): FactWords => ({ label, note: "", format: count });

function factsOf({ values, threshold, peeled, trained, patience }: TrainedOutput): Fact[] {
  const here = `${thresholdUnits.ratio}, here ${facts.threshold.format(values.ratio)}`;
  return [
    thresholdFact(threshold, threshold === null ? gradualText : here),
    numberFact(
      skillCount(`${facts.learned.label} by peeling`),
      "peeled",
      peeled.learned,
      `of ${pluralText(values.skills, "skill")}, ${facts.rounds.format(peeled.rounds)}`,
    ),
    numberFact(
      skillCount("the same skills trained"),
      "trained",
      trained.ofPeeled,
      `after ${pluralText(trained.steps, "step")}`,
    ),
    numberFact(skillCount("other skills trained"), "others", trained.others, "guessed right by chance"),
    numberFact(
      {
        label: "patience",
        note: "until it begins to guess",
        format: (steps) => pluralText(Math.round(steps), "step"),
      },
      "patience",
      patience,
      patience === null ? "nothing is left to guess" : undefined,
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
