/** What people have written into a sheet, and what it says of all labels. */
import { wilsonInterval } from "@onset/core/base";

/** A row of a sheet as somebody judged it. */
export type Judgement = {
  readonly row: string;
  readonly isRight: boolean;
  /** How many skills of the text no label names; null where nothing is said. */
  readonly missing: number | null;
  /** Labels that the text has. */
  readonly labels: number;
};

/** A share with its interval of 95 per cent. */
export type Share = {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly count: number;
};

/** What one person's judgement says of all labels. */
export type Score = {
  readonly judged: number;
  /** Labels that are right (Wilson's interval). */
  readonly precision: Share;
  /** Missing skills for each label: a ratio over texts drawn by their labels; null where nobody counted them. */
  readonly missingPerLabel: { readonly value: number; readonly low: number; readonly high: number } | null;
  /** Labels that are wrong, and skills that are missing, for each label: what `--label-errors` takes. */
  readonly labelErrors: number;
};

const normal95 = 1.959963984540054;

/** Scores a sheet. */
export function scoreOf(judgements: readonly Judgement[]): Score {
  const right = judgements.filter(({ isRight }) => isRight).length;
  const interval = wilsonInterval(right, judgements.length);
  const counted = judgements.filter(({ missing }) => missing !== null);
  // Texts are drawn by their labels, so the mean of missing / labels is the ratio of all missing to all labels.
  const ratios = counted.map(({ missing, labels }) => missing! / labels);
  const missing = ratios.length === 0 ? null : meanWithInterval(ratios);
  const precision = { value: right / judgements.length, ...interval, count: judgements.length };
  return {
    judged: judgements.length,
    precision,
    missingPerLabel: missing,
    labelErrors: Math.min(1, 1 - precision.value + (missing?.value ?? 0)),
  };
}

function meanWithInterval(values: readonly number[]): { value: number; low: number; high: number } {
  const count = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  const error = count < 2 ? mean : Math.sqrt(squares / (count - 1) / count);
  return { value: mean, low: Math.max(0, mean - normal95 * error), high: mean + normal95 * error };
}

/** How two people agree about the same labels. */
export type Agreement = {
  readonly both: number;
  readonly agreed: number;
  /** J. Cohen's kappa with its interval; null where one of them said the same of every label. */
  readonly kappa: { readonly value: number; readonly low: number; readonly high: number } | null;
};

/**
 * The agreement of two sheets on the rows that both judged: J. Cohen, "A Coefficient of Agreement for Nominal Scales"
 * (1960), with the standard error of his equation 7.
 */
export function agreementOf(first: readonly Judgement[], second: readonly Judgement[]): Agreement {
  const other = new Map(second.map((judgement) => [judgement.row, judgement.isRight]));
  let [both, agreed, firstRight, secondRight] = [0, 0, 0, 0];
  for (const { row, isRight } of first) {
    const theirs = other.get(row);
    if (theirs === undefined) continue;
    both++;
    if (isRight === theirs) agreed++;
    if (isRight) firstRight++;
    if (theirs) secondRight++;
  }
  const observed = agreed / both;
  const chance = (firstRight * secondRight + (both - firstRight) * (both - secondRight)) / (both * both);
  if (both === 0 || chance === 1) return { both, agreed, kappa: null };
  const value = (observed - chance) / (1 - chance);
  const error = Math.sqrt((observed * (1 - observed)) / both) / (1 - chance);
  return {
    both,
    agreed,
    kappa: {
      value,
      low: Math.max(-1, value - normal95 * error),
      high: Math.min(1, value + normal95 * error),
    },
  };
}
