import { createHash } from "node:crypto";
import { stat } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { naming, openTextRows } from "@onset/reading";
import type { Command } from "commander";
import { DataError, UsageError } from "../../errors.js";
import { type FileSource, fileSource } from "../../input/file-source.js";
import { contextOf, hashOf, inWordsOfCommand } from "../../input/read.js";
import { type Provenance, provenanceOf } from "../../provenance.js";
import { addOutputOptions, type OutputOptions, type Run, type RunContext } from "../../run/run.js";
import { printable } from "../../terminal/characters.js";
import { count, percent, plural } from "../../terminal/format.js";
import { reportText, roomIn, sentence } from "../../terminal/layout.js";
import { jsonText, terminalWidth } from "../../terminal/output.js";
import { type Agreement, agreementOf, type Judgement, type Score, scoreOf } from "./judged.js";

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
  "SHEET is a file of onset label review in which somebody has written y or n into the column right. With the sheet of another person (OTHER) their agreement is told, beyond chance (Cohen's kappa). The rate of errors is what onset learn --label-errors takes.",
];

const examples = `
Examples:
  onset label score series/review.csv
  onset label score mine.csv yours.csv
  onset learn series/labelled.jsonl --label-errors 4%`;

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
    provenance: provenanceOf(process.argv.slice(2), 0, input),
  };
  return options.json ? jsonText(report) : scoreText(report, input.label, terminalWidth());
}

async function sheetOf(name: string): Promise<FileSource> {
  const found = await stat(name).catch(() => null);
  if (found === null || !found.isFile()) throw new UsageError(`there is no file ${JSON.stringify(name)}`);
  return fileSource(resolve(name), printable(basename(name)), found.size);
}

const yes = new Set(["y", "yes", "1", "true", "right", "x", "✓"]);
const no = new Set(["n", "no", "0", "false", "wrong"]);

async function readSheet(
  source: FileSource,
  { workspace, progress }: RunContext,
): Promise<{ rows: number; judged: Judgement[] }> {
  return inWordsOfCommand(workspace, async () => {
    const column = (textField: string): Promise<string[]> =>
      naming(source.name, async () => {
        const { parts } = await openTextRows(source, { textField }, contextOf(workspace, progress));
        const cells: string[] = [];
        for await (const { texts } of parts) cells.push(...texts.map((cell) => cell.trim()));
        return cells;
      });
    const [rows, labels, right, missing] = [
      await column("row"),
      await column("labels"),
      await column("right"),
      await column("missing"),
    ];
    const judged: Judgement[] = [];
    for (const [i, cell] of right.entries()) {
      const said = cell.toLowerCase();
      if (said === "") continue;
      if (!yes.has(said) && !no.has(said)) {
        throw new DataError(
          `${source.name}, row ${rows[i]}: expected y or n in the column right, got ${JSON.stringify(cell)}`,
        );
      }
      const isCount = /^\d*$/.test(missing[i]);
      if (!isCount) {
        throw new DataError(
          `${source.name}, row ${rows[i]}: expected a number in the column missing, got ${JSON.stringify(missing[i])}`,
        );
      }
      judged.push({
        row: rows[i],
        isRight: yes.has(said),
        missing: missing[i] === "" ? null : Number(missing[i]),
        labels: Math.max(1, Number(labels[i]) || 1),
      });
    }
    if (judged.length === 0) {
      throw new DataError(`${source.name}: no row is judged yet: write y or n into the column right`);
    }
    return { rows: rows.length, judged };
  });
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
      `${percent(labelErrors)} of the labels: onset learn … --label-errors ${percent(labelErrors).replace("< ", "")}`,
      room,
    ),
  ]);
  return reportText(
    "label score",
    label,
    [lines, agreementLines(report.agreement, room)],
    report.provenance,
    width,
  );
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
