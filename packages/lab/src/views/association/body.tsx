import type { JSX } from "preact";
import { useCallback, useMemo } from "preact/hooks";
import { Chart, type Draw } from "../../figures/chart.js";
import { type Fact, Facts } from "../../parts/facts.js";
import { count, percent } from "../../parts/format.js";
import type { BodyProps } from "../view.js";
import { percolationChart, percolationRead, ratioChart, ratioRead } from "./charts.js";
import type { AssociationOutput } from "./compute.js";
import { AssociationGraph } from "./graph.js";
import { coloursOf } from "./look.js";
import type { associationParameters } from "./parameters.js";

type Props = BodyProps<typeof associationParameters, AssociationOutput>;

export function AssociationBody({ values, set, output, busy }: Props): JSX.Element {
  const { occupied, ratio } = values;
  const drawPercolation = useCallback<Draw>(
    (palette) => percolationChart(output!, occupied, palette),
    [output, occupied],
  );
  const drawRatio = useCallback<Draw>((palette) => ratioChart(output!, ratio, palette), [output, ratio]);
  const readPercolation = useMemo(() => output && percolationRead(output), [output]);
  const readRatio = useMemo(() => output && ratioRead(output), [output]);
  if (output === null) {
    return (
      <div class="chart-box" style={{ minHeight: "520px" }}>
        {busy && <p class="waiting">Learning and drawing …</p>}
      </div>
    );
  }
  const { drawn, learned, part } = output;
  return (
    <div>
      <Facts facts={factsOf(output)} />
      <AssociationGraph
        output={output}
        legend={(palette) => {
          const colours = coloursOf(palette);
          return [
            { label: "in the giant component", colour: colours[2], mark: "point" },
            { label: "taken, apart from it", colour: colours[1], mark: "point" },
            ...(part.taken < learned
              ? [{ label: "not taken", colour: colours[0], mark: "point" } as const]
              : []),
          ];
        }}
      >
        {drawn.skills.length < learned && (
          <p class="hint">
            The drawing shows the {count(drawn.skills.length)} skills with the most texts and their{" "}
            {count(drawn.edges.length / 2)} closest associations. Numbers and curves are of all{" "}
            {count(learned)} skills.
          </p>
        )}
      </AssociationGraph>
      <Chart
        name="percolation"
        title="Percolation: how the giant component falls apart"
        label={`With ${percent(occupied)} of the learned skills, ${percent(learned === 0 ? 0 : part.giant / learned)} of them hang together.`}
        height={230}
        draw={drawPercolation}
        read={readPercolation}
        table="percolation"
        onPoint={(x, ended) => set({ occupied: Math.round(100 * x) / 100 }, ended)}
      />
      {output.curve !== null && (
        <Chart
          name="giant-component"
          title="The giant component against texts per skill"
          label="Theory: learned skills, the exact giant component, and that of independent percolation; dots: this corpus."
          height={230}
          draw={drawRatio}
          read={readRatio}
          table="theory"
          onPoint={(x, ended) => set({ ratio: Math.max(0.05, Number(x.toPrecision(3))) }, ended)}
        />
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
      label: "Independent theory",
      name: "independent",
      value: predicted === null ? "–" : percent(predicted.independent),
      exact: predicted?.independent,
      note: predicted === null ? theory : "if skills were learned at random",
    },
    {
      label: `With ${count(part.taken)} taken`,
      name: "part",
      value: percent(part.taken === 0 ? 0 : part.giant / part.taken),
      exact: part.giant,
      note: `${count(part.giant)} in the largest of ${count(part.components)} pieces`,
    },
  ];
}
