import {
  type CorpusExperiment,
  type Prediction,
  predict,
  type Row,
  type Summary,
  summarize,
} from "@onset/core/sweep";
import { type Origin, originOf } from "../../provenance.js";

/** The result of `onset simulate` for other programs. Names are a promise; additions are free. */
export type SimulateReport = {
  readonly schema: "onset/simulate@2";
  readonly trials: number;
  /** Trials that ended past the jump; null where learning is gradual. */
  readonly emerged: number | null;
  /** Its share with a 95 % interval, and the learned share from which on a trial counts. */
  readonly emergence: (NonNullable<Summary["emerged"]> & { readonly above: number }) | null;
  /** Trials in which every skill was learned. */
  readonly complete: number;
  readonly engine: Exclude<Row["engine"], "custom">;
  /** Shares of all skills. Known skills count as learned. */
  readonly learned: Summary["learned"];
  readonly unlearned: Summary["unlearned"];
  /** The largest component of the association graph, and in how many trials of the graph it was measured. */
  readonly giant: (NonNullable<Summary["giant"]> & { readonly trials: number }) | null;
  readonly rounds: Summary["rounds"];
  /** Trials by learned share, in bins of one per cent. */
  readonly histogram: readonly number[];
  readonly theory: Omit<Prediction, "classes">;
  readonly experiment: CorpusExperiment;
  readonly task: string;
  readonly seed: number;
  readonly provenance: Origin;
};

/** @param giant - The row of the trials that have a giant component: another one where the engine has no edges. */
export function simulateReport(row: Row, giant: Row | null): SimulateReport {
  const { learned, unlearned, rounds, emerged } = summarize(row);
  const component = giant === null ? null : summarize(giant).giant;
  const experiment = row.experiment as CorpusExperiment;
  const { classes: _, ...theory } = predict(experiment);
  return {
    schema: "onset/simulate@2",
    trials: row.trials,
    emerged: row.emerged,
    emergence: emerged === null ? null : { ...emerged, above: row.emergedAbove! },
    complete: row.complete,
    engine: row.engine as SimulateReport["engine"],
    learned,
    unlearned,
    giant: component === null ? null : { ...component, trials: giant!.trials },
    rounds,
    histogram: row.histogram,
    theory,
    experiment,
    task: row.task,
    seed: row.seed,
    provenance: originOf(),
  };
}
