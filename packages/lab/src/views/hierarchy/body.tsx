import { type Chart as ChartData, percentText, twoSided95 } from "@onset/charts";
import { facts, levelAdvice } from "@onset/core/report";
import type { JSX } from "preact";
import { Chart, useDrawn } from "../../figures/chart.js";
import { lineOf, type Read, readSeries } from "../../figures/reading.js";
import { type Fact, Facts, numberFact } from "../../parts/facts.js";
import { digits, percent } from "../../parts/format.js";
import type { Palette } from "../../parts/theme.js";
import type { BodyProps } from "../view.js";
import { type HierarchyOutput, type LevelFacts, learningNames } from "./compute.js";
import type { HierarchyValues, hierarchyParameters } from "./parameters.js";

type Props = BodyProps<typeof hierarchyParameters, HierarchyOutput>;

export function HierarchyBody({ values, set, output }: Props): JSX.Element {
  const { foundationRatio, domainRatio } = values;
  const curve = useDrawn(output, (found, palette) => curveChart(found, domainRatio, palette), curveRead, [
    domainRatio,
  ]);
  const plane = useDrawn(
    output,
    (found, palette) => planeChart(found, foundationRatio, domainRatio, palette),
    planeRead,
    [foundationRatio, domainRatio],
  );
  const rounded = (x: number): number => Number(x.toFixed(2));
  return (
    <>
      <Facts facts={factsOf(values, output)} />
      {output !== null && <p class="advice">{adviceOf(output)}</p>}
      <div class="pair">
        <Chart
          name="domain"
          title="Domain skills learned"
          label="Against domain texts per domain skill: theory as lines, simulation as points."
          height={360}
          {...curve}
          table="theory"
          onPoint={(x, ended) => set({ domainRatio: rounded(x) }, ended)}
        />
        <Chart
          name="region"
          title="Where the domain emerges"
          label="The plane of both ratios; the darker, the more of the domain is learned."
          height={360}
          {...plane}
          along="xy"
          table="map"
          onPoint={(x, ended, y) => set({ foundationRatio: rounded(x), domainRatio: rounded(y) }, ended)}
        />
      </div>
    </>
  );
}

function factsOf({ domainRatio }: HierarchyValues, output: HierarchyOutput | null): Fact[] {
  const [foundation, domain] = output?.levels ?? [];
  const share = (unlearned: number): string => facts.learned.format(1 - unlearned);
  const learned = (name: string, level: LevelFacts | undefined): Fact =>
    numberFact(
      { label: `${name} ${facts.learned.label}`, note: "", format: share },
      name,
      level?.frozen,
      level && thresholdNote(level),
    );
  return [
    learned("foundation", foundation),
    numberFact(
      facts.usable,
      "usable",
      domain?.usable,
      domain &&
        `${facts.ratio.label} ${facts.ratio.format(domainRatio)}, ${facts.effectiveRatio.label} ${facts.effectiveRatio.format(domain.effectiveRatio)}`,
    ),
    learned("domain", domain),
    numberFact(
      { ...facts.joint, format: share },
      "joint",
      domain?.joint,
      foundation && `${learningNames.joint}; foundation ${share(foundation.joint)}`,
    ),
  ];
}

function thresholdNote({ threshold }: LevelFacts): string {
  return threshold === null ? "gradual" : `${facts.threshold.label} ${facts.ratio.format(threshold)}`;
}

/** What would help the level that has not emerged. */
function adviceOf({ values, levels }: HierarchyOutput): string {
  const ratios = [values.foundationRatio, values.domainRatio];
  const advice = levelAdvice(levels.map((level, i) => ({ ...level, ratio: ratios[i] })));
  return advice === null ? "Both levels stand." : advice.join(" ");
}

function curveRead({ curve }: HierarchyOutput): Read {
  return readSeries(
    (at) => `R = ${digits(at, 3)}`,
    [
      lineOf(learningNames.frozen, curve, ({ ratio, frozen }) => [ratio, frozen]),
      lineOf(learningNames.joint, curve, ({ ratio, joint }) => [ratio, joint]),
    ],
  );
}

/** The cell of the map around a place. */
function planeRead({ map }: HierarchyOutput): Read {
  return (x, y) => {
    const far = (cell: { x: number; y: number }): number =>
      (cell.x - x) * (cell.x - x) + (cell.y - y) * (cell.y - y);
    const [first, ...rest] = map;
    if (first === undefined) return null;
    const cell = rest.reduce((best, each) => (far(each) < far(best) ? each : best), first);
    return { text: `R₀ = ${digits(x, 3)}, R = ${digits(y, 3)} · domain learned ${percent(cell.domain)}` };
  };
}

function curveChart(
  { curve, simulated, lastRatio }: HierarchyOutput,
  ratio: number,
  { series: [frozen, joint], ink }: Palette,
): ChartData {
  return {
    x: { label: "domain texts per domain skill, R", domain: [0, lastRatio] },
    y: { label: "learned", domain: [0, 1], format: percentText, hasGrid: true },
    legend: [{ label: "simulated, 95% interval", colour: ink, mark: "dot" }],
    layers: [
      {
        kind: "line",
        name: learningNames.joint,
        points: curve.map(({ ratio, joint }) => [ratio, joint]),
        colour: joint,
      },
      {
        kind: "line",
        name: `${learningNames.frozen}: foundation frozen`,
        points: curve.map(({ ratio, frozen }) => [ratio, frozen]),
        colour: frozen,
      },
      {
        kind: "dots",
        points: simulated.map(({ ratio, learned, standardError, learning }) => ({
          x: ratio,
          y: learned,
          low: Math.max(0, learned - twoSided95 * standardError),
          high: Math.min(1, learned + twoSided95 * standardError),
          colour: learning === "frozen" ? frozen : joint,
        })),
        colour: ink,
        radius: 3,
        rim: 0.8,
      },
      { kind: "rule", at: { x: ratio }, colour: ink },
    ],
  };
}

function planeChart(
  { map, plane, frozenBoundary, jointBoundary }: HierarchyOutput,
  x: number,
  y: number,
  { series: [frozen, joint], ink }: Palette,
): ChartData {
  const { width, height, columns } = plane;
  const [dx, dy] = [width / columns / 2, height / columns / 2];
  return {
    x: { label: "foundation texts per basic skill, R₀", domain: [0, width] },
    y: { label: "domain texts per domain skill, R", domain: [0, height] },
    layers: [
      {
        kind: "rects",
        name: "domain learned",
        rects: map.map((cell) => ({
          x: [cell.x - dx, cell.x + dx],
          y: [cell.y - dy, cell.y + dy],
          opacity: 0.6 * cell.domain,
        })),
        colour: frozen,
      },
      {
        kind: "dots",
        name: `jumps, ${learningNames.joint}`,
        points: jointBoundary,
        colour: joint,
        radius: 2.2,
      },
      {
        kind: "line",
        name: `edge, ${learningNames.frozen}`,
        points: frozenBoundary.map((point) => [point.x, point.y]),
        colour: ink,
        width: 1.8,
      },
      { kind: "rule", at: { x }, colour: ink, opacity: 0.35 },
      { kind: "rule", at: { y }, colour: ink, opacity: 0.35 },
      { kind: "dots", points: [{ x, y }], colour: ink, radius: 6, isOpen: true },
    ],
  };
}
