import type { Corpus } from "@onset/core/corpus";
import type { ReadingContext } from "./context.js";
import { CorpusBuilder } from "./corpus/builder.js";
import type { LeftOut } from "./corpus/left-out.js";
import { MemoryGuard } from "./corpus/memory.js";
import type { Statistics } from "./corpus/statistics.js";
import type { Doubt } from "./doubts/doubt.js";
import { doubtsOf } from "./doubts/doubts.js";
import { dataError, naming } from "./errors.js";
import { type OpenOptions, openRows } from "./formats/open.js";
import type { Format, RowReader, Survey } from "./formats/rows.js";
import { type LayoutOptions, planOf } from "./layout/plan.js";
import type { Slot } from "./layout/slot.js";
import type { ByteSource } from "./source/source.js";
import { type Compression, openBytes, type TextBytes } from "./source/unpack.js";
import { watched } from "./source/watched.js";

/** How a corpus is to be read. */
export type ReadOptions = LayoutOptions &
  OpenOptions & {
    /** Rows that cannot be read end the reading instead of being counted. */
    readonly strict?: boolean | undefined;
    /** Whether to find out where the bytes of each row are. */
    readonly places?: boolean | undefined;
  };

/** A file as it was read. */
export type FileRead = {
  readonly name: string;
  readonly bytes: number;
  /** SHA-256 of its bytes in hexadecimal; empty where the program has no such hash. */
  readonly sha256: string;
  readonly format: Format;
  readonly compression: Compression | null;
  readonly encoding: string;
  /** What was recognised beside it: what stands between columns, lines that were skipped. */
  readonly conventions: readonly string[];
  /** Number of its first text. */
  readonly firstText: number;
};

/** A column as it was read. */
export type ColumnRead = Slot & {
  /** Whether its first cells are lists, which need no splitting, or text; mixed where they are both. */
  readonly cells: "lists" | "text" | "mixed";
};

/** What was read, and how. */
export type ReadDescription = {
  readonly files: readonly FileRead[];
  readonly columns: readonly ColumnRead[];
  /** Where the names of texts come from: a column, or the numbers of their rows. */
  readonly names: { readonly column: string | null };
  /** Rows of the files: texts (or the rows of texts), rows without skills, malformed rows. */
  readonly rows: number;
};

/** A corpus as it was read, and all that a reader should know about the reading. */
export type Reading = {
  readonly corpus: Corpus;
  readonly unlabelled: LeftOut;
  readonly malformed: LeftOut;
  /** Skills that a text named more than once (words of a text are expected to repeat and are not counted). */
  readonly duplicateEdges: number;
  readonly read: ReadDescription;
  readonly doubts: readonly Doubt[];
  readonly statistics: Statistics;
  /** Position of each text among the rows, from 0. */
  readonly records: Uint32Array;
  /** Where each row of the only file is in its unpacked bytes; null when not asked for or not known. */
  readonly offsets: { readonly starts: Float64Array; readonly ends: Float64Array } | null;
};

type Opened = { readonly text: TextBytes; readonly rows: RowReader; readonly hash: () => Promise<string> };

/**
 * Reads a corpus from one file or several, one after the other in the order given.
 *
 * @throws ReadingError with one line that says what is wrong, where, and what to do; or the reason of the signal
 */
export async function readCorpus(
  sources: readonly ByteSource[],
  options: ReadOptions = {},
  context: ReadingContext = {},
): Promise<Reading> {
  const opened: Opened[] = [];
  const allBytes = sources.reduce((sum, { size }) => sum + size, 0);
  let readBefore = 0;
  let look: (share: number) => void = () => {};
  const followed: ReadingContext = {
    ...context,
    progress: (read) => {
      context.progress?.(readBefore + read, allBytes);
      look((readBefore + read) / allBytes);
    },
  };
  for (const source of sources) {
    const isOneOfSeveral = sources.length > 1;
    opened.push(await naming(source.name, () => openSource(source, options, followed, isOneOfSeveral)));
  }
  const surveys = opened.map(({ rows }) => rows.survey);
  const plan = await naming(sources.length === 1 ? sources[0].name : null, async () =>
    planOf(surveys, options),
  );
  const builder = new CorpusBuilder(plan, {
    places: options.places === true && sources.length === 1,
    rest: context.rest ?? nextTurn,
  });
  const guard = new MemoryGuard(context.memory ?? Number.POSITIVE_INFINITY);
  look = (share) => guard.look(share, builder.held);
  const hashes: string[] = [];
  for (const { text, rows, hash } of opened) {
    const prefix = opened.length === 1 ? "" : `${text.source.name}, `;
    builder.beginFile({ unit: rows.survey.unit, prefix });
    await naming(text.source.name, () => rows.read(plan.slots, builder));
    readBefore += text.source.size;
    hashes.push(await hash());
  }
  const built = builder.finish();
  const names = plan.slots.find(({ role }) => role === "id");
  const reading: Reading = {
    corpus: built.corpus,
    unlabelled: built.withoutSkills,
    malformed: built.malformed,
    duplicateEdges: built.duplicateEdges,
    read: {
      files: opened.map(({ text, rows }, i) => ({
        name: text.source.name,
        bytes: text.source.size,
        sha256: hashes[i],
        format: rows.survey.format,
        compression: text.compression,
        encoding: text.encoding.name,
        conventions: rows.survey.conventions,
        firstText: built.firstTexts[i],
      })),
      columns: columnsRead(plan.slots, surveys),
      names: { column: names?.column ?? null },
      rows: built.statistics.rows,
    },
    doubts: [
      ...plan.doubts,
      ...opened.flatMap(({ rows }) => rows.doubts?.() ?? []),
      ...doubtsOf({
        plan,
        surveys,
        corpus: built.corpus,
        malformed: built.malformed,
        statistics: built.statistics,
      }),
    ],
    statistics: built.statistics,
    records: built.records,
    offsets: built.offsets,
  };
  complain(reading, options);
  return reading;
}

/** Opens a file as rows, and as bytes that are hashed while they pass. */
export async function openSource(
  source: ByteSource,
  options: ReadOptions,
  context: ReadingContext,
  isOneOfSeveral: boolean,
): Promise<Opened> {
  const { source: seen, hash } = watched(source, context);
  const text = await openBytes(seen, options);
  return {
    text,
    rows: await openRows(text, { ...options, named: namesIn(options) }, context, isOneOfSeveral),
    hash,
  };
}

/** The columns that the user names. */
function namesIn({ fields = {}, groupBy, named = [] }: ReadOptions): string[] {
  return [...named, ...Object.values(fields).flat(), ...(groupBy === undefined ? [] : [groupBy])];
}

function columnsRead(slots: readonly Slot[], surveys: readonly Survey[]): ColumnRead[] {
  const places = surveys.map(({ columns }) => {
    const place = new Map<string, number>();
    for (const [at, name] of columns.entries()) if (!place.has(name)) place.set(name, at);
    return place;
  });
  const cellsOf = (name: string): ColumnRead["cells"] => {
    let cells = 0;
    let lists = 0;
    for (const [i, { sample }] of surveys.entries()) {
      const at = places[i].get(name);
      if (at === undefined) continue;
      for (const row of sample) {
        if ((row[at] ?? null) === null) continue;
        cells++;
        if (Array.isArray(row[at])) lists++;
      }
    }
    if (lists === 0) return "text";
    return lists === cells ? "lists" : "mixed";
  };
  return slots.map((slot) => ({ ...slot, cells: cellsOf(slot.path[0]!) }));
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/** Nothing usable, or something unusable where the user wants none. */
function complain({ corpus, malformed, unlabelled, read }: Reading, { strict }: ReadOptions): void {
  const label = read.files.length === 1 ? read.files[0].name : `${read.files.length} files`;
  const [bad] = malformed.first;
  if (strict === true && bad !== undefined) {
    const others = malformed.count > 1 ? ` (and ${malformed.count - 1} more)` : "";
    throw dataError(`${label}, ${bad.where}: ${bad.problem}${others}; without --strict it would be left out`);
  }
  if (corpus.needs.textCount > 0) return;
  const [empty] = unlabelled.first;
  const example = bad ?? empty;
  const count = malformed.count + unlabelled.count;
  const none = count === 1 ? "its only text cannot be used" : `none of its ${count} texts can be used`;
  throw dataError(
    example === undefined
      ? `${label}: found no ${read.files[0]?.format === "text" ? "text" : "record"}`
      : `${label}: ${none}; ${example.where} ${example.problem}`,
  );
}
