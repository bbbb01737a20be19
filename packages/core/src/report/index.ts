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

// Names and numbers of facts

export { type ColumnHeader, columnHeaders, nextText } from "./columns.js";
export {
  type FactName,
  type FactWords,
  facts,
  gradualText,
  hangTogetherText,
  rateText,
  roundsEndText,
  smallShareText,
  thresholdUnits,
} from "./facts.js";
export { sampleTexts } from "./sample.js";

// What is said of a corpus, of a skill, of levels and of a plan

export { corpusText, learnerText, notFoundText } from "./corpus.js";
export { coreText, explanationEntries, pathText, teachersText } from "./explanation.js";
export { learnedMeasures, roundsText, stuckSizeText } from "./learned.js";
export { type LevelState, levelAdvice } from "./levels.js";
export { planText, planTitle } from "./plan.js";

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
