/** An expected number and the interval around it. */
export type Estimate = { readonly expected: number; readonly low: number; readonly high: number };

/**
 * Why nothing is told, with the number that stands against it and the number it is held against: parts of too few
 * texts or skills, too few skills seen in one text only, a multiple beyond the reach of the estimators, an interval too wide to be of use.
 */
export type Refusal = {
  readonly reason: "texts" | "skills" | "once" | "multiple" | "width";
  readonly value: number;
  readonly limit: number;
};

/** What was told, or why it was not. */
export type Told<T> =
  | { readonly estimate: T; readonly refusal: null }
  | { readonly estimate: null; readonly refusal: Refusal };

export function told<T>(estimate: T): Told<T> {
  return { estimate, refusal: null };
}

export function refused(reason: Refusal["reason"], value: number, limit: number): Told<never> {
  return { estimate: null, refusal: { reason, value, limit } };
}
