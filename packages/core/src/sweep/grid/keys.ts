import { rejected, unknownKey } from "../../base/index.js";

/** An object of a grid, as JSON gives it. */
export type GridObject = Readonly<Record<string, unknown>>;

/**
 * Returns the object with its keys in camel case (`skill-degrees`, as the command writes its options, is
 * `skillDegrees`), when all of them are known.
 *
 * @throws TypeError when it is no object; RangeError that names an unknown key and the one that was probably meant.
 */
export function withKnownKeys(value: unknown, title: string, known: readonly string[]): GridObject {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw rejected(value, title, "an object", true);
  }
  const result: Record<string, unknown> = {};
  for (const [written, item] of Object.entries(value)) {
    const key = written.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
    if (!known.includes(key)) throw unknownKey(written, known, title);
    if (key in result) throw new RangeError(`"${title}" has the key "${key}" twice`);
    result[key] = item;
  }
  return result;
}
