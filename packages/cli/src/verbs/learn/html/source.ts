import type { Study } from "@onset/core/analysis";
import type { LearnReport } from "../json.js";

/** What the charts and the longer tables of the page of a learned corpus are made of. */
export type PageSource = {
  readonly study: Study;
  readonly report: LearnReport;
  /** How texts of the corpus begin, by text; null where it has no column of text. */
  readonly begins: readonly (string | null)[] | null;
};
