import { type PlannedGroup, readingPlan } from "@onset/core/analysis";
import { type FileComprehension, fileComprehension, unknownShares } from "../../corpus/comprehension.js";
import type { ReadLearner } from "../../corpus/corpus-verb.js";
import { type CorpusSummary, corpusLines, corpusSummary } from "../../corpus/summary.js";
import { UsageError } from "../../errors.js";
import { csvLine } from "../../files/csv.js";
import { fileGroups } from "../../input/groups.js";
import type { Provenance } from "../../provenance.js";
import { printable } from "../../terminal/characters.js";
import { count, percent, plural } from "../../terminal/format.js";
import { reportText, roomIn, sentence, tableLines } from "../../terminal/layout.js";

/** The result of `onset order --by-file` for other programs. */
export type ReadingPlanReport = CorpusSummary & {
  readonly schema: "onset/order@2";
  /** The files in the order in which to read them. */
  readonly plan: readonly {
    readonly file: string;
    /** What is understood when its turn comes, and when all that it teaches has been learned. */
    readonly before: FileComprehension;
    readonly after: FileComprehension;
    /** Skills that it teaches. */
    readonly learned: number;
  }[];
  readonly files: readonly string[];
  readonly provenance: Provenance;
};

/** The file of `onset order --by-file --out`. */
export const planFileName = "reading-plan.csv";

/** Makes a plan of reading over files. */
export function planReport(
  learner: ReadLearner,
  files: readonly string[],
  provenance: Provenance,
): ReadingPlanReport {
  const { corpus, options, reading } = learner;
  if (corpus.directed !== undefined) {
    throw new UsageError("--by-file: expected texts without direction, got texts that require and teach");
  }
  const { names, groupOfText } = fileGroups(reading);
  const plan = readingPlan(corpus.needs, groupOfText, names.length, options);
  return {
    schema: "onset/order@2",
    ...corpusSummary(learner),
    plan: plan.map(({ group, before, after, learned }: PlannedGroup) => ({
      file: names[group],
      before: fileComprehension(before),
      after: fileComprehension(after),
      learned,
    })),
    files,
    provenance,
  };
}

/** The plan as a table: a line a file. */
export function* planTable({ plan }: ReadingPlanReport, raw: boolean): Generator<string> {
  yield csvLine([
    "position",
    "file",
    "texts",
    "known_before",
    "none_unknown_before",
    "one_unknown_before",
    "more_unknown_before",
    "new_skills",
    "learned",
    "known_after",
    "none_unknown_after",
  ]);
  for (const [i, { file, before, after, learned }] of plan.entries()) {
    const { none, one, more } = before.unknown;
    const shares = [
      before.known,
      none,
      one,
      more,
      before.newSkills,
      learned,
      after.known,
      after.unknown.none,
    ];
    yield csvLine([i + 1, file, before.texts, ...shares], { raw });
  }
}

/** The plan for a terminal. */
export function planText(learner: ReadLearner, report: ReadingPlanReport, width: number): string {
  const { plan, files } = report;
  const room = roomIn(width);
  const shares = plan.map(({ before }) => unknownShares(before));
  const said = `${plural(plan.length, "file")}, the best understood one next each time; a file teaches what its own texts teach`;
  return reportText({ verb: "order", label: learner.reading.label, width }, report, [
    [
      ...corpusLines(learner, room),
      ...sentence("plan", said, room),
      ...(files.length > 0 ? sentence("written", files.join(", "), room) : []),
    ],
    tableLines(
      [
        { header: "read", cells: plan.map((_, i) => count(i + 1)), right: true },
        { header: "file", cells: plan.map(({ file }) => printable(file)) },
        { header: "texts", cells: plan.map(({ before }) => count(before.texts)), right: true },
        { header: "known", cells: plan.map(({ before }) => percent(before.known)), right: true },
        { header: "0 new", cells: shares.map(([none]) => none), right: true },
        { header: "1 new", cells: shares.map(([, one]) => one), right: true },
        { header: "2+", cells: shares.map(([, , more]) => more), right: true },
        { header: "teaches", cells: plan.map(({ learned }) => count(learned)), right: true },
        { header: "of new", cells: plan.map(({ before }) => count(before.newSkills)), right: true },
        { header: "known then", cells: plan.map(({ after }) => percent(after.known)), right: true },
      ],
      width,
    ),
  ]);
}
