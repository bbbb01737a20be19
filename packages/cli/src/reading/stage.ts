import { chooseDelimiter, type Fields, listNames, recogniseFields, skillRoles } from "@onset/core/corpus";
import { DataError, UsageError } from "../errors.js";
import type { Workspace } from "../files/workspace.js";
import { literal, type Session } from "./session.js";
import { copyOf, type Source } from "./source.js";
import { delimitedTable } from "./tables/delimited.js";
import { jsonTable } from "./tables/json.js";
import { parquetTable } from "./tables/parquet.js";
import { sampleRows, type Table } from "./tables/table.js";

/** What the user says about the layout of a corpus; the rest is recognised. */
export type Layout = {
  readonly fields: Fields;
  readonly words: boolean;
  readonly skillsDelimiter?: string | undefined;
  readonly columnDelimiter?: string | undefined;
};

/** A list of skills that a row has, or the text whose words they are. */
export type Role = "skills" | "requires" | "teaches" | "text";

/** What a table of texts was found to hold. */
export type Staged = {
  readonly table: Table;
  readonly roles: readonly Role[];
};

/** How often `staged` will be read: rows that are read once are not kept, however many there are. */
export type Reads = "often" | "once";

/**
 * Reads a source into the temporary table `staged`, one row a record in the order of the source: `id`
 * (or null), `problem` (or null), and a list of skills for each of the returned roles (or the text). To be read once,
 * it is a view, which reads the source when it is read itself.
 */
export async function stage(
  session: Session,
  source: Source,
  layout: Layout,
  workspace: Workspace,
  reads: Reads = "often",
): Promise<Staged> {
  const table = await openTable(session, source, layout, workspace, reads);
  const fields = await fieldsOf(source, table, layout);
  const roles = rolesOf(source, table, fields, layout);
  const values = roles.map((role, i) => ({ role, field: fields[role]!, name: `value${i}` }));
  const delimiter = layout.skillsDelimiter ?? (await skillsDelimiterOf(session, table, values));
  if (delimiter === "") throw new UsageError(`--skills-delimiter: expected at least one character`);

  const id = fields.id === undefined ? "null" : table.text(table.value(fields.id), fields.id);
  const taken = values.map(({ field, name }) => `${table.value(field)} as ${name}`);
  const problems = values.map(({ role, field, name }) => {
    const problem = role === "text" ? table.problemOfText(name, field) : table.problemOfSkills(name, field);
    return `${literal(`"${field}" `)} || ${problem}`;
  });
  const read = values.map(({ role, field, name }) => {
    const value = role === "text" ? table.text(name, field) : table.skills(name, field, literal(delimiter));
    return `case when problem is null then ${value} end as ${role}`;
  });
  await session.run(`create temp ${reads === "once" ? "view" : "table"} staged as
    select id, problem, ${read.join(", ")} from (
      select *, coalesce(whole, ${problems.join(", ")}) as problem from (
        select ${id} as id, ${table.problem} as whole, ${taken.join(", ")} from ${table.relation}))`);
  return { table, roles };
}

async function openTable(
  session: Session,
  source: Source,
  layout: Layout,
  workspace: Workspace,
  reads: Reads,
): Promise<Table> {
  switch (source.format) {
    case "jsonl":
      // The database takes the mark for a part of the first object.
      return jsonTable(session, source.marked ? await copyOf(source, workspace) : source, workspace);
    case "json":
      return jsonTable(session, source, workspace);
    case "csv":
    case "tsv":
      return delimitedTable(session, source, workspace, layout.columnDelimiter, reads);
    case "parquet":
      return parquetTable(session, source);
    case "text":
      throw new UsageError(
        `${source.label} is plain text, which names no skills: take its words with --words`,
      );
  }
}

async function fieldsOf(source: Source, table: Table, layout: Layout): Promise<Fields> {
  if (table.fields.length === 0) throw new DataError(`${source.label}: ${await table.noRecord()}`);
  try {
    return recogniseFields(table.fields, layout.fields);
  } catch (error) {
    throw new UsageError(`${source.label}: ${(error as Error).message}`);
  }
}

function rolesOf(source: Source, table: Table, fields: Fields, layout: Layout): readonly Role[] {
  const roles = layout.words ? (fields.text === undefined ? null : (["text"] as const)) : skillRoles(fields);
  if (roles !== null) return roles;
  const found = `its fields: ${listNames(table.fields)}`;
  throw new UsageError(
    layout.words
      ? `${source.label}: no field of text recognised; ${found}. Say which with --text-field`
      : `${source.label}: no field of skills recognised; ${found}. Say which with --skills-field, or take the words of the texts with --words`,
  );
}

/** What stands between the skills of a string, by a sample of them. */
async function skillsDelimiterOf(
  session: Session,
  table: Table,
  values: readonly { role: Role; field: string; name: string }[],
): Promise<string> {
  const sample: string[] = [];
  for (const { role, field, name } of values) {
    if (role === "text") continue;
    const taken = `select ${table.value(field)} as ${name} from ${table.relation} limit ${sampleRows}`;
    const rows = await session.rows(`select ${table.text(name, field)} from (${taken})`);
    for (const [value] of rows)
      if (typeof value === "string" && !value.trimStart().startsWith("[")) sample.push(value);
  }
  return chooseDelimiter(sample);
}
