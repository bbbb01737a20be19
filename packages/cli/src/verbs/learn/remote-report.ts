import { bytesText } from "@onset/core/base";
import {
  corpusText,
  learnedMeasures,
  learnerText,
  notFoundText,
  type ReportEntry,
  roundsText,
  stuckSizeText,
  thresholdText,
} from "@onset/core/report";
import type { ClusterRun } from "../../engines/cluster/open.js";
import { plural } from "../../terminal/format.js";
import { reportText, roomIn } from "../../terminal/layout.js";
import { entryLines } from "../../terminal/report.js";
import type { RemoteLearnReport } from "./remote.js";

/** The report of a run that ended in the cluster, for a terminal. */
export function remoteReport(report: RemoteLearnReport, label: string, width: number): string {
  const sections = [
    readEntries(report),
    learnedEntries(report),
    thresholdEntries(report),
    restEntries(report),
  ];
  return reportText(
    { verb: "learn", label, width },
    report,
    sections.map((entries) => entryLines(entries, roomIn(width))),
  );
}

/** A sentence behind its label, with names below it; nothing where there is neither. */
function told(label: string, text: string | null, names?: readonly string[]): ReportEntry[] {
  if (text === null || (text === "" && names?.length === 0)) return [];
  return [{ kind: "statement", label, text, ...(names && { names }) }];
}

function readEntries({ reading, engine, corpus, learner }: RemoteLearnReport): ReportEntry[] {
  const where = engine.finishedHere
    ? `${plural(engine.roundsInCluster, "round")} there, the rest here`
    : "all rounds there";
  const { unlabelled, malformed } = corpus;
  return [
    ...told("read", `${plural(reading.rows, "row")} by Spark at ${engine.server}; ${where}`),
    ...told("corpus", corpusText(corpus)),
    ...told("learner", `${learnerText(learner)}; ${plural(learner.startingTexts, "text")} can teach at once`),
    ...told("unlabelled", unlabelled > 0 ? `${plural(unlabelled, "text")} without skills` : null),
    ...told("malformed", malformed > 0 ? `${plural(malformed, "row")} that cannot be read` : null),
    ...told("not found", notFoundText(learner.unknownNames)),
  ];
}

function learnedEntries(report: RemoteLearnReport): ReportEntry[] {
  const { corpus, learner, learned, stuck } = report;
  const { perRound: values, first, last } = learned;
  return [
    ...learnedMeasures(report, corpus.skills - learner.known, corpus.texts),
    ...(values.length === 0
      ? []
      : [{ kind: "series", label: "rounds", text: roundsText(values), values } as const]),
    ...told("first", "", first),
    ...told("last", "", last),
    ...told("stuck", stuck.skills === 0 ? null : stuckSizeText(stuck), stuck.mostFrequent),
  ];
}

function thresholdEntries({ emergence, corpus, learned }: RemoteLearnReport): ReportEntry[] {
  return told("threshold", thresholdText(emergence, corpus.ratio, learned.fraction, "skill"));
}

function restEntries({ notMeasured, tables }: RemoteLearnReport): ReportEntry[] {
  return [
    ...notMeasured.flatMap(({ what, why, instead }) =>
      told("not told", `${what.join(", ")}: ${why}. Instead: ${instead}`),
    ),
    ...told("tables", tables === null ? null : `skills and texts as Parquet in ${tables}`),
  ];
}

/** What is told of a corpus that needed no cluster; null where it did. */
export function fitsHere({ finish, source }: ClusterRun): string | null {
  if (finish !== "local") return null;
  return `this corpus fits this machine (${bytesText(source.bytes)} of files): without --engine spark it is read and learned here`;
}
