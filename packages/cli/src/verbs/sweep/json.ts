import { type Prediction, predict, type Row, type Summary, summarize } from "@onset/core/sweep";
import { type Origin, originOf } from "../../provenance.js";

/** The result of `onset sweep` for other programs. Names are a promise; additions are free. */
export type SweepReport = {
  readonly schema: "onset/sweep@2";
  /** The file of rows; null when none was written. */
  readonly out: string | null;
  readonly tasks: readonly TaskReport[];
  readonly notes: readonly string[];
  readonly provenance: Origin;
};

/** One task: the fields of `onset simulate`. */
export type TaskReport = Omit<Summary, "emerged"> & {
  readonly task: string;
  readonly experiment: Row["experiment"];
  readonly engine: Row["engine"];
  readonly seed: number;
  readonly trials: number;
  readonly emerged: number | null;
  readonly emergence: (NonNullable<Summary["emerged"]> & { readonly above: number }) | null;
  readonly complete: number;
  readonly theory: Prediction | null;
};

/** What other programs get to know of a sweep. */
export function sweepReport(
  rows: readonly Row[],
  out: string | undefined,
  notes: readonly string[],
): SweepReport {
  return {
    schema: "onset/sweep@2",
    out: out ?? null,
    tasks: rows.map(taskReport),
    notes,
    provenance: originOf(),
  };
}

function taskReport(row: Row): TaskReport {
  const { emerged, ...means } = summarize(row);
  return {
    task: row.task,
    experiment: row.experiment,
    engine: row.engine,
    seed: row.seed,
    trials: row.trials,
    emerged: row.emerged,
    emergence: emerged === null ? null : { ...emerged, above: row.emergedAbove! },
    complete: row.complete,
    ...means,
    theory: predict(row.experiment),
  };
}
