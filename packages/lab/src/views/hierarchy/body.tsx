import type { JSX } from "preact";
import { useCallback, useMemo } from "preact/hooks";
import { Chart, type Draw } from "../../figures/chart.js";
import { type Read, readSeries } from "../../figures/reading.js";
import { type Fact, Facts } from "../../parts/facts.js";
import { digits, percent } from "../../parts/format.js";
import { twoSided95 } from "../../parts/numbers.js";
import type { BodyProps } from "../view.js";
import type { HierarchyOutput, SimulatedDomain } from "./compute.js";
import type { HierarchyValues, hierarchyParameters } from "./parameters.js";

type Props = BodyProps<typeof hierarchyParameters, HierarchyOutput>;

export function HierarchyBody({ values, set, output }: Props): JSX.Element {
  const { foundationRatio, domainRatio } = values;
  const drawCurve = useCallback<Draw>(
    (plot, frame) => curveChart(output!, domainRatio, plot, frame),
    [output, domainRatio],
  );
  const drawPlane = useCallback<Draw>(
    (plot, frame) => planeChart(output!, foundationRatio, domainRatio, plot, frame),
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
          legend={(palette) => [
            { label: "level by level: foundation frozen", colour: palette.series[0], mark: "line" },
            { label: "all together", colour: palette.series[1], mark: "line" },
            { label: "simulated, 95% interval", colour: palette.ink, mark: "dot" },
          ]}
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
          legend={(palette) => [
            { label: "domain learned", colour: palette.series[0], mark: "band" },
            { label: "edge, level by level", colour: palette.ink, mark: "line" },
            { label: "jumps, all together", colour: palette.series[1], mark: "point" },
          ]}
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
  plot: Parameters<Draw>[0],
  { palette }: Parameters<Draw>[1],
): ReturnType<Draw> {
  const [frozen, joint] = palette.series;
  const colour = ({ learning }: SimulatedDomain): string => (learning === "frozen" ? frozen : joint);
  return {
    x: { label: "domain texts per domain skill, R →", domain: [0, lastRatio], ticks: 6 },
    y: { label: "↑ learned", domain: [0, 1], tickFormat: "%", ticks: 5, grid: true },
    marks: [
      plot.line(curve, { x: "ratio", y: "joint", stroke: joint, strokeWidth: 2.2, clip: true }),
      plot.line(curve, { x: "ratio", y: "frozen", stroke: frozen, strokeWidth: 2.2, clip: true }),
      plot.ruleX(simulated, {
        x: "ratio",
        y1: (d: SimulatedDomain) => Math.max(0, d.learned - twoSided95 * d.standardError),
        y2: (d: SimulatedDomain) => Math.min(1, d.learned + twoSided95 * d.standardError),
        stroke: colour,
        strokeWidth: 1.2,
      }),
      plot.dot(simulated, {
        x: "ratio",
        y: "learned",
        r: 3,
        fill: colour,
        stroke: palette.ground,
        strokeWidth: 0.8,
      }),
      plot.ruleX([ratio], { stroke: palette.ink }),
      plot.ruleY([0], { stroke: palette.soft }),
    ],
  };
}

function planeChart(
  { map, plane, frozenBoundary, jointBoundary }: HierarchyOutput,
  x: number,
  y: number,
  plot: Parameters<Draw>[0],
  { palette }: Parameters<Draw>[1],
): ReturnType<Draw> {
  const { width, height, columns } = plane;
  const [dx, dy] = [width / columns / 2, height / columns / 2];
  const [frozen, joint] = palette.series;
  return {
    x: { label: "foundation texts per basic skill, R₀ →", domain: [0, width], ticks: 6 },
    y: { label: "↑ domain texts per domain skill, R", domain: [0, height], ticks: 6 },
    marks: [
      plot.rect(map, {
        x1: (d: { x: number }) => d.x - dx,
        x2: (d: { x: number }) => d.x + dx,
        y1: (d: { y: number }) => d.y - dy,
        y2: (d: { y: number }) => d.y + dy,
        fill: frozen,
        fillOpacity: (d: { domain: number }) => 0.6 * d.domain,
        shapeRendering: "crispEdges",
        clip: true,
      }),
      plot.line(frozenBoundary, { x: "x", y: "y", stroke: palette.ink, strokeWidth: 1.8, clip: true }),
      plot.dot(jointBoundary, { x: "x", y: "y", r: 2.2, fill: joint }),
      plot.ruleX([x], { stroke: palette.ink, strokeOpacity: 0.35 }),
      plot.ruleY([y], { stroke: palette.ink, strokeOpacity: 0.35 }),
      plot.dot([{ x, y }], {
        x: "x",
        y: "y",
        r: 6,
        fill: palette.ground,
        stroke: palette.ink,
        strokeWidth: 2.5,
      }),
    ],
  };
}
