/** Reads a corpus in the worker: bytes come from a file of the visitor's or from a bundled one, the rest is @onset/reading. */
import {
  type ByteSource,
  blobSource,
  type Reading,
  type ReadingContext,
  type ReadOptions,
  readCorpus,
  readExcerpts,
  type TextOptions,
} from "@onset/reading";
import type { ByChoice, Labelling, NameChoice, UnitChoice } from "@onset/text";
import { type BundledName, bundledCorpora, fetchBundled } from "./bundled.js";

/** A bundled corpus or a file of the visitor's, which is read here and goes nowhere. */
export type CorpusSource =
  | { readonly kind: "bundled"; readonly name: BundledName }
  | { readonly kind: "file"; readonly file: File };

/** How texts without skills are to be labelled, as `onset label` takes it. */
export type Labels = {
  readonly unit: UnitChoice;
  readonly by: ByChoice;
  /** A code of ISO 639-1; null: it is guessed. */
  readonly language: string | null;
  readonly names: NameChoice;
};

/** What the visitor says about a file; the rest is recognised. Empty names are recognised too. */
export type Layout = {
  readonly skillsField: string;
  readonly textField: string;
  /** Rows in which this field is the same are one text. */
  readonly groupBy: string;
  /** The words of the texts are the skills. */
  readonly words: boolean;
  /** Null: the texts have skills, or their words are the skills. */
  readonly labels: Labels | null;
};

/** What is told while a file is read. */
export type ReadingProgress = {
  /** Bytes of the file as it lies there. */
  bytes(read: number, of: number): void;
  /** What is done now, in words. */
  phase(phase: string): void;
};

const silent: ReadingProgress = { bytes: () => undefined, phase: () => undefined };

/** A corpus as it was read. */
export type SourceRead = {
  readonly reading: Reading;
  /** How its texts were labelled, in a line. */
  readonly recipe: string | null;
  /** The texts that were labelled here, as `onset label` writes them. */
  readonly labelled: { readonly labelling: Labelling; readonly file: Blob } | null;
  /** How some texts begin, by text; null for each where the corpus has no column of text. */
  excerpts(texts: Iterable<number>): Promise<ReadonlyMap<number, string>>;
};

const megabyte = 1e6;
/** Bytes of a file that a browser is asked to read; the command line has no such limit. */
const maxFileBytes = 128 * megabyte;
const maxUnpackedBytes = 384 * megabyte;

/** @throws Error with a sentence that says what is wrong and what to do. */
export async function readSource(
  source: CorpusSource,
  layout: Layout,
  context: Pick<ReadingContext, "signal" | "rest"> = {},
  progress: ReadingProgress = silent,
): Promise<SourceRead> {
  const { skillsField, textField, groupBy, words, labels } = layout;
  const blob = source.kind === "file" ? source.file : await fetchBundled(source.name);
  const name = source.kind === "file" ? source.file.name : bundledCorpora[source.name].file;
  const verb = labels === null ? "learn" : "label";
  if (blob.size > maxFileBytes) {
    throw new Error(
      `${name} has ${Math.round(blob.size / megabyte)} MB; the laboratory reads up to ${maxFileBytes / megabyte} MB in a browser. The command has no such limit: onset ${verb} ${name}`,
    );
  }
  const limits = {
    maxUnpackedBytes,
    unpackMore: `the command reads more: onset ${verb} ${name} --max-unpacked <MB>`,
  };
  const told = { ...context, progress: progress.bytes };
  const file = blobSource(blob, name);
  if (labels !== null) return labelled(file, { ...limits, ...fieldOf(textField) }, labels, told, progress);
  const fields = {
    ...(skillsField !== "" && { skills: skillsField }),
    ...(textField !== "" && { text: textField }),
  };
  const asked = { fields, words, ...(groupBy !== "" && { groupBy }), ...limits };
  if (!words) return readFrom(file, asked, told, {});
  const { cutTexts, unitsAsTheyLie, wordsLine } = await import("@onset/text");
  const units = await unitsAsTheyLie([file], limits, told);
  if (units !== null) return readFrom(file, asked, told, { recipe: wordsLine(units) });
  const cut = await cutTexts([file], limits, told);
  const lines = await blobOf(cut.texts(), ({ id, text }) => `${JSON.stringify({ id, text })}\n`, context);
  return readFrom(blobSource(lines, passing), { words: true }, context, { recipe: wordsLine(cut.units) });
}

const passing = "labelled.jsonl";

/** Labels texts as `onset label` does, and reads what came out as every verb would. */
async function labelled(
  file: ByteSource,
  options: TextOptions,
  { unit, by, language, names }: Labels,
  context: ReadingContext,
  progress: ReadingProgress,
): Promise<SourceRead> {
  const { labelledLine, labelTexts, recipeLine } = await import("@onset/text");
  const asked = { ...options, unit, by, names, ...(language !== null && { language }) };
  const labelling = await labelTexts([file], asked, context);
  progress.phase("Writing the labelled texts");
  const lines = await blobOf(labelling.texts(), labelledLine, context);
  progress.phase("Reading the labelled texts");
  const { progress: _, ...quiet } = context;
  const recipe = recipeLine(labelling.recipe);
  return readFrom(blobSource(lines, passing), {}, quiet, { recipe, labelled: { labelling, file: lines } });
}

async function readFrom(
  file: ByteSource,
  options: ReadOptions,
  context: ReadingContext,
  { recipe = null, labelled = null }: Partial<Pick<SourceRead, "recipe" | "labelled">>,
): Promise<SourceRead> {
  const reading = await readCorpus([file], options, context);
  const { progress: _, ...quiet } = context;
  return {
    reading,
    recipe,
    labelled,
    excerpts: async (texts) => {
      const textOf = new Map(Array.from(texts, (text) => [reading.records[text], text]));
      const found = await readExcerpts([file], options, textOf.keys(), quiet);
      return new Map(Array.from(found, ([record, excerpt]) => [textOf.get(record)!, excerpt]));
    },
  };
}

const linesPerPiece = 1 << 20;

/** The lines of texts as a file, some pieces of which lie in the memory of the page at a time. */
async function blobOf<T>(
  parts: AsyncIterable<readonly T[]>,
  line: (text: T) => string,
  { rest }: Pick<ReadingContext, "rest">,
): Promise<Blob> {
  const pieces: Blob[] = [];
  let piece = "";
  for await (const texts of parts) {
    piece += texts.map(line).join("");
    if (piece.length < linesPerPiece) continue;
    pieces.push(new Blob([piece]));
    piece = "";
    await rest?.();
  }
  return new Blob([...pieces, piece], { type: "application/jsonl" });
}

function fieldOf(textField: string): Pick<TextOptions, "textField"> {
  return textField === "" ? {} : { textField };
}
