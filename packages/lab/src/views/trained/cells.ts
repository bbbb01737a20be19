/** Skills as cells, in the order in which peeling learns them, for both learners. */
import type { LegendEntry } from "@onset/charts";
import { percent } from "../../parts/format.js";
import type { Palette } from "../../parts/theme.js";
import type { TrainedOutput } from "./compute.js";
import type { Cell } from "./skills.js";

export function cellLegend(palette: Palette): readonly LegendEntry[] {
  return [
    { label: "learned; paler: the model is less sure", colour: palette.series[0], mark: "point" },
    { label: "learned although peeling does not", colour: palette.mark, mark: "point" },
    { label: "not learned", colour: palette.line, mark: "point" },
  ];
}

/** Skills in the order of their rounds, those that peeling does not learn at the end. */
export function cellsOf({ peeled, trained }: TrainedOutput): Record<"peeled" | "trained", readonly Cell[]> {
  const late = (skill: number): number => peeled.roundOfSkill[skill] || Infinity;
  const order = [...peeled.roundOfSkill.keys()].sort((a, b) =>
    late(a) < late(b) ? -1 : late(a) > late(b) ? 1 : a - b,
  );
  return {
    peeled: order.map((skill) => {
      const round = peeled.roundOfSkill[skill];
      const text = `skill ${skill + 1}: ${round === 0 ? "not learned" : `learned in round ${round}`}`;
      return { light: round > 0 ? 1 : 0, odd: false, text };
    }),
    trained: order.map((skill) => {
      const light = trained.beliefs[skill];
      const step = trained.stepOfSkill[skill];
      const first = step === null ? "not learned yet" : `learned at step ${step}`;
      const text = `skill ${skill + 1}: ${first}, ${percent(light)} sure`;
      return { light, odd: peeled.roundOfSkill[skill] === 0, text };
    }),
  };
}
