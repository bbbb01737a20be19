import { parameters, type Values } from "../../state/parameters.js";
import {
  countParameter,
  maxUnlearned,
  meanParameter,
  ratioParameter,
  seed,
  trialsParameter,
} from "../common-parameters.js";

export const emergenceParameters = parameters({
  mean: {
    ...meanParameter,
    help: "For D = 1 there is a jump if c is above e = 2.718.",
    min: 0.5,
    max: 10,
    default: 5,
  },
  maxUnlearned,
  skills: {
    ...countParameter("Skills, n", 100, 1_000_000, 10_000),
    help: "The more skills there are, the sharper the jump.",
  },
  ratio: {
    ...ratioParameter,
    help: "You can also drag in the chart.",
    min: 0.01,
    max: 200,
    default: 2.3,
  },
  trials: trialsParameter(10, 1000, 40),
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
  seed,
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
