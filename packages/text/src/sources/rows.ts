/** The texts of tables and of records, cards of Anki included: each row is a block. */
import { type ByteSource, openTextRows, type ReadingContext, type TextOptions } from "@onset/reading";
import type { Block, Cuts, TextSource } from "./block.js";
import { textOfCell } from "./page.js";

/** Opens a table or a file of records. */
export async function openRowsOfTexts(
  source: ByteSource,
  options: TextOptions,
  context: ReadingContext,
): Promise<TextSource> {
  const { survey, column, skillColumns } = await openTextRows(source, options, context);
  return {
    format: `${survey.format.toUpperCase()}, text from ${JSON.stringify(column)}`,
    kind: "rows",
    unit: "row",
    skillColumns,
    blocks: (cuts) => blocksOf(source, options, context, cuts),
  };
}

async function* blocksOf(
  source: ByteSource,
  options: TextOptions,
  context: ReadingContext,
  cuts: Cuts,
): AsyncGenerator<readonly Block[]> {
  const { parts } = await openTextRows(source, options, context);
  for await (const { texts, places } of parts) {
    const blocks: Block[] = [];
    for (const [i, text] of texts.entries()) {
      const plain = textOfCell(text, cuts);
      if (plain.trim() === "") cuts.add("row without text");
      else blocks.push({ text: plain, place: places[i] });
    }
    if (blocks.length > 0) yield blocks;
  }
}
