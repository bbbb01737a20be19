import type { JSX } from "preact";
import { Chart, useDrawn } from "../../figures/chart.js";
import { count, digits, percent } from "../../parts/format.js";
import { encodeState } from "../../state/hash.js";
import { defaults } from "../../state/parameters.js";
import { tunnelChart, tunnelRead } from "../density/charts.js";
import { densityCommand } from "../density/command-line.js";
import { densityParameters } from "../density/parameters.js";
import { densityTables } from "../density/tables.js";
import { type FigureProps, startParameters } from "./parameters.js";
import { Basis } from "./section.js";
import { Slide } from "./slide.js";
import { useWork } from "./use-work.js";

export function TunnelFigure({ values: { tunnel }, set }: FigureProps): JSX.Element {
  const input = { ...defaults(densityParameters), ratio: tunnel };
  const { output, busy, problem } = useWork("tunnel", "density", input);
  const drawn = useDrawn(output, tunnelChart, tunnelRead);
  const end = output?.ratio === tunnel ? output.end : null;
  return (
    <Basis
      caption={`c = 5, D = 1, n → ∞, R = ${digits(tunnel)}`}
      command={densityCommand(input)}
      tables={output === null ? [] : densityTables(output)}
      ready={!busy && output !== null}
      problem={problem}
      link={encodeState("density", densityParameters, input)}
      linkText="Walk through the tunnel round by round in Density evolution"
    >
      <Chart
        name="tunnel"
        title="The tunnel: what a round gains"
        label="The share of unknown skills that one round takes away, at every state. Where it is zero, learning rests."
        height={300}
        {...drawn}
        table="map"
      />
      <Slide
        label="Texts per skill, R"
        parameter={startParameters.tunnel}
        value={tunnel}
        set={(value, ended) => set({ tunnel: value }, ended)}
        shown={
          end === null
            ? digits(tunnel)
            : `${digits(tunnel)}: ${percent(end.learned)} learned in ${end.converged ? "" : "more than "}${count(end.rounds)} rounds`
        }
      />
    </Basis>
  );
}
