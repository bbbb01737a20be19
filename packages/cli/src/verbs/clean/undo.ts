import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { DataError, UsageError } from "../../errors.js";
import { readMapping } from "./mapping.js";

/** Puts a cleaned file back to what it was: its changed lines are in the mapping. */
export async function restored(
  cleaned: string,
  mappingName: string,
): Promise<{ text: string; lines: number }> {
  const mapping = await readMapping("--undo", mappingName);
  const bytes = await readFile(cleaned).catch(() => {
    throw new UsageError(`there is no file ${JSON.stringify(cleaned)} that can be read`);
  });
  const found = createHash("sha256").update(bytes).digest("hex");
  if (mapping.cleaned === null || found !== mapping.cleaned.sha256) {
    throw new DataError(
      `${cleaned} is not the file that ${mappingName} was written with: only that one, unchanged, can be put back`,
    );
  }
  const lines = bytes.toString("utf8").split(/(?<=\n)/);
  for (const { line, text } of mapping.originals) lines[line - 1] = text;
  return { text: lines.join(""), lines: mapping.originals.length };
}
