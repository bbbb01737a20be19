import { rejected, stream } from "../base/index.js";

/**
 * Returns the one JSON text of a value: keys sorted by their UTF-16 code units, no spaces, numbers as JavaScript
 * prints them (RFC 8785, the JSON Canonicalization Scheme). Values that are equal as data have equal texts,
 * whatever the order in which they were written. Properties that are undefined are left out.
 *
 * @throws TypeError for what JSON cannot hold: NaN, infinities, functions, bigints, undefined in an array.
 *
 * @example
 * ```ts
 * import { canonicalJson } from "@onset/core/sweep";
 * canonicalJson({ skills: 1e4, law: { mean: 5, kind: "poisson" } }); // => '{"law":{"kind":"poisson","mean":5},"skills":10000}'
 * canonicalJson({ ratio: Number.NaN }); // throws TypeError: "value" expected what JSON can hold, got NaN
 * ```
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    // Sorting by code units is what `<` does; a locale must not matter.
    entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(",")}}`;
  }
  const isJson =
    value === null ||
    typeof value === "boolean" ||
    typeof value === "string" ||
    (typeof value === "number" && Number.isFinite(value));
  if (!isJson) throw rejected(value, "value", "what JSON can hold", true);
  return JSON.stringify(value);
}

/**
 * Returns a 128-bit fingerprint of a text, 32 hexadecimal digits: the first four words of the random stream whose key
 * the text is. That stream's state is a sponge over the permutation of Chaskey-8; it keeps different texts apart
 * as well as 128 bits can (two among a million collide with probability 10^-27), but it is no defence against
 * somebody who wants a collision. O(length).
 *
 * @example
 * ```ts
 * import { fingerprint } from "@onset/core/sweep";
 * fingerprint("{}"); // => "d6061039fb680c0bce76c194ea6ca253"
 * ```
 */
export function fingerprint(text: string): string {
  const random = stream(0, "fingerprint", text);
  const word = () => random.nextUint32().toString(16).padStart(8, "0");
  return word() + word() + word() + word();
}
