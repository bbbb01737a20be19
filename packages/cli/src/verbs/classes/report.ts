import { facts, smallShareText } from "@onset/core/report";
import pc from "../../terminal/colors.js";
import { count, percent } from "../../terminal/format.js";
import { numberLines, sections, theoryLine } from "../../terminal/layout.js";
import { learnerLines } from "../../theory/learner.js";
import { emergesAt } from "./json.js";
import type { ClassesOptions, ClassesResult } from "./result.js";

/** The report of `onset classes` for a terminal. */
export function terminalReport(result: ClassesResult, options: ClassesOptions): string {
  const { classes, end } = result;
  const skills = classes.skills.map((size, k) => [
    `${k + 1}`,
    count(size),
    percent(1 - end.unlearned[k]),
    smallShareText(end.unlearned[k]),
    emergence(emergesAt(result, k)),
  ]);
  const texts = classes.texts.map((size, j) => [
    `${j + 1}`,
    count(size),
    classes.means[j].join(" "),
    smallShareText(end.textErrors[j]),
  ]);
  return sections(
    pc.bold("onset classes"),
    learnerLines(options),
    numberLines(["class", "skills", "learned", "unlearned", "emerges"], skills),
    numberLines(["texts", "number", "skills of each class", facts.textError.label], texts),
    jumpLines(result),
    end.converged ? [] : [theoryLine("", "The solver has not converged: learned shares are lower bounds.")],
  );
}

function emergence(scale: number | null): string {
  if (scale === null) return "gradually";
  return scale <= 1 ? `yes, from ${times(scale)} on` : `not yet: at ${times(scale)}`;
}

const times = (scale: number): string => `${Number(scale.toPrecision(4))} x`;

function jumpLines({ jumps, classes }: ClassesResult): string[] {
  if (jumps.length === 0) {
    return [theoryLine("jumps", "none, up to 20 times as many texts of all classes")];
  }
  const rows = jumps.map(({ scale, unlearnedBefore, unlearnedAfter }) => [
    times(scale),
    ...classes.skills.map(
      (_, k) => `${percent(1 - unlearnedBefore[k])} to ${percent(1 - unlearnedAfter[k])}`,
    ),
  ]);
  return [
    theoryLine("jumps", "as the numbers of texts of all classes grow in proportion; 1 x is what was given"),
    "",
    ...numberLines(["texts", ...classes.skills.map((_, k) => `learned of class ${k + 1}`)], rows),
  ];
}
