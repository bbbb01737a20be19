import { type ReadingReport, readingReport, readLines } from "../input/report.js";
import { plural, short } from "../terminal/format.js";
import { sentence } from "../terminal/layout.js";
import type { ReadLearner } from "./corpus-verb.js";

/** What every report says of the corpus and the learner. */
export function corpusLines({ corpus, known, options, reading }: ReadLearner, room: number): string[] {
  const { textCount, skillCount, edgeCount } = corpus.needs;
  const size = `${plural(textCount, "text")}, ${plural(skillCount, "skill")}`;
  const kind = corpus.directed === undefined ? "" : " (directed)";
  const { maxUnlearned } = options;
  const learns = maxUnlearned === 1 ? "one new skill" : `up to ${maxUnlearned} new skills`;
  const knows = known.count === 0 ? "" : `, ${plural(known.count, "skill")} known from the start`;
  return [
    ...readLines(reading, room),
    ...sentence("corpus", `${size}, ${short(edgeCount / textCount)} skills a text${kind}`, room),
    ...sentence("learner", `learns ${learns} from a text${knows}`, room),
    ...missingLines(known.missing, room),
  ];
}

function missingLines(missing: readonly string[], room: number): string[] {
  if (missing.length === 0) return [];
  const text = `${plural(missing.length, "known skill")} not in the corpus, such as ${JSON.stringify(missing[0])}`;
  return sentence("not found", text, room);
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
