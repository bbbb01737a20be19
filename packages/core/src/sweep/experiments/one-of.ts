import { rejected } from "../../base/index.js";

/** Returns `value` when it is one of a few words. */
export function oneOf<T extends string>(value: T, title: string, values: readonly T[]): T {
  if (values.includes(value)) return value;
  throw rejected(value, title, values.map((item) => JSON.stringify(item)).join(" or "));
}
