import {
  type FactWords,
  facts,
  gradualText,
  learnerText,
  sampleTexts,
  thresholdUnits,
} from "@onset/core/report";
import type { SampleMean } from "@onset/core/sweep";
import { printLaw } from "@onset/core/theory";
import pc from "../../terminal/colors.js";
import { bar, count, percent, plural, short, sparkline } from "../../terminal/format.js";
import { sections, theoryLine } from "../../terminal/layout.js";
import { popularityLines } from "../../theory/learner.js";
import { version } from "../../version.js";
import type { SimulateReport } from "./json.js";

const barWidth = 24;

/** The report of `onset simulate` for a terminal. */
export function terminalReport(report: SimulateReport, law: string): string {
  const { ratio, skills } = report.experiment;
  const origin = `onset ${version} · seed ${report.seed} · task ${report.task.slice(0, 12)}`;
  return sections(
    `${pc.bold("onset simulate")} ${law} --ratio ${Number(ratio.toPrecision(12))} --skills ${skills}`,
    corpusLines(report),
    [...learnedLines(report), ...emergedLines(report), ...giantLines(report)],
    spreadLines(report),
    thresholdLines(report),
    [`  ${pc.dim(origin)}`],
  );
}

const engines = { chain: "the exact chain, no graph", graph: "explicit graphs" } as const;

function corpusLines({ experiment, trials, engine }: SimulateReport): string[] {
  const { skills, ratio, law, textNumber, skillDegrees, popularity, maxUnlearned, unknown } = experiment;
  const texts = `${textNumber === "poisson" ? "about " : ""}${plural(Math.round(ratio * skills), "text")}`;
  const lines = [
    theoryLine(
      "corpora",
      `${plural(trials, "trial")} of ${plural(skills, "skill")} and ${texts}, by ${engines[engine]}`,
    ),
    theoryLine("texts", `${printLaw(law)} skills a text`),
  ];
  if (skillDegrees !== null) lines.push(theoryLine("skills", `${printLaw(skillDegrees)} texts a skill`));
  lines.push(...popularityLines(popularity));
  if (maxUnlearned > 1) lines.push(theoryLine("learner", learnerText({ maxUnlearned })));
  const { reliability, success } = experiment;
  if (success !== undefined) lines.push(theoryLine("learner", `success ${success.join(",")}`));
  if (reliability !== undefined)
    lines.push(theoryLine("reliability", `a text can teach with probability ${reliability}`));
  if (unknown < 1)
    lines.push(theoryLine("unknown", `each skill is unknown at the start with probability ${unknown}`));
  return lines;
}

/** Simulation with its standard error in one line, theory under it. */
function beside(
  label: string,
  simulated: string,
  share: number,
  theory: number | null,
  words: FactWords = facts.theory,
): string[] {
  const line = (name: string, text: string, value: number, color: (text: string) => string): string =>
    theoryLine(name, `${text.padEnd(31)} ${color(bar(value, barWidth))}`.trimEnd());
  const lines = [line(label, simulated, share, pc.green)];
  if (theory !== null) {
    const text = `${words.format(theory)} (${words.note})`;
    lines.push(line(`  ${words.label}`, text, theory, pc.yellow));
  }
  return lines;
}

function learnedLines({ learned, unlearned, emerged, trials, theory }: SimulateReport): string[] {
  const lines = beside(facts.learned.label, withError(learned), learned.mean, theory.learned);
  // What is left where learning is nearly complete; not where it is the share of trials that failed.
  if (learned.mean > 0.99 && unlearned.mean > 0 && (emerged === null || emerged === trials)) {
    const error = `${short(unlearned.mean)} ± ${short(unlearned.standardError)}`;
    lines.push(theoryLine("unlearned", `${error} of the skills, ${short(theory.unlearned)} by theory`));
  }
  return lines;
}

function emergedLines({ emergence, emerged, theory }: SimulateReport): string[] {
  if (emergence === null) return [];
  const { share, low, high } = emergence;
  const { label, note, format } = facts.emerged;
  const lines = beside(label, `${format(share)} ${note}`, share, theory.emerged, facts.finiteSize);
  lines.splice(
    1,
    0,
    theoryLine("", `${plural(emerged!, "trial")}; 95%: ${percent(low)} to ${percent(high)}`),
  );
  return lines;
}

function giantLines({ giant, theory, trials }: SimulateReport): string[] {
  if (giant === null) return [];
  const lines = beside(facts.giant.label, withError(giant), giant.mean, theory.giant);
  // The chain has none: then it comes from fewer trials, of graphs.
  if (giant.trials < trials)
    lines.splice(1, 0, theoryLine("", `in ${plural(giant.trials, "trial")} of explicit graphs`));
  return lines;
}

/** A share with its standard error: `57.63% ± 0.42%`. */
function withError(sample: SampleMean): string {
  const { mean, error } = sampleTexts(sample.mean, sample.standardError);
  return error === null ? mean : `${mean} ${error}`;
}

/** Near the threshold a mean says little: trials end either low or high. */
function spreadLines({ histogram, rounds, complete, trials, theory }: SimulateReport): string[] {
  const width = 50;
  const scale = `0%${"50%".padStart(width / 2)}${"100%".padStart(width / 2 - 1)}`;
  const lines = [
    theoryLine("spread", `${pc.green(sparkline(histogram, width))}  trials by learned share`),
    theoryLine("", pc.dim(scale)),
  ];
  if (rounds !== null)
    lines.push(theoryLine(facts.rounds.label, `${short(rounds.mean)} ± ${short(rounds.standardError)}`));
  if (theory.rounds !== null) {
    const { median, ninetieth } = theory.rounds;
    const what = `half of what is learned by round ${median}, 90% by round ${ninetieth} (${facts.theory.note})`;
    lines.push(theoryLine(`  ${facts.theory.label}`, what));
  }
  lines.push(theoryLine("complete", `${count(complete)} of ${plural(trials, "trial")} learned every skill`));
  return lines;
}

function thresholdLines({ theory, experiment, emergence }: SimulateReport): string[] {
  if (theory.threshold === null) {
    return [theoryLine(facts.threshold.label, `none: ${gradualText}, so that no trial emerges`)];
  }
  const { parameter, value } = theory.threshold;
  const { label, format } = facts.threshold;
  const here = { ratio: experiment.ratio, load: 1 / experiment.ratio, epsilon: experiment.unknown }[
    parameter
  ];
  return [
    theoryLine(label, `${format(value)} ${thresholdUnits[parameter]}, here ${format(here)}`),
    theoryLine("", `a trial has emerged when it learned more than ${percent(emergence!.above)}`),
  ];
}
