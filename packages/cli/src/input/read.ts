import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdtemp, stat } from "node:fs/promises";
import { freemem } from "node:os";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { setImmediate } from "node:timers/promises";
import {
  type Reading as CorpusRead,
  openBytes,
  type ReadingContext,
  ReadingError,
  type ReadOptions,
  readCorpus,
  readExcerpts,
} from "@onset/reading";
import { DataError, Interrupted, UsageError } from "../errors.js";
import type { Workspace } from "../files/workspace.js";
import type { FileListed } from "../provenance.js";
import { printable } from "../terminal/characters.js";
import { percent } from "../terminal/format.js";
import type { Progress } from "../terminal/progress.js";
import { hashOfFile, throughCache } from "./cache.js";
import { type FileSource, fileSource, sourcesOf } from "./file-source.js";
import type { Places } from "./places.js";
import { recipeBeside } from "./recipe.js";

/** A corpus as it was read from the files of a name, with what reports and provenance say of them. */
export type Reading = Omit<CorpusRead, "offsets"> & {
  /** The name of the file, as a terminal can show it; how many there are when there are several. */
  readonly label: string;
  /** SHA-256 of the bytes of the file; of several that of the lines `hash  name`, as sha256sum prints them. */
  readonly sha256: string;
  readonly bytes: number;
  /** Of a corpus that a cluster read: its files as storage lists them, and `sha256` is that of the list. */
  readonly listing?: readonly FileListed[];
  /** How the texts were labelled, in a line, where `onset label` has made the file and its recipe lies beside it. */
  readonly recipe?: string | null;
  /** The skills that a word stands for, where raw texts were labelled on the way. */
  readonly skillsOf?: (word: string) => readonly string[];
  /** Where `onset label` has made the file: the path of the words that skills stand for, which lie beside it. */
  readonly formsPath?: string;
  /** Where the lines of the records are, when asked for; null for formats whose records are not lines. */
  readonly places: Places | null;
  /** How texts begin, read from their files again; null for each where the corpus has no column of text. */
  readonly excerpts: (texts: ArrayLike<number>) => Promise<(string | null)[]>;
};

const formatsOfLines: ReadonlySet<string> = new Set(["jsonl", "csv", "tsv", "text"]);

/**
 * Reads a corpus from the files of one name, or of several in the order given.
 *
 * @param cache - folder of corpora that were read before
 * @throws UsageError or DataError with one line that says what is wrong, where, and what to do
 */
export async function readFiles(
  names: readonly string[],
  options: ReadOptions,
  workspace: Workspace,
  progress: Progress,
  cache?: string,
): Promise<Reading> {
  progress.stage("reading texts");
  const sources = await sourcesOf(names, workspace);
  return inWordsOfCommand(workspace, async () => {
    const context = contextOf(workspace, progress);
    const [only] = sources;
    const plain =
      options.places === true && sources.length === 1 ? await plainCopy(only, workspace, options) : only;
    const read = (): Promise<CorpusRead> => readCorpus(plain === only ? sources : [plain], options, context);
    // Where rows stand in their file is not kept.
    const { offsets, ...reading } =
      cache === undefined || options.places === true
        ? await read()
        : await throughCache(cache, sources, options, context, read);
    const sha256 = plain === only ? hashOf(reading.read.files) : await hashOfFile(only, context);
    const files = reading.read.files.map((file, i) => ({
      ...file,
      bytes: sources[i].size,
      ...(plain !== only && { sha256 }),
    }));
    const format = files[0].format;
    const recipe = sources.length === 1 ? await recipeBeside(only.path, sha256) : null;
    return {
      ...reading,
      read: { ...reading.read, files },
      label: labelOf(names, sources),
      sha256,
      bytes: sources.reduce((sum, { size }) => sum + size, 0),
      recipe,
      ...(recipe !== null && { formsPath: join(dirname(only.path), "skills.csv") }),
      places: offsets === null || !formatsOfLines.has(format) ? null : placesOf(plain.path, offsets),
      excerpts: (texts) =>
        inWordsOfCommand(workspace, async () => {
          const records = Array.from(texts, (text) => reading.records[text]);
          const found = await readExcerpts(sources, options, records, context);
          return records.map((record) => found.get(record) ?? null);
        }),
    };
  });
}

/** What a file that was read is called, and the hash of its bytes. */
export type FileRead = { readonly name: string; readonly sha256: string };

/** The name of the file, as a terminal can show it; how many there are when there are several. */
export function labelOf(names: readonly string[], sources: readonly FileSource[]): string {
  return sources.length === 1 ? sources[0].name : `${namesShown(names)} (${sources.length} files)`;
}

const maxNamesShown = 3;

/** Names of several files or folders as a title shows them. */
export function namesShown(names: readonly string[]): string {
  const shown = names.slice(0, maxNamesShown).map(printable).join(", ");
  return names.length > maxNamesShown ? `${shown}, …` : shown;
}

/** Everything that the package of reading asks of its surroundings. */
export function contextOf(workspace: Workspace, progress: Progress): ReadingContext {
  return {
    signal: workspace.signal,
    progress: (read, all) => progress.update(percent(all === 0 ? 1 : read / all)),
    hash: newHash,
    memory: freeMemory(),
    rest: async () => {
      await setImmediate();
      if (workspace.signal.aborted) throw new Interrupted();
    },
  };
}

/** What the operating system, or the container, leaves to this process. */
function freeMemory(): number {
  return process.availableMemory?.() ?? freemem();
}

function newHash() {
  const hash = createHash("sha256");
  return { update: (bytes: Uint8Array) => void hash.update(bytes), digest: () => hash.digest("hex") };
}

/** Errors of the package of reading as those of this program. */
export async function inWordsOfCommand<T>(workspace: Workspace, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (workspace.signal.aborted) throw new Interrupted();
    if (!(error instanceof ReadingError)) throw error;
    throw error.kind === "usage" ? new UsageError(error.message) : new DataError(error.message);
  }
}

/** A source whose bytes are its text: itself, or an unpacked copy in UTF-8 when it is packed or encoded otherwise. */
async function plainCopy(
  source: FileSource,
  workspace: Workspace,
  options: ReadOptions,
): Promise<FileSource> {
  const text = await openBytes(source, options);
  const isPlain =
    text.compression === null && text.encoding.name === "utf-8" && text.encoding.markBytes === 0;
  if (isPlain) return source;
  const path = join(await mkdtemp(join(await workspace.directory(), "copy-")), "text");
  await pipeline(text.stream(), createWriteStream(path), { signal: workspace.signal });
  return fileSource(path, source.name, (await stat(path)).size);
}

/** The hash of a file; of several that of the lines `hash  name`, as sha256sum prints them. */
export function hashOf(files: readonly FileRead[]): string {
  if (files.length === 1) return files[0].sha256;
  const hash = createHash("sha256");
  for (const { sha256, name } of files) hash.update(`${sha256}  ${name}\n`);
  return hash.digest("hex");
}

function placesOf(path: string, { starts, ends }: NonNullable<CorpusRead["offsets"]>): Places {
  return { path, headerEnd: starts[0] ?? 0, starts, ends };
}
