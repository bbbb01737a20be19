import { Extrapolation } from "@onset/core/analysis";
import { edgeTypeCurve } from "@onset/core/theory";
import { predictedFrom } from "../../learn/prediction-words.js";
import { count, percent, plural } from "../../terminal/format.js";
import { type Line, lineChart, roundAbove, tickCount } from "../charts.js";
import { html, type Markup } from "../markup.js";
import type { Section } from "../page.js";
import { table } from "../table.js";
import type { PageSource } from "./source.js";

const farthest = 2;
const theorySteps = 80;
/** Of the best rung, each of which takes longer than learning; fewer where there are more edges. */
const [rungSteps, fewRungSteps, manyEdges] = [20, 8, 400_000];

/** How learning depends on the number of texts, and where this corpus stands. */
export function emergenceSection(source: PageSource): Section | null {
  const { study, report } = source;
  const { robustness } = study;
  const theory = theoryCurve(source);
  if (robustness === null && theory === null) return null;
  const measured = robustness?.curve ?? [];
  const lines: Line[] = [
    ...(robustness === null
      ? []
      : [
          {
            name: "measured: median of random parts of the texts",
            kind: "measured" as const,
            points: measured.map(({ share, median }) => [share, median] as const),
          },
        ]),
    ...(theory === null
      ? []
      : [{ name: predictedFrom(report.emergence.predictedBy), kind: "theory" as const, points: theory }]),
  ];
  const learned = report.learned.skills;
  const chart = lineChart(
    "Skills learned from a share of the texts",
    {
      label: "texts, as a share of the corpus",
      domain: [0, theory === null ? 1 : farthest],
      format: (v) => percentTick(v),
    },
    {
      label: "skills learned",
      domain: [0, roundAbove(Math.max(learned, ...lines.flatMap(({ points }) => points.map(([, y]) => y))))],
      format: tickCount,
    },
    lines,
    robustness === null
      ? []
      : [
          {
            name: "eight of ten random parts",
            points: measured.map(({ share, low, high }) => ({ x: share, low, high })),
          },
        ],
    [{ x: 1, y: learned, label: "you are here" }],
  );
  return {
    id: "emergence",
    title: "Where this corpus stands",
    body: html`${sentences(report)}<figure>${chart}</figure>${numbers(robustness, theory, learned)}${keystones(source)}`,
  };
}

const rowsOfTheory = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.25, 1.5, 1.75, 2];

/** The chart as a table: twenty measured shares; theory alone where nothing was measured but the whole. */
function numbers(
  robustness: PageSource["study"]["robustness"],
  theory: [number, number][] | null,
  learned: number,
): Markup {
  const rows = robustness?.curve.filter((_, i) => i % 5 === 0) ?? [];
  const shares = robustness === null ? rowsOfTheory : rows.map(({ share }) => share);
  const measured =
    robustness === null
      ? [
          {
            header: "learned",
            cells: shares.map((share) => (share === 1 ? count(learned) : "")),
            number: true,
          },
        ]
      : [
          { header: "learned: 1 in 10 below", cells: rows.map(({ low }) => count(low)), number: true },
          { header: "median", cells: rows.map(({ median }) => count(median)), number: true },
          { header: "1 in 10 above", cells: rows.map(({ high }) => count(high)), number: true },
        ];
  const predicted =
    theory === null
      ? []
      : [{ header: "theory", cells: shares.map((share) => count(nearest(theory, share))), number: true }];
  const texts = { header: "share of the texts", cells: shares.map((share) => percent(share)), number: true };
  return table([texts, ...measured, ...predicted], "The numbers");
}

function percentTick(value: number): string {
  return `${Math.round(100 * value)}%`;
}

function theoryCurve({ study, report }: PageSource): [number, number][] | null {
  // What is learned by construction no curve of random corpora tells.
  if (report.corpus.directed || study.order !== null) return null;
  const { maxUnlearned } = report.learner;
  const stepsOf = (steps: number): number[] =>
    Array.from({ length: steps }, (_, i) => (farthest * (i + 1)) / steps);
  if (study.prediction !== null) {
    const shares = stepsOf(study.needs.edgeCount > manyEdges ? fewRungSteps : rungSteps);
    const { learned } = edgeTypeCurve(study.prediction.ensemble, shares, { maxUnlearned, tolerance: 1e-3 });
    const open = study.openSkills.length;
    return [[0, 0], ...shares.map((share, i) => [share, learned[i] * open] as [number, number])];
  }
  const laws = new Extrapolation(study.needs, {
    known: study.known,
    maxUnlearned,
  });
  return [[0, 0], ...stepsOf(theorySteps).map((share) => [share, laws.learned(share)] as [number, number])];
}

function nearest(points: readonly (readonly [number, number])[], x: number): number {
  return points.reduce((a, b) => (Math.abs(b[0] - x) < Math.abs(a[0] - x) ? b : a))[1];
}

function sentences({ emergence, learner, corpus }: PageSource["report"]): Markup {
  const parts: string[] = [];
  if (emergence.threshold !== null) {
    const ratio = learner.trainingTexts / corpus.skills;
    parts.push(
      `By theory learning jumps at ${emergence.threshold.toPrecision(3)} texts a skill; this corpus has ${ratio.toPrecision(3)}.`,
    );
  }
  if (emergence.note !== null) parts.push(`Threshold: ${emergence.note}.`);
  const { measured } = emergence;
  if (measured === null) parts.push("Learning from parts of the texts was not measured: --runs 10 does.");
  if (measured?.margin != null) {
    const { low, median, high } = measured.margin;
    parts.push(
      `Measured in ${plural(measured.runs, "random order")}, half of what is learned is lost when ${percent(median)} of the texts are gone (${percent(low)} to ${percent(high)} in eight of ten).`,
    );
  }
  return html`<p>${parts.join(" ")}</p>`;
}

function keystones({ report }: PageSource): Markup | null {
  const stones = report.emergence.measured?.keystones;
  if (stones === undefined || stones.count === 0) return null;
  const columns = [
    { header: "keystone", cells: stones.first.map(({ text }) => text) },
    { header: "learned without it", cells: stones.first.map(({ left }) => count(left)), number: true },
  ];
  return html`<p>${plural(stones.count, "text")}${stones.complete ? "" : " or more"} carry the learning: without any one of them more than half is lost.</p>
${table(columns, "The keystones")}`;
}
