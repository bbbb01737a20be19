import { parameters, type Values } from "../../state/parameters.js";

/** The parts of the explainer, in their order: each has a link of its own. */
export const partIds = ["top", "five", "hundred", "jump", "tunnel", "verses", "trained", "own"] as const;
export type PartId = (typeof partIds)[number];

/** What is bet on, in the order in which bets stand in a link. */
export const betIds = ["jump", "verses", "trained"] as const;
export type BetId = (typeof betIds)[number];

export const startParameters = parameters({
  part: {
    kind: "choice",
    label: "Part",
    options: partIds.map((id) => [id, id] as const),
    default: "top",
    hidden: true,
  },
  read: {
    kind: "text",
    label: "Texts that were read",
    default: "",
    maxLength: 5,
    check: (text) => (/^[A-E]*$/.test(text) ? null : "Expected letters from A to E."),
    hidden: true,
  },
  texts: { kind: "number", label: "Texts", min: 0, max: 100, step: 1, default: 30, hidden: true },
  seed: {
    kind: "number",
    label: "Seed",
    min: 0,
    max: 999_999,
    step: 1,
    default: 1,
    drawn: true,
    hidden: true,
  },
  bets: {
    kind: "text",
    label: "Bets that were placed",
    default: "",
    maxLength: 20,
    check: (text) => (/^[\d,]*$/.test(text) ? null : "Expected numbers between commas."),
    hidden: true,
  },
  ratio: {
    kind: "number",
    label: "Texts per skill, R",
    min: 0.01,
    max: 3.93,
    step: 0.01,
    default: 2.3,
    hidden: true,
  },
  skills: {
    kind: "number",
    label: "Skills, n",
    min: 100,
    max: 100_000,
    step: 1,
    scale: "log",
    default: 10_000,
    hidden: true,
  },
  tunnel: {
    kind: "number",
    label: "Texts per skill, R",
    min: 2,
    max: 3,
    step: 0.01,
    default: 2.3,
    hidden: true,
  },
  known: { kind: "number", label: "Words known", min: 0, max: 160, step: 5, default: 80, hidden: true },
  corpus: {
    kind: "choice",
    label: "Texts for each skill",
    options: [
      ["few", "0.9, below the threshold"],
      ["many", "1.3, above it"],
    ],
    default: "many",
    hidden: true,
  },
});

export type StartValues = Values<typeof startParameters>;

/** The bets in per cent; null where none was placed. */
export function readBets(text: string): readonly (number | null)[] {
  const parts = text.split(",");
  return betIds.map((_, i) => {
    const part = parts[i] ?? "";
    return /^\d{1,3}$/.test(part) && Number(part) <= 100 ? Number(part) : null;
  });
}

export function withBet(text: string, id: BetId, bet: number | null): string {
  const bets = betIds.map((each, i) => (each === id ? bet : readBets(text)[i]));
  return bets.every((each) => each === null) ? "" : bets.map((each) => each ?? "").join(",");
}
