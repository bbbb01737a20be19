// What a report says: sections of entries with final words and numbers

export type {
  ColumnFormat,
  KnownRows,
  Measure,
  Points,
  Report,
  ReportCell,
  ReportColumn,
  ReportEntry,
  ReportSection,
  ReportTable,
  Series,
  Statement,
} from "./model.js";

// Names and cells as text

export { cellText, namesText } from "./model.js";

// The report of a study

export type { LeftOutRows, ReadingFacts } from "./source.js";
export { type StudyReportOptions, studyReport } from "./study-report.js";

// What theory says of a corpus, in words

export {
  type LadderRow,
  labelSentence,
  ladderEnd,
  ladderRows,
  noThresholdText,
  predictedFrom,
  riskSentence,
  ruleOfLabels,
  takeOffSentences,
  thresholdText,
  tippingSentence,
} from "./prediction.js";
