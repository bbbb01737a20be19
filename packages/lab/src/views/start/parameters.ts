import { parameters, type Values } from "../../state/parameters.js";
import { betsOf, countParameter, seed } from "../common-parameters.js";

/** The parts of the explainer, in their order: each has a link of its own. */
export const partIds = ["top", "five", "hundred", "jump", "tunnel", "verses", "trained", "own"] as const;
export type PartId = (typeof partIds)[number];

/** What is bet on, in the order in which bets stand in a link. */
export const betIds = ["jump", "verses", "trained"] as const;
export type BetId = (typeof betIds)[number];

/** The bets of a link, in the order of `betIds`. */
export const bets = betsOf(betIds, 20);

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
  seed: { ...seed, hidden: true },
  bets: bets.parameter,
  ratio: {
    kind: "number",
    label: "Texts per skill, R",
    min: 0.01,
    max: 3.93,
    step: 0.01,
    default: 2.3,
    hidden: true,
  },
  skills: { ...countParameter("Skills, n", 100, 100_000, 10_000), hidden: true },
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

/** What a figure of the explainer gets. */
export type FigureProps = {
  readonly values: StartValues;
  readonly set: (patch: Partial<StartValues>, ended?: boolean) => void;
};
