import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** The texts of a folder that `label` wrote. */
export const labelledName = "labelled.jsonl";

/** How they were labelled, in the same folder. */
export const recipeName = "label.json";

const maxBytes = 4 * 1024 * 1024;

/**
 * How a file was labelled, in a line: from `label.json` beside it, when that is of these very bytes; null where there is
 * none, or where the file has been changed since.
 */
export async function recipeBeside(path: string, sha256: string): Promise<string | null> {
  const text = await readFile(join(dirname(path), recipeName), "utf8").catch(() => "");
  if (text === "" || text.length > maxBytes || !text.includes(sha256)) return null;
  // Most corpora are not labelled here: the package of labelling is loaded for those that are.
  const { recipeLine, recipeSchema } = await import("@onset/text");
  try {
    const recipe = JSON.parse(text);
    const isOfFile = recipe.schema === recipeSchema && recipe.labelled?.sha256 === sha256;
    return isOfFile ? recipeLine(recipe) : null;
  } catch {
    return null;
  }
}
