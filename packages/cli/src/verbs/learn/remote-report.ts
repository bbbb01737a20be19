import { bytesText } from "@onset/core/base";
import type { ClusterRun } from "../../engines/cluster/open.js";
import { printable } from "../../terminal/characters.js";
import { count, fitting, percent, plural, short, sparkline } from "../../terminal/format.js";
import { reportText, roomIn, sentence } from "../../terminal/layout.js";
import type { RemoteLearnReport } from "./remote.js";

/** The report of a run that ended in the cluster, for a terminal. */
export function remoteReport(report: RemoteLearnReport, label: string, width: number): string {
  const room = roomIn(width);
  const { corpus, learner, learned, stuck, emergence, engine, tables, notMeasured } = report;
  const open = corpus.skills - learner.known;
  const newSkills = learner.maxUnlearned === 1 ? "one new skill" : `up to ${learner.maxUnlearned} new skills`;
  const known = learner.known > 0 ? `, ${plural(learner.known, "skill")} known from the start` : "";
  const names = (of: readonly string[]): string => fitting(of.map(printable), room);
  const where = engine.finishedHere
    ? `${plural(engine.roundsInCluster, "round")} there, the rest here`
    : "all rounds there";
  return reportText({ verb: "learn", label, width }, report, [
    [
      ...sentence(
        "read",
        `${plural(report.reading.rows, "row")} by Spark at ${engine.server}; ${where}`,
        room,
      ),
      ...sentence(
        "corpus",
        `${plural(corpus.texts, "text")}, ${plural(corpus.skills, "skill")}, ${short(corpus.meanSkillsPerText)} skills a text${corpus.directed ? " (directed: some required, some taught)" : ""}`,
        room,
      ),
      ...sentence(
        "learner",
        `${newSkills} a text${known}; ${plural(learner.startingTexts, "text")} can teach at once`,
        room,
      ),
      ...(corpus.unlabelled > 0
        ? sentence("unlabelled", `${plural(corpus.unlabelled, "text")} without skills`, room)
        : []),
      ...(corpus.malformed > 0
        ? sentence("malformed", `${plural(corpus.malformed, "row")} that cannot be read`, room)
        : []),
      ...(learner.unknownNames > 0
        ? sentence("not found", `${plural(learner.unknownNames, "known skill")} not in the corpus`, room)
        : []),
    ],
    [
      ...sentence(
        "learned",
        `${count(learned.skills)} of ${plural(open, "skill")}, ${percent(learned.fraction)}`,
        room,
      ),
      ...(emergence.predictedLearned === null
        ? []
        : sentence(
            "predicted",
            `${count(Math.round(emergence.predictedLearned * open))} from degrees, ${percent(emergence.predictedLearned)}`,
            room,
          )),
      ...sentence(
        "understood",
        `${count(learned.texts)} of ${plural(corpus.texts, "text")}, ${percent(learned.textFraction)}`,
        room,
      ),
      ...(learned.rounds === 0
        ? []
        : sentence(
            "rounds",
            `${sparkline(learned.perRound, Math.min(40, room - 20))}  ${plural(learned.rounds, "round")}`,
            room,
          )),
      ...(learned.first.length === 0 ? [] : sentence("first", names(learned.first), room)),
      ...(learned.last.length === 0 ? [] : sentence("last", names(learned.last), room)),
      ...(stuck.skills === 0
        ? []
        : sentence(
            "stuck",
            `${plural(stuck.skills, "skill")}; ${plural(stuck.texts, "text")} not understood`,
            room,
          )),
      ...(stuck.mostFrequent.length === 0 ? [] : sentence("", names(stuck.mostFrequent), room)),
    ],
    [
      ...(emergence.threshold === null
        ? sentence("threshold", emergence.note ?? "none", room)
        : sentence(
            "threshold",
            `${short(emergence.threshold)} texts a skill by degrees; this corpus has ${short(corpus.ratio)}`,
            room,
          )),
    ],
    [
      ...notMeasured.flatMap(({ what, why, instead }) =>
        sentence("not told", `${what.join(", ")}: ${why}. Instead: ${instead}`, room),
      ),
      ...(tables === null ? [] : sentence("tables", `skills and texts as Parquet in ${tables}`, room)),
    ],
  ]);
}

/** What is told of a corpus that needed no cluster; null where it did. */
export function fitsHere({ finish, source }: ClusterRun): string | null {
  if (finish !== "local") return null;
  return `this corpus fits this machine (${bytesText(source.bytes)} of files): without --engine spark it is read and learned here`;
}
