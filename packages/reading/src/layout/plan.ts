import { listNames } from "@onset/core/corpus";
import type { Doubt } from "../doubts/doubt.js";
import { usageError } from "../errors.js";
import type { Survey } from "../formats/rows.js";
import { chooseSplit } from "./choose-split.js";
import { type Column, columnsOf, isFlags, namedColumn } from "./columns.js";
import { columnsByName, quotedForShell, type Roles, recogniseRoles } from "./recognise-roles.js";
import type { Role, Slot, Split } from "./slot.js";

/** What the user says about the layout of a corpus; the rest is recognised. */
export type LayoutOptions = {
  /** Columns by role, one or several: as they are called, by number from 1, or by a path into JSON. */
  readonly fields?: Readonly<Partial<Record<Role, string | readonly string[]>>> | undefined;
  /** The skills are the words of the texts. */
  readonly words?: boolean | undefined;
  /** Between the skills of a cell. */
  readonly skillsDelimiter?: string | undefined;
  /** A column whose equal cells make rows one text. */
  readonly groupBy?: string | undefined;
};

/** What is read of every row. */
export type Plan = {
  readonly slots: readonly Slot[];
  /** Whether rows with the same id are one text. */
  readonly isGrouped: boolean;
  /** What was seen about the columns that a person should look at. */
  readonly doubts: readonly Doubt[];
};

const whole: Split = { kind: "whole" };

/**
 * Decides which columns are read and what for.
 *
 * @throws ReadingError when there is no column of skills, or one that was asked for is not there
 */
export function planOf(surveys: readonly Survey[], options: LayoutOptions): Plan {
  if (options.skillsDelimiter === "") throw usageError("--skills-delimiter: expected at least one character");
  const columns = columnsOf(surveys);
  const asked = (role: Role): Column[] =>
    listOf(options.fields?.[role]).map((name) => namedColumn(name, columns, surveys));
  const ids = options.groupBy === undefined ? asked("id") : [namedColumn(options.groupBy, columns, surveys)];
  const texts = asked("text");
  const id = ids[0] ?? idOf(columns, surveys);
  const isWords = options.words === true || texts.length > 0;
  const text = texts[0] ?? columnsByName("text", columns)[0];
  const slots: Slot[] = id === undefined ? [] : [slotOf(id, "id", whole)];
  if (isWords) {
    if (text === undefined) throw usageError(noRole(columns, surveys, true), namesOf(columns));
    slots.push(slotOf(text, "text", whole));
    return { slots, isGrouped: options.groupBy !== undefined, doubts: [] };
  }
  const roles = rolesOf(columns, asked, (column) => column === id || isSame(column, text));
  if (roles.skills.length + roles.requires.length + roles.teaches.length === 0) {
    throw usageError(noRole(columns, surveys, false), namesOf(columns));
  }
  for (const role of ["skills", "requires", "teaches"] as const) {
    for (const column of roles[role]) {
      const split = roles.isFlags
        ? ({ kind: "flag", skill: column.name } as const)
        : options.skillsDelimiter === undefined
          ? chooseSplit(column, hintOf(column, surveys))
          : ({ kind: "delimiter", delimiter: options.skillsDelimiter } as const);
      slots.push(slotOf(column, role, split));
    }
  }
  return {
    slots,
    isGrouped: options.groupBy !== undefined,
    doubts: [...roles.doubts, ...namesThatStandTwice(slots, surveys)],
  };
}

function namesOf(columns: readonly Column[]): readonly string[] {
  return [...new Set(columns.map(({ name }) => name))];
}

function listOf(names: string | readonly string[] | undefined): readonly string[] {
  return names === undefined ? [] : typeof names === "string" ? [names] : names;
}

function isSame(a: Column, b: Column | undefined): boolean {
  return b !== undefined && a.path.join("\0") === b.path.join("\0");
}

function slotOf({ name, path, position }: Column, role: Role, split: Split): Slot {
  return { column: name, path, ...(position !== undefined && { position }), role, split };
}

/** Lines of plain text are named by their numbers, files of Markdown by theirs. */
function idOf(columns: readonly Column[], surveys: readonly Survey[]): Column | undefined {
  const isText = surveys.every(({ format }) => format === "text");
  const own = isText ? columns.find(({ name }) => name === "line" || name === "file") : undefined;
  return own ?? columnsByName("id", columns)[0];
}

/** As the user names them, else as they are recognised. A named column of skills says that texts have no direction. */
function rolesOf(
  columns: readonly Column[],
  asked: (role: Role) => Column[],
  isKept: (column: Column) => boolean,
): Roles {
  const [skills, requires, teaches] = [asked("skills"), asked("requires"), asked("teaches")];
  const none = { doubts: [], isFlags: false };
  if (requires.length + teaches.length === 0) {
    if (skills.length === 0) return recogniseRoles(columns, isKept);
    return { ...none, skills, requires, teaches, isFlags: skills.length > 1 && skills.every(isFlags) };
  }
  // One of the pair is named: the other one, where nobody names it, is recognised.
  const otherOf = (role: "requires" | "teaches"): Column[] =>
    (role === "teaches" && skills.length > 0 ? skills : columnsByName(role, columns)).slice(0, 1);
  const fallback = columnsByName("skills", columns).slice(0, 1);
  const taught = teaches.length > 0 ? teaches : otherOf("teaches").length > 0 ? otherOf("teaches") : fallback;
  return {
    ...none,
    skills: [],
    requires: requires.length > 0 ? requires : otherOf("requires"),
    teaches: taught,
  };
}

function hintOf({ name, position }: Column, surveys: readonly Survey[]): string | undefined {
  for (const { columns, delimiters } of surveys) {
    if (delimiters === undefined || Object.keys(delimiters).length === 0) continue;
    const hint = delimiters[position === undefined ? columns.indexOf(name) : position];
    if (hint !== undefined) return hint;
  }
  return undefined;
}

function namesThatStandTwice(slots: readonly Slot[], surveys: readonly Survey[]): Doubt[] {
  const twice = new Set(
    surveys.flatMap(({ columns, format }) => {
      const seen = new Set<string>();
      return format === "parquet" ? [] : columns.filter((name) => seen.size === seen.add(name).size);
    }),
  );
  return slots.flatMap(({ column, position }) => {
    if (!twice.has(column)) return [];
    if (position !== undefined) return [];
    const survey = surveys.find(
      ({ columns, format }) => format !== "parquet" && columns.filter((name) => name === column).length > 1,
    );
    if (survey === undefined) return [];
    const places = survey.columns.flatMap((name, i) => (name === column ? [i + 1] : []));
    return [
      {
        code: "same-column-twice",
        matter: `columns ${places.join(" and ")} are both named ${JSON.stringify(column)}, and both are read`,
        advice: `to read one alone, name it by its number, as with --skills-field ${places[0]}`,
      },
    ];
  });
}

function noRole(columns: readonly Column[], surveys: readonly Survey[], isWords: boolean): string {
  if (!isWords && surveys.every(({ format }) => format === "text")) {
    return "it is plain text, which names no skills: take its words with --words";
  }
  const found = `its fields: ${listNames(columns.map(({ name }) => name))}`;
  const isHeaderless = surveys.some(({ conventions }) => conventions.includes("no header"));
  const example = columns.at(-1);
  const byNumber =
    isHeaderless && example !== undefined
      ? `, by its number as in ${isWords ? "--text-field" : "--skills-field"} ${quotedForShell(example.name)}`
      : "";
  return isWords
    ? `no field of text recognised; ${found}. Say which with --text-field${byNumber}`
    : `no field of skills recognised; ${found}. Say which with --skills-field${byNumber}, or take the words of the texts with --words`;
}
