import type { Study } from "@onset/core/analysis";
import type { Reading } from "../../input/read.js";
import type { LearnReport } from "../../learn/json.js";

/** All that the page of a learned corpus is made of. */
export type PageSource = {
  readonly reading: Reading;
  readonly study: Study;
  readonly report: LearnReport;
};
