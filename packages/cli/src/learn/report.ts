import type { Study } from "@onset/core/analysis";
import type { LeftOut } from "@onset/reading";
import type { Reading } from "../input/read.js";
import { readLines } from "../input/report.js";
import { printable, shortened } from "../terminal/characters.js";
import pc from "../terminal/colors.js";
import { bar, count, fitting, percent, plural, short, sparkline, wrapped } from "../terminal/format.js";
import { version } from "../version.js";
import type { LearnReport } from "./json.js";
import {
  labelSentence,
  ladderEnd,
  ladderRows,
  predictedFrom,
  riskSentence,
  ruleOfLabels,
  takeOffSentences,
  thresholdText,
  tippingSentence,
} from "./prediction-words.js";

const indent = "  ";
const labelWidth = 12;
const widestBar = 24;
// More names than ever fit into one line.
const namesTried = 40;

/** The report of `onset learn` for a terminal, at most `width` characters wide. */
export function terminalReport(
  reading: Reading,
  study: Study,
  report: LearnReport,
  width: number,
  wasAskedForErrors = false,
): string {
  const room = Math.max(40, Math.min(width, 100)) - indent.length - labelWidth;
  const sections = [
    [...readLines(reading, room), ...corpusLines(report, room)],
    learnedLines(study, report, room),
    ladderLines(report, room),
    emergenceLines(report, room),
    doubtLines(report, wasAskedForErrors, room),
    knownCurveLines(report, room),
    skippedLines(reading, report, study, room),
  ];
  const title = `${pc.bold("onset learn")} ${shortened(printable(reading.label), room)}`;
  const { provenance } = report;
  const origin = `onset ${version} · seed ${provenance.seed} · sha256 ${provenance.input.sha256.slice(0, 12)}`;
  const body = sections.filter((lines) => lines.length > 0).map((lines) => lines.join("\n"));
  return `${[title, ...body, pc.dim(indent + origin)].join("\n\n")}\n`;
}

function line(label: string, text: string): string {
  return `${indent}${pc.cyan(label.padEnd(labelWidth))}${text}`;
}

/** A sentence, over as many lines as it needs. */
function sentence(label: string, text: string, room: number): string[] {
  return wrapped(text, room).map((part, i) => line(i === 0 ? label : "", part));
}

function corpusLines(report: LearnReport, room: number): string[] {
  const { corpus, learner, testError } = report;
  const size = `${plural(corpus.texts, "text")}, ${plural(corpus.skills, "skill")}`;
  const { meanSkillsPerText } = corpus;
  const mean = `${short(meanSkillsPerText)} ${meanSkillsPerText === 1 ? "skill" : "skills"}`;
  const kind = corpus.directed ? " (directed: some required, some taught)" : "";
  const newSkills = learner.maxUnlearned === 1 ? "one new skill" : `up to ${learner.maxUnlearned} new skills`;
  const known = learner.known > 0 ? `, ${plural(learner.known, "skill")} known from the start` : "";
  const starting = `${plural(learner.startingTexts, "text")} can teach at once`;
  const lines = [
    ...sentence("corpus", `${size}, ${mean} a text${kind}`, room),
    ...sentence("learner", `${newSkills} a text${known}; ${starting}`, room),
  ];
  if (report.twins.merged > 0) {
    lines.push(line("merged", `twins made the corpus smaller by ${plural(report.twins.merged, "skill")}`));
  }
  if (testError !== null) {
    const held = plural(testError.texts, "text");
    const training = `${plural(learner.trainingTexts, "text")}; ${held} held back for the test`;
    lines.push(...sentence("training", training, room));
  }
  return lines;
}

function learnedLines(study: Study, report: LearnReport, room: number): string[] {
  const { stuck, twins } = report;
  const lines = [...measuredLines(report, room), ...roundLines(study, report, room)];
  if (stuck.skills > 0) lines.push(...sentence("stuck", stuckText(report), room));
  if (stuck.skills > 0) lines.push(line("", fitting(stuckNames(study), room)));
  if (stuck.cores.length > 1) lines.push(...sentence("cores", coresText(report), room));
  if (twins.groups > 0) lines.push(...sentence("twins", twinsText(report), room));
  if (twins.groups > 0) lines.push(line("", fitting(twinNames(study), room)));
  lines.push(...gapLines(report, room));
  if (report.corpus.directed && stuck.lockedTexts !== undefined && stuck.lockedTexts.length > 0) {
    lines.push(line("locked", fitting(stuck.lockedTexts.slice(0, namesTried).map(printable), room)));
  }
  return lines;
}

/** The first skills that stayed unlearned, those of most texts first. */
function stuckNames({ corpus, learned }: Study): string[] {
  const { skillOffsets } = corpus.needs;
  const degree = (skill: number): number => skillOffsets[skill + 1] - skillOffsets[skill];
  const stuck = Array.from(learned.learnedFlags.keys()).filter((skill) => learned.learnedFlags[skill] === 0);
  stuck.sort((one, other) => degree(other) - degree(one) || one - other);
  return stuck.slice(0, namesTried).map((skill) => printable(corpus.skillNames.at(skill)!));
}

/** The first groups of twins. */
function twinNames({ corpus, twins }: Study): string[] {
  return Array.from({ length: Math.min(twins.groupCount, namesTried) }, (_, group) => {
    const skills = twins.groupSkills.subarray(twins.groupOffsets[group], twins.groupOffsets[group + 1]);
    return Array.from(skills.subarray(0, 4), (skill) => printable(corpus.skillNames.at(skill)!)).join(" = ");
  });
}

/** Numbers, their share of the whole, and the share as a bar. */
function measuredLines({ learned, learner, corpus, emergence }: LearnReport, room: number): string[] {
  const open = corpus.skills - learner.known;
  const rows = [
    {
      label: "learned",
      text: `${count(learned.skills)} of ${plural(open, "skill")}`,
      fraction: learned.fraction,
      color: pc.green,
    },
    emergence.predictedLearned !== null && {
      label: "predicted",
      text: `${count(Math.round(emergence.predictedLearned * open))} ${predictedFrom(emergence.predictedBy)}`,
      fraction: emergence.predictedLearned,
      color: pc.yellow,
    },
    {
      label: "understood",
      text: `${count(learned.texts)} of ${plural(learner.trainingTexts, "text")}`,
      fraction: learned.textFraction,
      color: pc.green,
    },
  ].filter((row) => row !== false);
  const textWidth = Math.max(26, ...rows.map(({ text }) => text.length));
  const barWidth = Math.max(0, Math.min(widestBar, room - textWidth - 10));
  return rows.map(({ label, text, fraction, color }) => {
    const share = percent(fraction).padStart(7);
    return line(
      label,
      `${text.padEnd(textWidth)} ${share}  ${color(barWidth < 4 ? "" : bar(fraction, barWidth))}`,
    ).trimEnd();
  });
}

/** What was learned in which round, as a picture, and the first and the last skills. */
function roundLines({ corpus, learned }: Study, report: LearnReport, room: number): string[] {
  const { rounds, perRound } = report.learned;
  if (rounds === 0) return [];
  const most = Math.max(...perRound);
  const peak = `${plural(rounds, "round")}, at most ${plural(most, "skill")} in one (round ${perRound.indexOf(most) + 1})`;
  const pictureWidth = room - peak.length - 2;
  const lines =
    pictureWidth < 4
      ? sentence("rounds", peak, room)
      : [line("rounds", `${pc.green(sparkline(perRound, pictureWidth))}  ${peak}`)];
  const names = (skills: Uint32Array): string =>
    fitting(
      Array.from(skills, (skill) => printable(corpus.skillNames.at(skill)!)),
      room,
    );
  const { order } = learned;
  if (order.length < 8) return [...lines, line("order", names(order))];
  const last = order.slice(-namesTried).reverse();
  return [...lines, line("first", names(order.subarray(0, namesTried))), line("last", names(last))];
}

function stuckText({ stuck, learner, corpus }: LearnReport): string {
  const skills = plural(stuck.skills, "skill");
  if (corpus.directed) return `${skills}; ${plural(stuck.texts, "text")} not understood`;
  const needed = learner.maxUnlearned + 1;
  return stuck.texts === 0
    ? `${skills} that no text learned from needs`
    : `${skills}; ${plural(stuck.texts, "text")}, each with ${needed} or more of them`;
}

function coresText({ stuck: { cores } }: LearnReport): string {
  const [first, ...others] = cores.slice(0, 4).map(({ skills }) => skills);
  const sizes = [`the largest of ${plural(first, "skill")}`, ...others.map(count)].join(", ");
  return `${count(cores.length)} independent parts, ${sizes}${cores.length > 4 ? ", …" : ""}`;
}

function twinsText({ twins }: LearnReport): string {
  const groups = `${count(twins.skills)} skills in ${plural(twins.groups, "group")} that no text tells apart`;
  return twins.cap === 1 ? groups : `${groups}: at most ${percent(twins.cap)} can be learned`;
}

function emergenceLines(report: LearnReport, room: number): string[] {
  const { emergence, testError } = report;
  const lines: string[] = [];
  const ratio = report.learner.trainingTexts / report.corpus.skills;
  const takeOff = takeOffSentences(report).flatMap((text) => wrapped(`· ${text}`, room));
  lines.push(...takeOff.map((part, i) => line(i === 0 ? "take-off" : "", part)));
  const tipping = tippingSentence(report);
  if (tipping !== null) lines.push(...sentence("tipping", tipping, room));
  const text = thresholdText(emergence, ratio, report.learned.fraction, "skill");
  if (text !== null && tipping === null) lines.push(...sentence("threshold", text, room));
  lines.push(...windowLines(report, room));
  lines.push(...measuredMarginLines(report, room), ...riskLines(report, room));
  if (testError !== null) {
    const interval = `${percent(testError.low)} to ${percent(testError.high)}`;
    const predicted = testError.predicted === null ? "" : `; ${percent(testError.predicted)} by theory`;
    const text = `${percent(testError.measured)} of new texts not understood (95%: ${interval})${predicted}`;
    lines.push(...sentence("test error", text, room));
  }
  return lines;
}

/** The ladder of predictions, a rung a line. */
function ladderLines(report: LearnReport, room: number): string[] {
  const rows = ladderRows(report);
  // A corpus in which nothing can begin has nothing to explain.
  if (rows.length > 0 && rows.every(({ share }) => share === 0)) return [];
  const lines = rows.flatMap(({ rung, share, meaning }) => {
    const head = `${rung.padEnd(10)}${percent(share).padStart(7)}  `;
    return wrapped(meaning, room - head.length).map(
      (part, i) => (i === 0 ? head : " ".repeat(head.length)) + part,
    );
  });
  const end = ladderEnd(report);
  return [
    ...lines.map((text, i) => line(i === 0 ? "ladder" : "", text)),
    ...(end === null ? [] : sentence(rows.length === 0 ? "ladder" : "", end, room)),
  ];
}

function riskLines(report: LearnReport, room: number): string[] {
  const risk = riskSentence(report);
  if (risk === null || report.atRisk === null) return [];
  const names = report.atRisk.skills.map(({ skill, survival }) => `${printable(skill)} ${percent(survival)}`);
  return [...sentence("at risk", risk, room), line("", fitting(names, room))];
}

/** What a course lacks, by name. */
function gapLines({ gaps }: LearnReport, room: number): string[] {
  if (gaps === undefined) return [];
  const lines: string[] = [];
  if (gaps.untaught.length > 0) {
    lines.push(line("untaught", `${plural(gaps.untaught.length, "skill")} that no text teaches:`));
    lines.push(
      line(
        "",
        fitting(
          gaps.untaught.map(({ skill }) => printable(skill)),
          room,
        ),
      ),
    );
  }
  if (gaps.circles.length > 0) {
    lines.push(
      line("circles", `${plural(gaps.circles.length, "circle")} of skills that wait for each other:`),
    );
    lines.push(line("", fitting(gaps.circles[0].map(printable), room)));
  }
  return lines;
}

/** A threshold is one of infinite corpora: how far this one may be off. */
function windowLines({ emergence: { predictedWindow }, corpus }: LearnReport, room: number): string[] {
  if (predictedWindow === null) return [];
  const range = `${short(predictedWindow.low)} to ${short(predictedWindow.high)} texts a skill`;
  return sentence(
    "window",
    `${range}: there eight of ten random corpora of ${plural(corpus.skills, "skill")} emerge`,
    room,
  );
}

function measuredMarginLines({ emergence: { measured } }: LearnReport, room: number): string[] {
  if (measured === null || measured.margin === null) return [];
  const { margin, keystones, runs } = measured;
  const band = `${percent(margin.low)} to ${percent(margin.high)} in 80% of ${plural(runs, "random order")}`;
  const text = `measured: half is lost when ${percent(margin.median)} go (${band})`;
  const lines = sentence("margin", text, room);
  if (keystones.count === 0) return lines;
  const more = keystones.complete ? "" : " or more";
  const names = keystones.first.map((keystone) => printable(keystone.text));
  const count_ = `${plural(keystones.count, "text")}${more} without any one of which half is lost`;
  return [...lines, ...sentence("keystones", count_, room), line("", fitting(names, room))];
}

/** What makes the answer doubtful. */
function doubtLines(report: LearnReport, wasAskedForErrors: boolean, room: number): string[] {
  const doubts = [labelSentence(report, wasAskedForErrors), ruleOfLabels(report)];
  return doubts.flatMap((doubt, i) =>
    doubt === null ? [] : sentence(i === 0 ? "labels" : "doubt", doubt, room),
  );
}

function knownCurveLines({ knownCurve, learner, corpus }: LearnReport, room: number): string[] {
  if (knownCurve === undefined || knownCurve === null || knownCurve.length < 2) return [];
  const numberWidth = Math.max(7, count(corpus.skills).length);
  const barWidth = Math.max(0, Math.min(widestBar, room - 2 * numberWidth - 7));
  const rows = knownCurve.map(({ known, skills }) => {
    const here = known === learner.known ? pc.bold("▸") : " ";
    const numbers = `${count(known).padStart(numberWidth)}  ${count(skills).padStart(numberWidth)}`;
    const share = corpus.skills === known ? 0 : skills / (corpus.skills - known);
    return line("", `${here} ${numbers}  ${pc.green(barWidth < 4 ? "" : bar(share, barWidth))}`).trimEnd();
  });
  const title = "skills from the start, and how many are learned beyond them";
  return [...sentence("known", title, room), ...rows];
}

function skippedLines(reading: Reading, { learner }: LearnReport, study: Study, room: number): string[] {
  const lines: string[] = [];
  if (reading.malformed.count > 0) lines.push(...sentence("malformed", leftOut(reading.malformed), room));
  if (reading.unlabelled.count > 0) lines.push(...sentence("unlabelled", leftOut(reading.unlabelled), room));
  if (reading.duplicateEdges > 0) {
    const duplicates = `${plural(reading.duplicateEdges, "skill")} named twice by a text, counted once`;
    lines.push(...sentence("duplicates", duplicates, room));
  }
  if (learner.unknownNames > 0) {
    const example = `"${printable(study.missing[0])}"`;
    const missing = `${plural(learner.unknownNames, "known skill")} not in the corpus, such as ${example}`;
    lines.push(...sentence("not found", missing, room));
  }
  return lines.length > 0 ? lines : [line("skipped", "nothing")];
}

function leftOut({ count: total, first }: LeftOut): string {
  const examples = first.slice(0, 2).map(({ where, problem }) => `${where} ${printable(problem)}`);
  const more = total > examples.length ? "; …" : "";
  return `${plural(total, "text")} skipped: ${examples.join("; ")}${more}`;
}
