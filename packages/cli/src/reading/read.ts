import { assembleCorpus, type Corpus } from "@onset/core/corpus";
import { DataError, Interrupted, UsageError } from "../errors.js";
import type { Workspace } from "../files/workspace.js";
import type { Progress } from "../terminal/progress.js";
import { type Named, WordCollector } from "./collect.js";
import { inOneLine } from "./errors.js";
import type { Format } from "./format.js";
import { joined, type LeftOut, Leftovers } from "./left-out.js";
import { defineMacros } from "./macros.js";
import { type Places, placesOfLines } from "./places.js";
import { readLines } from "./plain-text.js";
import { collectSkills, collectWords } from "./rows.js";
import { Session } from "./session.js";
import { openSource, type Source, verifySource } from "./source.js";
import { type Layout, stage } from "./stage.js";

export type { LeftOut } from "./left-out.js";

/** How a corpus is to be read. */
export type ReadOptions = Layout & {
  readonly format?: Format | undefined;
  /** Records that cannot be read end the run instead of being counted. */
  readonly strict: boolean;
  /** Whether to find out where the bytes of each record are. */
  readonly places?: boolean | undefined;
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
  /** Position of each text among the records of the source, from 0: of plain text among its lines. */
  readonly records: Uint32Array;
  /** Where the records are, when asked for; null for formats whose records are not lines. */
  readonly places: Places | null;
};

/** What a reader of one kind of source hands over. */
type Collected = Named & {
  readonly unlabelled: LeftOut;
  readonly malformed: LeftOut;
  readonly places: Places | null;
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
  const source = await openSource(name, workspace, options);
  const verifying = new AbortController();
  const [sha256, collected] = await bothOrFirstError(
    verifySource(source, AbortSignal.any([workspace.signal, verifying.signal])),
    collect(source, options, workspace, progress).catch((error: unknown) => {
      // Nobody who asked for a field that is not there should wait until a huge file has been hashed.
      if (error instanceof UsageError) verifying.abort(error);
      throw error;
    }),
    workspace.signal,
  );
  complain(source, options, collected);

  progress.stage("building the graph");
  const { textNames, skillNames, edges, ...rest } = collected;
  const assembled = assembleCorpus(textNames, skillNames, edges);
  return { ...assembled, ...rest, label: source.label, sha256, bytes: source.bytes };
}

/** Damage to the file (the first promise) explains what the reader (the second) stumbled over, unless it was asked wrongly. */
async function bothOrFirstError<A, B>(
  first: Promise<A>,
  second: Promise<B>,
  signal: AbortSignal,
): Promise<[A, B]> {
  const [a, b] = await Promise.allSettled([first, second]);
  if (signal.aborted) throw new Interrupted();
  if (b.status === "rejected" && b.reason instanceof UsageError) throw b.reason;
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
  if (source.format === "text" && options.words) {
    const places = options.places ? await placesOfLines(source, workspace, "every line") : null;
    return { ...(await collectLines(source, workspace)), places };
  }
  const session = await Session.open(workspace);
  try {
    await defineMacros(session);
    const { table, roles } = await stage(session, source, options, workspace);
    const rows = await (roles[0] === "text"
      ? collectWords(session, workspace.signal)
      : collectSkills(session, roles, progress));
    const { unlabelled, malformed, ...corpus } = rows;
    const casesOf = async (left: Leftovers): Promise<LeftOut> => ({
      count: left.count,
      first: left.count === 0 ? [] : await table.cases(left.first),
    });
    return {
      ...corpus,
      unlabelled: await casesOf(unlabelled),
      malformed: joined(await table.refused(), await casesOf(malformed)),
      places: options.places ? await table.places() : null,
    };
  } catch (error) {
    throw await inOneLine(source, error);
  } finally {
    session.close();
  }
}

async function collectLines(source: Source, workspace: Workspace): Promise<Omit<Collected, "places">> {
  const words = new WordCollector(workspace.signal);
  const unlabelled = new Leftovers();
  const malformed = new Leftovers();
  for await (const { line, text, problem } of readLines(source, workspace.signal)) {
    if (problem !== undefined) malformed.add(line, problem);
    else if (text.trim() !== "" && !(await words.add(String(line), text, line - 1)))
      unlabelled.add(line, "has no word");
  }
  const cases = ({ count, first }: Leftovers): LeftOut => ({
    count,
    first: first.map(({ record, problem }) => ({ where: `line ${record}`, problem })),
  });
  return { ...words.collected(), unlabelled: cases(unlabelled), malformed: cases(malformed) };
}

/** Nothing usable, or something unusable where the user wants none. */
function complain(
  source: Source,
  { strict }: ReadOptions,
  { textNames, malformed, unlabelled }: Collected,
): void {
  const [bad] = malformed.first;
  if (strict && bad !== undefined) {
    const others = malformed.count > 1 ? ` (and ${malformed.count - 1} more)` : "";
    throw new DataError(
      `${source.label}, ${bad.where}: ${bad.problem}${others}; without --strict it would be left out`,
    );
  }
  if (textNames.length > 0) return;
  const [empty] = unlabelled.first;
  const example = bad ?? empty;
  const count = malformed.count + unlabelled.count;
  const none = count === 1 ? "its only text cannot be used" : `none of its ${count} texts can be used`;
  throw new DataError(
    example === undefined
      ? `${source.label}: found no ${source.format === "text" ? "text" : "record"}${isDelimited(source) ? " below its header" : ""}`
      : `${source.label}: ${none}; ${example.where} ${example.problem}`,
  );
}

function isDelimited({ format }: Source): boolean {
  return format === "csv" || format === "tsv";
}
