/**
 * Staging: strings become integers, once. Afterwards the workspace holds the names of the skills by number, the texts as
 * lists of numbers, and the names of the texts.
 */

import { randomBytes } from "node:crypto";
import { type Following, onlyNumbers, onlyRow, type SqlEngine } from "../sql/engine.js";
import type { ClusterLayout } from "./layout.js";
import type { ClusterSource } from "./source.js";

/** How many of what a staged corpus has. Counts are exact up to 2^53. */
export type StagedCounts = {
  readonly rows: number;
  readonly malformed: number;
  readonly unlabelled: number;
  readonly texts: number;
  readonly skills: number;
  /** Pairs of text and skill. */
  readonly edges: number;
  /** The same among those required and those taught: what the two lists hold. */
  readonly requiredEdges: number;
  readonly taughtEdges: number;
  readonly duplicateEdges: number;
  readonly nameBytes: number;
};

/** A corpus of integers in the workspace. */
export type Staged = StagedCounts & {
  readonly isDirected: boolean;
  readonly hasIds: boolean;
  /** Tables: skills (id, name, degree), texts (row, requires, teaches), labels (row, name). */
  readonly skills_: string;
  readonly texts_: string;
  readonly labels_: string;
  /** Where they are, and where more of this corpus can be written. */
  readonly folder: string;
};

/** How a step is told. */
export type Tell = (step: string) => Following;

const counted = [
  "rows",
  "malformed",
  "unlabelled",
  "texts",
  "skills",
  "edges",
  "requiredEdges",
  "taughtEdges",
  "duplicateEdges",
  "nameBytes",
] as const satisfies readonly (keyof StagedCounts)[];

const countOfPart = 2 ** 33;

/** Stages a corpus in a folder of the workspace. What is there already, from a run that ended later, is taken as it is. */
export async function stageCorpus(
  engine: SqlEngine,
  source: ClusterSource,
  layout: ClusterLayout,
  folder: string,
  resume: boolean,
  tell: Tell,
): Promise<Staged> {
  const before = resume ? await placeIn(engine, folder) : null;
  // A place of its own: a server may still be at what a run that was killed had asked for.
  const place = before ?? randomBytes(6).toString("hex");
  const at = `${folder}/${place}`;
  const tables = {
    skills_: engine.written(`${at}/skills`),
    texts_: engine.written(`${at}/texts`),
    labels_: engine.written(`${at}/labels`),
  };
  if (before === null) {
    await stage(engine, source, layout, at, tables, tell);
    // Written last: it says that the corpus is staged whole, and where.
    await engine.write(`${folder}/finished`, `select ${engine.dialect.text(place)} as place`);
  }
  const counts = await onlyNumbers(engine, `select * from ${engine.written(`${at}/counts`)}`, counted);
  return { ...counts, ...tables, isDirected: layout.isDirected, hasIds: layout.hasIds, folder: at };
}

/** Where a run that ended has staged this corpus; null where none came to the end of staging. */
async function placeIn(engine: SqlEngine, folder: string): Promise<string | null> {
  try {
    const row = await onlyRow(engine, `select place from ${engine.written(`${folder}/finished`)}`);
    return String(row.strings("place")[0]);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** Whether an engine says that a path does not exist. */
export function isMissing(error: unknown): boolean {
  return /PATH_NOT_FOUND|UNABLE_TO_INFER_SCHEMA|No files found/.test(String((error as Error).message));
}

async function stage(
  engine: SqlEngine,
  { files }: ClusterSource,
  { rows }: ClusterLayout,
  folder: string,
  { skills_, texts_ }: Pick<Staged, "skills_" | "texts_">,
  tell: Tell,
): Promise<void> {
  const { dialect: d } = engine;
  const raw = engine.written(`${folder}/rows`);
  const parts = engine.written(`${folder}/sorted`);
  await engine.write(`${folder}/rows`, rows, tell(`reading ${files.length} files`));
  // Rows are numbered by file and place: an engine's own numbers follow neither.
  const numbered = `
    select b.first + (r.position - b.low) as row, r.id, r.requires, r.teaches, r.bad
    from ${raw} r join (
      select arg, file, block, low, ${d.long("sum(n) over (order by arg, file, block) - n")} as first
      from (select arg, file, block, min(position) as low, count(*) as n from ${raw} group by arg, file, block)
    ) b on r.arg = b.arg and r.file = b.file and r.block = b.block`;
  const good = `select * from (${numbered}) where not bad and ${d.size("requires")} + ${d.size("teaches")} > 0`;
  const all = d.distinct(d.joined("requires", "teaches"));
  // Numbers follow the order of names: parts of a sorted table follow each other.
  await engine.write(
    `${folder}/sorted`,
    `select name, degree, ${d.position} as position from (
       select name, count(*) as degree from (select ${d.unfolded(all)} as name from ${raw} where not bad)
       group by name order by ${d.orderKey("name")})`,
    tell("sorting the names of skills"),
  );
  const part = d.divided("position", countOfPart);
  await engine.write(
    `${folder}/skills`,
    `select ${d.integer("p.first + (s.position - p.low)")} as id, s.name, s.degree
     from (select *, ${part} as part from ${parts}) s join (
       select part, low, ${d.long("sum(n) over (order by part) - n")} as first
       from (select ${part} as part, min(position) as low, count(*) as n from ${parts} group by ${part})
     ) p on s.part = p.part`,
    tell("numbering skills"),
  );
  const kind = (list: string, taught: number): string =>
    d.mapped(d.distinct(list), (item) => d.record({ name: item, taught: String(taught) }));
  const edges = `
    select row, e.name as name, e.taught as taught from (
      select row, ${d.unfolded(d.joined(kind("requires", 0), kind("teaches", 1)))} as e from (${good}))`;
  await engine.write(
    `${folder}/texts`,
    `select row, ${d.gathered("id", "taught = 0")} as requires, ${d.gathered("id", "taught = 1")} as teaches
     from (select e.row, e.taught, s.id from (${edges}) e join ${skills_} s on e.name = s.name)
     group by row`,
    tell("numbering the skills of texts"),
  );
  const label = "coalesce(id, cast(row + 1 as string)) as name";
  await engine.write(`${folder}/labels`, `select row, ${label} from (${good})`, tell("naming texts"));
  const lengths = `${d.size("requires")} + ${d.size("teaches")}`;
  const distinctLengths = `${d.size(d.distinct("requires"))} + ${d.size(d.distinct("teaches"))}`;
  await engine.write(
    `${folder}/counts`,
    `select * from (
       select count(*) as rows, coalesce(sum(case when bad then 1 else 0 end), 0) as malformed,
         coalesce(sum(case when not bad and ${lengths} = 0 then 1 else 0 end), 0) as unlabelled,
         coalesce(sum(case when bad then 0 else ${lengths} - (${distinctLengths}) end), 0) as ${d.identifier("duplicateEdges")}
       from ${raw}
     ) cross join (
       select count(*) as texts, coalesce(sum(${d.size("requires")}), 0) as ${d.identifier("requiredEdges")},
         coalesce(sum(${d.size("teaches")}), 0) as ${d.identifier("taughtEdges")} from ${texts_}
     ) cross join (
       select count(*) as skills, coalesce(sum(degree), 0) as edges,
         coalesce(sum(${d.bytesOf("name")}), 0) as ${d.identifier("nameBytes")} from ${skills_}
     )`,
    tell("counting"),
  );
}
