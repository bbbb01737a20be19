/**
 * Which columns of a table of texts mean what. People name the same thing differently; the names
 * below are those that public data sets use most, the most specific first.
 */
const recognised = {
  id: [
    "id",
    "_id",
    "key",
    "uid",
    "uuid",
    "slug",
    "name",
    "title",
    "guid",
    "identifier",
    "item_id",
    "text_id",
    "doc_id",
    "document_id",
    "sentence_id",
    "question_id",
    "problem_id",
    "exercise_id",
    "number",
    "url",
    "path",
    "file",
  ],
  text: ["text", "content", "body", "sentence", "prompt", "question", "document"],
  skills: [
    "skills",
    "skill",
    "tags",
    "tag",
    "labels",
    "label",
    "concepts",
    "concept",
    "keywords",
    "topics",
    "categories",
    "kcs",
    "knowledge_components",
  ],
  requires: ["requires", "prerequisites", "prereqs", "needs", "depends_on", "dependencies"],
  teaches: ["teaches", "introduces", "provides", "outcomes"],
} as const;

/** What a column of a corpus can mean. */
export type FieldRole = keyof typeof recognised;

/** The column for each role; a role without a column is absent. */
export type Fields = Partial<Record<FieldRole, string>>;

/** The names by which {@link recogniseFields} knows each role, the preferred one first. */
export const recognisedFieldNames: Readonly<Record<FieldRole, readonly string[]>> = recognised;

/**
 * Finds the columns of a corpus by their names.
 *
 * Names are compared without regard to case; where several match a role, the one that stands first
 * in {@link recognisedFieldNames} wins. `overrides` are taken as they are; a field of skills that the caller names
 * says that texts are not directed, so `requires` and `teaches` are then not looked for.
 *
 * @param columns - the column names of the table, in any order
 * @param overrides - columns that the caller names himself
 * @returns the column for each role that has one
 * @throws RangeError when an override is not among the columns
 *
 * @example
 * ```ts
 * import { recogniseFields } from "@onset/core/corpus";
 * recogniseFields(["ID", "Tags", "year"]); // => { id: "ID", skills: "Tags" }
 * recogniseFields(["verse", "words"], { skills: "words" }); // => { skills: "words" }
 * recogniseFields(["a", "b"], { skills: "c" }); // throws RangeError: there is no field "c"; found: "a", "b"
 * ```
 */
export function recogniseFields(columns: readonly string[], overrides: Fields = {}): Fields {
  const byLowerCase = new Map<string, string>();
  for (const column of columns) {
    const key = column.toLowerCase();
    if (!byLowerCase.has(key)) byLowerCase.set(key, column);
  }
  const fields: Fields = {};
  for (const role of Object.keys(recognised) as FieldRole[]) {
    const override = overrides[role];
    if (override !== undefined) {
      if (!columns.includes(override)) {
        throw new RangeError(`there is no field "${override}"; found: ${listNames(columns)}`);
      }
      fields[role] = override;
      continue;
    }
    const asked = role === "requires" || role === "teaches" ? overrides.skills : undefined;
    if (asked !== undefined) continue;
    const name = recognised[role].find((candidate) => byLowerCase.has(candidate));
    if (name !== undefined) fields[role] = byLowerCase.get(name);
  }
  return fields;
}

/**
 * Column names as a person reads them in a message: quoted, at most twelve.
 *
 * @example
 * ```ts
 * import { listNames } from "@onset/core/corpus";
 * listNames(["id", "text"]); // => '"id", "text"'
 * listNames([]); // => "none"
 * ```
 */
export function listNames(names: readonly string[]): string {
  if (names.length === 0) return "none";
  const shown = names.slice(0, 12).map((name) => `"${name}"`);
  if (names.length > shown.length) shown.push(`and ${names.length - shown.length} more`);
  return shown.join(", ");
}

/** The fields that hold skills: `requires` and `teaches` where both exist, else `skills`, else null. */
export function skillRoles(fields: Fields): readonly ("skills" | "requires" | "teaches")[] | null {
  if (fields.requires !== undefined && fields.teaches !== undefined) return ["requires", "teaches"];
  return fields.skills === undefined ? null : ["skills"];
}
