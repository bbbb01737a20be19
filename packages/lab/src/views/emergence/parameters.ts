import { parameters, type Values } from "../../state/parameters.js";

export const emergenceParameters = parameters({
  mean: {
    kind: "number",
    label: "Skills per text, c",
    help: "For D = 1 there is a jump if c is above e = 2.718.",
    min: 0.5,
    max: 10,
    step: 0.1,
    default: 5,
  },
  maxUnlearned: {
    kind: "choice",
    label: "New skills per text, D",
    options: [
      ["1", "1"],
      ["2", "2"],
      ["3", "3"],
    ],
    default: "1",
  },
  skills: {
    kind: "number",
    label: "Skills, n",
    help: "The more skills there are, the sharper the jump.",
    min: 100,
    max: 1_000_000,
    step: 1,
    scale: "log",
    default: 10_000,
  },
  ratio: {
    kind: "number",
    label: "Texts per skill, R",
    help: "You can also drag in the chart.",
    min: 0.01,
    max: 200,
    step: 0.01,
    default: 2.3,
  },
  trials: {
    kind: "number",
    label: "Corpora per point",
    min: 10,
    max: 1000,
    step: 1,
    scale: "log",
    default: 40,
  },
  compare: {
    kind: "choice",
    label: "Compare with",
    options: [
      ["none", "Nothing"],
      ["means", "Other c"],
      ["learners", "Other D"],
    ],
    default: "means",
  },
  seed: {
    kind: "number",
    label: "Seed",
    min: 0,
    max: 999_999,
    step: 1,
    default: 1,
    drawn: true,
  },
});

export type EmergenceValues = Values<typeof emergenceParameters>;

/** The horizontal range of the charts: wide enough for the jump and what is before and after it. */
export function ratioRange(threshold: number | null, mean: number): readonly [number, number] {
  return [0, Number((threshold === null ? Math.max(1.2, 6 / mean) : 1.6 * threshold).toPrecision(3))];
}

/** The part of the range around the threshold that the second chart shows, as multiples of the threshold. */
export const zoom = [0.85, 1.15] as const;

/** With D above 1 only a Poisson number of texts has an exact chain: a graph of each trial would take seconds. */
export function textNumberOf({ maxUnlearned }: EmergenceValues): "fixed" | "poisson" {
  return maxUnlearned === "1" ? "fixed" : "poisson";
}
