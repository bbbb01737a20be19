import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { Legend } from "../../figures/legend.js";
import { Control } from "../../parts/controls.js";
import { count } from "../../parts/format.js";
import { usePalette } from "../../parts/theme.js";
import { encodeState } from "../../state/hash.js";
import { defaults } from "../../state/parameters.js";
import { cellLegend, cellsOf } from "../trained/cells.js";
import { trainedParameters } from "../trained/parameters.js";
import { SkillCells } from "../trained/skills.js";
import { trainedCommand, trainedTables } from "../trained/tables.js";
import { Gamble } from "./gamble.js";
import { bets, type FigureProps, type StartValues, startParameters } from "./parameters.js";
import { Basis } from "./section.js";
import { useWork } from "./use-work.js";

const ratios = { few: 0.9, many: 1.3 } as const;

export function TrainedFigure({ values, set }: FigureProps): JSX.Element {
  const { corpus } = values;
  const palette = usePalette();
  const placed = bets.read(values.bets)[2];
  const input = { ...defaults(trainedParameters), skills: 100, mean: 3, ratio: ratios[corpus] };
  const { output, busy, problem } = useWork("trained", "trained", placed !== null ? input : null);
  const cells = useMemo(() => (output === null ? null : cellsOf(output)), [output]);
  const asked = { ...input, ratio: ratios.few };
  const answer = useWork("trained-answer", "trained", placed !== null ? asked : null);
  const told = answer.busy ? null : answer.output;
  return (
    <Gamble
      question="With 0.9 texts per skill, how much of what our simple reader learns does the trained model learn too?"
      placed={placed}
      place={(bet) => set({ bets: bets.place(values.bets, "trained", bet) })}
      truth={told === null ? null : told.trained.ofPeeled / Math.max(1, told.peeled.learned)}
      source={
        told === null
          ? ""
          : `${count(told.trained.ofPeeled)} of ${count(told.peeled.learned)} skills, and ${count(told.trained.others)} others`
      }
    >
      <Basis
        caption={`c = 3, D = 1, n = 100, R = ${input.ratio}, p = ${input.symbols}, rate = ${input.rate}, steps = ${input.steps}, seed = ${input.seed}`}
        command={trainedCommand(input)}
        tables={output === null ? [] : trainedTables(output)}
        ready={!busy && output !== null}
        problem={problem}
        link={encodeState("trained", trainedParameters, input)}
        linkText="Train it longer, and with more noise, in Trained model"
      >
        <Control
          name="corpus"
          parameter={startParameters.corpus}
          value={corpus}
          set={(patch) => set(patch as Partial<StartValues>)}
        />
        {output === null || cells === null ? (
          <p class="waiting">Training …</p>
        ) : (
          <>
            <div class="pair">
              <SkillCells
                name="peeled"
                title="The simple reader"
                label={`The reader learns ${output.peeled.learned} of 100 skills in ${output.peeled.rounds} rounds.`}
                cells={cells.peeled}
                legend={cellLegend}
              />
              <SkillCells
                name="trained"
                title={`The trained model, step ${count(output.trained.steps)}`}
                label={`The model has learned ${output.trained.ofPeeled} of the skills that the reader learns, and ${output.trained.others} others.`}
                cells={cells.trained}
                legend={cellLegend}
              />
            </div>
            <Legend entries={cellLegend(palette)} />
            <p class="verdict" role="status">
              {busy
                ? `Training: step ${count(output.trained.steps)} of ${count(input.steps)}.`
                : `The reader learned ${output.peeled.learned} of 100 skills. The model learned ${output.trained.ofPeeled} of these and ${output.trained.others} others.`}
            </p>
          </>
        )}
      </Basis>
    </Gamble>
  );
}
