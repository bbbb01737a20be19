import { pluralText } from "@onset/core/base";
import { facts, hangTogetherText } from "@onset/core/report";
import type { JSX } from "preact";
import { Chart, useDrawn } from "../../figures/chart.js";
import { type Fact, Facts, numberFact } from "../../parts/facts.js";
import { count, percent } from "../../parts/format.js";
import { Waiting } from "../../parts/waiting.js";
import type { BodyProps } from "../view.js";
import { percolationChart, percolationRead, ratioChart, ratioRead } from "./charts.js";
import type { AssociationOutput } from "./compute.js";
import { AssociationGraph } from "./graph.js";
import { coloursOf } from "./look.js";
import type { associationParameters } from "./parameters.js";

type Props = BodyProps<typeof associationParameters, AssociationOutput>;

export function AssociationBody({ values, set, output, busy }: Props): JSX.Element {
  const { occupied, ratio } = values;
  const percolation = useDrawn(
    output,
    (found, palette) => percolationChart(found, occupied, palette),
    percolationRead,
    [occupied],
  );
  const ratios = useDrawn(output, (found, palette) => ratioChart(found, ratio, palette), ratioRead, [ratio]);
  if (output === null) return <Waiting height={520}>{busy && "Learning and drawing …"}</Waiting>;
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
        {...percolation}
        table="percolation"
        onPoint={(x, ended) => set({ occupied: Math.round(100 * x) / 100 }, ended)}
      />
      {output.curve !== null && (
        <Chart
          name="giant-component"
          title="The giant component against texts per skill"
          label="Theory: learned skills, the exact giant component, and that of independent percolation; dots: this corpus."
          height={230}
          {...ratios}
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
  const none = input.known > 0 && input.corpus !== "random" ? "none with known skills" : undefined;
  return [
    numberFact(
      { ...facts.learned, format: (skills) => percent(skills / skillCount) },
      "learned",
      learned,
      `${count(learned)} of ${pluralText(skillCount, "skill")}`,
    ),
    numberFact(
      facts.giant,
      "giant",
      giant / skillCount,
      `${hangTogetherText(giant)}, ${pluralText(components, "component")}`,
    ),
    numberFact(facts.predictedGiant, "exact", predicted?.giant, none, "–"),
    numberFact(facts.independentGiant, "independent", predicted?.independent, none, "–"),
    {
      label: `with ${count(part.taken)} taken`,
      name: "part",
      value: percent(part.taken === 0 ? 0 : part.giant / part.taken),
      exact: part.giant,
      note: `${hangTogetherText(part.giant)}, ${pluralText(part.components, "component")}`,
    },
  ];
}
