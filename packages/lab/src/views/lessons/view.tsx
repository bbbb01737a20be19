import { digits, percent } from "../../parts/format.js";
import { defineView, type Table } from "../view.js";
import { LessonsBody } from "./body.js";
import type { LessonsOutput } from "./compute.js";
import { lessons } from "./lessons.js";
import { bets, type LessonsValues, lessonIds, lessonsParameters } from "./parameters.js";
import { puzzleCommand } from "./puzzle-command.js";

export const lessonsView = defineView({
  lede: "Six questions and a puzzle. Place a bet before the curve is shown: who was wrong remembers.",
  parameters: lessonsParameters,
  job: "lessons",
  Body: LessonsBody,
  tables: tablesOf,
  command: (values: LessonsValues, output: LessonsOutput | null) => {
    if (values.lesson !== "puzzle") return lessons[values.lesson].command;
    return output?.kind === "puzzle" ? puzzleCommand(output) : "onset learn --help";
  },
});

function tablesOf(output: LessonsOutput, values: LessonsValues): readonly Table[] {
  if (output.kind === "puzzle") {
    return [
      {
        name: "puzzle",
        title: "The texts of the puzzle",
        columns: [
          { name: "text", label: "text" },
          { name: "skills", label: "skills" },
          { name: "unlearned", label: "not learned" },
        ],
        rows: output.texts.map((text, i) => [
          i + 1,
          text,
          [...text].filter((skill) => output.stuck.includes(skill)).join("") || null,
        ]),
      },
    ];
  }
  // Nothing is given away before the bet.
  if (bets.read(values.bets)[lessonIds.indexOf(output.lesson)] === null) return [];
  return output.lines.map((line, i) => ({
    name: i === 0 ? "curve" : `curve-${i + 1}`,
    title: line.label,
    columns: [
      { name: "x", label: output.xLabel, format: (x) => digits(x, 5) },
      { name: "y", label: output.yLabel, format: percent },
    ],
    rows: line.x.map((x, j) => [x, line.y[j]]),
  }));
}
