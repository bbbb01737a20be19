import { DataError } from "../errors.js";
import { firstLineLongerThan } from "./lines.js";
import type { Source } from "./source.js";
import { longestRecord } from "./tables/table.js";

/** What the database says of a source, as one line in the words of this program; other errors stay as they are. */
export async function inOneLine(source: Source, error: unknown): Promise<unknown> {
  if (!(error instanceof Error) || error.name !== "Error") return error;
  return new DataError(`${source.label}: ${await inWords(source, error.message)}`);
}

/** What the database says when the file is not to blame. */
const ownTrouble = /^(?:Binder|Catalog|Parser|Conversion|Out of Memory|Internal) Error|no space|permission/i;

async function inWords(source: Source, message: string): Promise<string> {
  if (source.format === "parquet" && !ownTrouble.test(message)) return inWordsOfParquet(message);
  if (message.includes("maximum_object_size")) {
    if (source.format === "json") return "an item of its array is longer than 16 MB";
    const line = await firstLineLongerThan(source, longestRecord).catch(() => null);
    return `line ${line ?? "?"} is longer than 16 MB: expected one text a line`;
  }
  const malformed = /Malformed JSON .* in record\/value (\d+): (.*?)\.?\s*$/m.exec(message);
  if (malformed !== null) {
    // The array itself counts as the first.
    const record = Number(malformed[1]) - 1;
    const problem = malformed[2]!.replace("input length is 0", "nothing between two commas");
    return `record ${record} is not valid JSON (${problem}), and an array can only be read whole`;
  }
  if (message.includes("Expected top-level JSON array")) return "expected one array of objects, from [ to ]";
  if (/\bGZIP\b/i.test(message)) return "after the gzip data stands something that is not gzip data";
  if (message.includes("state machine")) return "its rows are not those of a delimited file";
  const [line] = message.replace(/^[A-Z][\w ]* Error: /, "").split("\n");
  return line!
    .replaceAll(/ (?:in|of|for|from) (?:the )?(?:JSON )?file ["'].*?["']/gi, "")
    .replaceAll(source.path, source.label)
    .trim();
}

/** A Parquet file says where everything is at its end, so that one that is cut short cannot be read at all. */
function inWordsOfParquet(message: string): string {
  if (/is not valid UTF-?8/i.test(message)) {
    return "a column that is read holds bytes that are no text: write it as text, or name another column";
  }
  if (/magic bytes|too small/i.test(message)) {
    return "it is cut short: a Parquet file ends with PAR1, this one does not; copy or write it again";
  }
  return "its Parquet data are damaged: copy or write it again";
}
