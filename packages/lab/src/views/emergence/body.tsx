import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { Chart, useDraw } from "../../figures/chart.js";
import { type Fact, Facts, numberFact } from "../../parts/facts.js";
import { count, digits, percent, plusMinus } from "../../parts/format.js";
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
          label="The share of random corpora that emerge: theory's line and simulated points with 95% intervals."
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
  const waiting = "…";
  return [
    {
      label: "Threshold R*",
      name: "threshold",
      value: output === null ? waiting : threshold === null ? "none" : digits(threshold.ratio, 5),
      exact: threshold?.ratio,
      note:
        output === null
          ? ""
          : threshold === null
            ? "learning is gradual"
            : `learned ${percent(threshold.before)} before, ${percent(threshold.after)} after`,
    },
    numberFact(
      `Learned at R = ${digits(values.ratio)}`,
      "learned",
      here?.learned,
      percent,
      here === null ? "" : `${plusMinus(here.standardError)} in ${count(here.trials)} corpora`,
    ),
    numberFact("Theory, infinitely many skills", "theory", here?.theoryLearned, percent, "density evolution"),
    {
      label: "Corpora that emerge",
      name: "emerged",
      value: here === null ? waiting : here.emerged === null ? "–" : `${here.emerged} of ${here.trials}`,
      exact: here?.emerged,
      note: here?.theoryEmerged == null ? "" : `finite-size law: ${percent(here.theoryEmerged)}`,
    },
  ];
}

function labelOf(values: EmergenceValues, output: EmergenceOutput | null): string {
  if (output === null) return "";
  if (output.threshold === null) return "Learning rises gradually.";
  const { ratio, before, after } = output.threshold;
  return `With c = ${values.mean} the learned share jumps from ${percent(before)} to ${percent(after)} at ${digits(ratio, 4)} texts per skill.`;
}
