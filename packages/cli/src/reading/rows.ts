import type { EdgeList } from "@onset/core/corpus";
import type { Progress } from "../terminal/progress.js";
import { type Named, WordCollector } from "./collect.js";
import { Leftovers } from "./left-out.js";
import type { Session } from "./session.js";
import type { Role } from "./stage.js";

/** What is read from the table `staged`, with leftovers by their position in it. */
export type Rows = Named & {
  readonly unlabelled: Leftovers;
  readonly malformed: Leftovers;
};

/** Reads the skills of the texts, by roles. */
export async function collectSkills(
  session: Session,
  roles: readonly Role[],
  progress: Progress,
): Promise<Rows> {
  progress.stage("numbering skills");
  for (const role of roles) {
    const unnested = `select rowid as text, unnest(${role}) as skill from staged`;
    await session.run(`create temp table edges_${role} as ${unnested}`);
  }
  const all = roles.map((role) => `select skill from edges_${role}`).join(" union all ");
  await session.run(`create temp table names as select skill from (${all}) group by skill order by skill`);

  const skillNames: string[] = [];
  await session.each("select skill from names", ({ rowCount, columns: [name] }) => {
    for (let row = 0; row < rowCount; row++) skillNames.push(name!.getItem(row) as string);
  });

  const textNames: string[] = [];
  const textOfRow = new Uint32Array(await session.count("select count(*) from staged"));
  const records = new Uint32Array(textOfRow.length);
  const unlabelled = new Leftovers();
  const malformed = new Leftovers();
  let record = 0;
  const sizes = roles.map((role) => `coalesce(len(${role}), 0)`).join(" + ");
  await session.each(
    `select id, problem, (${sizes})::uinteger from staged`,
    ({ rowCount, columns: [id, problem, size] }) => {
      for (let row = 0; row < rowCount; row++, record++) {
        const found = problem!.getItem(row);
        if (found !== null) malformed.add(record, found as string);
        else if (size!.items![row] === 0) unlabelled.add(record, "has no skill");
        else {
          textOfRow[record] = textNames.length;
          records[textNames.length] = record;
          textNames.push((id!.getItem(row) as string | null) ?? String(record + 1));
        }
      }
    },
  );

  const edges: EdgeList[] = [];
  for (const role of roles) edges.push(await fetchEdges(session, `edges_${role}`, textOfRow));
  return {
    textNames,
    skillNames,
    edges,
    records: records.subarray(0, textNames.length),
    unlabelled,
    malformed,
  };
}

async function fetchEdges(session: Session, table: string, textOfRow: Uint32Array): Promise<EdgeList> {
  const count = await session.count(`select count(*) from ${table}`);
  const texts = new Uint32Array(count);
  const skills = new Uint32Array(count);
  let edge = 0;
  await session.each(
    `select e.text::uinteger, n.rowid::uinteger from ${table} e join names n on e.skill = n.skill`,
    ({ rowCount, columns: [text, skill] }) => {
      const rows = text!.items!;
      const names = skill!.items!;
      for (let row = 0; row < rowCount; row++, edge++) {
        texts[edge] = textOfRow[rows[row]!]!;
        skills[edge] = names[row]!;
      }
    },
  );
  if (edge !== count) throw new Error(`expected ${count} edges in ${table}, got ${edge}`);
  return { texts, skills };
}

/** Reads the words of the texts. */
export async function collectWords(session: Session, signal: AbortSignal): Promise<Rows> {
  const words = new WordCollector(signal);
  const unlabelled = new Leftovers();
  const malformed = new Leftovers();
  let record = 0;
  await session.each(
    "select id, problem, text from staged",
    async ({ rowCount, columns: [id, problem, text] }) => {
      for (let row = 0; row < rowCount; row++, record++) {
        const found = problem!.getItem(row);
        if (found !== null) malformed.add(record, found as string);
        else {
          const name = (id!.getItem(row) as string | null) ?? String(record + 1);
          const isText = await words.add(name, (text!.getItem(row) as string | null) ?? "", record);
          if (!isText) unlabelled.add(record, "has no word");
        }
      }
    },
  );
  return { ...words.collected(), unlabelled, malformed };
}
