/** What tables about texts and skills are called. */
import { pluralText } from "../base/index.js";

/** Headers of columns about texts and skills. */
export type ColumnHeader =
  | "begins"
  | "follow"
  | "knownThen"
  | "core"
  | "among"
  | "nearest"
  | "lacking"
  | "known"
  | "beyond";

/** What the columns of tables about texts and skills are called. */
export const columnHeaders: Readonly<Record<ColumnHeader, string>> = {
  begins: "it begins",
  follow: "skills that follow",
  knownThen: "known then",
  core: "core",
  among: "among them",
  nearest: "nearest text",
  lacking: "skills lacking",
  known: "known from the start",
  beyond: "learned beyond them",
};

/** How many texts can teach something now; where none can, whether there are some that lack the least. */
export function nextText(texts: number, nearest: number): string {
  if (texts > 0) return `${pluralText(texts, "text")} can teach something`;
  return nearest === 0 ? "nothing is left to learn" : "no text can teach anything; these lack the least";
}
