import { corpusText, learnerText, notFoundText } from "@onset/core/report";
import { type ReadingReport, readingReport, readLines } from "../input/report.js";
import { sentence } from "../terminal/layout.js";
import type { ReadLearner } from "./corpus-verb.js";

/** What every report says of the corpus and the learner. */
export function corpusLines({ corpus, known, options, reading }: ReadLearner, room: number): string[] {
  const { textCount: texts, skillCount: skills, edgeCount } = corpus.needs;
  const directed = corpus.directed !== undefined;
  const missing = notFoundText(known.missing.length, known.missing[0]);
  return [
    ...readLines(reading, room),
    ...sentence(
      "corpus",
      corpusText({ texts, skills, meanSkillsPerText: edgeCount / texts, directed }),
      room,
    ),
    ...sentence("learner", learnerText({ maxUnlearned: options.maxUnlearned, known: known.count }), room),
    ...(missing === null ? [] : sentence("not found", missing, room)),
  ];
}

/** The same for other programs. */
export type CorpusSummary = {
  readonly corpus: {
    readonly texts: number;
    readonly skills: number;
    readonly edges: number;
    readonly directed: boolean;
    readonly unlabelled: number;
    readonly malformed: number;
  };
  readonly reading: ReadingReport;
  readonly learner: { readonly maxUnlearned: number; readonly known: number; readonly unknownNames: number };
};

/** What the JSON of every verb says of the corpus and the learner. */
export function corpusSummary({ reading, corpus, known, options }: ReadLearner): CorpusSummary {
  return {
    corpus: {
      texts: corpus.needs.textCount,
      skills: corpus.needs.skillCount,
      edges: corpus.needs.edgeCount,
      directed: corpus.directed !== undefined,
      unlabelled: reading.unlabelled.count,
      malformed: reading.malformed.count,
    },
    reading: readingReport(reading),
    learner: {
      maxUnlearned: options.maxUnlearned,
      known: known.count,
      unknownNames: known.missing.length,
    },
  };
}
