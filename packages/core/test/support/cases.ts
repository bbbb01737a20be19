/** Whether a run tries all random cases, as continuous integration does with ONSET_CASES=all. */
export const isComplete: boolean = process.env.ONSET_CASES === "all";

/**
 * How many random cases a test tries: `all` of them, or a part in `npm test`. A bound of standard deviations is computed from
 * the number that is tried, so that a wrong formula fails with either.
 *
 * @param part - One of how many is tried; 4 by default.
 */
export function cases(all: number, part = 4): number {
  return isComplete ? all : Math.ceil(all / part);
}
