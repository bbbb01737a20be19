import type { Study } from "@onset/core/analysis";
import type { Report } from "@onset/core/report";
import { html, type Markup } from "../../../html/markup.js";
import { page, type Section } from "../../../html/page.js";
import { entriesMarkup, verdictMarkup } from "../../../html/report.js";
import type { Reading } from "../../../input/read.js";
import type { LearnReport } from "../json.js";
import { associationsSection } from "./associations.js";
import { emergenceFigure } from "./emergence.js";
import { provenanceSection } from "./provenance.js";
import { roundsFigure } from "./rounds.js";
import type { PageSource } from "./source.js";
import { stuckTables } from "./stuck.js";
import { unlockSection } from "./unlock.js";

/** What a page shows beside the entries of a section: charts with their numbers, and longer tables. */
const additions: Readonly<Record<string, (source: PageSource) => (Markup | null)[]>> = {
  learned: (source) => [roundsFigure(source), stuckTables(source)],
  emergence: (source) => [emergenceFigure(source)],
};

/**
 * The report of `onset learn` as one file of HTML: charts with a table beside each, aggregates only, so that its size
 * does not depend on the number of texts.
 */
export function learnPage(
  reading: Reading,
  study: Study,
  json: LearnReport,
  report: Report,
  begins: PageSource["begins"] = null,
): string {
  const source: PageSource = { study, report: json, begins };
  const said = report.sections.map(
    ({ id, title, entries }): Section => ({
      id,
      title,
      body: html`${entriesMarkup(entries)}${additions[id]?.(source) ?? []}`,
    }),
  );
  const own = [unlockSection(source), associationsSection(source)].filter((section) => section !== null);
  const last = said.findIndex(({ id }) => id === "left-out");
  const sections = [...said.slice(0, last), ...own, ...said.slice(last), provenanceSection(source)];
  return page(reading.label, verdictMarkup(report), sections);
}
