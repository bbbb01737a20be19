import { html } from "../../../html/markup.js";
import type { Section } from "../../../html/page.js";
import { count } from "../../../terminal/format.js";
import type { PageSource } from "./source.js";

/** Where the numbers come from and how to make them again. */
export function provenanceSection({ report }: PageSource): Section {
  const { tool, command, seed, input, project } = report.provenance;
  return {
    id: "provenance",
    title: "Provenance",
    body: html`<pre>${command}</pre>
<dl><dt>made by</dt><dd>${tool}</dd><dt>seed</dt><dd>${seed}</dd><dt>read</dt><dd>${input.name}, ${count(input.bytes)} bytes</dd><dt>SHA-256</dt><dd><code>${input.sha256}</code></dd>${project === undefined ? "" : html`<dt>options of</dt><dd>${project.file}</dd>`}</dl>
<p class="quiet">The same input, options and seed give the same bytes. The tables beside this page (skills.csv, texts.csv) hold every skill and every text; report.json holds these numbers for programs.</p>`,
  };
}
