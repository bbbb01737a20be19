import { join } from "node:path";
import { stream } from "@onset/core/base";
import { nameOf } from "@onset/core/corpus";
import type { Command } from "commander";
import { csvLine, rawCells } from "../../files/csv.js";
import { Outputs } from "../../files/outputs.js";
import { readFiles } from "../../input/read.js";
import { labelledName } from "../../input/recipe.js";
import { integer } from "../../options.js";
import { type Provenance, provenanceOf } from "../../provenance.js";
import type { OutputOptions, Run, RunContext } from "../../run/run.js";
import { addOutputOptions, withJob } from "../../run/verb.js";
import { plural } from "../../terminal/format.js";
import { line, reportText, roomIn, sentence } from "../../terminal/layout.js";
import { jsonText, terminalWidth } from "../../terminal/output.js";
import { fileOfFolder, linesAt } from "./folder.js";

type Options = OutputOptions & {
  readonly sample: number;
  readonly seed: number;
  readonly out?: string;
  readonly rawCells?: true;
};

/** The result of `onset label review` for other programs. */
export type ReviewReport = {
  readonly schema: "onset/label-review@1";
  /** Labels in the sheet, of so many labels of so many texts. */
  readonly sample: number;
  readonly labels: number;
  readonly texts: number;
  readonly sheet: string;
  readonly provenance: Provenance;
};

/** The columns of a sheet. */
export const sheetColumns = ["row", "id", "text", "labels", "skill", "right", "missing"] as const;

const description = [
  "Write a sheet by which people judge labels: a random sample of texts with one of their skills each.",
  "FOLDER is what onset label --out has written. In the column right write y or n; in the column missing how many skills the text has that no label names. onset label score tells what that says of all labels. Two people judge the same sheet on their own: then their agreement can be told.",
];

const examples = `
Examples:
  onset label review series/
  onset label review series/ --sample 200 --seed 7 --out sheet.csv`;

/** `onset label review`: a sheet to judge labels by. */
export function addReviewCommand(parent: Command, run: Run): void {
  const command = parent
    .command("review")
    .summary("write a sheet by which people judge a sample of the labels")
    .description(description.join("\n\n"))
    .addHelpText("after", examples)
    .argument("<folder>", "folder of onset label --out")
    .optionsGroup("Sampling:")
    .option("--sample <n>", "how many labels", integer(1, 100_000), 100)
    .option("--seed <n>", "seed of the random choice", integer(0), 1);
  addOutputOptions(command)
    .option("--out <file>", "write the sheet there (default: review.csv in the folder)")
    .option(...rawCells);
  withJob(command, run, review);
}

async function review(folder: string, options: Options, context: RunContext): Promise<string> {
  const labelled = await fileOfFolder(folder, labelledName);
  const sheet = options.out ?? join(folder, "review.csv");
  const outputs = await Outputs.open({ reads: [labelled.path], writes: [sheet] }, context.workspace.signal);
  const reading = await readFiles([labelled.path], {}, context.workspace, context.progress);
  const { needs, skillNames } = reading.corpus;
  const edges = sampled(needs.edgeCount, options.sample, options.seed);
  const texts = edges.map((edge) => textOfEdge(needs.textOffsets, edge));
  const lines = await linesAt(labelled.path, new Set(texts.map((text) => reading.records[text])));
  const raw = options.rawCells === true;
  const rows = edges.map((edge, i) => {
    const { id, text, skills } = lines.get(reading.records[texts[i]])!;
    return csvLine([i + 1, id, text, skills.length, nameOf(skillNames, needs.textSkills[edge]), "", ""], {
      raw,
    });
  });
  await outputs.writeFile(sheet, [csvLine(sheetColumns), ...rows]);
  const report: ReviewReport = {
    schema: "onset/label-review@1",
    sample: edges.length,
    labels: needs.edgeCount,
    texts: needs.textCount,
    sheet,
    provenance: provenanceOf(options.seed, reading),
  };
  return options.json ? jsonText(report) : reviewText(report, reading.label, terminalWidth());
}

function reviewText(report: ReviewReport, label: string, width: number): string {
  const room = roomIn(width);
  const said = `${plural(report.sample, "label")}, drawn at random from ${plural(report.labels, "label")} of ${plural(report.texts, "text")}`;
  const how =
    "in the column right write y or n; in missing how many skills the text has that no label names; then onset label score SHEET";
  return reportText({ verb: "label review", label, width }, report, [
    [...sentence("sample", said, room), ...sentence("judge", how, room), line("written", report.sheet)],
  ]);
}

/** Distinct edges, each as likely as any other, in the order of the corpus: R. Floyd's sampling. */
function sampled(edgeCount: number, count: number, seed: number): number[] {
  const rng = stream(seed);
  const chosen = new Set<number>();
  for (let last = Math.max(0, edgeCount - count); last < edgeCount; last++) {
    const edge = rng.nextInteger(last + 1);
    chosen.add(chosen.has(edge) ? last : edge);
  }
  return [...chosen].sort((a, b) => a - b);
}

function textOfEdge(offsets: Uint32Array, edge: number): number {
  let low = 0;
  let high = offsets.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (offsets[middle] <= edge) low = middle;
    else high = middle - 1;
  }
  return low;
}
