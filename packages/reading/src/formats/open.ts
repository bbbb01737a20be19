import type { ReadingContext } from "../context.js";
import { usageError } from "../errors.js";
import type { BytesOptions, TextBytes } from "../source/unpack.js";
import { openJson } from "./json/document.js";
import { openJsonLines } from "./json/lines.js";
import type { Format, RowReader } from "./rows.js";

/** What the user says about the form of the files; the rest is recognised. */
export type OpenOptions = BytesOptions & {
  readonly format?: Format | undefined;
};

/** Opens a file as rows. */
export async function openRows(
  text: TextBytes,
  options: OpenOptions,
  context: ReadingContext,
): Promise<RowReader> {
  const format = options.format ?? "jsonl";
  switch (format) {
    case "jsonl":
      return openJsonLines(text, context);
    case "json":
      return openJson(text, context);
    default:
      throw usageError(`no reader for ${format}`);
  }
}
