/** What columns mean, by their names and by what stands in them. */
import { recognisedFieldNames } from "@onset/core/corpus";
import type { Doubt } from "../doubts/doubt.js";
import { type Column, insideLists, isEmpty, isFlags, isObject, member } from "./columns.js";

/** The columns of each role. */
export type Roles = {
  readonly skills: readonly Column[];
  readonly requires: readonly Column[];
  readonly teaches: readonly Column[];
  /** Whether the skills are names of columns that say yes or no. */
  readonly isFlags: boolean;
  readonly doubts: readonly Doubt[];
};

const nothing: Roles = { skills: [], requires: [], teaches: [], isFlags: false, doubts: [] };

/** The columns whose names are known for a role, the best known first. */
export function columnsByName(
  role: "id" | "text" | "skills" | "requires" | "teaches",
  columns: readonly Column[],
): Column[] {
  return recognisedFieldNames[role].flatMap((known) => {
    const found = columns.find(({ name }) => name.toLowerCase() === known);
    return found === undefined ? [] : [found];
  });
}

/**
 * Finds the columns that hold skills: a pair of required and taught ones, one of skills, several that are numbered, one
 * inside an object, or a table of zeros and ones.
 *
 * @param isKept - columns that have another role
 */
export function recogniseRoles(columns: readonly Column[], isKept: (column: Column) => boolean): Roles {
  const filled = columns.filter(({ values }) => values.some((value) => !isEmpty(value)));
  const pick = (role: "skills" | "requires" | "teaches"): Column[] => {
    const named = columnsByName(role, columns).filter((column) => !isKept(column));
    // A column without a value says nothing, unless there is no other.
    const some = named.filter((column) => filled.includes(column));
    return (some.length > 0 ? some : named).map((column) => insideLists(column));
  };
  const [skills, requires, teaches] = [pick("skills"), pick("requires"), pick("teaches")];
  if (requires.length > 0 && teaches.length > 0) {
    return {
      ...nothing,
      requires: [requires[0]],
      teaches: [teaches[0]],
      doubts: [...spare("requires", requires), ...spare("teaches", teaches)],
    };
  }
  if (requires.length > 0 && skills.length > 0) {
    // What is required is taught somewhere, if the two columns are about the same.
    const isTaught = sharesNames(requires[0], skills[0]);
    return isTaught
      ? {
          ...nothing,
          requires: [requires[0]],
          teaches: [skills[0]],
          doubts: [...spare("requires", requires), ...spare("skills", skills)],
        }
      : {
          ...nothing,
          skills: [skills[0]],
          doubts: [...spare("skills", skills), unused(requires[0], skills[0])],
        };
  }
  if (skills.length > 0) return { ...nothing, skills: [skills[0]], doubts: spare("skills", skills) };
  const numbered = numberedColumns(columns.filter((column) => !isKept(column)));
  if (numbered.length > 1) return { ...nothing, skills: numbered };
  const inside = insideObjects(filled);
  if (inside !== null) return { ...nothing, skills: [inside] };
  const flags = filled.filter((column) => !isKept(column) && isFlags(column));
  const rest = filled.filter((column) => !isKept(column) && !isFlags(column));
  if (flags.length > 1 && flags.length > rest.length) return { ...nothing, skills: flags, isFlags: true };
  return teaches.length > 0 ? { ...nothing, skills: [teaches[0]] } : nothing;
}

function spare(role: "skills" | "requires" | "teaches", [used, ...others]: readonly Column[]): Doubt[] {
  if (others.length === 0) return [];
  const names = others.map(({ name }) => JSON.stringify(name)).join(", ");
  const option = `--${role}-field`;
  return [
    {
      code: "two-columns-of-a-role",
      matter: `${JSON.stringify(used.name)} is read, ${names} ${others.length === 1 ? "is" : "are"} not`,
      advice: `to read them together say ${[used, ...others].map(({ name }) => `${option} ${quotedForShell(name)}`).join(" ")}; to read one alone, name it alone`,
    },
  ];
}

function unused(required: Column, skills: Column): Doubt {
  return {
    code: "unused-column",
    matter: `${JSON.stringify(required.name)} is not read: nothing that it requires is among ${JSON.stringify(skills.name)}`,
    advice: `if texts require the one and teach the other, say --requires-field ${quotedForShell(required.name)} --teaches-field ${quotedForShell(skills.name)}; if not, say --skills-field ${quotedForShell(skills.name)}`,
  };
}

/** A name as it can be typed; others are left to the reader. */
export function quotedForShell(name: string): string {
  return /^[\w.[\]-]+$/.test(name) ? name : `'${name}'`;
}

function sharesNames(requires: Column, teaches: Column): boolean {
  const taught = new Set(teaches.values.flatMap(namesIn));
  const required = requires.values.flatMap(namesIn);
  return required.length === 0 || required.some((name) => taught.has(name));
}

function namesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(namesIn);
  if (typeof value === "string")
    return value
      .split(/[|;,[\]"']/)
      .map((name) => name.trim())
      .filter((name) => name !== "");
  return isObject(value) ? Object.values(value).flatMap(namesIn) : [];
}

/** Columns such as `tag1`, `tag2`, `tag3`. */
function numberedColumns(columns: readonly Column[]): Column[] {
  const known: readonly string[] = recognisedFieldNames.skills;
  const families = new Map<string, Column[]>();
  for (const column of columns) {
    const base = /^(.*?)[ _.-]?\d+$/.exec(column.name.toLowerCase())?.[1];
    if (base === undefined || !(known.includes(base) || known.includes(`${base}s`))) continue;
    families.set(base, [...(families.get(base) ?? []), column]);
  }
  return [...families.values()].sort((a, b) => b.length - a.length)[0] ?? [];
}

/** A value that is named as skills are, inside an object: `meta.tags`. */
function insideObjects(columns: readonly Column[]): Column | null {
  for (const column of columns) {
    const keys = new Set(column.values.flatMap((value) => (isObject(value) ? Object.keys(value) : [])));
    const known = recognisedFieldNames.skills.find((name) =>
      [...keys].some((key) => key.toLowerCase() === name),
    );
    const key = [...keys].find((name) => name.toLowerCase() === known);
    if (key !== undefined) return insideLists(member(column, key));
  }
  return null;
}
