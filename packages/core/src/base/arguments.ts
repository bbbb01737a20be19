/**
 * Guards at public doors: the keys of options, and the kind of a value. They are written once here, so that a function
 * says which keys it has and nothing else.
 */
import { rejected } from "./guards.js";
import { nearestName } from "./nearest-names.js";
import { RandomStream } from "./random.js";

/** The keys of some options: a table, so that the compiler sees that none is missing and none too many. */
export type OptionKeys<T> = Readonly<Record<keyof T, true>>;

/**
 * Returns `options` when it is an object without other keys than those of the table.
 *
 * @param options - What was given.
 * @param keys - Every key that there is.
 * @param title - The name of the argument.
 * @throws TypeError when it is no object; RangeError for another key: names the one that was probably meant.
 *
 * @example
 * ```ts
 * import { checkOptions } from "@onset/core/base";
 * const keys = { maxUnlearned: true, known: true } as const;
 * checkOptions({ maxUnlearned: 2 }, keys); // => { maxUnlearned: 2 }
 * checkOptions({ maxUnlearnt: 2 }, keys); // throws RangeError: "options" has no key "maxUnlearnt": did you mean "maxUnlearned"?
 * checkOptions({ seed: 2 }, keys); // throws RangeError: "options" has no key "seed": its keys are maxUnlearned, known
 * ```
 */
export function checkOptions<T extends object>(
  options: T,
  keys: Readonly<Record<string, true>>,
  title = "options",
): T {
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    throw rejected(options, title, "an object", true);
  }
  for (const key of Object.keys(options)) {
    if (!Object.hasOwn(keys, key)) throw unknownKey(key, Object.keys(keys), title);
  }
  return options;
}

/** The error for a key that an object does not have. */
export function unknownKey(key: string, known: readonly string[], title: string): RangeError {
  const nearest = nearestName(key, known);
  const hint = nearest === null ? `its keys are ${known.join(", ")}` : `did you mean "${nearest}"?`;
  return new RangeError(`"${title}" has no key "${key}": ${hint}`);
}

/**
 * Returns `value` when it is one of a few words.
 *
 * @throws RangeError that lists them.
 *
 * @example
 * ```ts
 * import { checkOneOf } from "@onset/core/base";
 * checkOneOf("merge", "repeats", ["merge", "keep"]); // => "merge"
 * checkOneOf("join" as "keep", "repeats", ["merge", "keep"]); // throws RangeError: "repeats" expected "merge" or "keep", got "join"
 * ```
 */
export function checkOneOf<T extends string>(value: T, title: string, values: readonly T[]): T {
  if (values.includes(value)) return value;
  throw rejected(value, title, values.map((item) => JSON.stringify(item)).join(" or "));
}

/**
 * Returns what can be chosen from in words.
 *
 * @example
 * ```ts
 * import { orText } from "@onset/core/base";
 * orText(["a", "b", "c"]); // => "a, b or c"
 * ```
 */
export function orText(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
}

/**
 * Returns `value` when it is a source of random numbers.
 *
 * @throws TypeError when it is not.
 *
 * @example
 * ```ts
 * import { checkStream, type RandomStream, stream } from "@onset/core/base";
 * checkStream(stream(1)) instanceof Object; // => true
 * checkStream(1 as unknown as RandomStream); // throws TypeError: "rng" expected a random stream, such as stream(1), got 1
 * ```
 */
export function checkStream(value: RandomStream, title = "rng"): RandomStream {
  if (value instanceof RandomStream) return value;
  throw rejected(value, title, "a random stream, such as stream(1)", true);
}

/** The kinds of degree laws, of which theory and graphs each have their own view. */
const lawKinds = ["poisson", "regular", "binomial", "zipf", "polynomial", "empirical", "mixedPoisson"];

/**
 * Returns `value` when it has the kind of a degree law; what the kind needs is checked where it is used.
 *
 * @throws TypeError that lists the kinds.
 *
 * @example
 * ```ts
 * import { checkLaw } from "@onset/core/base";
 * checkLaw({ kind: "poisson", mean: 5 }).kind; // => "poisson"
 * checkLaw({ kind: "poison" }); // throws TypeError: "law" expected a degree law of kind poisson, regular, binomial, zipf, polynomial, empirical or mixedPoisson, got kind "poison"
 * ```
 */
export function checkLaw<L extends { readonly kind: string }>(value: L, title = "law"): L {
  const kind: unknown = value?.kind;
  if (lawKinds.includes(kind as string)) return value;
  const expected = `a degree law of kind ${orText(lawKinds)}`;
  if (typeof kind !== "string") throw rejected(value, title, expected, true);
  throw new TypeError(`"${title}" expected ${expected}, got kind ${JSON.stringify(kind)}`);
}
