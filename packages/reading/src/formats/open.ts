import type { ReadingContext } from "../context.js";
import { dataError } from "../errors.js";
import { type BytesOptions, type TextBytes, withLongerHead } from "../source/unpack.js";
import type { DelimitedOptions } from "./delimited/options.js";
import { openDelimited } from "./delimited/reader.js";
import { openJson } from "./json/document.js";
import { openJsonLines } from "./json/lines.js";
import { openParquet } from "./parquet/reader.js";
import { recogniseFormat } from "./recognise.js";
import type { Format, RowReader } from "./rows.js";
import { openText } from "./text/reader.js";

/** What the user says about the form of the files; the rest is recognised. */
export type OpenOptions = BytesOptions &
  DelimitedOptions & {
    readonly format?: Format | undefined;
    /** The skills are the words of the texts: a file of no known form is then plain text. */
    readonly words?: boolean | undefined;
  };

/**
 * Opens a file as rows.
 *
 * @param isOneOfSeveral - whether the corpus has other files too
 */
export async function openRows(
  text: TextBytes,
  options: OpenOptions,
  context: ReadingContext,
  isOneOfSeveral = false,
): Promise<RowReader> {
  const format = options.format ?? recogniseFormat(text, options.words === true);
  switch (format) {
    case "jsonl":
      return openRecords(openJsonLines, text, context);
    case "json":
      return openRecords(openJson, text, context);
    case "csv":
    case "tsv":
      return openDelimited(text, format, options);
    case "parquet":
      return openParquetOf(text);
    case "text":
      return openText(text, context, isOneOfSeveral);
  }
}

/** Opens records of JSON, of which the first may be longer than what is usually looked at. */
async function openRecords(
  open: typeof openJson,
  text: TextBytes,
  context: ReadingContext,
): Promise<RowReader> {
  try {
    return open(text, context);
  } catch (problem) {
    if (text.isWhole) throw problem;
    return open(await withLongerHead(text), context);
  }
}

async function openParquetOf({ compression, head, source }: TextBytes): Promise<RowReader> {
  if (new TextDecoder().decode(head.subarray(0, 4)) !== "PAR1") {
    throw dataError("it is not a Parquet file: it does not begin with PAR1");
  }
  if (compression !== null) {
    throw dataError("it is a packed Parquet file: unpack it first, Parquet is compressed by itself");
  }
  return openParquet(source);
}
