import pc from "picocolors";
import type { LeftOut, Reading } from "../reading/read.js";
import { bar, count, fitting, percent, plural, short, sparkline, wrapped } from "../terminal/format.js";
import { version } from "../version.js";
import type { LearnReport } from "./json.js";
import type { Outcome } from "./learn-corpus.js";
import { lockedTexts } from "./stuck.js";

const indent = "  ";
const labelWidth = 12;
const barWidth = 24;

/** The report of `onset learn` for a terminal, at most `width` characters wide. */
export function terminalReport(
  reading: Reading,
  outcome: Outcome,
  report: LearnReport,
  width: number,
): string {
  const room = Math.max(40, Math.min(width, 100)) - indent.length - labelWidth;
  const sections = [
    corpusLines(report, room),
    learnedLines(outcome, report, room),
    emergenceLines(report, room),
    knownCurveLines(report),
    skippedLines(reading, report, outcome, room),
  ];
  const title = `${pc.bold("onset learn")} ${reading.label}`;
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
  const kind = corpus.directed ? " (directed: some required, some taught)" : "";
  const newSkills = learner.maxUnlearned === 1 ? "one new skill" : `up to ${learner.maxUnlearned} new skills`;
  const known = learner.known > 0 ? `, ${plural(learner.known, "skill")} known from the start` : "";
  const starting = `${plural(learner.startingTexts, "text")} can teach at once`;
  const lines = [
    ...sentence("corpus", `${size}, ${short(corpus.meanSkillsPerText)} skills a text${kind}`, room),
    ...sentence("learner", `learns ${newSkills} from a text${known}; ${starting}`, room),
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

function learnedLines(outcome: Outcome, report: LearnReport, room: number): string[] {
  const { learned, learner, corpus, emergence, stuck } = report;
  const open = corpus.skills - learner.known;
  const lines = [
    line(
      "learned",
      measured(`${count(learned.skills)} of ${count(open)} skills`, learned.fraction, pc.green),
    ),
  ];
  if (emergence.predictedLearned !== null) {
    const predicted = emergence.predictedLearned;
    lines.push(
      line("predicted", measured(`${count(Math.round(predicted * open))} by theory`, predicted, pc.yellow)),
    );
  }
  const understood = `${count(learned.texts)} of ${plural(learner.trainingTexts, "text")}`;
  lines.push(line("understood", measured(understood, learned.textFraction, pc.green)));
  if (learned.rounds > 0) {
    const most = Math.max(...learned.perRound);
    const peak = `${plural(learned.rounds, "round")}, at most ${count(most)} skills in one (round ${learned.perRound.indexOf(most) + 1})`;
    const line_ = sparkline(learned.perRound, room - peak.length - 2);
    lines.push(line("rounds", `${pc.green(line_)}  ${peak}`), ...orderLines(outcome, room));
  }
  if (stuck.skills > 0) lines.push(...sentence("stuck", stuckText(report), room));
  if (stuck.cores.length > 1) lines.push(...sentence("cores", coresText(report), room));
  if (report.twins.groups > 0) lines.push(...sentence("twins", twinsText(report), room));
  if (report.corpus.directed && stuck.lockedTexts !== undefined && stuck.lockedTexts.length > 0) {
    lines.push(line("locked", fitting(lockedTexts(outcome, 20), room)));
  }
  return lines;
}

/** A number, its share, and the share as a bar. */
function measured(text: string, fraction: number, color: (text: string) => string): string {
  return `${text.padEnd(26)} ${percent(fraction).padStart(7)}  ${color(bar(fraction, barWidth))}`.trimEnd();
}

function orderLines({ corpus, learned }: Outcome, room: number): string[] {
  const names = Array.from(learned.order, (skill) => corpus.skillNames[skill]!);
  if (names.length < 8) return [line("order", fitting(names, room))];
  return [
    line("first", fitting(names.slice(0, 20), room)),
    line("last", fitting(names.slice(-20).reverse(), room)),
  ];
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
  const [first, ...others] = cores.slice(0, 4).map(({ skills }) => count(skills));
  const sizes = [`the largest of ${first} skills`, ...others].join(", ");
  return `${count(cores.length)} independent parts, ${sizes}${cores.length > 4 ? ", …" : ""}`;
}

function twinsText({ twins }: LearnReport): string {
  const groups = `${count(twins.skills)} skills in ${plural(twins.groups, "group")} that no text tells apart`;
  return twins.cap === 1 ? groups : `${groups}: at most ${percent(twins.cap)} can be learned`;
}

function emergenceLines(report: LearnReport, room: number): string[] {
  const { emergence, testError } = report;
  const lines: string[] = [];
  if (emergence.threshold !== null) {
    const ratio = report.learner.trainingTexts / report.corpus.skills;
    const here = `${short(emergence.threshold)} texts a skill by theory, here ${short(ratio)}`;
    lines.push(...sentence("threshold", `${here}: ${marginText(report, emergence.margin!)}`, room));
  }
  if (emergence.note !== null) lines.push(...sentence("threshold", emergence.note, room));
  if (testError !== null) {
    const interval = `${percent(testError.low)} to ${percent(testError.high)}`;
    const predicted = testError.predicted === null ? "" : `; ${percent(testError.predicted)} by theory`;
    const text = `${percent(testError.measured)} of new texts not understood (95%: ${interval})${predicted}`;
    lines.push(...sentence("test error", text, room));
  }
  return lines;
}

/** What the distance to the threshold means; theory speaks of large corpora without correlations. */
function marginText({ emergence, learned }: LearnReport, margin: number): string {
  if (margin < 0) return `by theory it takes ${percent(-margin)} more such texts for skills to emerge`;
  const emerged = learned.fraction > emergence.predictedLearned! / 2;
  return emerged
    ? `${percent(margin)} of the texts can go before learning collapses`
    : "skills should emerge, but in this corpus learning comes to a halt early";
}

function knownCurveLines({ knownCurve, learner, corpus }: LearnReport): string[] {
  if (knownCurve === undefined || knownCurve === null || knownCurve.length < 2) return [];
  const rows = knownCurve.map(({ known, skills }) => {
    const here = known === learner.known ? pc.bold("▸") : " ";
    const amount = count(skills).padStart(count(corpus.skills).length);
    const share = corpus.skills === known ? 0 : skills / (corpus.skills - known);
    const text = `${here} ${count(known).padStart(7)}   ${amount}  ${pc.green(bar(share, barWidth))}`;
    return `${indent}${" ".repeat(labelWidth)}${text.trimEnd()}`;
  });
  return [line("known", "skills from the start, and how many are learned beyond them"), ...rows];
}

function skippedLines(reading: Reading, { learner }: LearnReport, outcome: Outcome, room: number): string[] {
  const lines: string[] = [];
  if (reading.malformed.count > 0) lines.push(...sentence("malformed", leftOut(reading.malformed), room));
  if (reading.unlabelled.count > 0) lines.push(...sentence("unlabelled", leftOut(reading.unlabelled), room));
  if (reading.duplicateEdges > 0) {
    const duplicates = `${plural(reading.duplicateEdges, "skill")} named twice by a text, counted once`;
    lines.push(...sentence("duplicates", duplicates, room));
  }
  if (learner.unknownNames > 0) {
    const example = JSON.stringify(outcome.missing[0]);
    const missing = `${plural(learner.unknownNames, "known skill")} not in the corpus, such as ${example}`;
    lines.push(...sentence("not found", missing, room));
  }
  return lines.length > 0 ? lines : [line("skipped", "nothing")];
}

function leftOut({ count: total, first }: LeftOut): string {
  const examples = first.slice(0, 2).map(({ where, problem }) => `${where} ${problem}`);
  const more = total > examples.length ? "; …" : "";
  return `${plural(total, "text")} skipped: ${examples.join("; ")}${more}`;
}
