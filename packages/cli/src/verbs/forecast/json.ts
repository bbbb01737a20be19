import type { Forecast } from "@onset/core/analysis";
import type { CorpusSummary } from "../../corpus/summary.js";
import type { Provenance } from "../../provenance.js";

/** The result of `onset forecast` for other programs. */
export type ForecastReport = CorpusSummary & {
  readonly schema: "onset/forecast@2";
  /** The share of cases that an interval is meant to hold. */
  readonly confidence: number;
  readonly forecast: Forecast;
  readonly provenance: Provenance;
};
