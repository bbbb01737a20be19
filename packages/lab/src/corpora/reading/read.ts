/** Reads a corpus in the worker, with the numbers of the command. */
import { type Collected, Collector, type Layout } from "./collect.js";
import { readDelimited } from "./delimited.js";
import { formatOf } from "./format.js";
import { readJson, readJsonLines, readTextLines } from "./json-lines.js";
import { readParquet } from "./parquet.js";
import { type CorpusSource, openSource, type ReadingContext } from "./source.js";

export type Reading = Collected & {
  readonly label: string;
  readonly bytes: number;
  /** The words of the texts are the skills: asked for, or because the file is plain text. */
  readonly words: boolean;
};

/** @throws Error with a sentence that says what is wrong and what to do. */
export async function readCorpus(
  source: CorpusSource,
  layout: Layout,
  context: ReadingContext,
): Promise<Reading> {
  const open = await openSource(source);
  const format = formatOf(open, layout.words);
  // Plain text has nothing but words.
  const words = layout.words || layout.textField !== "" || format === "text";
  const asked = { ...layout, words };
  const collectorOf = (fields: readonly string[] | null): Collector =>
    new Collector(open.label, asked, fields);
  const collector = await {
    jsonl: () => readJsonLines(open, collectorOf(null), context),
    json: () => readJson(open, collectorOf(null), context),
    csv: () => readDelimited(open, collectorOf, null, context),
    tsv: () => readDelimited(open, collectorOf, "\t", context),
    parquet: () => readParquet(open, collectorOf, asked, context),
    text: () => readTextLines(open, collectorOf(["id", "text"]), context),
  }[format]();
  return { ...collector.finish(), label: open.label, bytes: open.blob.size, words };
}
