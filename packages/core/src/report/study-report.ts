import { type Study, type StudySummary, summarizeStudy } from "../analysis/index.js";
import { checkOptions, type OptionKeys } from "../base/index.js";
import { corpusEntries } from "./corpus.js";
import { emergenceEntries, ladderEntries } from "./emergence.js";
import { learnedEntries } from "./learned.js";
import type { Report, ReportSection } from "./model.js";
import { doubtEntries, knownEntries, leftOutEntries } from "./rest.js";
import type { ReadingFacts, ReportSource } from "./source.js";
import { verdictOf } from "./verdict.js";

/** The sections of the report, in order; one whose entries are none is left out. */
const sections: readonly {
  readonly id: string;
  readonly title: string;
  readonly entriesOf: (source: ReportSource) => ReportSection["entries"];
}[] = [
  { id: "corpus", title: "The corpus", entriesOf: corpusEntries },
  { id: "learned", title: "What is learned", entriesOf: learnedEntries },
  { id: "ladder", title: "What theory expects", entriesOf: ladderEntries },
  { id: "emergence", title: "Where this corpus stands", entriesOf: emergenceEntries },
  { id: "doubts", title: "What makes the answer doubtful", entriesOf: doubtEntries },
  { id: "known", title: "With more or fewer known skills", entriesOf: knownEntries },
  { id: "left-out", title: "Left out", entriesOf: leftOutEntries },
];

/** What may be said beside the study. */
export type StudyReportOptions = {
  /** The numbers of the study, where they are known already. */
  readonly summary?: StudySummary | undefined;
  /** Whether noisy copies were asked for, so that they are told however little they change; default false. */
  readonly wasAskedForErrors?: boolean | undefined;
};

const studyReportOptionsKeys: OptionKeys<StudyReportOptions> = { summary: true, wasAskedForErrors: true };

/**
 * The report of a study: what the terminal, the page and the laboratory show of it, in the same words.
 *
 * Cost: O(skills log skills), beside one step of {@link unlockSkills} where little is stuck.
 *
 * @param reading - How the corpus was read.
 * @param study - What was found out about it.
 * @throws RangeError when an option has a name that there is none of.
 *
 * @example
 * ```ts
 * import { studyCorpus } from "@onset/core/analysis";
 * import { corpusFromRecords } from "@onset/core/corpus";
 * import { studyReport } from "@onset/core/report";
 * const { corpus } = corpusFromRecords([{ skills: ["add"] }, { skills: ["add", "carry"] }, { skills: ["sphinx", "oracle"] }]);
 * const none = { count: 0, first: [] };
 * const reading = { read: "3 records", doubts: [], unlabelled: none, malformed: none, duplicateEdges: 0 };
 * const { verdict } = studyReport(reading, await studyCorpus(corpus, { labelErrors: 0 }));
 * verdict[0]; // => "2 of 4 skills (50.0%) can be learned from these texts; the other 2 are twins, which no text tells apart."
 * ```
 */
export function studyReport(reading: ReadingFacts, study: Study, options: StudyReportOptions = {}): Report {
  checkOptions(options, studyReportOptionsKeys);
  const { summary = summarizeStudy(study), wasAskedForErrors = false } = options;
  const source: ReportSource = { reading, study, summary, wasAskedForErrors };
  return {
    verdict: verdictOf(source),
    sections: sections
      .map(({ id, title, entriesOf }) => ({ id, title, entries: entriesOf(source) }))
      .filter(({ entries }) => entries.length > 0),
  };
}
