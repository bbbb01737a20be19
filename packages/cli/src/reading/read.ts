import { assembleCorpus, type Corpus, type EdgeList } from "@onset/core/corpus";
import { DataError, Interrupted } from "../errors.js";
import type { Workspace } from "../files/workspace.js";
import type { Progress } from "../terminal/progress.js";
import { Leftovers, WordCollector } from "./collect.js";
import { linesOfRecords } from "./lines.js";
import { defineMacros } from "./macros.js";
import { readLines } from "./plain-text.js";
import { Session } from "./session.js";
import { type Format, openSource, type Source, verifySource } from "./source.js";
import { type Layout, type Staged, stage } from "./stage.js";

/** How a corpus is to be read. */
export type ReadOptions = Layout & {
  readonly format?: Format | undefined;
  /** Records that cannot be read end the run instead of being counted. */
  readonly strict: boolean;
};

/** Records that were left out: how many, and where the first of them stand. */
export type LeftOut = {
  readonly count: number;
  readonly first: readonly { readonly where: string; readonly problem: string }[];
};

/** A corpus as it was read, and all that a reader should know about the reading. */
export type Reading = {
  readonly corpus: Corpus;
  readonly label: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly unlabelled: LeftOut;
  readonly malformed: LeftOut;
  /** Skills that a text named more than once (words of a text are expected to repeat and are not counted). */
  readonly duplicateEdges: number;
};

/** What a reader of one kind of source hands over. */
type Collected = {
  readonly textNames: readonly string[];
  readonly skillNames: readonly string[];
  readonly edges: readonly EdgeList[];
  readonly unlabelled: Leftovers;
  readonly malformed: Leftovers;
  /** Records refused before they were records, with the line that says so. */
  readonly refused: readonly { readonly line: number; readonly problem: string }[];
};

/**
 * Reads a corpus from a file or standard input.
 *
 * @throws UsageError or DataError with one line that says what is wrong, where, and what to do
 */
export async function readCorpus(
  name: string,
  options: ReadOptions,
  workspace: Workspace,
  progress: Progress,
): Promise<Reading> {
  progress.stage("reading texts");
  const source = await openSource(name, workspace, options.format);
  const [sha256, collected] = await bothOrFirstError(
    verifySource(source, workspace.signal),
    collect(source, options, workspace, progress),
    workspace.signal,
  );
  const malformed = await describe(source, collected.malformed, collected.refused);
  const unlabelled = await describe(source, collected.unlabelled, []);
  complain(source, options, collected, malformed, unlabelled);

  progress.stage("building the graph");
  const assembled = assembleCorpus(collected.textNames, collected.skillNames, collected.edges);
  return { ...assembled, label: source.label, sha256, bytes: source.bytes, unlabelled, malformed };
}

/** Damage to the file (the first promise) explains what the reader (the second) stumbled over. */
async function bothOrFirstError<A, B>(
  first: Promise<A>,
  second: Promise<B>,
  signal: AbortSignal,
): Promise<[A, B]> {
  const [a, b] = await Promise.allSettled([first, second]);
  if (signal.aborted) throw new Interrupted();
  if (a.status === "rejected") throw a.reason;
  if (b.status === "rejected") throw b.reason;
  return [a.value, b.value];
}

async function collect(
  source: Source,
  options: ReadOptions,
  workspace: Workspace,
  progress: Progress,
): Promise<Collected> {
  if (source.format === "text" && options.words) return collectLines(source, workspace);
  const session = await Session.open(workspace);
  try {
    await defineMacros(session);
    const staged = await stage(session, source, options);
    const rest =
      staged.columns[0] === "text" ? collectWords(session) : collectSkills(session, staged, progress);
    return { ...(await rest), refused: await refusedRows(session, source) };
  } catch (error) {
    throw inOneLine(source, error);
  } finally {
    session.close();
  }
}

async function collectSkills(
  session: Session,
  staged: Staged,
  progress: Progress,
): Promise<Omit<Collected, "refused">> {
  progress.stage("numbering skills");
  const { columns } = staged;
  const unnested = columns.map((role) => `select rowid as text, unnest(${role}) as skill from staged`);
  for (const [i, role] of columns.entries())
    await session.run(`create temp table edges_${role} as ${unnested[i]}`);
  const all = columns.map((role) => `select skill from edges_${role}`).join(" union all ");
  await session.run(`create temp table names as select skill from (${all}) group by skill order by skill`);

  const skillNames: string[] = [];
  await session.each("select skill from names", ({ rowCount, columns: [name] }) => {
    for (let row = 0; row < rowCount; row++) skillNames.push(name!.getItem(row) as string);
  });

  const textNames: string[] = [];
  const textOfRow = new Uint32Array(await session.count("select count(*) from staged"));
  const unlabelled = new Leftovers();
  const malformed = new Leftovers();
  let record = 0;
  const sizes = columns.map((role) => `coalesce(len(${role}), 0)`).join(" + ");
  await session.each(
    `select id, problem, (${sizes})::uinteger from staged`,
    ({ rowCount, columns: [id, problem, size] }) => {
      for (let row = 0; row < rowCount; row++, record++) {
        const found = problem!.getItem(row);
        if (found !== null) malformed.add(record, found as string);
        else if (size!.items![row] === 0) unlabelled.add(record, "has no skill");
        else {
          textOfRow[record] = textNames.length;
          textNames.push((id!.getItem(row) as string | null) ?? String(record + 1));
        }
      }
    },
  );

  const edges: EdgeList[] = [];
  for (const role of columns) edges.push(await fetchEdges(session, `edges_${role}`, textOfRow));
  return { textNames, skillNames, edges, unlabelled, malformed };
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

async function collectWords(session: Session): Promise<Omit<Collected, "refused">> {
  const words = new WordCollector();
  const unlabelled = new Leftovers();
  const malformed = new Leftovers();
  let record = 0;
  await session.each("select id, problem, text from staged", ({ rowCount, columns: [id, problem, text] }) => {
    for (let row = 0; row < rowCount; row++, record++) {
      const found = problem!.getItem(row);
      if (found !== null) malformed.add(record, found as string);
      else {
        const name = (id!.getItem(row) as string | null) ?? String(record + 1);
        if (!words.add(name, (text!.getItem(row) as string | null) ?? ""))
          unlabelled.add(record, "has no word");
      }
    }
  });
  return { ...wordsCollected(words), unlabelled, malformed };
}

async function collectLines(source: Source, workspace: Workspace): Promise<Collected> {
  const words = new WordCollector();
  const unlabelled = new Leftovers();
  const refused: { line: number; problem: string }[] = [];
  for await (const { line, text, problem } of readLines(source, workspace.signal)) {
    if (problem !== undefined) refused.push({ line, problem });
    else if (text.trim() !== "" && !words.add(String(line), text)) unlabelled.add(line - 1, "has no word");
  }
  return { ...wordsCollected(words), unlabelled, malformed: new Leftovers(), refused };
}

function wordsCollected(words: WordCollector): Pick<Collected, "textNames" | "skillNames" | "edges"> {
  return { textNames: words.textNames, skillNames: words.skillNames(), edges: [words.edges.edges()] };
}

/** Rows of a delimited file that are not rows: too many columns, wrong encoding, an open quote. */
async function refusedRows(session: Session, source: Source): Promise<Collected["refused"]> {
  if (source.format !== "csv" && source.format !== "tsv") return [];
  const rows = await session.rows(
    "select line, lower(first(error_type)) from reject_errors group by line order by line",
  );
  return rows.map(([line, kind]) => ({ line: Number(line), problem: `cannot be read: ${kind}` }));
}

async function describe(source: Source, left: Leftovers, refused: Collected["refused"]): Promise<LeftOut> {
  const records = left.first.map(({ record }) => record);
  const isTable = source.format === "csv" || source.format === "tsv" || source.format === "parquet";
  const lines = source.format === "jsonl" ? await linesOfRecords(source, records) : null;
  const where = (i: number): string => {
    if (lines !== null) return `line ${lines[i] ?? "?"}`;
    if (source.format === "text") return `line ${records[i]! + 1}`;
    return `${isTable ? "row" : "record"} ${records[i]! + 1}`;
  };
  const first = [
    ...refused.map(({ line, problem }) => ({ where: `line ${line}`, problem })),
    ...left.first.map(({ problem }, i) => ({ where: where(i), problem })),
  ];
  return { count: left.count + refused.length, first: first.slice(0, Leftovers.kept) };
}

/** Nothing usable, or something unusable where the user wants none. */
function complain(
  source: Source,
  { strict }: ReadOptions,
  collected: Collected,
  malformed: LeftOut,
  unlabelled: LeftOut,
): void {
  const [bad] = malformed.first;
  if (strict && bad !== undefined) {
    const others = malformed.count > 1 ? ` (and ${malformed.count - 1} more)` : "";
    throw new DataError(
      `${source.label}, ${bad.where}: ${bad.problem}${others}; without --strict it would be left out`,
    );
  }
  if (collected.textNames.length > 0) return;
  const [empty] = unlabelled.first;
  const example = bad ?? empty;
  const count = malformed.count + unlabelled.count;
  throw new DataError(
    example === undefined
      ? `${source.label}: found no text`
      : `${source.label}: none of its ${count} texts can be used; ${example.where} ${example.problem}`,
  );
}

/** What the database says, as one line with the file's name. */
function inOneLine(source: Source, error: unknown): unknown {
  if (!(error instanceof Error) || error.name !== "Error") return error;
  const [line] = error.message.split("\n");
  const what = line!
    .replace(/^[A-Z][\w ]* Error: /, "")
    .replaceAll(`"${source.path}"`, "it")
    .replaceAll(source.path, source.label);
  if (/maximum_object_size/.test(what)) {
    return new DataError(`${source.label}: a line is longer than 16 MB: expected one text a line`);
  }
  return new DataError(`${source.label}: ${what.trim()}`);
}
