import { maxMaxUnlearned } from "@onset/core/base";
import { InvalidArgumentError } from "commander";

/** An option that is an integer of at least `minimum`, and of at most `maximum`. */
export function integer(
  minimum: number,
  maximum: number = Number.MAX_SAFE_INTEGER,
): (text: string) => number {
  return (text) => {
    const value = /^-?\d+$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= minimum && value <= maximum)) {
      const range =
        maximum === Number.MAX_SAFE_INTEGER
          ? `an integer >= ${minimum}`
          : `an integer from ${minimum} to ${maximum}`;
      throw new InvalidArgumentError(`Expected ${range}.`);
    }
    return value;
  };
}

/** The option D: how many new skills a text may teach. */
export const newPerText: (text: string) => number = integer(1, maxMaxUnlearned);

/** An option that is a number of repetitions; what each finds is kept. */
export function repetitions(minimum: number): (text: string) => number {
  return integer(minimum, 100_000);
}

/** An option that is a share of a whole: a number >= 0 and < 1, or per cent. */
export function share(text: string): number {
  const percent = text.endsWith("%");
  const value = Number(percent ? text.slice(0, -1) : text) / (percent ? 100 : 1);
  if (text.trim() === "" || !(value >= 0 && value < 1)) {
    throw new InvalidArgumentError("Expected a number >= 0 and < 1, or per cent, such as 0.1 or 10%.");
  }
  return value;
}

/** An option that is one of a few words; the function carries them, so that a shell can complete them. */
export function oneOf<T extends string>(
  values: readonly T[],
): ((text: string) => T) & { readonly values: readonly T[] } {
  const parse = (text: string): T => {
    const found = values.find((value) => value === text);
    if (found === undefined) throw new InvalidArgumentError(`Expected one of ${values.join(", ")}.`);
    return found;
  };
  return Object.assign(parse, { values });
}

/** An option that is a number >= 0. */
export function nonNegative(text: string): number {
  const value = numberOf(text);
  if (!(value >= 0)) throw new InvalidArgumentError("Expected a number >= 0.");
  return value;
}

/** An option that is a number > 0. */
export function positive(text: string): number {
  const value = numberOf(text);
  if (!(value > 0)) throw new InvalidArgumentError("Expected a number > 0.");
  return value;
}

/** An option that is a number from 0 to 1. */
export function probability(text: string): number {
  const value = numberOf(text);
  if (!(value >= 0 && value <= 1)) throw new InvalidArgumentError("Expected a number from 0 to 1.");
  return value;
}

/** A finite number, or NaN. */
export function numberOf(text: string): number {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : Number.NaN;
}
