/** Degree laws as they are typed. */
import { type DegreeLaw, parseLaw } from "@onset/core/theory";

/** What is wrong with a law as it is typed, or null. */
export function lawProblem(text: string, of: "texts" | "skills"): string | null {
  if (isOpen(text, of)) return null;
  try {
    parseLaw(text);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message.replace(/ or counts:FILE/, "") : String(error);
  }
}

/** Not a law but the wish for the usual one: Poisson texts of any mean, skills that are chosen uniformly. */
export function isOpen(text: string, of: "texts" | "skills"): boolean {
  return text.trim().toLowerCase() === (of === "texts" ? "poisson" : "");
}

/** The law of a text that is one; null for what is being typed. */
export function lawOrNull(text: string): DegreeLaw | null {
  try {
    return parseLaw(text);
  } catch {
    return null;
  }
}
