import { chooseDelimiter, type Fields, listNames, recogniseFields, skillRoles } from "@onset/core/corpus";
import type { Doubt } from "../doubts/doubt.js";
import { usageError } from "../errors.js";
import type { Survey } from "../formats/rows.js";
import type { Role, Slot, Split } from "./slot.js";

/** What the user says about the layout of a corpus; the rest is recognised. */
export type LayoutOptions = {
  /** Columns by role, as they are called, by number from 1, or by a path into JSON. */
  readonly fields?: Fields | undefined;
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

/**
 * Decides which columns are read and what for.
 *
 * @throws ReadingError when there is no column of skills, or one that was asked for is not there
 */
export function planOf(surveys: readonly Survey[], options: LayoutOptions): Plan {
  const columns = [...new Set(surveys.flatMap(({ columns }) => columns))];
  const fields = fieldsOf(columns, options.fields ?? {});
  const isWords = options.words === true || options.fields?.text !== undefined;
  const roles: readonly Role[] | null = isWords
    ? fields.text === undefined
      ? null
      : ["text"]
    : skillRoles(fields);
  if (roles === null) throw usageError(noRole(columns, isWords));
  const split = splitOf(
    surveys,
    roles.map((role) => fields[role]!),
    options.skillsDelimiter,
  );
  const slots = roles.map((role): Slot => slotOf(fields[role]!, role, role === "text" ? whole : split));
  if (fields.id !== undefined) slots.unshift(slotOf(fields.id, "id", whole));
  return { slots, isGrouped: false, doubts: [] };
}

const whole: Split = { kind: "whole" };

function slotOf(column: string, role: Role, split: Split): Slot {
  return { column, path: [column], role, split };
}

function fieldsOf(columns: readonly string[], asked: Fields): Fields {
  try {
    return recogniseFields(columns, asked);
  } catch (error) {
    throw usageError((error as Error).message);
  }
}

function noRole(columns: readonly string[], isWords: boolean): string {
  const found = `its fields: ${listNames(columns)}`;
  return isWords
    ? `no field of text recognised; ${found}. Say which with --text-field`
    : `no field of skills recognised; ${found}. Say which with --skills-field, or take the words of the texts with --words`;
}

function splitOf(surveys: readonly Survey[], columns: readonly string[], asked: string | undefined): Split {
  if (asked === "") throw usageError("--skills-delimiter: expected at least one character");
  if (asked !== undefined) return { kind: "delimiter", delimiter: asked };
  const cells = surveys.flatMap((survey) => {
    const wanted = columns.map((column) => survey.columns.indexOf(column)).filter((at) => at >= 0);
    return survey.sample.flatMap((row) => wanted.map((at) => row[at]));
  });
  const strings = cells.filter(
    (cell): cell is string => typeof cell === "string" && !cell.trimStart().startsWith("["),
  );
  return { kind: "delimiter", delimiter: chooseDelimiter(strings) };
}
