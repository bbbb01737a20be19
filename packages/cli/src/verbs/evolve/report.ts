import { facts, roundsEndText, smallShareText } from "@onset/core/report";
import { type CodingRate, roundQuantile } from "@onset/core/theory";
import pc from "../../terminal/colors.js";
import { bar, count, percent, plural, short } from "../../terminal/format.js";
import { factLine, numberLines, sections, theoryLine } from "../../terminal/layout.js";
import { learnerLines, popularityLines } from "../../theory/learner.js";
import type { Combination } from "./combination.js";
import type { Evolved, EvolveOptions } from "./evolved.js";

/** The report of `onset evolve` for a terminal. */
export function terminalReport(law: string, evolved: Evolved, options: EvolveOptions): string {
  const { ratio, rounds, states, combination, coding } = evolved;
  const course = roundsToShow(rounds.unlearned).map((round) => {
    const learned = 1 - rounds.unlearned[round];
    return `  ${count(round).padStart(6)}   ${percent(learned).padStart(7)}  ${pc.green(bar(learned, 40))}`.trimEnd();
  });
  const table = numberLines(
    ["unlearned", "slope", "stable"],
    states.map((state) => [
      smallShareText(state.unlearned),
      state.slope.toFixed(4),
      state.stable ? "yes" : "no",
    ]),
  );
  return sections(
    `${pc.bold("onset evolve")} ${law} --ratio ${Number(ratio.toPrecision(12))}`,
    [...popularityLines(options.popularity), ...learnerLines(options)],
    endLines(evolved, options),
    combinationLines(combination),
    codingLines(coding, options),
    [`  ${pc.cyan(" round   learned")}`, ...course],
    [theoryLine(facts.resting.label, facts.resting.note), "", ...table],
  );
}

function endLines({ end, rounds, roundLaw }: Evolved, { popularity }: EvolveOptions): string[] {
  const isPopular = popularity !== undefined;
  const lines = [
    factLine(facts.learned, end.learned),
    theoryLine("skill error", smallShareText(isPopular ? end.edgeUnlearned : end.unlearned)),
    factLine(facts.textError, isPopular ? end.heldOutError : end.textError),
    theoryLine(facts.rounds.label, roundsEndText(rounds.unlearned.length - 1, end.converged)),
  ];
  const [median, late] = [roundQuantile(roundLaw, 0.5), roundQuantile(roundLaw, 0.9)];
  if (median !== null && late !== null) {
    lines.push(theoryLine("", `half of what is learned is learned by round ${median}, 90% by round ${late}`));
  }
  return lines;
}

function combinationLines(combination: Combination | null): string[] {
  if (combination === null) return [];
  const { skills, success, largest, tenfold } = combination;
  const many = (value: number | null) => (value === null ? "any number of skills" : `${short(value)} skills`);
  const lines = [
    theoryLine(
      "combined",
      `${plural(skills, "skill")} at once: all learned with probability ${smallShareText(success)}`,
    ),
    theoryLine("", `all learned half of the time: up to ${many(largest)}`),
  ];
  if (tenfold !== null) {
    const growth = tenfold.growth === null ? "" : `, ${short(tenfold.growth)} times as many`;
    lines.push(theoryLine("", `with ten times the texts: ${many(tenfold.largest)}${growth}`));
  }
  return lines;
}

function codingLines(coding: CodingRate | null, { bits }: EvolveOptions): string[] {
  if (coding === null) return [];
  const { meanBits, setBits, understood } = coding;
  return [
    theoryLine("coding", `${short(meanBits)} bits a text, flag included; ${bits} as it is`),
    theoryLine(
      "",
      `${percent(understood)} of the texts are sent as their set of skills, ${short(setBits)} bits`,
    ),
  ];
}

/** Rounds that are worth a line: all of a few, else those where the share has moved visibly. */
function roundsToShow(unlearned: ArrayLike<number>): number[] {
  const last = unlearned.length - 1;
  if (last <= 12) return Array.from({ length: last + 1 }, (_, round) => round);
  const shown = [0];
  const step = (unlearned[0] - unlearned[last]) / 10;
  for (let round = 1; round < last; round++) {
    const previous = shown[shown.length - 1];
    if (unlearned[previous] - unlearned[round] >= step) shown.push(round);
  }
  return [...shown, last];
}
