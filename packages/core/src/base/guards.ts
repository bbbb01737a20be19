/**
 * Guards of arguments. Each returns its value, so that it can be checked where it is used; the success
 * path comes first, and every comparison is written so that NaN fails it. A value of the wrong kind is
 * a TypeError, a wrong value a RangeError; both name the argument, what was expected and what was given.
 */

/** How a value is shown in an error message: strings quoted, long ones and objects shortened. */
function shown(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
  if (typeof value === "function") return "a function";
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (typeof value === "object" && value !== null)
    return `a ${value.constructor?.name ?? "null-prototype object"}`;
  return String(value);
}

/**
 * The error for an argument that is not what was expected: TypeError when `wrongKind`, else RangeError.
 *
 * @param value - What was given.
 * @param title - The name of the argument.
 * @param expected - What was expected, such as `a number > 0`.
 *
 * @example
 * ```ts
 * import { rejected } from "@onset/core/base";
 * throw rejected(-1, "ratio", "a number > 0"); // throws RangeError: "ratio" expected a number > 0, got -1
 * ```
 */
export function rejected(value: unknown, title: string, expected: string, wrongKind = false): Error {
  const message = `"${title}" expected ${expected}, got ${shown(value)}`;
  return wrongKind ? new TypeError(message) : new RangeError(message);
}

function rejectedNumber(value: unknown, title: string, expected: string): Error {
  return rejected(value, title, expected, typeof value !== "number");
}

/**
 * Returns `value` when it is a finite number; otherwise throws as {@link checkPositive} does.
 *
 * @example
 * ```ts
 * import { checkNumber } from "@onset/core/base";
 * checkNumber(-2.5, "shift"); // => -2.5
 * checkNumber(NaN, "shift"); // throws RangeError: "shift" expected a finite number, got NaN
 * ```
 */
export function checkNumber(value: number, title: string): number {
  if (Number.isFinite(value)) return value;
  throw rejectedNumber(value, title, "a finite number");
}

/**
 * Returns `value` when it is a finite number > 0.
 *
 * @throws TypeError when it is not a number; RangeError when it is not > 0 (NaN and Infinity included).
 *
 * @example
 * ```ts
 * import { checkPositive } from "@onset/core/base";
 * checkPositive(2.5, "ratio"); // => 2.5
 * checkPositive(-1, "ratio"); // throws RangeError: "ratio" expected a number > 0, got -1
 * ```
 */
export function checkPositive(value: number, title: string): number {
  if (Number.isFinite(value) && value > 0) return value;
  throw rejectedNumber(value, title, "a number > 0");
}

/**
 * Returns `value` when it is a finite number >= 0; otherwise throws as {@link checkPositive} does.
 *
 * @example
 * ```ts
 * import { checkNonNegative } from "@onset/core/base";
 * checkNonNegative(0, "ratio"); // => 0
 * checkNonNegative(-1, "ratio"); // throws RangeError: "ratio" expected a number >= 0, got -1
 * ```
 */
export function checkNonNegative(value: number, title: string): number {
  if (Number.isFinite(value) && value >= 0) return value;
  throw rejectedNumber(value, title, "a number >= 0");
}

/**
 * Returns `value` when it is a number in [0, 1]; otherwise throws as {@link checkPositive} does.
 *
 * @example
 * ```ts
 * import { checkProbability } from "@onset/core/base";
 * checkProbability(1, "unknown"); // => 1
 * checkProbability(1.5, "unknown"); // throws RangeError: "unknown" expected a number in [0, 1], got 1.5
 * ```
 */
export function checkProbability(value: number, title: string): number {
  if (typeof value === "number" && value >= 0 && value <= 1) return value;
  throw rejectedNumber(value, title, "a number in [0, 1]");
}

/**
 * Returns `value` when it is a number strictly between 0 and 1; otherwise throws as {@link checkPositive} does.
 *
 * @example
 * ```ts
 * import { checkOpenProbability } from "@onset/core/base";
 * checkOpenProbability(0.95, "confidence"); // => 0.95
 * ```
 */
export function checkOpenProbability(value: number, title: string): number {
  if (typeof value === "number" && value > 0 && value < 1) return value;
  throw rejectedNumber(value, title, "a number between 0 and 1, both excluded");
}

/**
 * Returns `value` when it is a safe integer in [`min`, `max`].
 *
 * @example
 * ```ts
 * import { checkInteger } from "@onset/core/base";
 * checkInteger(1, "maxUnlearned", 1); // => 1
 * checkInteger(0, "maxUnlearned", 1); // throws RangeError: "maxUnlearned" expected an integer >= 1, got 0
 * ```
 */
export function checkInteger(
  value: number,
  title: string,
  min: number = Number.MIN_SAFE_INTEGER,
  max: number = Number.MAX_SAFE_INTEGER,
): number {
  if (Number.isSafeInteger(value) && value >= min && value <= max) return value;
  const range =
    value > Number.MAX_SAFE_INTEGER && max === Number.MAX_SAFE_INTEGER
      ? "an integer below 2^53"
      : max < Number.MAX_SAFE_INTEGER
        ? `an integer in [${min}, ${max}]`
        : min > Number.MIN_SAFE_INTEGER
          ? `an integer >= ${min}`
          : "a safe integer";
  throw rejectedNumber(value, title, range);
}

/** The largest D of a D-skill learner. Theory looks at every number of unlearned skills up to D, for each text. */
export const maxMaxUnlearned = 1000;

/**
 * Returns D of a D-skill learner, by default 1, when it is an integer in [1, {@link maxMaxUnlearned}].
 *
 * @example
 * ```ts
 * import { checkMaxUnlearned } from "@onset/core/base";
 * checkMaxUnlearned(undefined); // => 1
 * checkMaxUnlearned(1e9); // throws RangeError: "maxUnlearned" expected an integer in [1, 1000], got 1000000000
 * ```
 */
export function checkMaxUnlearned(value: number | undefined): number {
  return checkInteger(value ?? 1, "maxUnlearned", 1, maxMaxUnlearned);
}

/**
 * Returns `value` when it is a function.
 *
 * @throws TypeError when it is not.
 *
 * @example
 * ```ts
 * import { checkFunction } from "@onset/core/base";
 * checkFunction(Math.exp, "success") === Math.exp; // => true
 * checkFunction(1, "success"); // throws TypeError: "success" expected a function, got 1
 * ```
 */
export function checkFunction<F>(value: F, title: string): F {
  if (typeof value === "function") return value;
  throw rejected(value, title, "a function", true);
}
