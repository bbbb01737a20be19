import { count, percent, plural } from "../../terminal/format.js";
import { html, type Markup } from "../markup.js";
import type { Section } from "../page.js";
import { table } from "../table.js";
import type { PageSource } from "./source.js";

/** What other numbers of known skills would give. */
export function knownSection({ report }: PageSource): Section | null {
  const curve = report.knownCurve ?? null;
  if (curve === null || curve.length < 2) return null;
  const columns = [
    { header: "known from the start", cells: curve.map(({ known }) => count(known)), number: true },
    { header: "learned beyond them", cells: curve.map(({ skills }) => count(skills)), number: true },
    {
      header: "of the others",
      cells: curve.map(({ known, skills }) =>
        percent(report.corpus.skills === known ? 1 : skills / (report.corpus.skills - known)),
      ),
      number: true,
    },
  ];
  return { id: "known", title: "With more or fewer known skills", body: table(columns) };
}

/** The error on texts held back, beside what theory says. */
export function newTextsSection({ report }: PageSource): Section | null {
  const { testError } = report;
  if (testError === null) return null;
  const { measured, low, high, predicted, texts } = testError;
  const theory =
    predicted === null ? "" : ` Theory, which knows only the degrees, says ${percent(predicted)}.`;
  return {
    id: "new-texts",
    title: "New texts",
    body: html`<p>Of ${plural(texts, "text")} held back, ${percent(measured)} have a skill that was not learned (95% interval: ${percent(low)} to ${percent(high)}).${theory}</p>`,
  };
}

/** Rows that were left out, and why. */
export function skippedSection({ reading, report }: PageSource): Section {
  const groups = [
    ["could not be read", reading.malformed],
    ["have no skill", reading.unlabelled],
  ] as const;
  const parts = groups.flatMap(([what, { count: total, first }]): Markup[] => {
    if (total === 0) return [];
    const columns = [
      { header: "where", cells: first.map(({ where }) => where) },
      { header: "what", cells: first.map(({ problem }) => problem) },
    ];
    return [html`<p>${plural(total, "text")} ${what}.</p>${table(columns, "The first of them")}`];
  });
  if (reading.duplicateEdges > 0) {
    parts.push(html`<p>${plural(reading.duplicateEdges, "skill")} named twice by a text, counted once.</p>`);
  }
  if (report.learner.unknownNames > 0) {
    parts.push(html`<p>${plural(report.learner.unknownNames, "known skill")} not in the corpus.</p>`);
  }
  const body = parts.length === 0 ? html`<p>Nothing.</p>` : html`${parts}`;
  return { id: "left-out", title: "Left out", body };
}

/** Where the numbers come from and how to make them again. */
export function provenanceSection({ report }: PageSource): Section {
  const { tool, command, seed, input } = report.provenance;
  return {
    id: "provenance",
    title: "Provenance",
    body: html`<pre>${command}</pre>
<dl><dt>made by</dt><dd>${tool}</dd><dt>seed</dt><dd>${seed}</dd><dt>read</dt><dd>${input.name}, ${count(input.bytes)} bytes</dd><dt>SHA-256</dt><dd><code>${input.sha256}</code></dd></dl>
<p class="quiet">The same input, options and seed give the same bytes. The tables beside this page (skills.csv, texts.csv) hold every skill and every text; report.json holds these numbers for programs.</p>`,
  };
}
