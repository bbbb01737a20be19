/** The skills of one text, as they stand in a record: a list, or one string with delimiters. */

const delimiters = ["|", ";", ","] as const;

/** A character between the skills of a delimited string. */
export type SkillDelimiter = string;

/** What a field of a record says: skills (perhaps none), or why it cannot be read. */
export type SkillsReading = { readonly skills: readonly string[] } | { readonly problem: string };

/**
 * Chooses the delimiter of a column of delimited strings: that of `|`, `;` and `,` which stands in
 * the most strings; on a tie the earlier of the three.
 *
 * @param values - a sample of the column
 * @returns `","` where none of the three occurs
 *
 * @example
 * ```ts
 * import { chooseDelimiter } from "@onset/core/corpus";
 * chooseDelimiter(["salt, fresh; pepper", "oil; vinegar"]); // => ";"
 * chooseDelimiter(["one"]); // => ","
 * ```
 */
export function chooseDelimiter(values: Iterable<string>): SkillDelimiter {
  const counts = delimiters.map(() => 0);
  for (const value of values) {
    for (let i = 0; i < delimiters.length; i++) if (value.includes(delimiters[i])) counts[i]++;
  }
  const most = Math.max(...counts);
  return most === 0 ? "," : delimiters[counts.indexOf(most)];
}

/**
 * Reads the skills of a text from a field of its record.
 *
 * A list gives its strings (numbers and booleans as their text, `null` left out), a string is split at
 * the delimiter. Each skill is trimmed, empty ones are left out, duplicates stay (the graph merges and
 * counts them). A string that is a list in brackets is read as that list, as JSON, Python or NumPy write it: items
 * in quotes end with them, others at a comma. A missing field, `null` and an empty list are readings without skills.
 *
 * @param value - the field's value, as JSON gives it
 * @param delimiter - between the skills of a string
 * @returns the skills, or a problem that names what was found
 *
 * @example
 * ```ts
 * import { readSkills } from "@onset/core/corpus";
 * readSkills([" add ", "carry", null, ""], ","); // => { skills: ["add", "carry"] }
 * readSkills("add; carry", ";"); // => { skills: ["add", "carry"] }
 * readSkills("['add', 'carry']", ";"); // => { skills: ["add", "carry"] }
 * readSkills("['add' 'carry']", ";"); // => { skills: ["add", "carry"] }
 * readSkills(5, ","); // => { problem: "is a number" }
 * readSkills([{ name: "add" }], ","); // => { problem: "holds an object" }
 * ```
 */
export function readSkills(value: unknown, delimiter: SkillDelimiter): SkillsReading {
  if (value === undefined || value === null) return { skills: [] };
  if (typeof value === "string") return { skills: splitString(value, delimiter) };
  if (!Array.isArray(value)) return { problem: `is ${kindOf(value)}` };
  const names: string[] = [];
  for (const item of value) {
    if (item === null) continue;
    if (typeof item === "object") return { problem: `holds ${kindOf(item)}` };
    names.push(String(item));
  }
  return { skills: tidy(names) };
}

// Tables written from lists often hold the list's own notation: ['add', 'carry'], ["add", "carry"], or with NumPy
// ['add' 'carry'] and [1 2].
const listNotation = /^\s*\[(.*)\]\s*$/s;
const numbers = /^\s*(?:[-+]?[\d.]+(?:e[-+]?\d+)?\s+)+[-+]?[\d.]+(?:e[-+]?\d+)?\s*$/i;

function splitString(value: string, delimiter: SkillDelimiter): string[] {
  const list = listNotation.exec(value);
  if (list === null) return tidy(value.split(delimiter));
  return tidy(numbers.test(list[1]) ? list[1].split(/\s+/) : itemsOf(list[1]));
}

const item = /\s*(?:(["'])((?:\\.|(?!\1)[^\\])*)\1(?=\s*(?:,|$|["']))|([^,]*))\s*(,|$)?/sy;

function itemsOf(list: string): string[] {
  const items: string[] = [];
  for (item.lastIndex = 0; item.lastIndex < list.length; ) {
    const [, quote, inQuotes, bare] = item.exec(list)!;
    items.push(quote === undefined ? bare : inQuotes.replaceAll(/\\(["'\\])/g, "$1"));
  }
  return items;
}

function tidy(names: string[]): string[] {
  return names.map((name) => name.trim()).filter((name) => name !== "");
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
