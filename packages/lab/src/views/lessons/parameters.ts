import { parameters, type Values } from "../../state/parameters.js";
import { betsOf } from "../common-parameters.js";

/** The lessons in their order; the bets in a link stand in the same one. */
export const lessonIds = ["below", "near", "above", "stuck", "zipf", "king-james"] as const;
export type LessonId = (typeof lessonIds)[number];

/** The bets of a link, in the order of `lessonIds`. */
export const bets = betsOf(lessonIds, 60);

export const lessonsParameters = parameters({
  lesson: {
    kind: "choice",
    label: "Lesson",
    options: [
      ["below", "Below"],
      ["near", "Near"],
      ["above", "Above"],
      ["stuck", "Stuck"],
      ["zipf", "Zipf"],
      ["king-james", "King James"],
      ["puzzle", "Puzzle"],
    ],
    default: "below",
    hidden: true,
  },
  bet: {
    kind: "number",
    label: "Your bet, in per cent",
    min: 0,
    max: 100,
    step: 1,
    default: 50,
    hidden: true,
  },
  bets: bets.parameter,
  puzzle: { kind: "number", label: "Puzzle", min: 1, max: 999, step: 1, default: 1, hidden: true },
  taught: {
    kind: "text",
    label: "Skills with a text of their own",
    default: "",
    maxLength: 20,
    check: (text) => (/^[A-Z]*$/.test(text) ? null : "Expected capital letters."),
    hidden: true,
  },
});

export type LessonsValues = Values<typeof lessonsParameters>;
