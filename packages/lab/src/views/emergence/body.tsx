import { pluralText } from "@onset/core/base";
import { facts, gradualText, thresholdUnits } from "@onset/core/report";
import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { Chart, useDraw } from "../../figures/chart.js";
import { type Fact, Facts, numberFact, sampleFact, thresholdFact } from "../../parts/facts.js";
import { count, percent } from "../../parts/format.js";
import type { BodyProps } from "../view.js";
import {
  chancesChart,
  chancesCursor,
  chancesRead,
  learnedChart,
  learnedCursor,
  learnedRead,
} from "./charts.js";
import type { EmergenceOutput } from "./compute.js";
import type { EmergenceValues, emergenceParameters } from "./parameters.js";
import { useScene } from "./use-scene.js";

type Props = BodyProps<typeof emergenceParameters, EmergenceOutput>;

export function EmergenceBody({ values, set, output }: Props): JSX.Element {
  const { ratio } = values;
  const scene = useScene(output);
  const drawLearned = useDraw(scene, learnedChart);
  const drawChances = useDraw(scene, chancesChart);
  const readLearned = useMemo(() => output && learnedRead(output), [output]);
  const readChances = useMemo(() => output && chancesRead(output), [output]);
  const cursor = useMemo(() => learnedCursor(output, ratio), [output, ratio]);
  const chance = useMemo(() => chancesCursor(output, ratio), [output, ratio]);
  const point = (x: number, ended: boolean): void =>
    set({ ratio: Math.max(0.01, Number(x.toPrecision(4))) }, ended);
  const stale = output !== null && !sameCurve(output.values, values);
  return (
    <div class={stale ? "stale" : ""}>
      <Facts facts={factsOf(values, output)} />
      <Chart
        name="learned"
        title="Skills learned against texts per skill"
        label={labelOf(values, output)}
        height={340}
        draw={drawLearned}
        cursor={cursor}
        read={readLearned}
        table="simulated"
        onPoint={point}
      />
      {output?.chances !== null && (
        <Chart
          name="chances"
          title={`Chance that skills emerge, near the threshold, n = ${count(values.skills)}`}
          label="The share of trials that emerge: theory's line and simulated points with 95% intervals."
          height={220}
          draw={drawChances}
          cursor={chance}
          read={readChances}
          table="simulated"
          onPoint={point}
        />
      )}
    </div>
  );
}

function sameCurve(a: EmergenceValues, b: EmergenceValues): boolean {
  return a.mean === b.mean && a.maxUnlearned === b.maxUnlearned && a.skills === b.skills && a.seed === b.seed;
}

function factsOf(values: EmergenceValues, output: EmergenceOutput | null): Fact[] {
  const threshold = output?.threshold ?? null;
  const here = output?.here?.ratio === values.ratio ? output.here : null;
  const emerged =
    here?.emerged == null
      ? ""
      : `${count(here.emerged)} of ${pluralText(here.trials, "trial")}${here.theoryEmerged === null ? "" : `; ${percent(here.theoryEmerged)} ${facts.finiteSize.label}`}`;
  return [
    output === null
      ? { label: facts.threshold.label, value: "…" }
      : thresholdFact(
          threshold?.ratio ?? null,
          threshold === null
            ? gradualText
            : `${thresholdUnits.ratio}, here ${facts.threshold.format(values.ratio)}`,
        ),
    sampleFact(facts.learned, "learned", here && { ...here, mean: here.learned }),
    numberFact(
      { ...facts.theory, label: `${facts.learned.label} ${facts.theory.label}` },
      "theory",
      here?.theoryLearned,
    ),
    {
      ...numberFact(facts.emerged, "emerged", here?.emergedShare, emerged, here === null ? "…" : "–"),
      exact: here?.emerged,
    },
  ];
}

function labelOf(values: EmergenceValues, output: EmergenceOutput | null): string {
  if (output === null) return "";
  if (output.threshold === null) return gradualText;
  const { ratio, before, after } = output.threshold;
  return `With c = ${values.mean} the learned share jumps from ${percent(before)} to ${percent(after)} at ${facts.threshold.format(ratio)} ${thresholdUnits.ratio}.`;
}
