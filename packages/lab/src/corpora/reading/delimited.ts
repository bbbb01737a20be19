/** CSV and TSV: a header, then a row a text. */
import Papa from "papaparse";
import type { Collector } from "./collect.js";
import { textOf } from "./json-lines.js";
import type { OpenSource, ReadingContext } from "./source.js";

const delimiters = ["\t", ",", ";", "|"] as const;

/** @param delimiter - Between the columns; null: the one that makes the most of the header. */
export async function readDelimited(
  source: OpenSource,
  collectorOf: (fields: readonly string[]) => Collector,
  delimiter: string | null,
  context: ReadingContext,
): Promise<Collector> {
  const text = await textOf(source, context);
  const chosen = delimiter ?? delimiterOf(text);
  let collector: Collector | null = null;
  let names: string[] = [];
  let line = 1;
  Papa.parse<string[]>(text, {
    delimiter: chosen,
    step: ({ data, errors }) => {
      const where = `line ${line}`;
      line += 1 + data.reduce((sum, cell) => sum + lineEnds(cell), 0);
      const isEmpty = data.length === 1 && data[0] === "";
      if (collector === null) {
        if (isEmpty) return;
        names = data.map((name) => name.trim());
        collector = collectorOf(names);
        return;
      }
      // Where there is one column, an empty line is a row without skills, but for the end of the file.
      if (isEmpty && names.length > 1) return;
      if (errors.length > 0)
        collector.refuse(where, "has a quote in a place where none can be, or one that does not end");
      else if (data.length > names.length) collector.refuse(where, "has too many columns");
      else if (data.length < names.length) collector.refuse(where, "has too few columns");
      // An empty cell is no value, as databases read it.
      else
        collector.add({
          where,
          fields: Object.fromEntries(names.map((name, i) => [name, data[i] === "" ? null : data[i]])),
          problem: null,
        });
    },
  });
  if (collector === null) throw new Error(`${source.label}: found no row. Expected a header and rows.`);
  return collector;
}

function delimiterOf(text: string): string {
  const header = text.slice(0, 1 << 16).replace(/^\s+/, "");
  const columns = (delimiter: string): number =>
    Papa.parse<string[]>(header, { delimiter, preview: 1 }).data[0]?.length ?? 0;
  return delimiters.reduce((best, next) => (columns(next) > columns(best) ? next : best));
}

function lineEnds(cell: string): number {
  let count = 0;
  for (let at = cell.indexOf("\n"); at >= 0; at = cell.indexOf("\n", at + 1)) count++;
  return count;
}
