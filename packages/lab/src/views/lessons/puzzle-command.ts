import { shellCommand } from "@onset/core/base";
import type { PuzzleOutput } from "./puzzle.js";

/** A command line that learns the corpus of a puzzle with the texts that were added. */
export function puzzleCommand({ texts, taught }: Pick<PuzzleOutput, "texts" | "taught">): string {
  const rows = [...texts, ...taught].map((text) => JSON.stringify({ skills: [...text] }));
  return `${shellCommand(["printf", "%s\\n", ...rows])} | onset learn - --format jsonl`;
}
