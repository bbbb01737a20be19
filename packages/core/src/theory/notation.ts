/**
 * The notation of degree laws on the command line: `poisson:5`, `regular:3`, `binomial:20:0.25`,
 * `zipf:1.1:1000`, `0.5x^2+0.28x^3+0.22x^8`, `counts:FILE`.
 */
import { checkLaw, checkOptions, type OptionKeys, rejected } from "../base/index.js";
import { lawKindOf, notationOf } from "./law-kinds.js";
import { type DegreeLaw, type EmpiricalLaw, empirical, polynomial } from "./laws.js";

/** How `counts:FILE` is read. */
export type NotationOptions = {
  /** Returns the text of a file of counted degrees, see {@link parseCounts}; without it `counts:` is rejected. */
  readonly readFile?: (name: string) => string;
};

export const notationOptionsKeys: OptionKeys<NotationOptions> = { readFile: true };

const expected =
  'a degree law such as poisson:5, regular:3, binomial:20:0.25, zipf:1.1:1000, "0.5x^2+0.5x^4" or counts:FILE';

function numbers(notation: string, parts: readonly string[], names: readonly string[]): number[] {
  const values = parts.map((part) => (part.trim() === "" ? Number.NaN : Number(part)));
  if (values.length !== names.length || values.some((value) => Number.isNaN(value))) {
    throw rejected(notation, "law", `${notation.split(":")[0]}:${names.join(":")} with numbers`);
  }
  return values;
}

/**
 * Returns the degree law of a notation.
 *
 * @param notation - The law as on the command line; spaces are ignored.
 * @param options - `readFile` for `counts:FILE`.
 * @throws TypeError or RangeError that says what was expected.
 *
 * @example
 * ```ts
 * import { parseLaw } from "@onset/core/theory";
 * parseLaw("zipf:1.1:1000"); // => { kind: "zipf", exponent: 1.1, cutoff: 1000 }
 * parseLaw("0.3x+0.7x^6"); // => { kind: "polynomial", degrees: [1, 6], probabilities: [0.3, 0.7] }
 * parseLaw("regular:2.5"); // throws RangeError: "degree" expected an integer >= 1, got 2.5
 * ```
 */
export function parseLaw(notation: string, options: NotationOptions = {}): DegreeLaw {
  checkOptions(options, notationOptionsKeys);
  if (typeof notation !== "string") throw rejected(notation, "law", expected, true);
  const [name, ...parts] = notation.trim().split(":");
  const kind = notationOf(name.toLowerCase());
  if (kind !== null) return kind.make(...numbers(notation, parts, kind.names));
  if (name.toLowerCase() !== "counts") return parsePolynomial(notation);
  const file = parts.join(":");
  if (file === "" || options.readFile === undefined) throw rejected(notation, "law", expected);
  return parseCounts(options.readFile(file));
}

/** A coefficient, x and an exponent, of which any but one may be missing: 0.3, x, 0.5x^2, 0.5*x**2. */
const termPattern = /^(\d+(?:\.\d*)?(?:e[+-]?\d+)?|\.\d+(?:e[+-]?\d+)?)?(?:\*?(x)(?:(?:\^|\*\*)(\d+))?)?$/i;

function parsePolynomial(notation: string): DegreeLaw {
  const probabilities: Record<number, number> = {};
  // A plus sign after "e" belongs to a number.
  for (const term of notation.replace(/\s+/g, "").split(/(?<!\de)\+/i)) {
    const match = termPattern.exec(term);
    if (term === "" || match === null) throw rejected(notation, "law", expected);
    const degree = match[2] === undefined ? 0 : Number(match[3] ?? 1);
    probabilities[degree] = (probabilities[degree] ?? 0) + (match[1] === undefined ? 1 : Number(match[1]));
  }
  return polynomial(probabilities);
}

/**
 * Returns the empirical law of a text with counted degrees: a JSON array in which item k is the number of
 * nodes of degree k, or lines of a degree and its count, separated by a comma, semicolon, tab or spaces. A
 * first line without numbers is a heading; lines that start with # and empty lines are skipped.
 *
 * @throws RangeError that names the line.
 *
 * @example
 * ```ts
 * import { parseCounts } from "@onset/core/theory";
 * parseCounts("degree,count\n1,10\n3,30").counts; // => [10, 30]
 * parseCounts("[0, 10, 0, 30]").degrees; // => [1, 3]
 * ```
 */
export function parseCounts(text: string): EmpiricalLaw {
  if (text.trimStart().startsWith("[")) {
    const counts: unknown = JSON.parse(text);
    if (!Array.isArray(counts)) throw rejected(counts, "counts", "an array of counts", true);
    return empirical(counts as number[]);
  }
  const counts = new Map<number, number>();
  const lines = text.split(/\r?\n/);
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i].trim();
    if (line === "" || line.startsWith("#")) continue;
    const fields = line.split(/[,;\s]+/);
    const [degree, count] = fields.map(Number);
    if (i === 0 && Number.isNaN(degree) && Number.isNaN(count)) continue;
    if (fields.length !== 2 || !Number.isSafeInteger(degree) || degree < 0 || !Number.isSafeInteger(count)) {
      throw rejected(line, `line ${i + 1}`, "a degree and a count");
    }
    counts.set(degree, (counts.get(degree) ?? 0) + count);
  }
  const highest = Math.max(0, ...counts.keys());
  if (highest > 1e8) throw rejected(highest, "degree", "a number up to 1e8");
  const byDegree = new Float64Array(highest + 1);
  for (const [degree, count] of counts) byDegree[degree] = count;
  return empirical(byDegree);
}

/**
 * Returns the notation of a law. {@link parseLaw} reads it back, but for mixed Poisson laws, which have no
 * notation and are described; an empirical law becomes a polynomial.
 *
 * @example
 * ```ts
 * import { empirical, polynomial, printLaw } from "@onset/core/theory";
 * printLaw(polynomial({ 1: 0.3, 6: 0.7 })); // => "0.3x+0.7x^6"
 * printLaw(empirical([0, 1, 0, 3])); // => "0.25x+0.75x^3"
 * ```
 */
export function printLaw(law: DegreeLaw): string {
  return lawKindOf(checkLaw(law)).print(law);
}
