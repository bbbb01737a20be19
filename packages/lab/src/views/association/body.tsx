import type { JSX } from "preact";
import { useCallback } from "preact/hooks";
import { Chart, type Draw } from "../../charts/chart.js";
import { Legend } from "../../charts/legend.js";
import { type Fact, Facts } from "../../parts/facts.js";
import { count, percent } from "../../parts/format.js";
import { usePalette } from "../../parts/theme.js";
import type { BodyProps } from "../view.js";
import { percolationChart, ratioChart } from "./charts.js";
import type { AssociationOutput } from "./compute.js";
import { AssociationGraph } from "./graph.js";
import { coloursOf } from "./look.js";
import type { associationParameters } from "./parameters.js";

type Props = BodyProps<typeof associationParameters, AssociationOutput>;

export function AssociationBody({ values, set, output, busy }: Props): JSX.Element {
  const palette = usePalette();
  const { occupied, ratio } = values;
  const drawPercolation = useCallback<Draw>(
    (plot, frame) => percolationChart(output!, occupied, plot, frame),
    [output, occupied],
  );
  const drawRatio = useCallback<Draw>(
    (plot, frame) => ratioChart(output!, ratio, plot, frame),
    [output, ratio],
  );
  if (output === null) {
    return (
      <div class="chart-box" style={{ minHeight: "520px" }}>
        {busy && <p class="waiting">Learning and drawing …</p>}
      </div>
    );
  }
  const colours = coloursOf(palette);
  const { drawn, learned, part, predicted } = output;
  return (
    <div>
      <Facts facts={factsOf(output)} />
      <figure class="chart">
        <figcaption>Learned skills; two are joined when a text holds both</figcaption>
        <AssociationGraph output={output} />
        <Legend
          entries={[
            { label: "in the giant component", colour: colours[2], mark: "point" },
            { label: "taken, apart from it", colour: colours[1], mark: "point" },
            ...(part.taken < learned
              ? [{ label: "not taken", colour: colours[0], mark: "point" } as const]
              : []),
          ]}
        />
        {drawn.skills.length < learned && (
          <p class="hint">
            Drawn are the {count(drawn.skills.length)} skills of the most texts with their{" "}
            {count(drawn.edges.length / 2)} closest associations; numbers and curves are of all{" "}
            {count(learned)}.
          </p>
        )}
      </figure>
      <Chart
        title="Percolation: how the giant component falls apart"
        label={`With ${percent(occupied)} of the learned skills, ${percent(learned === 0 ? 0 : part.giant / learned)} of them hang together.`}
        height={230}
        draw={drawPercolation}
        onPoint={(x, ended) => set({ occupied: Math.round(100 * x) / 100 }, ended)}
      >
        <Legend
          entries={[
            { label: "this corpus, mean of ten random orders", colour: palette.series[0], mark: "line" },
            { label: "all that is taken", colour: palette.line, mark: "dashed" },
            ...(predicted === null
              ? []
              : ([
                  { label: "exact theory", colour: palette.series[0], mark: "ring" },
                  { label: "independent percolation", colour: palette.mark, mark: "ring" },
                ] as const)),
          ]}
        />
      </Chart>
      {output.curve !== null && (
        <Chart
          title="The giant component against texts per skill"
          label="Theory: learned skills, the exact giant component, and that of independent percolation; dots: this corpus."
          height={230}
          draw={drawRatio}
          onPoint={(x, ended) => set({ ratio: Math.max(0.05, Number(x.toPrecision(3))) }, ended)}
        >
          <Legend
            entries={[
              { label: "exact giant component", colour: palette.series[0], mark: "line" },
              { label: "by independent percolation", colour: palette.mark, mark: "dashed" },
              { label: "learned", colour: palette.soft, mark: "thin" },
              { label: "this corpus", colour: palette.ink, mark: "point" },
            ]}
          />
        </Chart>
      )}
    </div>
  );
}

function factsOf({
  learned,
  giant,
  skillCount,
  components,
  predicted,
  part,
  input,
}: AssociationOutput): Fact[] {
  const theory = input.known > 0 && input.corpus !== "random" ? "none with known skills" : "of all skills";
  return [
    {
      label: "Learned",
      name: "learned",
      value: count(learned),
      exact: learned,
      note: `of ${count(skillCount)} skills`,
    },
    {
      label: "Giant component",
      name: "giant",
      value: percent(giant / skillCount),
      exact: giant / skillCount,
      note: `${count(giant)} skills; ${count(components)} components`,
    },
    {
      label: "Exact theory",
      name: "exact",
      value: predicted === null ? "–" : percent(predicted.giant),
      exact: predicted?.giant,
      note: theory,
    },
    {
      label: "Independent",
      name: "independent",
      value: predicted === null ? "–" : percent(predicted.independent),
      exact: predicted?.independent,
      note: predicted === null ? theory : "if learned at random",
    },
    {
      label: `With ${count(part.taken)} taken`,
      name: "part",
      value: percent(part.taken === 0 ? 0 : part.giant / part.taken),
      exact: part.giant,
      note: `${count(part.giant)} in one piece of ${count(part.components)}`,
    },
  ];
}
