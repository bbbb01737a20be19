import { type Chart as ChartData, percentText } from "@onset/charts";
import type { JSX } from "preact";
import { useCallback, useMemo } from "preact/hooks";
import { Chart, type Draw } from "../../figures/chart.js";
import { type Read, readSeries } from "../../figures/reading.js";
import { type Fact, Facts } from "../../parts/facts.js";
import { digits, percent } from "../../parts/format.js";
import { twoSided95 } from "../../parts/numbers.js";
import type { Palette } from "../../parts/theme.js";
import type { BodyProps } from "../view.js";
import type { HierarchyOutput } from "./compute.js";
import type { HierarchyValues, hierarchyParameters } from "./parameters.js";

type Props = BodyProps<typeof hierarchyParameters, HierarchyOutput>;

export function HierarchyBody({ values, set, output }: Props): JSX.Element {
  const { foundationRatio, domainRatio } = values;
  const drawCurve = useCallback<Draw>(
    (palette) => curveChart(output!, domainRatio, palette),
    [output, domainRatio],
  );
  const drawPlane = useCallback<Draw>(
    (palette) => planeChart(output!, foundationRatio, domainRatio, palette),
    [output, foundationRatio, domainRatio],
  );
  const readCurve = useMemo(() => output && curveRead(output), [output]);
  const readPlane = useMemo(() => output && planeRead(output), [output]);
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
          draw={output && drawCurve}
          read={readCurve}
          table="theory"
          onPoint={(x, ended) => set({ domainRatio: rounded(x) }, ended)}
        />
        <Chart
          name="region"
          title="Where the domain emerges"
          label="The plane of both ratios; the darker, the more of the domain is learned."
          height={360}
          draw={output && drawPlane}
          read={readPlane}
          along="xy"
          table="map"
          onPoint={(x, ended, y) => set({ foundationRatio: rounded(x), domainRatio: rounded(y) }, ended)}
        />
      </div>
    </>
  );
}

function factsOf({ foundationRatio, domainRatio }: HierarchyValues, output: HierarchyOutput | null): Fact[] {
  const [foundation, domain] = output?.levels ?? [];
  const threshold = (value: number | null | undefined): string =>
    value === undefined ? "" : value === null ? "gradual" : `threshold ${digits(value, 4)}`;
  const share = (unlearned: number | undefined): string =>
    unlearned === undefined ? "…" : percent(1 - unlearned);
  return [
    {
      label: `Foundation at R₀ = ${digits(foundationRatio)}`,
      name: "foundation",
      value: share(foundation?.frozen),
      exact: foundation?.frozen,
      note: threshold(foundation?.threshold),
    },
    {
      label: "Usable domain texts",
      name: "usable",
      value: domain === undefined ? "…" : percent(domain.usable),
      exact: domain?.usable,
      note:
        domain === undefined ? "" : `R = ${digits(domainRatio)} is worth ${digits(domain.effectiveRatio, 4)}`,
    },
    {
      label: "Domain, level by level",
      name: "domain",
      value: share(domain?.frozen),
      exact: domain?.frozen,
      note: threshold(domain?.threshold),
    },
    {
      label: "Domain, all together",
      name: "joint",
      value: share(domain?.joint),
      exact: domain?.joint,
      note: foundation === undefined ? "" : `foundation ${share(foundation.joint)}`,
    },
  ];
}

/** What would help the level that has not emerged. */
function adviceOf({ levels: [foundation, domain] }: HierarchyOutput): string {
  if (foundation.threshold !== null && foundation.effectiveRatio < foundation.threshold) {
    return `The foundation is below its threshold: more domain texts help little, of each only ${percent(domain.usable)} is usable.`;
  }
  if (domain.threshold !== null && domain.effectiveRatio < domain.threshold) {
    return `The foundation stands. The domain needs ${digits(domain.threshold / domain.usable, 4)} texts per skill to emerge.`;
  }
  return "Both levels stand.";
}

function curveRead({ curve }: HierarchyOutput): Read {
  const x = curve.map(({ ratio }) => ratio);
  return readSeries(
    (at) => `R = ${digits(at, 3)}`,
    [
      { label: "level by level", x, y: curve.map(({ frozen }) => frozen), text: percent, kind: "line" },
      { label: "all together", x, y: curve.map(({ joint }) => joint), text: percent, kind: "line" },
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
        name: "all together",
        points: curve.map(({ ratio, joint }) => [ratio, joint]),
        colour: joint,
      },
      {
        kind: "line",
        name: "level by level: foundation frozen",
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
      { kind: "dots", name: "jumps, all together", points: jointBoundary, colour: joint, radius: 2.2 },
      {
        kind: "line",
        name: "edge, level by level",
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
