/**
 * Staging: strings become integers, once. Afterwards the workspace holds the names of the skills by number, the texts as
 * lists of numbers, and the names of the texts.
 */

import { type Following, onlyNumbers, type SqlEngine } from "../sql/engine.js";
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
  const tables = {
    skills_: engine.written(`${folder}/skills`),
    texts_: engine.written(`${folder}/texts`),
    labels_: engine.written(`${folder}/labels`),
  };
  const finished = resume ? await countsIn(engine, folder) : null;
  const counts = finished ?? (await stage(engine, source, layout, folder, tables, tell));
  return { ...counts, ...tables, isDirected: layout.isDirected, hasIds: layout.hasIds, folder };
}

/** The counts of a staged corpus: they are written last. Null where staging has not come to its end. */
export async function countsIn(engine: SqlEngine, folder: string): Promise<StagedCounts | null> {
  try {
    return await onlyNumbers(engine, `select * from ${engine.written(`${folder}/counts`)}`, counted);
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
): Promise<StagedCounts> {
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
  const ofRows = await onlyNumbers(
    engine,
    `select count(*) as rows, coalesce(sum(case when bad then 1 else 0 end), 0) as malformed,
       coalesce(sum(case when not bad and ${lengths} = 0 then 1 else 0 end), 0) as unlabelled,
       coalesce(sum(case when bad then 0 else ${lengths} - (${distinctLengths}) end), 0) as duplicates from ${raw}`,
    ["rows", "malformed", "unlabelled", "duplicates"],
    tell("counting"),
  );
  const ofTexts = await onlyNumbers(
    engine,
    `select count(*) as texts, coalesce(sum(${d.size("requires")}), 0) as required,
       coalesce(sum(${d.size("teaches")}), 0) as taught from ${texts_}`,
    ["texts", "required", "taught"],
  );
  const ofSkills = await onlyNumbers(
    engine,
    `select count(*) as skills, coalesce(sum(degree), 0) as edges,
       coalesce(sum(${d.bytesOf("name")}), 0) as bytes from ${skills_}`,
    ["skills", "edges", "bytes"],
  );
  const counts: StagedCounts = {
    rows: ofRows.rows,
    malformed: ofRows.malformed,
    unlabelled: ofRows.unlabelled,
    texts: ofTexts.texts,
    skills: ofSkills.skills,
    edges: ofSkills.edges,
    requiredEdges: ofTexts.required,
    taughtEdges: ofTexts.taught,
    duplicateEdges: ofRows.duplicates,
    nameBytes: ofSkills.bytes,
  };
  const columns = counted.map((name) => `${d.long(String(counts[name]))} as ${d.identifier(name)}`);
  await engine.write(`${folder}/counts`, `select ${columns.join(", ")}`);
  return counts;
}
