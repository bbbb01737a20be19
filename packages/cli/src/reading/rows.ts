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
  const skillNames = await numberSkills(session, roles);
  const count = await session.count("select count(*) from staged");
  const hasSkill = new Uint8Array(count);
  const edges: EdgeList[] = [];
  for (const role of roles) edges.push(await fetchEdges(session, role, hasSkill));

  const textNames: string[] = [];
  const textOfRecord = new Uint32Array(count);
  const records = new Uint32Array(count);
  const unlabelled = new Leftovers();
  const malformed = new Leftovers();
  let record = 0;
  await session.each("select id, problem from staged", ({ rowCount, columns: [id, problem] }) => {
    for (let row = 0; row < rowCount; row++, record++) {
      const found = problem!.getItem(row);
      if (found !== null) malformed.add(record, found as string);
      else if (hasSkill[record] === 0) unlabelled.add(record, "has no skill");
      else {
        textOfRecord[record] = textNames.length;
        records[textNames.length] = record;
        textNames.push((id!.getItem(row) as string | null) ?? String(record + 1));
      }
    }
  });
  for (const { texts } of edges) {
    for (let edge = 0; edge < texts.length; edge++) texts[edge] = textOfRecord[texts[edge]!]!;
  }
  return {
    textNames,
    skillNames,
    edges,
    records: records.subarray(0, textNames.length),
    unlabelled,
    malformed,
  };
}

/**
 * Makes a table of occurrences for each role and the table `numbered` of all spellings with the number of their skill;
 * spellings that differ only by white space around them are one skill, and white space alone is none.
 *
 * @returns the names of the skills by their number, in ascending order
 */
async function numberSkills(session: Session, roles: readonly Role[]): Promise<string[]> {
  for (const role of roles) {
    const unnested = `select rowid as record, unnest(${role}) as spelling from staged`;
    await session.run(`create temp table occurrences_${role} as ${unnested}`);
  }
  const all = roles.map((role) => `select spelling from occurrences_${role}`).join(" union all ");
  // In two steps: in one, the database would trim every occurrence before it drops the equal ones.
  await session.run(`create temp table untrimmed as select distinct spelling from (${all})`);
  await session.run(`create temp table spellings as
    select spelling, trimmed(spelling) as skill from untrimmed where skill <> ''`);
  await session.run("create temp table names as select distinct skill from spellings order by skill");
  await session.run(`create temp table numbered as
    select spelling, names.rowid::uinteger as number from spellings join names using (skill)`);
  const skillNames: string[] = [];
  await session.each("select skill from names", ({ rowCount, columns: [name] }) => {
    for (let row = 0; row < rowCount; row++) skillNames.push(name!.getItem(row) as string);
  });
  return skillNames;
}

/** Reads the edges of a role, texts by their records, and marks the records that have one. */
async function fetchEdges(session: Session, role: Role, hasSkill: Uint8Array): Promise<EdgeList> {
  const most = await session.count(`select count(*) from occurrences_${role}`);
  const texts = new Uint32Array(most);
  const skills = new Uint32Array(most);
  let edge = 0;
  await session.each(
    `select record::uinteger, number from occurrences_${role} join numbered using (spelling)`,
    ({ rowCount, columns: [record, number] }) => {
      const recordOfRow = record!.items!;
      const numberOfRow = number!.items!;
      for (let row = 0; row < rowCount; row++, edge++) {
        hasSkill[recordOfRow[row]!] = 1;
        texts[edge] = recordOfRow[row]!;
        skills[edge] = numberOfRow[row]!;
      }
    },
  );
  return { texts: texts.subarray(0, edge), skills: skills.subarray(0, edge) };
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
