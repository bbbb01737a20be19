/** Parquet, of which only the columns that matter are read. */

import { recogniseFields } from "@onset/core/corpus";
import { type AsyncBuffer, parquetMetadataAsync, parquetReadObjects, parquetSchema } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import type { Collector, Layout } from "./collect.js";
import { chunksOf, type OpenSource, type ReadingContext } from "./source.js";

// Snappy is left to hyparquet: see no-webassembly.ts.
const { SNAPPY: _, ...codecs } = compressors;
const rowsAtOnce = 20_000;

export async function readParquet(
  source: OpenSource,
  collectorOf: (fields: readonly string[]) => Collector,
  { skillsField, textField }: Layout,
  context: ReadingContext,
): Promise<Collector> {
  const blob = source.gzip ? await unpackedBlob(source, context) : source.blob;
  const file: AsyncBuffer = {
    byteLength: blob.size,
    slice: (start, end) => blob.slice(start, end).arrayBuffer(),
  };
  try {
    const metadata = await parquetMetadataAsync(file);
    const names = parquetSchema(metadata).children.map(({ element }) => element.name);
    const collector = collectorOf(names);
    const fields = recogniseFields(names, {
      ...(names.includes(skillsField) && { skills: skillsField }),
      ...(names.includes(textField) && { text: textField }),
    });
    const columns = [...new Set(Object.values(fields))];
    const rows = Number(metadata.num_rows);
    for (let start = 0; start < rows; start += rowsAtOnce) {
      const rowEnd = Math.min(rows, start + rowsAtOnce);
      const records = await parquetReadObjects({
        file,
        metadata,
        columns,
        rowStart: start,
        rowEnd,
        compressors: codecs,
      });
      for (const [i, fields] of records.entries())
        collector.add({ where: `row ${start + i + 1}`, fields, problem: null });
      context.progress((blob.size * rowEnd) / rows, blob.size);
      await context.yieldNow();
    }
    return collector;
  } catch (error) {
    const { message } = error as Error;
    // What the collector says of the fields is not the format's fault.
    if (message.startsWith(source.label)) throw error;
    throw new Error(`${source.label} could not be read as Parquet: ${message}`);
  }
}

async function unpackedBlob(source: OpenSource, context: ReadingContext): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for await (const chunk of chunksOf(source, context)) parts.push(chunk);
  return new Blob(parts);
}
