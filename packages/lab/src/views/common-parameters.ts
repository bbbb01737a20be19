/** Parameters that several views have, the same in all of them. */

/** The seed of all random choices. */
export const seed = {
  kind: "number",
  label: "Seed",
  min: 0,
  max: 999_999,
  step: 1,
  default: 1,
  drawn: true,
} as const;

/** The ratio of texts to skills, as a parameter and as an axis. */
export const ratioParameter = { kind: "number", label: "Texts per skill, R", step: 0.01 } as const;
export const ratioAxis = "texts per skill, R";

/** The mean number of skills of a text. */
export const meanParameter = { kind: "number", label: "Skills per text, c", step: 0.1 } as const;

/** Trials of each point of a chart. */
export function trialsParameter(min: number, max: number, usual: number) {
  return countParameter("Trials per point", min, max, usual);
}

/** The learner: up to how many new skills a text teaches. */
export const maxUnlearned = {
  kind: "choice",
  label: "New skills per text, D",
  options: [
    ["1", "1"],
    ["2", "2"],
    ["3", "3"],
  ],
  default: "1",
} as const;

/** A number of things, on a slider of equal ratios. */
export function countParameter(label: string, min: number, max: number, usual: number) {
  return { kind: "number", label, min, max, step: 1, scale: "log", default: usual } as const;
}

/** A text of bets, such as 40,,100: what each of `ids` was bet in per cent, nothing where no bet was placed. */
export function betsOf<Id extends string>(ids: readonly Id[], maxLength: number) {
  /** The bets in the order of `ids`, null where none was placed. Whatever is not a bet is none. */
  const read = (text: string): (number | null)[] => {
    const parts = text.split(",");
    return ids.map((_, i) => {
      const part = parts[i] ?? "";
      return /^\d{1,3}$/.test(part) && Number(part) <= 100 ? Number(part) : null;
    });
  };
  return {
    parameter: {
      kind: "text",
      label: "Bets that were placed",
      default: "",
      maxLength,
      check: (text: string) => (/^[\d,]*$/.test(text) ? null : "Expected numbers between commas."),
      hidden: true,
    } as const,
    read,
    /** The text with one bet placed, or taken back. */
    place(text: string, id: Id, bet: number | null): string {
      const bets = read(text);
      bets[ids.indexOf(id)] = bet;
      return bets.every((each) => each === null) ? "" : bets.map((each) => each ?? "").join(",");
    },
  };
}
