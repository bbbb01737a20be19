import { createHash } from "node:crypto";
import { shellArgument } from "@onset/core/base";
import type { Command } from "commander";
import { type Agreement, agreementOf, type Score, scoreOf } from "../../corpus/judged.js";
import { readSheet, sheetOf } from "../../corpus/sheet.js";
import { hashOf } from "../../input/read.js";
import { type Provenance, provenanceOf } from "../../provenance.js";
import type { OutputOptions, Run, RunContext } from "../../run/run.js";
import { addOutputOptions } from "../../run/verb.js";
import { printable } from "../../terminal/characters.js";
import { count, percent, plural } from "../../terminal/format.js";
import { reportText, roomIn, sentence } from "../../terminal/layout.js";
import { jsonText, terminalWidth } from "../../terminal/output.js";

/** The result of `onset label score` for other programs. */
export type ScoreReport = {
  readonly schema: "onset/label-score@1";
  readonly sheets: readonly (Score & { readonly name: string; readonly rows: number })[];
  /** Of two sheets: how the people agree. */
  readonly agreement: Agreement | null;
  readonly provenance: Provenance;
};

const description = [
  "Tell what a judged sheet says of all labels: how many are right, and how many skills are missing.",
  "SHEET is a file of onset label review in which somebody has written y or n into the column right. With the sheet of another person (OTHER) their agreement is told, beyond chance (Cohen's kappa). onset learn --label-errors SHEET takes the rate of errors that a sheet tells.",
];

const examples = `
Examples:
  onset label score series/review.csv
  onset label score mine.csv yours.csv
  onset learn series/labelled.jsonl --label-errors series/review.csv`;

/** `onset label score`: what a judged sheet says. */
export function addScoreCommand(parent: Command, run: Run): void {
  const command = parent
    .command("score")
    .summary("tell what a judged sheet says of all labels")
    .description(description.join("\n\n"))
    .addHelpText("after", examples)
    .argument("<sheet>", "a judged sheet of onset label review")
    .argument("[other]", "the same sheet, judged by somebody else");
  addOutputOptions(command).action((sheet: string, other: string | undefined, options: OutputOptions) =>
    run(options, (context) => score(other === undefined ? [sheet] : [sheet, other], options, context)),
  );
}

async function score(names: readonly string[], options: OutputOptions, context: RunContext): Promise<string> {
  const sources = await Promise.all(names.map(sheetOf));
  const sheets = [];
  for (const source of sources) sheets.push(await readSheet(source, context));
  const hashes = [];
  for (const source of sources) {
    const hash = createHash("sha256");
    for await (const piece of source.stream()) hash.update(piece);
    hashes.push({ name: source.name, sha256: hash.digest("hex") });
  }
  const [first, second] = sheets;
  const input = {
    label: sources.map(({ name }) => name).join(", "),
    bytes: sources.reduce((sum, { size }) => sum + size, 0),
    sha256: hashOf(hashes),
  };
  const report: ScoreReport = {
    schema: "onset/label-score@1",
    sheets: sheets.map(({ rows, judged }, i) => ({ name: sources[i].name, rows, ...scoreOf(judged) })),
    agreement: second === undefined ? null : agreementOf(first.judged, second.judged),
    provenance: provenanceOf(0, input),
  };
  return options.json ? jsonText(report) : scoreText(report, input.label, terminalWidth());
}

function scoreText(report: ScoreReport, label: string, width: number): string {
  const room = roomIn(width);
  const lines = report.sheets.flatMap(({ name, rows, judged, precision, missingPerLabel, labelErrors }) => [
    ...(report.sheets.length > 1 ? sentence("sheet", printable(name), room) : []),
    ...sentence("judged", `${count(judged)} of ${plural(rows, "label")}`, room),
    ...sentence(
      "right",
      `${percent(precision.value)} (${percent(precision.low)} to ${percent(precision.high)} in 95% of samples)`,
      room,
    ),
    ...sentence(
      "missing",
      missingPerLabel === null
        ? "nobody counted what is missing"
        : `${percent(missingPerLabel.value)} of the labels that there are (${percent(missingPerLabel.low)} to ${percent(missingPerLabel.high)})`,
      room,
    ),
    ...sentence(
      "errors",
      `${percent(labelErrors)} of the labels: onset learn … --label-errors ${shellArgument(name)}`,
      room,
    ),
  ]);
  return reportText({ verb: "label score", label, width }, report, [
    lines,
    agreementLines(report.agreement, room),
  ]);
}

function agreementLines(agreement: Agreement | null, room: number): string[] {
  if (agreement === null) return [];
  const { both, agreed, kappa } = agreement;
  const beyond =
    kappa === null
      ? "kappa cannot be told: one of them says the same of every label"
      : `kappa ${kappa.value.toFixed(2)} (${kappa.low.toFixed(2)} to ${kappa.high.toFixed(2)})`;
  return sentence(
    "agreement",
    `on ${count(agreed)} of ${count(both)} labels that both judged; ${beyond}`,
    room,
  );
}
