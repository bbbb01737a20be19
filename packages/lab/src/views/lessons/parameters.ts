import { parameters, type Values } from "../../state/parameters.js";

/** The lessons in their order; the bets in a link stand in the same one. */
export const lessonIds = ["below", "near", "above", "stuck", "zipf", "king-james"] as const;
export type LessonId = (typeof lessonIds)[number];

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
  bets: {
    kind: "text",
    label: "Bets that were placed",
    default: "",
    maxLength: 60,
    check: (text) => (/^[\d,]*$/.test(text) ? null : "Expected numbers between commas."),
    hidden: true,
  },
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

/** The bets in per cent, null where none was placed. Whatever is not a bet is none. */
export function readBets(text: string): readonly (number | null)[] {
  const parts = text.split(",");
  return lessonIds.map((_, i) => {
    const part = parts[i] ?? "";
    return /^\d{1,3}$/.test(part) && Number(part) <= 100 ? Number(part) : null;
  });
}

export function withBet(text: string, lesson: LessonId, bet: number): string {
  const bets = lessonIds.map((id, i) => (id === lesson ? bet : readBets(text)[i]));
  return bets.map((each) => each ?? "").join(",");
}
