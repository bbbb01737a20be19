import type { Study } from "@onset/core/analysis";
import type { LearnReport } from "../json.js";

/** What the charts and the longer tables of the page of a learned corpus are made of. */
export type PageSource = {
  readonly study: Study;
  readonly report: LearnReport;
};
